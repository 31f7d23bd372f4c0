"""A meter bench as the page shows it, in one language: each device worked out, formula included.

Without a script this is all there is; the script does the same sum for other devices and hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from exhibit.charts import write_whole
from exhibit.diagnostics import line_of
from exhibit.features.benches.cards import Bench
from exhibit.i18n import Language, Message, Phrase

_HOUR = 3600  # seconds


@dataclass(frozen=True)
class _Device:
    name: Phrase
    note: Phrase  # where the figure comes from
    watt: str
    watt_value: str  # as the browser reads numbers
    kilowatt: str  # in an hour as many kilowatt-hours
    seconds: str  # that the disc takes for a turn


@dataclass(frozen=True)
class _Trial:
    name: str  # also its anchor
    title: Phrase
    turns: str
    turns_value: str
    hour: str  # its seconds
    devices: tuple[_Device, ...]


def make_trial(bench: Bench, language: Language) -> _Trial:
    turns = Decimal(f"{bench.card.turns:.10g}")
    return _Trial(
        name=bench.name,
        title=language.write(bench.card.title),
        turns=write_whole(turns, language),
        turns_value=f"{bench.card.turns:.10g}",
        hour=write_whole(Decimal(_HOUR), language),
        devices=tuple(_make_devices(bench, turns, language)),
    )


def _make_devices(bench: Bench, turns: Decimal, language: Language) -> Iterator[_Device]:
    names, notes = (bench.table.column(name) for name in (bench.card.device, bench.card.note))
    for name, note, watt in zip(names, notes, bench.table.numbers(bench.card.watt), strict=True):
        kilowatt = (watt or Decimal(0)) / 1000
        seconds = _HOUR / (turns * kilowatt)
        yield _Device(
            name=language.write(name),
            note=language.write(note),
            watt=write_whole(watt or Decimal(0), language),
            watt_value=f"{watt:.10g}",
            kilowatt=write_whole(kilowatt, language),
            seconds=write_whole(round(seconds, 1 if seconds < 10 else 0), language),
        )


def trial_messages(bench: Bench) -> Iterator[Message]:
    """What there is to translate in a card and its table."""
    title = bench.card.title
    yield Message(title, bench.source.find(title, line_of(("title",), bench.source)))
    for row, cells in enumerate(bench.table.rows):
        for name in (bench.card.device, bench.card.note):
            cell = cells[bench.table.columns.index(name)]
            yield Message(cell, bench.table.source.find(cell, row + bench.table.first))
