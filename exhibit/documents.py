"""Content files: front matter in TOML between two `+++` lines, then Markdown."""

from __future__ import annotations

import re

from exhibit.errors import each, say
from exhibit.model import Document, FrontMatter
from exhibit.schema import parse, read
from exhibit.source import Source

FENCE = "+++"

# Python-Markdown takes minutes for some texts that no person writes: 10 kB of [ alone
# need 20 s, nested lists overflow the stack. These bounds are far above real pages.
MAX_LETTERS = 200_000
MAX_BRACKETS = 300  # in one paragraph
MAX_DEPTH = 20  # of lists and quotations

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")  # nothing that can be read


def parse_document(source: Source) -> Document:
    """Take a content file apart; its front matter is checked, its Markdown is not yet read."""
    end = closing_fence(source)
    front_matter = read(FrontMatter, parse(source, 2, end - 1), source, 2)
    each(lambda number: check_line(source, number), range(end + 1, len(source.lines) + 1))
    check_paragraphs(source, end + 1)
    return Document(source, front_matter, body_line=end + 1)


def closing_fence(source: Source) -> int:
    """The line on which the front matter ends."""
    fences = [number for number, line in enumerate(source.lines, 1) if line.rstrip() == FENCE]
    if not fences or fences[0] != 1:
        hint = say(
            'A page begins with a line {fence}, then title = "…" and more, then {fence} again.',
            fence=FENCE,
        )
        raise source.fault(say("The page has no front matter."), hint, line=1)
    if len(fences) == 1:
        hint = say(
            "Close it with a line that holds {fence} alone, before the text begins.", fence=FENCE
        )
        raise source.fault(say("The front matter is never closed."), hint, line=1)
    return fences[1]


def check_line(source: Source, number: int) -> None:
    line = source.lines[number - 1]
    if found := CONTROL.search(line):
        message = say("There is a character here that cannot be read.")
        hint = say("Delete it: it often comes along when text is pasted from a PDF.")
        raise source.fault(message, hint, line=number, column=found.start() + 1)
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" >"))
    if line.strip() and indent > 4 * MAX_DEPTH:
        hint = say("Lists and quotations go {depth} levels deep at most.", depth=MAX_DEPTH)
        raise source.fault(say("This line is indented too deeply."), hint, line=number)


def check_paragraphs(source: Source, first: int) -> None:
    if len(source.text) > MAX_LETTERS:
        hint = say("Divide it into several pages.")
        raise source.fault(
            say("The page is longer than {size} letters.", size=MAX_LETTERS), hint, line=first
        )
    brackets = 0
    for number, line in enumerate(source.lines[first - 1 :], first):
        brackets = brackets + line.count("[") if line.strip() else 0
        if brackets > MAX_BRACKETS:
            hint = say("Divide the paragraph.")
            raise source.fault(
                say("There are too many brackets in one paragraph."), hint, line=number
            )
