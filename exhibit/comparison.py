"""Does a translation say all that the German says? What can be counted is counted.

Links, footnotes, code, placeholders, emphasis and numbers must be the same, quotation
marks those of the language. A translator who means it writes a note into the entry:
`# ok numbers: the English date has no dot`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exhibit.addresses import SLUG
from exhibit.catalogues import Catalogue, Entry
from exhibit.errors import ContentError, Notice, Place, each, say
from exhibit.locales import number_marks
from exhibit.model import Project
from exhibit.typography import QUOTES

CODE = re.compile(r"`+[^`]+`+")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)")
TARGET = re.compile(r"\]\([^)]*\)")
FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
PLACEHOLDER = re.compile(r"\[\[[^\[\]]+\]\]")
# Fields of templates, and figures to be read from a chart's table; not {#anchor} or {lang=en}.
FIELD = re.compile(r"%\(\w+\)s|\{\w*\}|\{[^{}#=\n]*[.:][^{}#=\n]*\}")
EMPHASIS = re.compile(r"(?<![\\*])\*+")
NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0]\d{3})*(?:[.,]\d+)?")
NOT_NUMBERS = re.compile("|".join(one.pattern for one in (CODE, TARGET, FOOTNOTE, FIELD)))
SILENCE = re.compile(r"ok ([\w, -]+): *\S")
UNTRANSLATED = 4  # words; a longer text that is the same in both languages was forgotten


@dataclass(frozen=True)
class Check:
    name: str  # what a translator writes to silence it
    fault: Notice
    count: Callable[[str, str], object]  # of a text in a locale: what must be the same in both


def links(text: str, locale: str) -> object:
    return Counter(LINK.findall(CODE.sub("", text)))


def footnotes(text: str, locale: str) -> object:
    return Counter(FOOTNOTE.findall(text))


def code(text: str, locale: str) -> object:
    return Counter(CODE.findall(text))


def placeholders(text: str, locale: str) -> object:
    return len(PLACEHOLDER.findall(text)), Counter(FIELD.findall(CODE.sub("", text)))


def numbers(text: str, locale: str) -> object:
    """The numbers of a text as values, so that 1.234,5 and 1,234.5 are one."""
    decimal, group = number_marks(locale)
    found = NUMBER.findall(NOT_NUMBERS.sub("", text))
    return Counter(
        re.sub(rf"[{re.escape(group)}\u202f\u00a0](?=\d{{3}})", "", one).replace(decimal, ".")
        for one in found
    )


def spaces(text: str, locale: str) -> object:
    return text[:1].isspace(), text[-1:].isspace()


CHECKS = (
    Check("links", say("The translation has other links or pictures than the German."), links),
    Check("footnotes", say("The translation has other footnotes than the German."), footnotes),
    Check("code", say("The translation has other code than the German."), code),
    Check(
        "placeholders", say("The translation has other placeholders than the German."), placeholders
    ),
    Check("numbers", say("The translation has other numbers than the German."), numbers),
    Check("spaces", say("The translation begins or ends with a space, or lacks one."), spaces),
)


def check_translations(project: Project) -> None:
    """Raise every fault of every current translation."""
    source = project.locales[0]
    each(
        lambda locale: check_catalogue(project.catalogues[locale], source, locale),
        project.locales[1:],
    )


def check_catalogue(catalogue: Catalogue, source: str, target: str) -> None:
    """Compare every current translation with its German; stale ones wait for their translator."""
    current = [
        e for e in catalogue.entries.values() if e.text and not e.is_stale and e.key[0] != SLUG
    ]
    each(lambda entry: check_entry(catalogue, entry, source, target), current)


def check_entry(catalogue: Catalogue, entry: Entry, source: str, target: str) -> None:
    silenced = {
        word.strip()
        for note in entry.notes
        if (ok := SILENCE.match(note))
        for word in ok[1].split(",")
    }
    for name, fault in find_faults(entry, source, target):
        if name not in silenced:
            place = catalogue.source.place(entry.line)
            shown = Place(place.file, place.line, 0, f"{entry.key[1]}\n{entry.text}")
            hint = say("If it is meant so, write above it: # ok {name}: and why", name=name)
            raise ContentError(shown, fault, hint)


def find_faults(entry: Entry, source: str, target: str) -> Iterator[tuple[str, Notice]]:
    german, translation = entry.key[1], entry.text
    for check in CHECKS:
        if check.count(german, source) != check.count(translation, target):
            yield check.name, check.fault
    if len(EMPHASIS.findall(CODE.sub("", translation))) % 2:
        yield "emphasis", say("An asterisk of the translation is never closed.")
    if foreign := set(translation) & foreign_quotes(target):
        yield (
            "quotes",
            say("The quotation mark {mark} is not used in this language.", mark=min(foreign)),
        )
    if german == translation and len(german.split()) > UNTRANSLATED:
        yield "same", say("The translation is the German text.")


def foreign_quotes(target: str) -> set[str]:
    """Quotation marks of the other languages we know; ’ is an apostrophe everywhere."""
    own = set(QUOTES.get(target, ""))
    return {mark for marks in QUOTES.values() for mark in marks} - own - {"’"} if own else set()
