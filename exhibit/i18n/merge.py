"""New German meets old translations, and none of them is lost.

A message that a catalogue knows keeps its translation. One that it does not know
gets the translation of the most similar message that nobody asks for any more, as
stale; the rest of those wait as obsolete until their text comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from exhibit.i18n.catalogue import Catalogue, Entry, Key
from exhibit.i18n.language import Message, Messages, is_translatable
from exhibit.i18n.phrase import Locale
from exhibit.i18n.po_writer import is_obsolete
from exhibit.i18n.similar import Likeness

_MARKDOWN = frozenset({"md-text"})  # Weblate's flag for texts to be checked as Markdown


def merge_all(
    catalogues: Mapping[Locale, Catalogue], messages: Messages
) -> Mapping[Locale, Catalogue]:
    """Catalogues that know exactly these messages, stale ones among them."""
    everything = [message for group in messages.values() for message in group]
    return {locale: merge(known, everything) for locale, known in catalogues.items()}


def merge(catalogue: Catalogue, messages: Iterable[Message]) -> Catalogue:
    """The catalogue with exactly these messages, in this order; all others are obsolete."""
    wanted: dict[Key, list[Message]] = {}
    for message in messages:
        if is_translatable(message.text):
            wanted.setdefault((message.context, message.text), []).append(message)
    known = {**catalogue.obsolete, **catalogue.entries}
    spare = {key: entry for key, entry in known.items() if key not in wanted and entry.text}
    found = find_translations(
        (key for key in wanted if key not in known), spare, find_earlier(known.values())
    )
    entries = {
        key: _place_entry(known.get(key) or found[key], uses) for key, uses in wanted.items()
    }
    return Catalogue(catalogue.source, entries, spare)


def find_earlier(entries: Iterable[Entry]) -> Mapping[Key, Entry]:
    """The entries that keep the text which they have translated, by that text."""
    return {(entry.key[0], entry.previous): entry for entry in entries if entry.previous}


def find_translations(
    new: Iterable[Key], spare: dict[Key, Entry], earlier: Mapping[Key, Entry]
) -> Mapping[Key, Entry]:
    """What the messages that no catalogue knows get of those that nobody asks for any more.

    What they get is taken out of spare.
    """
    likeness = Likeness(spare)
    return {
        key: _take_back(key, earlier, spare)
        or _take_similar(key, spare, likeness)
        or Entry(key, "")
        for key in new
    }


def _take_back(key: Key, earlier: Mapping[Key, Entry], spare: dict[Key, Entry]) -> Entry | None:
    """The translation of a text that has come back, which a later wording of it has kept."""
    if not (found := earlier.get(key)):
        return None
    spare.pop(found.key, None)
    return replace(found, key=key, is_stale=False, previous="", block="")


def _take_similar(key: Key, spare: dict[Key, Entry], likeness: Likeness) -> Entry | None:
    """The translation of an earlier wording of a message; it is spare no longer."""
    if not (found := likeness.find(key)):
        return None
    del spare[found.key]
    previous = found.previous or found.key[1]
    return replace(found, key=key, is_stale=True, previous=previous, block="")


def _place_entry(entry: Entry, uses: Iterable[Message]) -> Entry:
    """The entry with what the exhibit says of it now; its lines stay if that is what they say."""
    uses = list(uses)
    is_markdown = any(use.is_markdown for use in uses)
    placed = replace(
        entry,
        places=tuple(dict.fromkeys(f"{use.place.file}:{use.place.line}" for use in uses)),
        hints=tuple(dict.fromkeys(use.hint for use in uses if use.hint)),
        flags=entry.flags - _MARKDOWN | (_MARKDOWN if is_markdown else frozenset()),
    )
    return (
        entry if _is_same(entry, placed) and not is_obsolete(entry) else replace(placed, block="")
    )


def _is_same(entry: Entry, placed: Entry) -> bool:
    """Whether a file need not be touched: gettext orders places anew, and drops our flag."""
    return set(placed.places) == set(entry.places) and entry == replace(
        placed, places=entry.places, flags=entry.flags
    )
