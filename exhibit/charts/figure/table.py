"""The table of a chart as the page shows it: every figure that is drawn can be read there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from exhibit.charts.cells import fill_text, write_cell
from exhibit.charts.model import AnyChart
from exhibit.i18n import Language, Phrase, format_percent
from exhibit.tables import NUMBERS

SHARE = "Anteil"  # a message to translate: what each part is of its whole


@dataclass(frozen=True)
class Cell:
    text: Phrase
    is_number: bool


def make_headings(chart: AnyChart, language: Language) -> Iterator[Phrase]:
    for column in chart.card.columns.values():
        yield fill_text(chart, column.label, language)
    if chart.card.is_whole:
        yield language.write(SHARE)


def make_rows(chart: AnyChart, language: Language) -> Iterator[tuple[Cell, ...]]:
    """The table as it is read; where shares are drawn, each row ends with its share."""
    columns = list(chart.card.columns.items())
    shares = list(_make_shares(chart, language)) if chart.card.is_whole else None
    numbers = {
        name: chart.table.numbers(name) for name, column in columns if column.format in NUMBERS
    }
    for index, row in enumerate(chart.table.rows):
        cells = []
        for name, column in columns:
            text = row[chart.table.columns.index(name)]
            value = numbers[name][index] if name in numbers else None
            cells.append(Cell(write_cell(text, value, column, language), name in numbers))
        yield (*cells, *([shares[index]] if shares else ()))


def _make_shares(chart: AnyChart, language: Language) -> Iterator[Cell]:
    """Of each figure in the sum of its category or, where the table is one whole, of them all."""
    figures = [figure or Decimal(0) for figure in chart.table.numbers(chart.roles.value)]
    names = chart.table.column(chart.roles.category)
    if not chart.roles.series:
        names = ("",) * len(names)
    for figure, name in zip(figures, names, strict=True):
        whole = sum(one for one, other in zip(figures, names, strict=True) if other == name)
        text = format_percent(float(figure / whole), language.locale, decimals=1)
        yield Cell(Phrase(text, language.locale), is_number=True)
