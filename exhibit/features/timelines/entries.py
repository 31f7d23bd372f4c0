"""One entry of a timeline: a sentence on a moment, and what may stand beside it.

Wherever something is said of an entry, it is said at the lines of that entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exhibit.diagnostics import (
    ContentError,
    Key,
    Names,
    Notice,
    Source,
    each,
    line_of,
    read,
    required,
    say,
    spec,
    suggest,
)
from exhibit.evidence import check_citation
from exhibit.features.timelines.moments import Moment, read_moment

ENTRIES = "entry"  # the key of the list: each table in it begins with [[entry]]
_WHEN = say('Write a year, years, a month or a day: 1904, "1939-1945", "2024-08" or "2024-08-15"')


@spec
class EntryCard:
    """What an editor states about a moment."""

    when: Any = required(_WHEN)
    text: str = required(say('Say in a sentence what was: text = "The canal is opened."'))
    source: Names = ()  # keys of sources.toml; without any, those of the card
    picture: str = ""  # a card of content/pictures
    object: str = ""  # the file of a page about one


@dataclass(frozen=True)
class Known:
    """What an entry may name."""

    citations: Collection[str]
    pictures: Collection[str]  # cards
    pages: Collection[str]  # files, from the content folder


@dataclass(frozen=True)
class Entry:
    """An entry, and where it is written."""

    card: EntryCard
    source: Source
    number: int  # from 0, in the order of the file

    def key(self, name: str) -> Key:
        return (ENTRIES, self.number, name)

    def line(self, name: str) -> int:
        return line_of(self.key(name), self.source)

    def fault(self, name: str, message: Notice, hint: Notice) -> ContentError:
        return self.source.fault(message, hint, line=self.line(name))

    @cached_property
    def moment(self) -> Moment:
        """Raises ContentError for one that cannot be."""
        moment = read_moment(self.card.when)
        if not moment:
            message = say("“{when}” is no moment.", when=self.card.when)
            raise self.fault("when", message, _WHEN)
        if moment.last < moment.first:
            hint = say('The earlier year comes first: when = "1939-1945"')
            raise self.fault("when", say("It ends before it begins."), hint)
        return moment


def read_entries(
    tables: Sequence[Mapping[str, Any]], source: Source, known: Known
) -> tuple[Entry, ...]:
    """The tables of a card as entries; raises all that is wrong with any."""

    def read_entry(number: int) -> Entry:
        card = read(EntryCard, tables[number], source, within=(ENTRIES, number))
        return _check(Entry(card, source, number), known)

    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(read_entry, range(len(tables))),
        lambda: _check_order(tables, source),
    )
    entries: tuple[Entry, ...] = each(lambda step: step(), steps)[0]
    return entries


def _check(entry: Entry, known: Known) -> Entry:
    checks: tuple[Callable[[], object], ...] = (
        lambda: entry.moment,
        lambda: _check_sources(entry, known),
        lambda: _check_shown(entry, known),
    )
    each(lambda check: check(), checks)
    return entry


def _check_sources(entry: Entry, known: Known) -> None:
    place = entry.source.place(entry.line("source"))
    each(lambda name: check_citation(name, known.citations, place), entry.card.source)


def _check_shown(entry: Entry, known: Known) -> None:
    """A picture or an object, and one that there is."""
    card = entry.card
    if card.picture and card.object:
        message = say("An entry has a picture or an object, not both.")
        hint = say("Delete one of the two; a picture leads to its object by itself.")
        raise entry.fault("object", message, hint)
    if card.picture and card.picture not in known.pictures:
        message = say("There is no picture “{name}” in content/pictures.", name=card.picture)
        raise entry.fault("picture", message, suggest(card.picture, known.pictures))
    if card.object and card.object not in known.pages:
        message = say("There is no page “{name}”.", name=card.object)
        raise entry.fault("object", message, suggest(card.object, known.pages))


def _check_order(tables: Sequence[Mapping[str, Any]], source: Source) -> None:
    """No entry begins before the one above it; of those that are no moment nothing is said here."""
    moments = [read_moment(table.get("when")) for table in tables]

    def check(number: int) -> None:
        above, own = moments[number - 1 : number + 1]
        if above and own and own.first < above.first:
            message = say("This entry begins before the one above it.")
            hint = say("Move it up: what comes first stands first.")
            line = line_of((ENTRIES, number, "when"), source)
            raise source.fault(message, hint, line=line)

    each(check, range(1, len(moments)))
