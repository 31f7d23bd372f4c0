"""Bounds for what people write, far above real pages.

Python-Markdown takes minutes for some texts that no person writes: 10 kB of [ alone
need 20 s, lists within lists overflow the stack. They are refused before it sees them, and so is
what would take a build many seconds or all memory elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.faults import each, say
from exhibit.diagnostics.source import Source

MAX_LETTERS = 200_000  # of a page
_MAX_PAGE_LINES = 6000  # each may be a block of its own, which takes 0.1 ms in every language
_MAX_MARKS = 20_000  # on a page; each may become an element, which takes as long
# Of the texts of a page: marks times letters, since from most marks all letters behind them are
# looked through. Pages full of code and links have less than 20 for each letter.
_MAX_EFFORT = 10_000_000
_MAX_BRACKETS = 300  # in one paragraph
_MAX_LINES = 500  # in one paragraph
_MAX_NOTES = 300  # marks of footnotes on one page
_MAX_TOML = 1_000_000  # letters; the list of ten thousand pages has half of them
_MAX_NAMES = 30  # in a key with dots; each makes tables of tables, in memory the square of them
MAX_DEPTH = 20  # of lists and quotations, and of boxes in boxes

_KEY = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![\w\\-])(?:{_KEY}){{{_MAX_NAMES}}}")
_SHOWN = "* _ ` ["
_LEAD = re.compile(
    r"(?:\s|>|(?:[*+:-]|\d+[.)])(?!\S)|\[\^[^\]]+\]:)*"
)  # before the words of a line
_BLANKS = " " * 1001  # in a row; a heading with n of them takes the square of n
_SIGNS = "\\`*_[]<&{"  # that mean something in a paragraph
_MARK = re.compile(r">|[*+:-]|(?<!\d)\d++[.)]")


def check_toml(source: Source, first: int, last: int) -> None:
    """What would keep the parser of TOML busy for ever."""
    if len(source.text) > _MAX_TOML:
        message = say("The file is longer than {size} letters.", size=_MAX_TOML)
        raise source.fault(message, say("Take out what the exhibit does not need."), line=first)
    for number in range(first, last + 1):
        if found := _LONG_KEY.search(source.lines[number - 1]):
            message = say("A key has too many parts with dots between them.")
            hint = say('Text stands in quotation marks: key = "text".')
            raise source.fault(message, hint, line=number, column=found.start() + 1)


def check_markdown(source: Source, first: int) -> None:
    """The Markdown in the lines from first to the end is within all bounds."""
    if len(source.text.expandtabs(4)) > MAX_LETTERS:  # as Markdown has it
        hint = say("Divide it into several pages.")
        raise source.fault(
            say("The page is longer than {size} letters.", size=MAX_LETTERS), hint, line=first
        )
    _check_count(source, first)
    lines = range(first, len(source.lines) + 1)
    each(lambda number: _check_depth(source, number), lines)
    each(lambda paragraph: check_paragraph(source, *paragraph), _paragraphs(source, first))
    _check_notes(source, first)


def _check_count(source: Source, first: int) -> None:
    if len(source.lines) - first >= _MAX_PAGE_LINES:
        message = say("The page has more than {count} lines.", count=_MAX_PAGE_LINES)
        raise source.fault(message, say("Divide it into several pages."), line=first)
    marks = 0
    for number in range(first, len(source.lines) + 1):
        marks += _count_signs(source.lines[number - 1]) + source.lines[number - 1].count("|")
        if marks > _MAX_MARKS:
            message = say("There are too many signs such as {signs} on this page.", signs=_SHOWN)
            raise source.fault(message, say("Divide it into several pages."), line=number)


def _count_signs(text: str) -> int:
    """How many letters of a text mean something to Markdown."""
    return sum(map(text.count, _SIGNS))


def add_effort(effort: int, text: str, source: Source, line: int) -> int:
    """What it takes to look through a page so far, with one more text; too much is a fault."""
    effort += _count_signs(text) * len(text)
    if effort > _MAX_EFFORT:
        message = say("There are too many signs such as {signs} for so long a text.", signs=_SHOWN)
        raise source.fault(message, say("Divide the paragraph, or the page."), line=line)
    return effort


def _check_depth(source: Source, number: int) -> None:
    line = source.lines[number - 1].expandtabs(4).rstrip()
    if _BLANKS in line:
        message = say("There are more than {count} blanks in a row.", count=len(_BLANKS) - 1)
        raise source.fault(message, say("Delete those that are too many."), line=number)
    found = _LEAD.match(line)
    lead = found[0] if found else ""
    marks = len(_MARK.findall(lead))
    if line and marks + (lead.count(" ") - marks) // 4 > MAX_DEPTH:
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
