"""Translations that can be shown, parted from those with a fault.

A faulty one is told once, with both texts and its line in the catalogue; the page is looked at
as if it were missing, so that no fault echoes another. A translator who means it says so in a
note to the entry: `# ok numbers: the English date has no dot`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain
from textwrap import wrap

from exhibit.diagnostics import ContentError, Notice, Place, say
from exhibit.i18n.catalogue import Catalogue, Entry, Key
from exhibit.i18n.compare import CODE, Short, find_faults, find_strange_fields
from exhibit.i18n.language import SLUG
from exhibit.i18n.match import Asked, Match, find_files
from exhibit.i18n.phrase import Locale
from exhibit.storage import Run

_HTML = re.compile(r"(?<!\\)<(?:/?[a-zA-Z][^<>@:]*|!--(?:(?!<!--|-->).)*--)>", re.DOTALL)
_Fault = tuple[Notice, Notice]  # what is wrong, and what to do about it
_SILENCE = re.compile(r"ok ([\w, -]+): *\S")
_WIDTH = 84  # letters in a line of a text that is shown


@dataclass(frozen=True)
class _Sifted:
    """The entries of a file with a fault, and the marks of those that have none."""

    faulty: Mapping[Key, Sequence[_Fault]]
    sound: frozenset[bytes]


_Find = Callable[[Entry, Sequence[Short]], Iterator[_Fault]]


def sift_translations(
    catalogues: Mapping[Locale, Catalogue],
    matches: Mapping[Locale, Match],
    asked: Asked,
    source: Locale,
    run: Run,
) -> tuple[Mapping[Locale, Catalogue], list[ContentError]]:
    """What messages are translated with, without what has a fault, and what is wrong with that.

    Stale translations wait for their translator and are not compared.
    """
    told: list[ContentError] = []
    sound: dict[Locale, Catalogue] = {}
    for locale, catalogue in catalogues.items():
        match = matches[locale]
        find = partial(_entry_faults, source=source, target=locale)
        faulty = _find_faulty(locale, catalogue, match, asked, find, run)
        layers = (
            run.watch(f"faulty {locale}", {key: Entry(key, "") for key in faulty}),
            run.watch(f"new {locale}", match.new),
            *(catalogue.entries, catalogue.obsolete),
        )
        entries = run.stack(f"catalogue {locale}", *layers)
        sound[locale] = Catalogue(catalogue.source, entries)
        wanted = dict.fromkeys(chain.from_iterable(asked.values())) if faulty else {}
        for key in filter(faulty.__contains__, wanted):
            entry = catalogue.known(key) or match.new[key]
            shown = _show_texts(entry, source, locale)
            place = Place(catalogue.source.file, entry.line, 0, shown)
            told += [ContentError(place, fault, hint) for fault, hint in faulty[key]]
    return sound, told


def _find_faulty(
    locale: Locale, catalogue: Catalogue, match: Match, asked: Asked, find: _Find, run: Run
) -> Mapping[Key, Sequence[_Fault]]:
    """The entries with a fault, and what is wrong with each."""
    known = run.recall(("sifted", locale))
    sift = partial(_sift, catalogue, find, known.sound if known else frozenset())
    own = run.one(("sifted", locale), sift).faulty
    new = {key: tuple(find(entry, match.shorts)) for key, entry in match.new.items()}
    shorts = run.watch(f"abbreviations {locale}", {"": match.shorts})

    def explain() -> Mapping[Key, Sequence[_Fault]]:
        naming = run.one(("naming", locale), lambda: _find_naming(catalogue, shorts[""]))
        entries = ((key, catalogue.known(key), find_files(key, asked)) for key in naming)
        placed = (
            (key, replace(entry, places=tuple(f"{file}:" for file in files)))
            for key, entry, files in entries
            if entry
        )
        return {key: tuple(find(entry, shorts[""])) for key, entry in placed}

    explained = run.one(("explained", locale), explain)
    return {key: faults for key, faults in {**own, **new, **explained}.items() if faults}


def _sift(catalogue: Catalogue, find: _Find, sound: Collection[bytes]) -> _Sifted:
    """Look at every entry whose mark is not known to be sound."""
    known = {**dict(catalogue.obsolete.items()), **dict(catalogue.entries.items())}
    marks = {key: _mark(entry) for key, entry in known.items()}
    unknown = (key for key, mark in marks.items() if mark not in sound)
    found = {key: tuple(find(known[key], ())) for key in unknown}
    faulty = {key: faults for key, faults in found.items() if faults}
    return _Sifted(faulty, frozenset(marks[key] for key in marks if key not in faulty))


def _mark(entry: Entry) -> bytes:
    """Stands for all that the checks look at in an entry."""
    words = repr((entry.key, entry.text, entry.is_stale, entry.notes))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=8).digest()


def _find_naming(catalogue: Catalogue, shorts: Sequence[Short]) -> Sequence[Key]:
    """The entries in one of whose texts an abbreviation stands."""
    german, translated = [one.german for one in shorts], [one.translation for one in shorts]
    entries = chain(catalogue.obsolete.items(), catalogue.entries.items()) if shorts else ()
    return tuple(
        key
        for key, entry in entries
        if any(word in key[1] for word in german) or any(word in entry.text for word in translated)
    )


def _entry_faults(
    entry: Entry, shorts: Sequence[Short], source: str, target: str
) -> Iterator[_Fault]:
    if not entry.text or entry.is_stale or entry.key[0] == SLUG:
        return
    silenced = {
        word.strip()
        for note in entry.notes
        if (ok := _SILENCE.match(note))
        for word in ok[1].split(",")
    }
    if html := _HTML.search(CODE.sub("", entry.text)):
        hint = say("Use Markdown instead; a < that is meant as such is written \\<.")
        yield say("HTML is not allowed here: {html}", html=html[0]), hint
        return
    if strange := find_strange_fields(entry):
        message = say("The German has no field {field}.", field=strange[0])
        yield message, say("Write the fields as the German has them: the program fills them in.")
        return
    for name, fault in find_faults(entry, source, target, shorts):
        if name not in silenced:
            yield fault, say("If it is meant so, write above it: # ok {name}: and why", name=name)


def _show_texts(entry: Entry, source: str, target: str) -> str:
    """Both texts in full, each under its language."""
    lines = []
    for locale, text in ((source, entry.key[1]), (target, entry.text)):
        first, *others = wrap(_show_edges(text), _WIDTH, break_on_hyphens=False) or [""]
        lines += [f"{locale}: {first}", *(f"{'':{len(locale) + 2}}{line}" for line in others)]
    return "\n".join(lines)


def _show_edges(text: str) -> str:
    """The text with the spaces at its ends made visible."""
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return "␣" * len(before) + inner + "␣" * len(after)
