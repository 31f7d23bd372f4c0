"""Tables of figures: CSV as people save it, also from a German Excel.

The delimiter is ; or , or a tab, whichever the heading line uses most; with ; a
decimal comma and thousands dots are read as such. A fault names its cell the way
a spreadsheet does: B3 is the second column in the third line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from exhibit.errors import ContentError, Notice, each, say
from exhibit.source import Source

GERMAN = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True)
class Table:
    """Cells as text, without the heading line; every row has a cell for every column."""

    source: Source
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    german: bool  # numbers are written 1.234,5

    def column(self, name: str) -> tuple[str, ...]:
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def numbers(self, name: str) -> tuple[Decimal | None, ...]:
        """The numbers of a column; None for an empty cell. Every text in it is a fault."""
        at = self.columns.index(name)
        return each(lambda row: self.number(row, at), range(len(self.rows)))

    def number(self, row: int, column: int) -> Decimal | None:
        cell = self.rows[row][column]
        if not cell:
            return None
        if not (GERMAN if self.german else PLAIN).fullmatch(cell):
            message = say(
                "Cell {cell} should hold a number, not “{text}”.",
                cell=name_cell(row, column),
                text=cell,
            )
            raise ContentError(self.source.find(cell, row + 2), message, number_hint(cell))
        return Decimal(cell.replace(".", "").replace(",", ".") if self.german else cell)

    def fault(self, message: Notice, hint: Notice, row: int) -> ContentError:
        return self.source.fault(message, hint, line=row + 2)


def number_hint(cell: str) -> Notice:
    if cell.startswith("="):
        return say("Save the table with the results, not with the formulas.")
    return say(
        "Only digits and a decimal point belong in the cell; the unit stands in the chart's card."
    )


def name_cell(row: int, column: int) -> str:
    """The spreadsheet's name of a cell, such as B3; row 0 is the first below the headings."""
    letters = chr(ord("A") + column % 26)
    return f"{chr(ord('A') + column // 26 - 1) if column >= 26 else ''}{letters}{row + 2}"


def parse_table(source: Source) -> Table:
    """Read a table with one line of headings; its shape is checked, its cells are not."""
    heading = source.lines[0] if source.lines else ""
    delimiter = max(";,\t", key=heading.count)
    lines = read_lines(source, delimiter)
    while lines and not any(lines[-1]):
        lines.pop()
    if len(lines) < 2:
        hint = say("The first line names the columns, each further line is a row.")
        raise source.fault(say("The table is empty."), hint, line=1)
    columns, *rows = lines
    check_headings(source, columns)
    each(lambda numbered: check_width(source, len(columns), *numbered), enumerate(rows, 2))
    return Table(source, tuple(columns), tuple(map(tuple, rows)), german=delimiter == ";")


def read_lines(source: Source, delimiter: str) -> list[list[str]]:
    """The cells of every line; none goes over several lines, so that rows can be counted."""
    reader = csv.reader(StringIO(source.text), delimiter=delimiter)
    lines: list[list[str]] = []
    try:
        for line in reader:
            lines.append([cell.strip() for cell in line])
            if reader.line_num > len(lines):
                raise open_cell(source, len(lines))
    except csv.Error as error:  # a cell that never ends
        raise open_cell(source, len(lines) + 1) from error
    return lines


def open_cell(source: Source, line: int) -> ContentError:
    hint = say("Close the quotation mark, and leave no line break in a cell.")
    return source.fault(say("A cell does not end on this line."), hint, line=line)


def check_headings(source: Source, columns: Sequence[str]) -> None:
    for name in columns:
        if not name:
            hint = say("Each column needs a name in the first line.")
            raise source.fault(say("A column has no heading."), hint, line=1)
        if columns.count(name) > 1:
            hint = say("Give one of them another name.")
            raise source.fault(say("Two columns are called “{name}”.", name=name), hint, line=1)


def check_width(source: Source, width: int, line: int, row: Sequence[str]) -> None:
    if not any(row):
        raise source.fault(say("This row is empty."), say("Delete the line."), line=line)
    if len(row) != width:
        hint = say("A text that contains the separator stands in quotation marks.")
        if len(row) < width:
            hint = say("Leave no cell out; an empty one keeps its separator.")
        message = say(
            "This row has {found} cells, the headings are {width}.", found=len(row), width=width
        )
        raise source.fault(message, hint, line=line)
