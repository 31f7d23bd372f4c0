"""A timeline: what was, the earliest first, with its card: content/timelines/NAME.toml.

The card names who says so, for all entries that do not name somebody themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exhibit.content import Library, Shelf, find_cards
from exhibit.diagnostics import Names, Source, each, line_of, parse, read, required, say, spec
from exhibit.evidence import check_citation
from exhibit.features.timelines.entries import ENTRIES, Entry, Known, read_entries


@spec
class TimelineCard:
    """What an editor states about a timeline."""

    title: str = required(say('Give it a heading: title = "The house since 1904"'))
    source: Names = required(  # keys of sources.toml
        say('Name an entry of content/sources.toml: source = "name"')
    )
    entry: Any = ()  # tables, each read as an EntryCard


@dataclass(frozen=True)
class Timeline:
    """A card that is sound in itself; its figures are looked for when all charts are there."""

    name: str
    source: Source
    card: TimelineCard
    entries: tuple[Entry, ...]

    def cited(self, entry: Entry) -> tuple[str, ...]:
        return entry.card.source or self.card.source

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of citations, each once, in the order of the entries."""
        own = (key for entry in self.entries for key in self.cited(entry))
        return tuple(dict.fromkeys((*own, *self.card.source)))


def parse_timeline(source: Source, known: Known) -> Timeline:
    table = parse(source)
    steps: tuple[Callable[[], Any], ...] = (
        lambda: _read_card(table, source, known),
        lambda: read_entries(_find_entries(table, source), source, known),
    )
    card, entries = each(lambda step: step(), steps)
    return Timeline(source.file.stem, source, card, entries)


def _read_card(table: Mapping[str, Any], source: Source, known: Known) -> TimelineCard:
    card = read(TimelineCard, table, source)
    place = source.place(line_of(("source",), source))
    each(lambda name: check_citation(name, known.citations, place), card.source)
    return card


def _find_entries(table: Mapping[str, Any], source: Source) -> Sequence[Mapping[str, Any]]:
    found = table.get(ENTRIES)
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        return found
    hint = say('Write one at the end: a line [[entry]], then when = 1904, then text = "…"')
    line = line_of((ENTRIES,), source)
    raise source.fault(say("This timeline has no entries."), hint, line=line)


def _read_timeline(card: Source, library: Library) -> Timeline:
    files = library.files
    known = Known(
        library.citations,
        pictures=[file.stem for file in find_cards(files, "pictures")],
        pages=["/".join(file.parts[1:]) for file in files if file.suffix == ".md"],
    )
    return parse_timeline(card, known)


TIMELINES = Shelf(
    "timelines", lambda library: library.read_cards("timelines", _read_timeline), folder="timelines"
)
