"""A text file that a person wrote, and the places in it.

Every other module speaks of lines and columns only through a Source, so that
each fault can show the line it means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from exhibit.errors import NOTHING, ContentError, Notice, Place


@dataclass(frozen=True)
class Source:
    """One file as it was read; lines and columns are counted from 1."""

    file: PurePosixPath  # from the root of the exhibit
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        # not splitlines(), which counts U+2028 and others as the end of a line
        return tuple(self.text.split("\n"))

    def place(self, line: int = 0, column: int = 0) -> Place:
        known = 0 < line <= len(self.lines)
        return Place(self.file, line, column, self.lines[line - 1] if known else "")

    def fault(
        self, message: Notice, hint: Notice = NOTHING, *, line: int = 0, column: int = 0
    ) -> ContentError:
        return ContentError(self.place(line, column), message, hint)

    def find(self, snippet: str, start: int = 1) -> Place:
        """Where snippet first stands at or after a line; that line as a whole if it does not."""
        return self.search(re.compile(f"(?=({re.escape(snippet)}))"), start)

    def search(self, pattern: re.Pattern[str], start: int = 1) -> Place:
        """Where the match of a pattern ends, or begins if it looks ahead, at or after a line."""
        for number, line in enumerate(self.lines[start - 1 :], start):
            if found := pattern.search(line):
                return self.place(number, found.end() + 1)
        return self.place(start)

    def excerpt(self, first: int, last: int) -> str:
        """The lines from first to last, both included."""
        return "\n".join(self.lines[first - 1 : last])
