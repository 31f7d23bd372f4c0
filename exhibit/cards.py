"""A chart's card and its table, checked against each other.

A card that says everything is a Chart; what it lacks is a fault with a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exhibit.errors import each, say
from exhibit.model import FIGURES, Card, Chart
from exhibit.roles import check_kind, check_moment, fault, formats_of, roles_of
from exhibit.schema import line_of, parse, read, suggest
from exhibit.source import Source
from exhibit.tables import Table, name_cell, parse_table

MAX_TITLE = 90


def parse_chart(
    source: Source,
    citations: Iterable[str],
    tables: Iterable[str],
    read_table: Callable[[str], Source],
) -> Chart:
    """A card with its table; citations and tables are the names that it may use."""
    card = read(Card, parse(source), source)
    check_card(source, card, citations, tables)
    table = parse_table(read_table(card.table))
    each(lambda name: check_column(source, card, table, name), card.columns)
    each(lambda role: check_role(source, card, table, *role), roles_of(card))
    if card.x:
        each(lambda row: check_moment(card, table, row), range(len(table.rows)))
    if card.kind == "lines":
        check_series(card, table)
    check_kind(source, card, table)
    if card.history and card.history not in table.column(card.series):
        message = say("The table has no series “{name}”.", name=card.history)
        raise fault(
            source, "history", message, suggest(card.history, set(table.column(card.series)))
        )
    return Chart(source.file.stem, source, card, table)


def check_card(source: Source, card: Card, citations: Iterable[str], tables: Iterable[str]) -> None:
    if card.source not in citations:
        message = say("“{name}” is not in content/sources.toml.", name=card.source)
        raise fault(source, "source", message, suggest(card.source, citations))
    if card.table not in tables:
        message = say("There is no table “{name}” in content/data.", name=card.table)
        raise fault(source, "table", message, suggest(card.table, tables))
    if len(card.title) > MAX_TITLE:
        message = say("The title has {count} letters.", count=len(card.title))
        raise fault(
            source,
            "title",
            message,
            say("{count} are the most; say it in one short sentence.", count=MAX_TITLE),
        )


def check_column(source: Source, card: Card, table: Table, name: str) -> None:
    if name not in table.columns:
        message = say("The table has no column “{name}”.", name=name)
        line = line_of(("columns", name), source)
        raise source.fault(message, suggest(name, table.columns), line=line)
    if card.columns[name].format in FIGURES | {"year"}:
        table.numbers(name)


def check_role(source: Source, card: Card, table: Table, role: str, name: str) -> None:
    """A column that the kind of chart needs is named, known and of the right format."""
    if not name:
        hint = say("Add a line: {key} = …", key=role)
        raise source.fault(say("“{key}” is missing.", key=role), hint, line=1)
    if name not in card.columns:
        message = say("The column “{name}” has no table [columns.{name}] here.", name=name)
        raise fault(source, role, message, suggest(name, card.columns))
    wanted = formats_of(card, role)
    if wanted and card.columns[name].format not in wanted:
        line = line_of(("columns", name, "format"), source)
        message = say("The column “{name}” holds figures.", name=name)
        if role == "x":
            message = say("The column “{name}” holds years, months or days.", name=name)
        hint = say('Write format = "{format}".', format=wanted[0])
        raise source.fault(message, hint, line=line)
    if role in {"value", "panels"}:
        check_figures(table, name)


def check_series(card: Card, table: Table) -> None:
    """Every line has a point."""
    figures = table.numbers(card.value)
    names = table.column(card.series)
    drawn = {name for name, figure in zip(names, figures, strict=True) if figure is not None}
    for row, name in enumerate(names):
        if name not in drawn:
            message = say("The series “{name}” holds no figures.", name=name)
            raise table.fault(message, say("A chart needs at least one."), row)


def check_figures(table: Table, name: str) -> None:
    """There is something to draw, and it can stand on a baseline at zero."""
    figures = table.numbers(name)
    if all(figure is None for figure in figures):
        message = say("The column “{name}” holds no figures.", name=name)
        raise table.source.fault(message, say("A chart needs at least one."), line=1)
    negative = next((row for row, figure in enumerate(figures) if figure and figure < 0), None)
    if negative is not None:
        cell = name_cell(negative, table.columns.index(name))
        message = say("Cell {cell} is negative; these charts begin at zero.", cell=cell)
        raise table.fault(message, say("Show it in a table in the text instead."), negative)
