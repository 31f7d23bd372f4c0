"""A chart's card and its table, checked against each other.

A card that says everything is a Chart; what it lacks is a fault with a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from exhibit.charts.card.roles import (
    check_kind,
    check_line,
    fault,
    formats_of,
    refuse_stray,
    roles_of,
    strays,
)
from exhibit.charts.card.rows import check_rows
from exhibit.content.model import Card, Chart
from exhibit.diagnostics.faults import each, say
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import line_of, parse, read, suggest
from exhibit.evidence.citations import check_citation
from exhibit.tables.columns import check_column, check_headings
from exhibit.tables.table import Table, parse_table

MAX_TITLE = 90


def parse_chart(
    source: Source,
    citations: Iterable[str],
    tables: Iterable[str],
    read_table: Callable[[str], Source],
    languages: Sequence[str] = ("en",),
) -> Chart:
    """A card with its table; citations and tables are the names that it may use.

    languages are those in which people may have named a country instead of its code.
    """
    card = read(Card, parse(source), source)
    check_card(source, card, citations, tables)
    table = parse_table(read_table(card.table))
    each(lambda name: check_name(source, table, name), card.columns)
    check_roles(source, card)
    formats = {name: column.format for name, column in card.columns.items()}
    check_headings(table, formats)
    each(lambda name: check_column(table, name, formats[name], languages), formats)
    check_rows(card, table)
    check_kind(source, card, table)
    if card.history and card.history not in table.column(card.series):
        message = say("The table has no series “{name}”.", name=card.history)
        raise fault(
            source, "history", message, suggest(card.history, set(table.column(card.series)))
        )
    return Chart(source.file.stem, source, card, table)


def check_card(source: Source, card: Card, citations: Iterable[str], tables: Iterable[str]) -> None:
    place = source.place(line_of(("source",), source))
    each(lambda name: check_citation(name, citations, place), card.source)
    if not card.source:
        raise fault(source, "source", say("The list of sources is empty."), suggest("", citations))
    if card.table not in tables:
        message = say("There is no table “{name}” in content/data.", name=card.table)
        raise fault(source, "table", message, suggest(card.table, tables))
    if "{" not in card.title:
        check_title(source, card.title)


def check_title(source: Source, title: str) -> None:
    """The title as it is read, with its figures filled in, is short enough."""
    if len(title) > MAX_TITLE:
        message = say("The title has {count} letters.", count=len(title))
        hint = say("{count} are the most; say it in one short sentence.", count=MAX_TITLE)
        raise fault(source, "title", message, hint)


def check_name(source: Source, table: Table, name: str) -> None:
    if name not in table.columns:
        message = say("The table has no column “{name}”.", name=name)
        line = line_of(("columns", name), source)
        raise source.fault(message, suggest(name, table.columns), line=line)


def check_roles(source: Source, card: Card) -> None:
    """Every role has its column, and nothing is left over that this kind does not draw."""
    steps: Sequence[Callable[[], object]] = (
        lambda: each(lambda key: refuse_stray(source, card, key), strays(source, card)),
        lambda: each(lambda role: check_role(source, card, *role), roles_of(card)),
        lambda: check_line(source, card),
    )
    each(lambda step: step(), steps)


def check_role(source: Source, card: Card, role: str, name: str) -> None:
    """A column that the kind of chart needs is named, known and of the right format."""
    if not name:
        hint = say("Add a line: {key} = …", key=role)
        raise source.fault(say("“{key}” is missing.", key=role), hint, line=1)
    if name not in card.columns:
        message = say("The column “{name}” has no table [columns.{name}] here.", name=name)
        raise fault(source, role, message, suggest(name, card.columns))
    wanted = formats_of(card, role)
    if wanted and card.columns[name].format not in wanted:
        is_set = "format" in parse(source)["columns"][name]
        line = line_of(("columns", name, *(["format"] if is_set else [])), source)
        message = say("The column “{name}” holds figures.", name=name)
        if role == "x":
            message = say("The column “{name}” holds years, months or days.", name=name)
        hint = say('Write format = "{format}".', format=wanted[0])
        raise source.fault(message, hint, line=line)
