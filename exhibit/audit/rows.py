"""What tables state: their cells, each with what its row is called and when it was."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from exhibit.audit.events import find_turns
from exhibit.audit.statements import Known, find_figures, moment_of, moments_of
from exhibit.audit.units import Unit, read_noun, read_unit, unit_of
from exhibit.audit.wordings import join_words, read_words
from exhibit.charts import NAMES, AnyChart, Card, Column, write_cell
from exhibit.i18n import Language, Quantity, territory
from exhibit.tables import name_cell

_CALLED = {"US": "USA", "GB": "England", "CZ": "Tschechien", "001": "Welt", "EU": "EU"}
_NAMED = 2  # names that say which course of a table is meant


def read_rows(chart: AnyChart, language: Language) -> Iterator[Known]:
    """Every cell, with the names and moments of its row; those of words may hold numbers too."""
    for row in range(len(chart.table.rows)):
        yield from _read_row(chart, row, language)


def _read_row(chart: AnyChart, row: int, language: Language) -> Iterator[Known]:
    table, locale, cells = chart.table, language.locale, chart.table.rows[row]
    described = [chart.card.columns.get(column) for column in table.columns]
    names, moments, found = set[str](), set[str](), list[tuple[int, Quantity]]()
    for index, column in enumerate(described):
        if column is None:
            continue
        if column.format in NAMES or column.format == "year":
            written = write_cell(cells[index], None, column, language).text
            own = find_figures(written if column.format != "country" else "", locale)
            moments |= {moment for one in own if (moment := moment_of(one))}
            moments |= {cells[index]} if column.format in {"month", "date"} else set()
            names |= (
                _name_words(cells[index], written, locale) if column.format != "year" else set()
            )
            found += [(index, one) for one in own]
            if column.format in {"month", "date"}:
                found.append((index, Quantity(written, 0, Decimal(0), cells[index])))
        elif (number := table.number(row, index)) is not None:
            found.append((index, Quantity("", 0, number)))
    for index, one in found:
        yield _know_cell(chart, row, index, one, frozenset(names), frozenset(moments), locale)


def _know_cell(
    chart: AnyChart, row: int, index: int, quantity: Quantity, names: frozenset[str],
    moments: frozenset[str], locale: str,
) -> Known:  # fmt: skip
    card, column = chart.card, chart.table.columns[index]
    described = card.columns[column]
    is_figure = described.format not in {*NAMES, "year"}
    unit = (
        _unit_of_column(described, card.unit, locale)
        if is_figure
        else unit_of(chart.table.rows[row][index], quantity, locale)
    )
    return Known(
        quantity,
        "table",
        f"{card.table} {name_cell(row, index)}",
        unit,
        names,
        names | join_words((*_labels(card, described), card.title, card.unit), locale),
        moments,
        described.decimals if is_figure else None,
        chart.name,
        row=row,
        name="" if is_figure else chart.table.rows[row][index],
    )


def _name_words(cell: str, written: str, locale: str) -> frozenset[str]:
    """The words of a name, and what a country is called for short."""
    return read_words(f"{written} {_CALLED.get(cell, '')}", locale)


def _name_cells(chart: AnyChart) -> Iterator[str]:
    """All that its rows are called."""
    for column, described in chart.card.columns.items():
        if described.format in {"text", "country"} and column in chart.table.columns:
            yield from dict.fromkeys(chart.table.column(column))


def read_events(chart: AnyChart, language: Language) -> Iterator[Known]:
    """The moments that a text on the chart may name."""
    card, locale = chart.card, language.locale
    about = join_words((card.title, card.unit), locale)
    said = moments_of([*find_figures(card.unit, locale), *find_figures(card.title, locale)])
    every = tuple(_name_cells(chart))
    turns = {(moment, cells): False for moment, cells in find_turns(chart)}
    turns = {(moment, every): True for moment in sorted(said)} | turns
    for (moment, cells), is_said in turns.items():
        names = frozenset().union(
            *(_name_words(cell, territory(cell, locale) or cell, locale) for cell in cells)
        )
        quantity = Quantity(moment, 0, Decimal(0), moment)
        yield Known(
            quantity, "table", f"{card.table}: {' '.join((moment, *cells[:_NAMED]))}", None, names,
            names | about, frozenset([moment]), key=chart.name, is_event=True, is_said=is_said,
        )  # fmt: skip


def _labels(card: Card, column: Column) -> Iterator[str]:
    """The heading of a column, and those of the columns that name its rows."""
    yield column.label
    yield from (one.label for one in card.columns.values() if one.format in NAMES)


def _unit_of_column(column: Column, unit: str, locale: str) -> Unit | None:
    """As it is measured; what is counted is named by its heading."""
    texts = (column.unit, column.label, unit)
    measured = (found for text in texts if (found := read_unit(text, locale)))
    return next(measured, None) or read_noun(column.label, locale)
