"""Meter benches: devices that can be connected to a meter, and how fast it turns."""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.content import Contents
from exhibit.diagnostics import say
from exhibit.features.benches.cards import BENCHES, Bench
from exhibit.features.benches.trial import make_trial, trial_messages
from exhibit.markup import Island, Syntax
from exhibit.render import Basis, Directive, Feature, Ground, Passage, Scene, Shown


def _show_bench(scene: Scene, island: Island, bench: Bench) -> Shown:
    trial = make_trial(bench, scene.language)
    return Shown({"trial": trial, "citations": scene.cite(bench.card.source)})


def _cite_benches(contents: Contents) -> Iterator[str]:
    return (key for bench in contents.shelves[BENCHES].values() for key in bench.card.source)


def _bench_passages(name: str, bench: Bench, ground: Ground) -> Iterator[Passage]:
    """What is connected to a meter, and where the figures come from."""
    table, basis = bench.table, Basis(sources=bench.card.source)
    yield Passage(bench.card.title, frozenset(), bench.source.place(1), basis)
    for row, cells in enumerate(table.rows):
        place = table.source.place(row + table.first)
        for column in (bench.card.device, bench.card.note):
            yield Passage(cells[table.columns.index(column)], frozenset(), place, basis)


_BENCH = Directive[Bench](
    "bench",
    Syntax(say("Name the bench: ::: bench NAME"), body=False),
    _show_bench,
    shelf=BENCHES,
    missing=say("There is no bench “{name}” in content/benches."),
    messages=trial_messages,
    sources=lambda bench: bench.card.source,
    passages=_bench_passages,
)
METER_BENCHES = Feature(shelves=(BENCHES,), directives=(_BENCH,), cites=_cite_benches)
