"""Translations that can be shown, parted from those with a fault.

A faulty one is told once, with both texts and its line in the catalogue; the page is looked at
as if it were missing, so that no fault echoes another. A translator who means it says so in a
note to the entry: `# ok numbers: the English date has no dot`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from textwrap import wrap

from exhibit.diagnostics import ContentError, Notice, Place, say
from exhibit.i18n.catalogue import Catalogue, Entry, Key
from exhibit.i18n.compare import CODE, Short, files_of, find_faults
from exhibit.i18n.language import ABBREVIATION, SLUG
from exhibit.i18n.phrase import Locale
from exhibit.storage import Run

_HTML = re.compile(r"(?<!\\)<(?:/?[a-zA-Z][^<>@:]*|!--.*?--)>", re.DOTALL)
_Fault = tuple[Notice, Notice]  # what is wrong, and what to do about it
_SILENCE = re.compile(r"ok ([\w, -]+): *\S")
_WIDTH = 84  # letters in a line of a text that is shown


def sift_translations(
    catalogues: Mapping[Locale, Catalogue], source: Locale, run: Run
) -> tuple[Mapping[Locale, Catalogue], list[ContentError]]:
    """The catalogues without the translations that have a fault, and what is wrong with them.

    Stale ones wait for their translator and are not compared.
    """
    told: list[ContentError] = []
    sound: dict[Locale, Catalogue] = {}
    for locale, catalogue in catalogues.items():
        found = _find_faulty(catalogue, source, locale, run)
        for key, faults in found.items():
            entry = catalogue.entries[key]
            shown = _show_texts(entry, source, locale)
            place = Place(catalogue.source.file, entry.line, 0, shown)
            told += [ContentError(place, fault, hint) for fault, hint in faults]
        kept = {key: entry for key, entry in catalogue.entries.items() if key not in found}
        sound[locale] = replace(catalogue, entries=kept)
    return sound, told


def _find_faulty(
    catalogue: Catalogue, source: Locale, locale: Locale, run: Run
) -> Mapping[Key, Sequence[_Fault]]:
    """The entries with a fault, and what is wrong with each."""
    known = {source: tuple(_abbreviations(catalogue))}
    shorts = run.watch(f"abbreviations {locale}", known)

    def find(entry: Entry) -> Sequence[_Fault]:
        return tuple(_entry_faults(entry, shorts[source], source, locale))

    entries = catalogue.entries.items()
    every = (
        (key, run.do(("sound", locale, key), partial(find, entry), _checked(entry)))
        for key, entry in entries
    )
    return {key: faults for key, faults in every if faults}


def _checked(entry: Entry) -> tuple[object, ...]:
    """What the checks look at in an entry, beside its key."""
    return entry.text, entry.is_stale, entry.notes, files_of(entry)


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
    before, _, after = text.partition(inner)
    return "␣" * len(before) + inner + "␣" * len(after)


def _abbreviations(catalogue: Catalogue) -> Iterator[Short]:
    for (_, german), entry in catalogue.entries.items():
        if found := ABBREVIATION.match(german):
            translated = ABBREVIATION.match(entry.text) or found
            yield Short(found["short"], translated["short"], files_of(entry))
