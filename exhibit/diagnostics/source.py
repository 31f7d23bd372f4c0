"""A text file that a person wrote, and the places in it.

Every other module speaks of lines and columns only through a Source, so that
each fault can show the line it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, Place

_NEAR = 50  # lines; no paragraph that a person writes has more


@dataclass(frozen=True)
class Source:
    """One file as it was read; lines and columns are counted from 1."""

    file: PurePosixPath  # from the root of the exhibit
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        # not splitlines(), which counts U+2028 and others as the end of a line
        return tuple(self.text.split("\n"))

    def __getstate__(self) -> dict[str, object]:
        """What is kept on the disk: the lines are soon made again."""
        return {"file": self.file, "text": self.text}

    def place(self, line: int = 0, column: int = 0) -> Place:
        known = 0 < line <= len(self.lines)
        return Place(self.file, line, column, self.lines[line - 1] if known else "")

    def fault(
        self, message: Notice, hint: Notice = NOTHING, *, line: int = 0, column: int = 0
    ) -> ContentError:
        return ContentError(self.place(line, column), message, hint)

    def fault_at(self, at: int, message: Notice, hint: Notice = NOTHING) -> ContentError:
        """A fault of the letter that has so many before it."""
        return ContentError(self.place(*self._spot(at)), message, hint)

    def find(self, snippet: str, start: int = 1) -> Place:
        """Where snippet first stands at or after a line; that line as a whole if it does not."""
        at = self._at(start)
        found = self.text.find(snippet, at) if "\n" not in snippet and at >= 0 else -1
        if found < 0:
            return self.place(start)
        return self.place(*self._spot(found))

    def _spot(self, at: int) -> tuple[int, int]:
        """The line and the column of a letter of the text."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def _at(self, line: int) -> int:
        """Where in the text a line begins; before it if there is no such line."""
        return self._starts[max(line, 1) - 1] if line <= len(self._starts) else -1

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where in the text each line begins; many things are looked for in one file."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def find_near(self, snippet: str, line: int) -> Place:
        """Where snippet stands in the paragraph that begins at a line; that line if it does not."""
        for number in range(line, min(line + _NEAR, len(self.lines) + 1)):
            if snippet in self.lines[number - 1]:
                return self.find(snippet, number)
            if not self.lines[number - 1].strip():
                break
        return self.place(line)

    def excerpt(self, first: int, last: int) -> str:
        """The lines from first to last, both included."""
        return "\n".join(self.lines[first - 1 : last])


def content_file(*parts: str) -> PurePosixPath:
    return PurePosixPath("content", *parts)
