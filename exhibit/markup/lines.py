"""The lines of a page, split once for all who read them.

Each knows what it is: code, where no mark means anything; a line of a directive; a part of a
footnote; a definition, of which nothing is shown where it stands. Markdown's own parsers forget
all of this, and lines with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile

from exhibit.diagnostics import Source, say

_DIRECTIVE = re.compile(r"(?P<indent>\s*+):::++\s*+(?P<name>\S*+)\s*+(?P<argument>.*)")
_CODE_FENCE = re.compile(r"(?P<marks>```+|~~~+)(?P<rest>[^`]*)$")
_CODE_LANGUAGE = re.compile(r"\s*+[\w.#+-]*+\s*+")
NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]]+)\]:")
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:|\*\[[^\]]+\]\s?:")
QUOTE = re.compile(r" {0,3}> ?+")
HEADING = re.compile(r" {0,3}#{1,6}(?!#)")
RULE = re.compile(r" {0,3}([-*_])(?: *+\1){2,} *+")
TAB = 4  # blanks, as in Markdown
_KEPT = 256  # pages whose lines are kept
# From a private area: no text can hold them, see limits.py.
OPEN, CLOSE, SECTION = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True)
class DirectiveLine:
    """A line that begins with `:::`; one without a name closes a box."""

    name: str
    argument: str
    is_indented: bool
    columns: Mapping[str, int]  # where name and argument begin


@dataclass(frozen=True)
class Line:
    number: int  # in the file
    text: str
    is_code: bool
    note: str  # the name of the footnote that it is part of
    directive: DirectiveLine | None

    @property
    def is_text(self) -> bool:
        """Whether its words are shown where they stand."""
        return not self.is_code and not is_definition(self.text)


@dataclass(frozen=True)
class Piece:
    """A line on its way to the parser of Markdown."""

    number: int  # in the file
    text: str
    is_fixed: bool = False  # code, or the mark of a directive: the end of any list
    note: str = ""  # the footnote that it is part of

    @property
    def is_blank(self) -> bool:
        return not self.is_fixed and not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    def without(self, letters: int) -> Piece:
        """The line without its first letters."""
        return replace(self, text=self.text[letters:])


Pieces = list[Piece]


def is_definition(text: str) -> bool:
    """Whether a line says where a link leads, or what an abbreviation means."""
    return bool(_DEFINITION.match(text))


def count_while(lines: Pieces, first: int, belongs: Callable[[Piece], bool]) -> int:
    """The number of the first line, from one on, that does not belong to it."""
    return first + sum(1 for _ in takewhile(belongs, islice(lines, first, None)))


@lru_cache(_KEPT)
def split_lines(source: Source, first: int) -> tuple[Line, ...]:
    """The lines of a file from first to its end; code that is never closed is a fault."""
    return tuple(_read_lines(source, first))


def _read_lines(source: Source, first: int) -> Iterator[Line]:
    note, after_gap = "", False
    for number, text, is_code in _part_code(source, first):
        found = None if is_code else NOTE.match(text)
        if found:
            note = found["name"]
        elif note and after_gap and text.strip() and not text.startswith(("    ", "\t")):
            note = ""
        after_gap = not text.strip()
        yield Line(number, text, is_code, note, None if is_code else _read_directive(text))


def _read_directive(text: str) -> DirectiveLine | None:
    found = _DIRECTIVE.match(text)
    if not found:
        return None
    columns = {group: found.start(group) + 1 for group in ("name", "argument")}
    return DirectiveLine(found["name"], found["argument"].rstrip(), bool(found["indent"]), columns)


def _part_code(source: Source, first: int) -> Iterator[tuple[int, str, bool]]:
    """Lines with their number and whether they are code, where ::: means nothing."""
    fence, opened = "", 0
    for number, line in enumerate(source.lines[first - 1 :], first):
        found = _CODE_FENCE.match(line)
        if fence:
            yield number, line, True
            fence = "" if line.rstrip() == fence else fence
        elif found:
            _check_fence(source, number, found)
            fence, opened = found["marks"], number
            yield number, line, True
        else:
            yield number, line, False
    if fence:
        hint = say("Close it with a line that holds {marks} alone.", marks=fence)
        raise source.fault(say("This code is never closed."), hint, line=opened)


def _check_fence(source: Source, number: int, found: re.Match[str]) -> None:
    """Python-Markdown would take more than a language, such as attributes, and fail at some."""
    if not _CODE_LANGUAGE.fullmatch(found["rest"]):
        message = say("After {marks} stands at most the name of a language.", marks=found["marks"])
        hint = say("Begin the code on the next line.")
        raise source.fault(message, hint, line=number, column=found.start("rest") + 1)
