"""A chart's table, asked in an editor's words: rows by their keys, cells by column or role.

A key is a name in the table (CN), two of them (CN/2024), or a word for the row that
is first, last, largest or smallest. Who asks gets one answer or a fault with a way out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exhibit.charts.model import AnyChart
from exhibit.diagnostics import ContentError, Notice, Place, say, suggest
from exhibit.tables import name_cell

_KEYS = ("category", "series", "x")  # roles whose cells name a row
_EXTREMES = ("first", "last", "max", "min")
NAMES = frozenset({"text", "country", "month", "date"})  # formats of cells that are no figure


@dataclass(frozen=True)
class Lookup:
    """What the words at one place find in the table of one chart."""

    chart: AnyChart
    place: Place

    def cell(self, words: str, name: str) -> str:
        """The cell of the row that these words name, in that column."""
        return self.chart.table.column(name)[self.row(words, name)]

    def figure(self, words: str, name: str) -> Decimal:
        return self.number(self.row(words, name), name)

    def total(self, parts: Iterable[str], name: str) -> Decimal:
        """The sum of a column over all rows that fit."""
        return sum((self.number(row, name) for row in self.rows(parts)), Decimal(0))

    def column(self, name: str) -> str:
        """The column of that name, or that has this role in the chart."""
        card = self.chart.card
        roles = {role: self.role(role) for role in (*_KEYS, "value")}
        known = {role: column for role, column in roles.items() if column}
        known |= {name: name for name in card.columns}
        if name not in known:
            message = say("The table has no column “{name}”.", name=name)
            raise self.fault(message, suggest(name, known))
        return known[name]

    def role(self, role: str) -> str:
        return self.chart.roles.named.get(role, "")

    def parts(self, words: str) -> Sequence[str]:
        """A key in its parts: CN/2024. A cell that has a slash itself is one part."""
        whole = self.fitting(self.all_rows, words)
        return [words] if whole else [part.strip() for part in words.split("/")]

    @property
    def all_rows(self) -> Sequence[int]:
        return range(len(self.chart.table.rows))

    def rows(self, parts: Iterable[str]) -> Sequence[int]:
        rows = self.all_rows
        for part in parts:
            fitting = self.fitting(rows, part)
            if not fitting and part in _EXTREMES:
                fitting = self.extremes(rows, part)
            if not fitting:
                message = say("No row of the table is called “{name}”.", name=part)
                raise self.fault(message, suggest(part, [*self.keys(rows), *_EXTREMES]))
            rows = fitting
        return rows

    def fitting(self, rows: Sequence[int], part: str) -> Sequence[int]:
        called = self.chart.rows_called.get(part, ())
        among = rows if isinstance(rows, range) else frozenset(rows)
        return [row for row in called if row in among]

    def keys(self, rows: Iterable[int]) -> Iterable[str]:
        return dict.fromkeys(name for row in rows for name in self.names(row))

    def names(self, row: int) -> Sequence[str]:
        return [self.chart.table.column(name)[row] for name in self.chart.key_columns]

    def extremes(self, rows: Sequence[int], word: str) -> Sequence[int]:
        """Of these rows the first or last, by x if there is one, or those of the extreme value."""
        pick = min if word in {"first", "min"} else max
        name = self.role("x") if word in {"first", "last"} else self.column("value")
        if not name:
            return [pick(rows)]
        ranks = {row: rank for row in rows if (rank := self.rank(row, name)) is not None}
        if not ranks:
            raise self.empty(rows[0], name)
        extreme = pick(ranks.values())
        return [row for row in ranks if ranks[row] == extreme]

    def rank(self, row: int, name: str) -> tuple[Decimal, str] | None:
        """What rows are ordered by: figures and years by size, months and days as written."""
        if self.chart.card.columns[name].format in NAMES:
            return Decimal(0), self.chart.table.column(name)[row]
        number = self.chart.table.numbers(name)[row]
        return None if number is None else (number, "")

    def row(self, words: str, name: str) -> int:
        """The one row, or one of several that say the same."""
        parts = self.parts(words)
        rows = self.rows(parts)
        cells = self.chart.table.column(name)
        if len({cells[row] for row in rows}) > 1:
            message = say("“{key}” fits {count} rows of the table.", key=words, count=len(rows))
            others = [other for other in self.keys(rows) if other not in parts]
            example = f"{words}/{others[-1]}" if others else ""
            hint = say("Add a second key after a slash: {example}", example=example)
            raise self.fault(message, hint if others else say("Give each row its own name."))
        if not cells[rows[0]]:
            raise self.empty(rows[0], name)
        return rows[0]

    def number(self, row: int, name: str) -> Decimal:
        columns = self.chart.card.columns
        if columns[name].format in NAMES:
            message = say("The column “{name}” holds no figures.", name=name)
            figures = [other for other in columns if columns[other].format not in NAMES]
            raise self.fault(message, suggest(name, figures))
        number = self.chart.table.numbers(name)[row]
        if number is None:
            raise self.empty(row, name)
        return number

    def empty(self, row: int, name: str) -> ContentError:
        cell = name_cell(row, self.chart.table.columns.index(name))
        message = say("Cell {cell} of {table} is empty.", cell=cell, table=self.chart.card.table)
        return self.fault(message, say("Enter the figure there, or read another one."))

    def fault(self, message: Notice, hint: Notice) -> ContentError:
        return ContentError(self.place, message, hint)
