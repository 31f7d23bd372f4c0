"""A chart's card and its table, checked against each other.

A card that says everything is a Chart; what it lacks is a fault with a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any, NoReturn

from exhibit.charts.card.roles import (
    check_highlight,
    check_line,
    fault,
    formats_of,
    keys_of_others,
    refuse_stray,
    roles_of,
    strays,
)
from exhibit.charts.card.rows import check_rows
from exhibit.charts.kinds import KINDS
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, Card, Chart
from exhibit.diagnostics import Source, each, line_of, parse, read, say, suggest, tell
from exhibit.evidence import check_citation
from exhibit.tables import (
    NUMBERS,
    Table,
    check_column,
    check_headings,
    check_manner,
    settle_marks,
    shorten_moments,
)

_MAX_TITLE = 90
_ReadTable = Callable[[str], Table]


def parse_chart(
    source: Source,
    citations: Iterable[str],
    tables: Iterable[str],
    read_table: _ReadTable,
    languages: Sequence[str] = ("en",),
) -> AnyChart:
    """A card with its table; citations and tables are the names that it may use.

    languages are those in which people may have named a country instead of its code.
    """
    card, kind = _read_card(source)
    _check_card(source, card, citations, tables)
    chart: AnyChart = Chart(source.file.stem, source, card, read_table(card.table))
    each(lambda name: _check_name(chart, name), card.columns)
    _check_roles(source, card, kind)
    chart = replace(chart, table=_check_table(chart.table, card, languages))
    check_rows(chart, kind)
    kind.check(chart)
    check_highlight(chart)
    return chart


def _check_table(table: Table, card: Card, languages: Sequence[str]) -> Table:
    """The table as the formats of the card have it read."""
    formats = {name: column.format for name, column in card.columns.items()}
    numbers = [name for name, form in formats.items() if form in NUMBERS]
    table, doubts = settle_marks(shorten_moments(table, formats), numbers, card.numbers)
    check_headings(table, formats)
    steps: Sequence[Callable[[], object]] = [
        partial(tell, doubts),
        *(partial(check_column, table, name, formats[name], languages) for name in formats),
    ]
    each(lambda step: step(), steps)
    return table


def _read_card(source: Source) -> tuple[Card, Kind]:
    """The card of the kind that it names; keys of other kinds are looked at later."""
    stated = parse(source)
    kind = KINDS.get(stated["kind"]) if isinstance(stated.get("kind"), str) else None
    if kind is None:
        _raise_unknown(source, stated)
    others = keys_of_others(kind)
    own = {key: value for key, value in stated.items() if key not in others}
    return read(kind.card, own, source), kind


def _raise_unknown(source: Source, stated: Mapping[str, Any]) -> NoReturn:
    """What is wrong with a card of no kind that there is; and with what all cards have."""
    known = {key.name for kind in KINDS.values() for key in fields(kind.card)}
    shared = {key.name for key in fields(Card)}
    table = {key: value for key, value in stated.items() if key in shared or key not in known}

    def check_kind() -> None:
        message = say("“{key}” cannot be “{value}”.", key="kind", value=stated["kind"])
        raise fault(source, "kind", message, suggest(str(stated["kind"]), KINDS))

    steps: Sequence[Callable[[], object]] = (
        lambda: check_kind() if "kind" in stated else None,
        lambda: read(Card, {**table, **({"kind": ""} if "kind" in stated else {})}, source),
    )
    each(lambda step: step(), steps)
    raise AssertionError("a card without a kind is a fault")


def _check_card(
    source: Source, card: Card, citations: Iterable[str], tables: Iterable[str]
) -> None:
    place = source.place(line_of(("source",), source))
    each(lambda name: check_citation(name, citations, place), card.source)
    if not card.source:
        raise fault(source, "source", say("The list of sources is empty."), suggest("", citations))
    check_manner(source, card.numbers)
    if card.table not in tables:
        message = say("There is no table “{name}” in content/data.", name=card.table)
        raise fault(source, "table", message, suggest(card.table, tables))
    if "{" not in card.title:
        check_title(source, card.title)


def check_title(source: Source, title: str) -> None:
    """The title as it is read, with its figures filled in, is short enough."""
    if len(title) > _MAX_TITLE:
        message = say("The title has {count} letters.", count=len(title))
        hint = say("{count} are the most; say it in one short sentence.", count=_MAX_TITLE)
        raise fault(source, "title", message, hint)


def _check_name(chart: AnyChart, name: str) -> None:
    if name not in chart.table.columns:
        message = say("The table has no column “{name}”.", name=name)
        line = line_of(("columns", name), chart.source)
        raise chart.source.fault(message, suggest(name, chart.table.columns), line=line)


def _check_roles(source: Source, card: Card, kind: Kind) -> None:
    """Every role has its column, and nothing is left over that this kind does not draw."""
    stated = parse(source)
    steps: Sequence[Callable[[], object]] = (
        lambda: each(lambda key: refuse_stray(source, card, kind, key), strays(stated, card, kind)),
        lambda: each(lambda role: _check_role(source, card, kind, *role), roles_of(card, kind)),
        lambda: check_line(source, card),
    )
    each(lambda step: step(), steps)


def _check_role(source: Source, card: Card, kind: Kind, role: str, name: str) -> None:
    """A column that the kind of chart needs is named, known and of the right format."""
    if not name:
        hint = say("Add a line: {key} = …", key=role)
        raise source.fault(say("“{key}” is missing.", key=role), hint, line=1)
    if name not in card.columns:
        message = say("The column “{name}” has no table [columns.{name}] here.", name=name)
        raise fault(source, role, message, suggest(name, card.columns))
    wanted = formats_of(kind, role)
    if wanted and card.columns[name].format not in wanted:
        is_set = "format" in parse(source)["columns"][name]
        line = line_of(("columns", name, *(["format"] if is_set else [])), source)
        message = say("The column “{name}” holds figures.", name=name)
        if role == "x":
            message = say("The column “{name}” holds years, months or days.", name=name)
        hint = say('Write format = "{format}".', format=wanted[0])
        raise source.fault(message, hint, line=line)
