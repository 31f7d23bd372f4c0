"""Where the texts of a page stand in its file.

Python-Markdown forgets lines. But the texts of its tree come in the order of the file, so each
is found as the first match after the one before it, if all that the tree has elsewhere or not
at all is out of the way: code, definitions of links and abbreviations, and the footnotes, which
the tree has at its end and which are looked for under their names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from exhibit.diagnostics import Place, Source
from exhibit.markup.lines import Line, split_lines

# What may stand on a line before the words of a block: marks of lists, quotations, headings,
# footnotes and directives.
_MARKS = re.compile(
    r"(?::::++(?:\s*+\w++)?|::?+(?!:)|\d++[.)]|\[\^[^\]]++\]:|[\s>*+\-#•‣◦▪●○■□·∙–—])*"
)
_BETWEEN = re.compile(r"[\s>]*")  # from the end of a line to the words of the next
_MAX_TRIED = 1000  # places where the same words stand without being a block
_LONGEST_MARKS = 200  # letters
_STASH = re.compile("[\x02\x03]")  # around what Python-Markdown has put aside


class Locator:
    """Finds texts one after the other; each search begins where the last one ended."""

    def __init__(self, source: Source, first: int) -> None:
        self.source = source
        lines = split_lines(source, first)
        self.body = _blanked(source, lines, lambda line: line.is_text and not line.note)
        self.notes = _blanked(source, lines, lambda line: line.is_text and bool(line.note))
        self.starts = [0, *accumulate(len(line) + 1 for line in source.lines)]
        self.note_lines = {line.note: line.number for line in reversed(lines) if line.note}
        self.text, self.position = self.body, self.starts[first - 1]

    def enter_note(self, name: str) -> None:
        """From now on, texts are those of this footnote."""
        if name in self.note_lines:
            self.text, self.position = self.notes, self.starts[self.note_lines[name] - 1]

    def find(self, raw: str) -> Place:
        """The place of a block's raw text; that of the last one if it cannot be found."""
        lines = [line.strip() for line in _STASH.split(raw.strip())[0].split("\n")]
        for part in (lines, lines[:1]):  # of what the parser has changed, at least the first line
            start = self.text.find(part[0], self.position) if part[0] else -1
            for _ in range(_MAX_TRIED):
                if start < 0:
                    break
                end = self.end_of(part, start)
                if end and self.is_block(start, end):
                    self.position = end
                    return self.place(start)
                start = self.text.find(part[0], start + 1)
        return self.place(self.position)

    def end_of(self, lines: Sequence[str], start: int) -> int:
        """Where these lines end that begin at start, whatever marks stand before them; or 0."""
        end = start + len(lines[0])
        for line in lines[1:]:
            between = _BETWEEN.match(self.text, end)
            end = between.end() if between else end
            if not self.text.startswith(line, end):
                return 0
            end += len(line)
        return end

    def is_block(self, start: int, end: int) -> bool:
        """Whether only marks stand before, and no word goes on after."""
        begin = self.starts[bisect_right(self.starts, start) - 1]
        cell = self.text.rfind("|", max(begin, start - _LONGEST_MARKS), start) + 1
        is_first = _MARKS.fullmatch(self.text, max(begin, cell), start)
        return bool(is_first) and not self.text[end : end + 1].isalnum()

    def place(self, position: int) -> Place:
        line = bisect_right(self.starts, position)
        return self.source.place(line, position - self.starts[line - 1] + 1)


def _blanked(source: Source, lines: Iterable[Line], shows: Callable[[Line], bool]) -> str:
    """The file with only some of its lines, and blanks in the place of all others."""
    shown = {line.number for line in lines if shows(line)}
    return "\n".join(
        text if number in shown else " " * len(text) for number, text in enumerate(source.lines, 1)
    )
