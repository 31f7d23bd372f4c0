"""What a build needs of merged catalogues, without going over every entry at each of them.

What is merged differs from the file in few entries: those of messages that the file does not
know. They are laid over it, and all else is looked up in the file as it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from exhibit.i18n.catalogue import Catalogue, Entry, Key
from exhibit.i18n.compare import Short
from exhibit.i18n.language import ABBREVIATION, Message, States, is_translatable
from exhibit.i18n.merge import find_earlier, find_translations
from exhibit.i18n.phrase import Locale
from exhibit.storage import Run, Watched

_Uses = Mapping[Key, frozenset[str]]  # what there is to translate, and the files it stands in
Asked = Mapping[str, _Uses]  # by page


@dataclass(frozen=True)
class Match:
    """What becomes of all messages in one language."""

    new: Mapping[Key, Entry]  # of messages that the file does not know
    stale: tuple[str, ...]  # the texts whose translation is
    shorts: tuple[Short, ...]
    states: States


@dataclass(frozen=True)
class _Summary:
    """What is remarkable in a file."""

    earlier: Mapping[Key, Entry]
    stale: tuple[Key, ...]
    empty: tuple[Key, ...]


def find_asked(messages: Watched[str, tuple[Message, ...]], run: Run) -> Asked:
    def find(group: str) -> _Uses:
        found: dict[Key, frozenset[str]] = {}
        for one in messages[group]:
            if is_translatable(one.text):
                key = one.context, one.text
                found[key] = found.get(key, frozenset()) | {str(one.place.file)}
        return found

    return run.each("asked", messages.held, find)


def match_all(
    catalogues: Mapping[Locale, Catalogue], asked: Asked, run: Run
) -> Mapping[Locale, Match]:
    def match(locale: Locale) -> Match:
        catalogue = catalogues[locale]
        summary = run.one(("summary", locale), partial(_summarize, catalogue))
        return _match(catalogue, summary, asked)

    return {locale: run.one(("match", locale), partial(match, locale)) for locale in catalogues}


def find_revised(matches: Iterable[Match]) -> Collection[str]:
    """The texts whose translation is stale in one of the languages, each once."""
    return sorted({text for match in matches for text in match.stale})


def _summarize(catalogue: Catalogue) -> _Summary:
    known = {**dict(catalogue.obsolete.items()), **dict(catalogue.entries.items())}
    return _Summary(
        earlier=find_earlier(known.values()),
        stale=tuple(key for key, entry in known.items() if entry.text and entry.is_stale),
        empty=tuple(key for key, entry in known.items() if not entry.text),
    )


def _match(catalogue: Catalogue, summary: _Summary, asked: Asked) -> Match:
    wanted = dict.fromkeys(chain.from_iterable(asked.values()))
    known = {*catalogue.entries, *catalogue.obsolete}
    unknown = [key for key in wanted if key not in known]
    new = _find_new(unknown, catalogue, wanted, summary) if unknown else {}
    stale = [key for key in summary.stale if key in wanted]
    stale += [key for key, entry in new.items() if entry.is_stale]
    missing = [key for key in summary.empty if key in wanted]
    missing += [key for key, entry in new.items() if not entry.text]
    count = len(wanted) - len(stale) - len(missing)
    return Match(
        new=new,
        stale=tuple(sorted({text for _, text in stale})),
        shorts=tuple(_find_shorts(wanted, new, catalogue, asked)),
        states=States(count, len(stale), len(missing)),
    )


def _find_new(
    unknown: Iterable[Key], catalogue: Catalogue, wanted: Mapping[Key, None], summary: _Summary
) -> Mapping[Key, Entry]:
    spare: dict[Key, Entry] = {}
    for entries in (catalogue.obsolete, catalogue.entries):
        spare |= {key: entries[key] for key in entries if key not in wanted}
    spare = {key: entry for key, entry in spare.items() if entry.text}
    return find_translations(unknown, spare, summary.earlier)


def _find_shorts(
    wanted: Iterable[Key], new: Mapping[Key, Entry], catalogue: Catalogue, asked: Asked
) -> Iterator[Short]:
    for key in wanted:
        if found := ABBREVIATION.match(key[1]):
            entry = new.get(key) or catalogue.known(key) or Entry(key, "")
            translated = ABBREVIATION.match(entry.text) or found
            yield Short(found["short"], translated["short"], find_files(key, asked))


def find_files(key: Key, asked: Asked) -> frozenset[str]:
    """The files in which a message stands."""
    return frozenset[str]().union(*(uses[key] for uses in asked.values() if key in uses))
