"""A meter bench: devices that can be connected, with their card: content/benches/NAME.toml.

A meter turns its disc so many times for each kilowatt-hour; all else follows from the power.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from exhibit.content import Library, Shelf
from exhibit.diagnostics import (
    ContentError,
    Names,
    Notice,
    Source,
    each,
    line_of,
    parse,
    read,
    required,
    say,
    spec,
    suggest,
    tell,
)
from exhibit.evidence import check_citation
from exhibit.tables import Table, check_column, check_manner, name_cell, settle_marks


@spec
class BenchCard:
    """What an editor states about a bench."""

    title: str = required(say('Give it a heading: title = "What turns the disc?"'))
    table: str = required(say('Name a file in content/data: table = "devices.csv"'))
    source: Names = required(  # keys of sources.toml
        say('Name an entry of content/sources.toml: source = "name"')
    )
    turns: float  # of the disc for each kilowatt-hour
    device: str = "geraet"  # the column of names
    watt: str = "watt"  # the column of figures
    note: str = "herkunft"  # the column that says where each figure comes from
    numbers: str = ""  # how the table writes them, by an example, if it leaves that open


@dataclass(frozen=True)
class Bench:
    """A card with its table, both sound."""

    name: str
    source: Source
    card: BenchCard
    table: Table

    @property
    def columns(self) -> tuple[str, str, str]:
        return self.card.device, self.card.watt, self.card.note


def parse_bench(
    source: Source,
    citations: Iterable[str],
    tables: Iterable[str],
    read_table: Callable[[str], Table],
    languages: Sequence[str],
) -> Bench:
    """A card with its table; citations and tables are the names that it may use."""
    card = read(BenchCard, parse(source), source)
    place = source.place(line_of(("source",), source))
    each(lambda name: check_citation(name, citations, place), card.source)
    if card.turns <= 0:
        hint = say("The plate of the meter says how many: turns = 75")
        raise _fault(source, "turns", say("The disc does not turn."), hint)
    if card.table not in tables:
        message = say("There is no table “{name}” in content/data.", name=card.table)
        raise _fault(source, "table", message, suggest(card.table, tables))
    check_manner(source, card.numbers)
    bench = Bench(source.file.stem, source, card, read_table(card.table))
    each(lambda key: _check_name(bench, key), ("device", "watt", "note"))
    settled, doubts = settle_marks(bench.table, [card.watt], card.numbers)
    tell(doubts)
    bench = replace(bench, table=settled)
    check_column(bench.table, card.watt, "number", languages)
    each(lambda row: _check_row(bench, row), range(len(bench.table.rows)))
    return bench


def _fault(source: Source, key: str, message: Notice, hint: Notice) -> ContentError:
    return source.fault(message, hint, line=line_of((key,), source))


def _check_name(bench: Bench, key: str) -> None:
    name = getattr(bench.card, key)
    if name not in bench.table.columns:
        message = say("The table has no column “{name}”.", name=name)
        stated = key if key in parse(bench.source) else "table"
        raise _fault(bench.source, stated, message, suggest(name, bench.table.columns))


def _check_row(bench: Bench, row: int) -> None:
    """A device has a name, a power that turns the disc, and somebody who says so."""
    table = bench.table
    for name in bench.columns:
        if not table.column(name)[row]:
            message = say("Cell {cell} is empty.", cell=_cell_of(bench, row, name))
            hint = say(
                "Every row needs an entry in the column “{name}”; or delete the row.", name=name
            )
            raise table.fault(message, hint, row)
    if (table.numbers(bench.card.watt)[row] or 0) <= 0:
        message = say("The device in cell {cell} takes no power.", cell=_cell_of(bench, row))
        raise table.fault(message, say("Enter its watts, a number above zero."), row)


def _cell_of(bench: Bench, row: int, name: str = "") -> str:
    return name_cell(row, bench.table.columns.index(name or bench.card.watt))


def _read_bench(card: Source, library: Library) -> Bench:
    names = library.citations, library.tables
    return parse_bench(card, *names, library.read_table, library.languages)


BENCHES = Shelf(
    "benches", lambda library: library.read_cards("benches", _read_bench), folder="benches"
)
