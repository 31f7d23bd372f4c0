"""Does a translation say all that the German says? What can be counted is counted.

Links, footnotes, code, abbreviations, placeholders and numbers must be the same, quotation
marks those of the language. Words cannot be counted, but what was left in German can be seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from exhibit.diagnostics import Notice, say
from exhibit.i18n.catalogue import Entry
from exhibit.i18n.cldr import base
from exhibit.i18n.emphasis import find_lost, is_balanced
from exhibit.i18n.language import ABBREVIATION
from exhibit.i18n.quantities import read_quantities
from exhibit.i18n.slips import (
    breaks_line,
    find_blocks,
    find_double_braces,
    find_entities,
    find_spaced_links,
    find_wide_signs,
)
from exhibit.i18n.typography import QUOTES

CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(!?\[)(?:[^\[\]]++|\[[^\[\]]*+\])*\]\(\s*+<?([^)\s>]++)")
_NAMED_LINK = re.compile(r"(!?\[)(?!\^)(?:[^\[\]])+\]\[([^\]\[]+)\]")
_BARE_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>")
_TARGET = re.compile(r"\]\((?:(?!\]\()[^)])*\)")
_FOOTNOTE = re.compile(r"\[\^(?:(?!\[\^)[^\]])+\]")
_PLACEHOLDER = re.compile(r"\[\[[^\[\]]+\]\]")
_FILLED = re.compile(r"%\(\w+\)s")
_FIELD = re.compile(r"%\(\w+\)s|\{(?![#.:])[^{}=]*\}")
_DIRECTIVE = re.compile(r"(?m)^:::+")
_NOT_NUMBERS = re.compile(
    "|".join(
        one.pattern for one in (_TARGET, _BARE_LINK, _FOOTNOTE, _FIELD, re.compile(r"\{[^{}]*\}"))
    )
)
_UNTRANSLATED = 4  # words; a longer text that is the same in both languages was forgotten


@dataclass(frozen=True)
class Short:
    """An abbreviation that pages explain, and what a translation makes of it."""

    german: str
    translation: str
    files: frozenset[str]  # that explain it


@dataclass(frozen=True)
class _Check:
    name: str  # what a translator writes to silence it
    what: Notice  # that may differ
    find: Callable[[str, str], list[str]]  # in a text of a locale: what both must have


def _links(text: str, locale: str) -> list[str]:
    """Where links lead, and pictures with the mark that makes them pictures."""
    named = [*_LINK.findall(text), *_NAMED_LINK.findall(text)]
    return [mark.rstrip("[") + target for mark, target in named] + _BARE_LINK.findall(text)


def _footnotes(text: str, locale: str) -> list[str]:
    return _FOOTNOTE.findall(text)


def _code(text: str, locale: str) -> list[str]:
    return [found[0] for found in CODE.finditer(text)]


def _directives(text: str, locale: str) -> list[str]:
    return _DIRECTIVE.findall(text)


def gaps(text: str, locale: str) -> list[str]:
    """Fields that the program fills, and marks of what the museum still has to say."""
    return _FIELD.findall(text) + ["[[…]]"] * len(_PLACEHOLDER.findall(text))


def _numbers(text: str, locale: str) -> list[str]:
    return read_quantities(_NOT_NUMBERS.sub(" ", text), locale)


_CHECKS = (
    _Check("links", say("Links or pictures"), _links),
    _Check("footnotes", say("Footnotes"), _footnotes),
    _Check("code", say("Code"), _code),
    _Check("directives", say("Directives"), _directives),
    _Check("placeholders", say("Placeholders"), gaps),
    _Check("numbers", say("Numbers"), _numbers),
)
_ADDITIONS = (  # only what the German has not is a fault
    _Check("entities", say("Names of letters as in HTML"), find_entities),
    _Check("signs", say("Signs in full width"), find_wide_signs),
    _Check("lines", say("Marks that begin a block"), find_blocks),
    _Check("links", say("Spaces in a link"), find_spaced_links),
    _Check("placeholders", say("Double braces"), find_double_braces),
)


def find_faults(
    entry: Entry, source: str, target: str, shorts: Iterable[Short] = ()
) -> Iterator[tuple[str, Notice]]:
    """The name of each check that fails, and the sentence that says so."""
    german, translation = entry.key[1], entry.text
    for check in _CHECKS:
        here, there = Counter(check.find(german, source)), Counter(check.find(translation, target))
        if here != there:
            yield check.name, _describe_difference(check.what, here - there, there - here)
    yield from _abbreviation_faults(entry, shorts)
    if translation[:1].isspace() != german[:1].isspace():
        yield "spaces", say("The translation begins with a space, or lacks one.")
    if translation[-1:].isspace() != german[-1:].isspace():
        yield "spaces", say("The translation ends with a space, or lacks one.")
    yield from _marks_faults(german, translation, source, target)
    if foreign := set(CODE.sub("", translation)) & _foreign_quotes(target):
        mark = min(foreign)
        yield "quotes", say("The quotation mark {mark} is not used in this language.", mark=mark)
    if base(source) != base(target) and _is_left(german, translation):
        yield "same", say("The translation is the German text.")


def _marks_faults(
    german: str, translation: str, source: str, target: str
) -> Iterator[tuple[str, Notice]]:
    """Marks of Markdown that the translation has not as they should be, or has of its own."""
    emphases = (CODE.sub("", ABBREVIATION.sub("", text)) for text in (german, translation))
    yield from (("emphasis", fault) for fault in _emphasis_faults(*emphases))
    for check in _ADDITIONS:
        there = Counter(check.find(CODE.sub("", translation), target))
        if new := there - Counter(check.find(german, source)):
            added = ", ".join(new.elements())
            fault = say("{what} only in the translation: {added}", what=check.what, added=added)
            yield check.name, fault
    if breaks_line(german, translation):
        yield "lines", say("The translation has several lines, and the German has one.")


def _emphasis_faults(german: str, translation: str) -> Iterator[Notice]:
    lost, new = Counter(find_lost(german, translation)), Counter(find_lost(translation, german))
    if not is_balanced(translation):
        yield say("An emphasis of the translation is never closed.")
    elif lost or new:
        yield _describe_difference(say("Emphases"), lost, new)


def find_strange_fields(entry: Entry) -> list[str]:
    """Fields such as %(day)s that the program cannot fill in, since the German has them not."""
    known = _FILLED.findall(entry.key[1])
    return [field for field in _FILLED.findall(entry.text) if field not in known]


def _abbreviation_faults(entry: Entry, shorts: Iterable[Short]) -> Iterator[tuple[str, Notice]]:
    """An abbreviation that the page explains stands in both texts, each in its language."""
    german, translation = entry.key[1], entry.text
    if ABBREVIATION.match(german):
        if not ABBREVIATION.match(translation):
            hint = say("An abbreviation is translated as a whole: *[AI]: Artificial intelligence")
            yield "abbreviations", hint
        return
    files = _files_of(entry)
    for short in shorts:
        word = short.translation
        if short.german not in german and word not in translation:
            continue
        if short.files.isdisjoint(files):
            continue
        here, there = _has_word(german, short.german), _has_word(translation, word)
        if here and not there:
            yield "abbreviations", say("The translation lacks “{word}”.", word=word)
        if there and not here and not _has_word(german, word):
            yield "abbreviations", say("Only the translation has “{word}”.", word=word)


def _files_of(entry: Entry) -> frozenset[str]:
    return frozenset(place.rpartition(":")[0] for place in entry.places)


def _has_word(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", CODE.sub("", _TARGET.sub("]", text))))


def _describe_difference(what: Notice, missing: Counter[str], new: Counter[str]) -> Notice:
    lost, added = ", ".join(missing.elements()), ", ".join(new.elements())
    if not added:
        return say("{what} unlike in the German. Missing: {lost}", what=what, lost=lost)
    if not lost:
        return say("{what} unlike in the German. New: {added}", what=what, added=added)
    return say(
        "{what} unlike in the German. Missing: {lost}. New: {added}",
        what=what,
        lost=lost,
        added=added,
    )


def _is_left(german: str, translation: str) -> bool:
    """Whether a text was forgotten: it is long, and the same in both languages."""
    return german.split() == translation.split() and len(german.split()) > _UNTRANSLATED


def _foreign_quotes(target: str) -> set[str]:
    """Quotation marks of the other languages we know; ’ is an apostrophe everywhere."""
    own = set(QUOTES.get(base(target), ""))
    return {mark for marks in QUOTES.values() for mark in marks} - own - {"’"} if own else set()
