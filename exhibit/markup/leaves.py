"""Paragraphs and tables as they are typed: what would be lost or run together is told at its line.

Markdown takes any lines for a paragraph, whatever they were meant as: a table without its line of
dashes, items with a mark that it does not know. It takes cells out of a row that has too many, and
makes a heading of text above a line of dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exhibit.diagnostics import ContentError, Source, say
from exhibit.i18n import READING
from exhibit.markup.lines import TAB, Piece

_TOO_DEEP = re.compile(r" {0,3}#{7,}")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_DASHES = frozenset("|:- ")  # of the line between the headings of a table and its rows
_OTHER_DASHES = frozenset("|:- +=–—_")  # … as other programs draw it, or correct it
# What lines begin with that were meant as items of a list, but of which Markdown makes none. Once
# in a paragraph it may be chance.
_ITEMS = tuple(
    map(
        re.compile,
        (
            r"\d{1,9}[.)] ",
            r"\d{1,9}[.)](?=[^\W\d_])",
            r"\(\w{1,3}\) ",
            r"[a-zA-Z]\) ",
            r"[IVXivx]{1,5}[.)] ",
            r"\[[ xX]?\] ",
            r"[-+](?=[^\W\d_])",
            r"[–—](?=[^\W\d_])",
            r"[–—] (?=\S)",
            r"[→⇒►▶➔➢➤✓✔✗☐☑☒★☆♦◆§]",
            r"[oO] {2}",
            r"\*\*[^*]{1,60}(?::\*\*|\*\*:)",
            r"\d{1,4}: ",
            r"\d{4} [–-] ",
            r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|\d{4}-\d\d-\d\d\b",
            r"\d{1,2}[:.]\d\d(?: Uhr\b| ?[–-])",
        ),
    )
)
# What each of them begins with, so that most lines are passed at a glance.
_MAY_BE_ITEM = re.compile(r"[^\W\d_]?[^\w\s]|\d|[oO] {2}|[IVXivx]{1,5}[.)] ")
_LABELLED = re.compile(r"[^\W\d_][^:.,;!?]{0,30}: \S")  # all lines of a paragraph
_FEW, _SHORT = 3, 40  # lines and letters, like those of an address or a poem
_KEPT = "  "  # at the end of a line that stays one
_NO_BLANK = re.compile(r"-(?=[^\W\d_])")  # alone in front of a word
_BOX = re.compile(r"\[[ xX]\] ")
_FOREIGN = tuple(  # how other programs mark what is a directive here, or the head of a page
    map(re.compile, (r"::? ?[a-z]+\b(?! ?:)", r"!!! ?\w", r"\[![A-Za-z]+\]", r"\+\+\+$"))
)
_LISTED = re.compile(r" *+(?:[-*+•]|\d{1,9}[.)]) ")
_BARS = re.compile(r"(?<![\\|])\|(?!\|)")


def part_table(lines: Sequence[Piece]) -> int:
    """How many lines stand right above a table, without the empty line that belongs there."""
    for index, line in enumerate(lines[2:], 2):
        if is_dashes(line.text) and _BARS.search(lines[index - 1].text):
            return index - 1
    return 0


def check_text(source: Source, lines: Sequence[Piece]) -> list[ContentError]:
    """Whether what they would become, without an empty one between them, is what was meant."""
    if len(lines) == 1 and lines[0].text[:1].isalpha() and "|" not in lines[0].text:
        return []  # as most paragraphs are
    before = part_table(lines)
    is_table = before > 0 or (len(lines) > 1 and is_dashes(lines[1].text))
    text = lines[:before] if is_table else lines
    found = (check(source, text) for check in (_CHECKS if text else ()))
    return [fault for fault in found if fault][:1]


def check_definition(source: Source, lines: Sequence[Piece]) -> list[ContentError]:
    """What stands below the explanation of a term is text."""
    message = say("A list does not stand below the explanation of a term.")
    hint = say("Write it before or behind it.")
    listed = (line for line in lines if _LISTED.match(line.text))
    return [source.fault(message, hint, line=line.number) for line in listed]


def is_dashes(text: str) -> bool:
    """Whether this is the line between the headings of a table and its rows."""
    return {"|", "-"} <= set(text) <= _DASHES


def _check_lost_table(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    for line in lines:
        drawn = set(line.text.strip())
        is_drawn = "|" in drawn and drawn <= _OTHER_DASHES and not is_dashes(line.text)
        if len(lines) > 1 and (is_drawn or "+-" in line.text):
            message = say("The line below the headings of a table is made of | and - alone.")
            return source.fault(message, say("For two columns: |---|---|"), line=line.number)
    marked = [line for line in lines if _BARS.search(_without_code(line.text))]
    if len(marked) > 1 or (marked and marked[0].text.lstrip().startswith("|")):
        message = say("This would not become a table.")
        hint = say(
            "Below the headings of a table stands a line of dashes, for two columns |---|---|, and "
            "no empty line; a bar that is meant as such is written \\|."
        )
        return source.fault(message, hint, line=marked[0].number)
    return None


def _without_code(text: str) -> str:
    """The text without code and placeholders."""
    return re.sub(rf"`[^`]*`|{READING}", "", text)


def _check_underline(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    for line in lines[1:]:
        if _UNDERLINE.fullmatch(line.text):
            message = say("A line of dashes right below a text can mean two things.")
            hint = say(
                "A heading begins with ##; a line across the page has empty lines around it."
            )
            return source.fault(message, hint, line=line.number)
    return None


def _check_indented(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    if lines[0].indent < TAB:
        return None
    message = say("Text that is indented would be set as code.")
    hint = say("Begin the line without blanks; code stands between two lines ```.")
    return source.fault(message, hint, line=lines[0].number)


def _check_depth(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    if _TOO_DEEP.match(lines[0].text):
        message, hint = say("A heading has six # at most."), say("Use ## or ###.")
        return source.fault(message, hint, line=lines[0].number)
    return None


def _check_items(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    """Lines that begin alike were meant to stay lines."""
    lines = [line for line in _broken(lines) if _MAY_BE_ITEM.match(line.text.lstrip())]
    for pattern in _ITEMS if len(lines) > 1 else ():
        marked = [line for line in lines if pattern.match(line.text.strip())]
        if len(marked) > 1:
            return _run_together(source, marked[0])
    return None


def _check_lines(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    """Lines like those of a form, an address or a poem were meant to stay lines, too."""
    texts = [line.text.strip() for line in _broken(lines) if not line.is_blank]
    is_labelled = len(texts) > 1 and all(map(_LABELLED.match, texts))
    is_short = len(texts) >= _FEW and all(len(text) <= _SHORT for text in texts)
    begin = all(text[0].isupper() or text[0].isdecimal() for text in texts)
    end = any(text[-1] in ".,;:!?-–" for text in texts[:-1])
    if is_labelled or (is_short and begin and not end):
        return _run_together(source, lines[0])
    return None


def _broken(lines: Sequence[Piece]) -> Sequence[Piece]:
    """Lines of which at least one would lose its end."""
    return [] if all(line.text.endswith(_KEPT) for line in lines[:-1]) else lines


def _run_together(source: Source, line: Piece) -> ContentError:
    message = say("These lines would run together into one paragraph.")
    hint = say(
        "Begin each with “- ” to make a list, leave an empty line between them, or end each with "
        "two blanks."
    )
    return source.fault(message, hint, line=line.number)


def _check_first(source: Source, lines: Sequence[Piece]) -> ContentError | None:
    line, text = lines[0], lines[0].text.strip()
    if _NO_BLANK.match(text):
        hint = say("For the item of a list, write a blank behind the -; for a dash, –.")
        return source.fault(say("Behind the - a blank is missing."), hint, line=line.number)
    if _BOX.match(text):
        message = say("There are no boxes to tick.")
        return source.fault(message, say("Begin the line with “- ” alone."), line=line.number)
    if any(foreign.match(text) for foreign in _FOREIGN):
        message = say("This would be shown as it stands here.")
        hint = say("A box or a chart begins with three colons: ::: note")
        return source.fault(message, hint, line=line.number)
    return None


_CHECKS: Sequence[Callable[[Source, Sequence[Piece]], ContentError | None]] = (
    _check_lost_table,
    _check_underline,
    _check_depth,
    _check_indented,
    _check_items,
    _check_lines,
    _check_first,
)
