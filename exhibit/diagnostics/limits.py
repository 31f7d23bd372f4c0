"""Bounds for what people write, far above real pages.

Python-Markdown takes minutes for some texts that no person writes: 10 kB of [ alone
need 20 s, lists within lists overflow the stack. They are refused before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.faults import each, say
from exhibit.diagnostics.source import Source

MAX_LETTERS = 200_000
_MAX_BRACKETS = 300  # in one paragraph
_MAX_LINES = 500  # in one paragraph
_MAX_NOTES = 300  # marks of footnotes on one page
MAX_DEPTH = 20  # of lists and quotations, and of boxes in boxes

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")  # nothing that can be read
_LEAD = re.compile(r"(?:\s|>|(?:[*+-]|\d+[.)])(?!\S))*")  # what a line begins with before its words
_MARK = re.compile(r">|[*+-]|(?<!\d)\d++[.)]")


def check_characters(source: Source) -> None:
    """Every text file is looked at, so that nobody can write the marks that this program uses."""
    if CONTROL.search(source.text):
        each(lambda number: _check_line(source, number), range(1, len(source.lines) + 1))


def _check_line(source: Source, number: int) -> None:
    if found := CONTROL.search(source.lines[number - 1]):
        message = say("There is a character here that cannot be read.")
        hint = say("Delete it: it often comes along when text is pasted from a PDF.")
        raise source.fault(message, hint, line=number, column=found.start() + 1)


def check_markdown(source: Source, first: int) -> None:
    """The Markdown in the lines from first to the end is within all bounds."""
    if len(source.text) > MAX_LETTERS:
        hint = say("Divide it into several pages.")
        raise source.fault(
            say("The page is longer than {size} letters.", size=MAX_LETTERS), hint, line=first
        )
    lines = range(first, len(source.lines) + 1)
    each(lambda number: _check_depth(source, number), lines)
    each(lambda paragraph: check_paragraph(source, *paragraph), _paragraphs(source, first))
    _check_notes(source, first)


def _check_depth(source: Source, number: int) -> None:
    line = source.lines[number - 1].expandtabs(4)
    found = _LEAD.match(line)
    lead = found[0] if found else ""
    marks = len(_MARK.findall(lead))
    if line.strip() and marks + (lead.count(" ") - marks) // 4 > MAX_DEPTH:
        hint = say("Lists and quotations go {depth} levels deep at most.", depth=MAX_DEPTH)
        raise source.fault(say("This line is indented too deeply."), hint, line=number)


def _check_notes(source: Source, first: int) -> None:
    notes = 0
    for number in range(first, len(source.lines) + 1):
        notes += source.lines[number - 1].count("[^")
        if notes > _MAX_NOTES:
            message = say("There are too many footnotes on one page.")
            hint = say("Divide it into several pages.")
            raise source.fault(message, hint, line=number)


def _paragraphs(source: Source, first: int) -> Iterator[tuple[int, str]]:
    """Each paragraph with the line on which it begins."""
    line = first
    for text in "\n".join(line.rstrip() for line in source.lines[first - 1 :]).split("\n\n"):
        yield line + len(text) - len(text.lstrip("\n")), text.strip("\n")
        line += text.count("\n") + 2


def check_paragraph(source: Source, line: int, paragraph: str) -> None:
    if paragraph.count("[") > _MAX_BRACKETS:
        message = say("There are too many brackets in one paragraph.")
        raise source.fault(message, say("Divide the paragraph."), line=line)
    if paragraph.count("\n") > _MAX_LINES:
        message = say(
            "A paragraph has at most {count} lines, and so has a table.", count=_MAX_LINES
        )
        raise source.fault(message, say("Divide it with an empty line."), line=line)
