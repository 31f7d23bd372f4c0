"""Where in a file its table stands: what parts the cells, and what lies above and below.

Statistical offices set titles above the headings and their name below the last row. Such lines
are told by their numbers; that a row is merely too short or too long is told elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from exhibit.diagnostics import ContentError, Source, say, tell

_DELIMITERS = ";,\t|"
_OF_EUROSTAT = re.compile(r"([\w,]+)\\(?:TIME_PERIOD|time)\b", re.IGNORECASE)
_FOOT = re.compile(
    r"[_=-]{3,}|©|\(c\)|copyright|(daten)?quellen?\b|sources?\b|stand\b|erstellt|hinweis|anmerkung"
    r"|notes?\b|last update|extracted|abruf|special value|(available|observation) flag|fußnote"
    r"|zeichenerkl|legende|\d+\)|\*",
    re.IGNORECASE,
)
_MANY_WORDS = 3  # blanks in a text that is no name of a row
_SAMPLE = 200  # lines that show what parts the cells
_LONG = 10_000  # letters of a line
_Lines = Sequence[Sequence[str]]  # the cells of each line


def find_delimiter(lines: Sequence[str]) -> str:
    """What the headings use most; or if the other lines do not, what most lines use alike."""
    heading = lines[0][:_LONG] if lines else ""
    if _OF_EUROSTAT.match(heading) and "\t" in heading:
        return "\t"
    usual = max(_DELIMITERS, key=heading.count)
    filled = [line[:_LONG] for line in lines if line.strip()][:_SAMPLE]
    fitting = Counter(_count_cells(line, usual) for line in filled)[_count_cells(heading, usual)]
    if usual in heading and 2 * fitting >= len(filled):
        return usual
    return max(_DELIMITERS, key=lambda sign: _agreement(sign, filled))


def _agreement(sign: str, lines: Sequence[str]) -> tuple[int, int]:
    """How many lines have equally many cells if this sign parts them, and how many those are."""
    widths = Counter(_count_cells(line, sign) for line in lines)
    return max(((lines, width) for width, lines in widths.items() if width > 1), default=(0, 0))


def _count_cells(line: str, sign: str) -> int:
    return len(next(csv.reader([line], delimiter=sign), ()))


def name_first_column(source: Source, heading: str, line: int) -> str:
    """The first heading, which at Eurostat also says what the others are: geo\\TIME_PERIOD."""
    found = _OF_EUROSTAT.fullmatch(heading)
    if found and "," in found[1]:
        names = found[1].split(",")
        message = say("The first column holds {names} together.", names=", ".join(names))
        hint = say(
            "Download it from Eurostat as SDMX-CSV; or write tabs for the first {count} commas of "
            "each line, and “{last}” for “{heading}”.",
            count=len(names) - 1,
            last=names[-1],
            heading=heading.rpartition(",")[2],
        )
        raise source.fault(message, hint, line=line)
    return found[1] if found else heading


def check_surroundings(source: Source, lines: _Lines, first: int) -> None:
    """Nothing stands above the headings, which should be on the line first, or below the rows."""
    widths = Counter(len(line) for line in lines if len(line) > 1)
    width = widths.most_common(1)[0][0] if widths else 0
    rows = [at for at, line in enumerate(lines) if len(line) == width and _count_filled(line) > 1]
    if rows:
        begin = _find_headings(lines, width)
        end = _find_foot(lines, rows[-1] + 1, width)
        tell([*_tell_above(source, first, begin), *_tell_below(source, first, end, len(lines))])


def _count_filled(line: Sequence[str]) -> int:
    return sum(map(bool, line))


def _few(width: int) -> int:
    """So few cells that they are neither headings nor a row, be it one that is too short."""
    return max(1, width // 3)


def _find_headings(lines: _Lines, width: int) -> int:
    """Where the first line is that has enough cells; 0 if what is above might be headings, too."""
    few = _few(width)
    begin = next((at for at, line in enumerate(lines) if _count_filled(line) > few), 0)
    return begin if all(width > 2 or len(line) < 2 for line in lines[:begin]) else 0


def _find_foot(lines: _Lines, end: int, width: int) -> int:
    """Where the foot begins, behind the last full row; the length if there is none."""
    begin = next((at for at in range(end, len(lines)) if _is_note(lines[at])), len(lines))
    if any(_count_filled(line) > _few(width) for line in lines[begin:]):
        return len(lines)
    while begin < len(lines) and not any(lines[begin - 1]):
        begin -= 1
    return begin


def _is_note(line: Sequence[str]) -> bool:
    text = "".join(line)
    return _count_filled(line) == 1 and bool(_FOOT.match(text) or text.count(" ") > _MANY_WORDS)


def _tell_above(source: Source, first: int, begin: int) -> Iterator[ContentError]:
    if begin:
        lines = _span(first, first + begin - 1)
        message = say("Above the headings stands what is no table: line {lines}.", lines=lines)
        hint = say(
            "Delete line {lines}: the headings are in line {line}. Where a table comes from stands "
            "in content/sources.toml.",
            lines=lines,
            line=first + begin,
        )
        yield source.fault(message, hint, line=first)


def _tell_below(source: Source, first: int, end: int, count: int) -> Iterator[ContentError]:
    if end < count:
        lines = _span(first + end, first + count - 1)
        message = say("Below the rows stands what is no table: line {lines}.", lines=lines)
        hint = say(
            "Delete line {lines}. Where a table comes from stands in content/sources.toml.",
            lines=lines,
        )
        yield source.fault(message, hint, line=first + end)


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)
