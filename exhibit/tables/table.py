"""Tables of figures: CSV as people save it, also from a German Excel.

The delimiter is ; or , or | or a tab, whichever the heading line uses most. How numbers are
written does not follow from it, and is settled when a chart says which columns hold some.
A fault names its cell the way a spreadsheet does: B3 is the second column in the third line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import StringIO

from exhibit.diagnostics import ContentError, Notice, Source, each, say, tell
from exhibit.tables.numbers import PLAIN, Marks, read_number
from exhibit.tables.shape import check_surroundings, find_delimiter, name_first_column
from exhibit.tables.slips import correct
from exhibit.tables.together import Told, join_faults

_MAX_ROWS = 1000  # more than a reader can see in a chart, or find in its table
_MAX_COLUMNS = 200
_MAX_CELL = 2000  # letters; a long sentence has 300
_MAX_LETTERS = 5_000_000  # of the file
_SEPARATOR = re.compile(r"sep=([;,\t|])\s*", re.IGNORECASE)  # a first line for Excel alone


@dataclass(frozen=True)
class Table:
    """Cells as text, without the heading line; every row has a cell for every column."""

    source: Source
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    first: int = 2  # the line of the file on which the rows begin
    marks: Marks = PLAIN  # of its numbers, once they are settled

    @cached_property
    def by_column(self) -> Mapping[str, tuple[str, ...]]:
        """The cells of each column, from top to bottom."""
        return dict(zip(self.columns, zip(*self.rows, strict=True), strict=True))

    @cached_property
    def read_before(self) -> dict[str, tuple[Decimal | None, ...]]:
        """The columns whose numbers somebody has asked for."""
        return {}

    def column(self, name: str) -> tuple[str, ...]:
        return self.by_column[name]

    def numbers(self, name: str) -> tuple[Decimal | None, ...]:
        """The numbers of a column; None for an empty cell. Every text in it is a fault."""
        if name not in self.read_before:
            at = self.columns.index(name)
            read = each(lambda row: self.number(row, at), range(len(self.rows)))
            self.read_before[name] = read
        return self.read_before[name]

    def number(self, row: int, column: int) -> Decimal | None:
        cell = self.rows[row][column]
        if not cell:
            return None
        number = read_number(cell, self.marks)
        if number is None:
            message = say(
                "Cell {cell} should hold a number, not “{text}”.",
                cell=name_cell(row, column),
                text=cell,
            )
            raise self.cell_fault(message, correct(cell, self.marks), row, column)
        return number

    def fault(self, message: Notice, hint: Notice, row: int) -> ContentError:
        return self.source.fault(message, hint, line=row + self.first)

    def cell_fault(self, message: Notice, hint: Notice, row: int, column: int) -> ContentError:
        line = row + self.first
        at = _begin_cell(self.source.lines[line - 1], self.delimiter, column)
        return self.source.fault(message, hint, line=line, column=at)


def _begin_cell(line: str, delimiter: str, column: int) -> int:
    """Where the words of a cell begin in its line, behind the quotation mark if it has one."""
    cell = rf'(?:"(?:[^"]|"")*")?[^{delimiter}]*{delimiter}'
    found = re.match(rf'(?:{cell}){{{column}}}"?', line)
    return found.end() + 1 if found else 0


def name_cell(row: int, column: int) -> str:
    """The spreadsheet's name of a cell, such as B3; row 0 is the first below the headings."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 2}"


def parse_table(source: Source) -> Table:
    """Read a table with one line of headings; its shape is checked, its cells are not."""
    if len(source.text) > _MAX_LETTERS:
        message = say("The file is longer than {size} letters.", size=_MAX_LETTERS)
        raise source.fault(message, say("Take out what the exhibit does not need."), line=1)
    told = _SEPARATOR.fullmatch(source.lines[0])
    first = 2 if told else 1  # the line of the headings
    delimiter = told[1] if told else find_delimiter(source.lines)
    lines = _read_lines(source, delimiter, first)
    _drop_empty(lines)
    if len(lines) < 2:
        hint = say("The first line names the columns, each further line is a row.")
        raise source.fault(say("The table is empty."), hint, line=1)
    check_surroundings(source, lines, first)
    columns, *rows = lines
    if columns:
        columns[0] = name_first_column(source, columns[0], first)
    _check_size(source, len(rows), len(columns))
    _check_headings(source, columns, first)
    _check_widths(source, len(columns), rows, first + 1)
    return Table(source, tuple(columns), tuple(map(tuple, rows)), delimiter, first + 1)


def _read_lines(source: Source, delimiter: str, first: int) -> list[list[str]]:
    """The cells of every line; none goes over several lines, so that rows can be counted."""
    text = source.excerpt(first, len(source.lines))
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    lines: list[list[str]] = []
    try:
        for line in reader:
            lines.append([cell.strip() for cell in line])
            if reader.line_num > len(lines):
                raise _open_cell(source, len(lines) + first - 1)
    except csv.Error as error:  # a cell that never ends
        raise _open_cell(source, len(lines) + first) from error
    return lines


def _drop_empty(lines: list[list[str]]) -> None:
    """Take off the empty rows and columns at the end, which spreadsheets like to add."""
    while lines and not any(lines[-1]):
        lines.pop()
    while lines and lines[0] and all(len(line) == len(lines[0]) and not line[-1] for line in lines):
        for line in lines:
            line.pop()


def _open_cell(source: Source, line: int) -> ContentError:
    hint = say("Close the quotation mark, and leave no line break in a cell.")
    return source.fault(say("A cell does not end on this line."), hint, line=line)


def _check_size(source: Source, rows: int, columns: int) -> None:
    if columns > _MAX_COLUMNS:
        message = say("The table has {count} columns.", count=columns)
        hint = say("{count} are the most: keep those that a chart shows.", count=_MAX_COLUMNS)
        raise source.fault(message, hint, line=1)
    if rows > _MAX_ROWS:
        message = say("The table has {count} rows.", count=rows)
        hint = say(
            "{count} are the most: sum them up, for example by month or year.", count=_MAX_ROWS
        )
        raise source.fault(message, hint, line=1)


def _check_headings(source: Source, columns: Sequence[str], line: int) -> None:
    for name in columns:
        if not name:
            hint = say("Each column needs a name in the first line.")
            raise source.fault(say("A column has no heading."), hint, line=line)
        if columns.count(name) > 1:
            hint = say("Give one of them another name.")
            raise source.fault(say("Two columns are called “{name}”.", name=name), hint, line=line)


def _check_widths(source: Source, width: int, rows: Sequence[Sequence[str]], first: int) -> None:
    """Rows with the same fault are told together, by their first cells."""
    found: list[Told] = []
    for row, cells in enumerate(rows):
        try:
            _check_width(source, width, row + first, cells)
        except ContentError as fault:
            found.append(Told(name_cell(row, 0), cells[0] if cells else "", fault))
    tell(join_faults(found))


def _check_width(source: Source, width: int, line: int, row: Sequence[str]) -> None:
    if not any(row):
        raise source.fault(say("This row is empty."), say("Delete the line."), line=line)
    if any(len(cell) > _MAX_CELL for cell in row):
        message = say("A cell of this row has more than {count} letters.", count=_MAX_CELL)
        hint = say("Close the quotation mark, and leave no line break in a cell.")
        raise source.fault(message, hint, line=line)
    if len(row) != width:
        hint = say("A text that contains the separator stands in quotation marks.")
        if len(row) < width:
            hint = say("Leave no cell out; an empty one keeps its separator.")
        message = say(
            "This row has {found} cells, the headings are {width}.", found=len(row), width=width
        )
        raise source.fault(message, hint, line=line)
