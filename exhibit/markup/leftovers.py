"""Marks that still stand in the text when all that Markdown understands has been read.

A visitor would see them: asterisks without a partner, a link with a blank before its address, a
placeholder without its brace. Each has a way out, be it only the backslash that says that it is
meant as such: Python-Markdown has put aside what stands behind one, until after this look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from exhibit.diagnostics import ContentError, Source, each, say

_CHILD = "\ufffc"  # stands for an element in the text of another
_TARGET = r"(?:https?:|mailto:|tel:|#|\.{0,2}/|[^\s()\[\]]+\.(?:md|html?|pdf|jpe?g|png|svg)\b)"
_APART = f" \x02\x03{_CHILD}"  # between words
_SHOWN = 30  # letters of them
_UNREAD = frozenset({"pre", "code"})


_PAIRED = say("Emphasis begins and ends with the same marks, without blanks inside: **word**.")
_LINKED = say("A link has its address right behind the brackets: [Visit](besuch.md)")
_BRACED = say("The figure of a chart stands whole between braces: {{chart: China.value}}")
_SLIPS = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"\*\*+|(?<![\w*])\*(?=\w)|(?<!\S)\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])", _PAIRED),
        (r"(?<!\S)\*(?= [^\s\d*][^*\n]{0,200} \*(?!\S))", _PAIRED),
        (r"(?<![\w_])_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)", _PAIRED),
        (r"(?<!\S)_{1,2}(?= [^\s_][^_\n]{0,200} _{1,2}(?!\S))", _PAIRED),
        (r"\[\[|\]\]", say("What the museum still has to say stands in [[two brackets]].")),
        (rf"\]\(|\]\[|\]\s(?=\({_TARGET})|\)(?=\s?\[{_TARGET})", _LINKED),
        (r"`", say("Code stands between two of the same marks: `code`.")),
        (
            r"~~|==(?=\w)|(?<=\w)==|(?<=\w)~(?=\w{1,9}~)|(?<=\w)\^(?=\w{1,9}\^)",
            say("There are **bold** and *italic* words, and nothing else."),
        ),
        (r"\^(?=\[)", say("A footnote has a mark, [^name], and its text on a line of its own.")),
        (r"\{\s*[\w-]+\s*:|\{[{%#.:]|\{[^{}]*\Z|\A[^{\x02]*(\})", _BRACED),
        (r"\\(?=\n|$)", say("A line is broken by two blanks at its end.")),
    )
)
_MAY_SLIP = re.compile(r"[*_\[\]`~=^{}\\]")


def check_leftovers(
    root: Element, origins: Mapping[Element, tuple[Source, int]], start: tuple[Source, int]
) -> None:
    """Every text of a tree, after the inline patterns and before what was put aside comes back.

    origins say where the text of a block was written; start, where the page begins.
    """
    each(_check, list(_texts(root, origins, start)))


_Text = tuple[str, Source, int]  # with the line on which its block begins


def _texts(
    root: Element, origins: Mapping[Element, tuple[Source, int]], origin: tuple[Source, int]
) -> Iterator[_Text]:
    """The words of each element, where those within it are one letter."""
    for element in root.iter():
        origin = origins.get(element, origin)
        own = element.text if type(element.text) is str else ""  # not text that is finished
        text = own + "".join(f"{_CHILD}{child.tail or ''}" for child in element)
        if element.tag not in _UNREAD and _MAY_SLIP.search(text):
            yield text, *origin


def _check(one: _Text) -> None:
    text, source, line = one
    for pattern, hint in _SLIPS:
        if found := pattern.search(text):
            group = found.lastindex or 0
            begin = max(text.rfind(apart, 0, found.start(group)) for apart in _APART) + 1
            snippet = re.split(rf"[{_APART}\n]", text[begin : found.end() + _SHOWN])[0]
            message = say("“{snippet}” would be shown as it stands here.", snippet=snippet[:_SHOWN])
            mark = re.split(r"[^\W_]|\s", found[group].strip())[0]
            literal = "".join(f"\\{letter}" for letter in mark)
            advice = say("{hint} If it is meant as such: {literal}", hint=hint, literal=literal)
            raise ContentError(source.find_near(snippet, line), message, advice)
