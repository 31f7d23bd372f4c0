"""`build.py status`: how far each page is translated, and what is left to do where.

The same facts as a table for the terminal, as a page with both languages side by
side, and as a share to compare with what somebody demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from exhibit.errors import Notice, say
from exhibit.extraction import SITE, SOURCES
from exhibit.model import Locale, Project
from exhibit.translation import (
    Language,
    Message,
    Messages,
    States,
    count_states,
    is_translatable,
    make_language,
)

OPEN = ("stale", "missing")


@dataclass(frozen=True)
class Pair:
    """A message beside its translation."""

    message: Message
    state: str
    translation: str
    previous: str  # the German that a stale translation was made from


@dataclass(frozen=True)
class PageStatus:
    name: str  # the page's file, or what stands for all pages
    states: States
    words: int  # of the German that is not translated as it stands
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class LanguageStatus:
    locale: Locale
    states: States
    pages: tuple[PageStatus, ...]


def measure_status(project: Project, messages: Messages) -> Sequence[LanguageStatus]:
    """The state of every language but the source; the project's catalogues are merged."""
    return [
        measure_language(make_language(project, locale), messages) for locale in project.locales[1:]
    ]


def measure_language(language: Language, messages: Messages) -> LanguageStatus:
    pages = tuple(measure_page(name, group, language) for name, group in messages.items())
    everything = [message for group in messages.values() for message in group]
    return LanguageStatus(language.locale, count_states(everything, language), pages)


def measure_page(name: str, messages: Iterable[Message], language: Language) -> PageStatus:
    texts = {(m.context, m.text): m for m in messages if is_translatable(m.text)}
    pairs = tuple(make_pair(message, language) for message in texts.values())
    words = sum(len(pair.message.text.split()) for pair in pairs if pair.state in OPEN)
    return PageStatus(name, count_states(texts.values(), language), words, pairs)


def make_pair(message: Message, language: Language) -> Pair:
    state = language.state(message.text, message.context)
    entry = language.catalogue and language.catalogue.find(message.text, message.context)
    if not entry:
        return Pair(message, state, "", "")
    return Pair(message, state, entry.text, entry.previous)


def describe_status(status: LanguageStatus) -> Iterator[Notice]:
    """A line for each page, one for all, then every message that is not translated as it stands."""
    row = "{name:<32} {translated:>6} {stale:>6} {missing:>6} {words:>7} {share:>6}"
    yield say(
        row,
        name=status.locale,
        translated="✔",
        stale="≈",
        missing="–",
        words="W",
        share="%",
    )
    for page in status.pages:
        yield say(row, **row_values(page.name, page.states, page.words))
    words = sum(page.words for page in status.pages)
    yield say(row, **row_values("", status.states, words))
    for page in status.pages:
        for pair in page.pairs:
            if pair.state in OPEN:
                yield describe_pair(pair)


def row_values(name: str, states: States, words: int) -> dict[str, object]:
    return {
        "name": {SITE: "site.toml, templates", SOURCES: "content/sources.toml"}.get(name, name),
        "translated": states.translated,
        "stale": states.stale,
        "missing": states.missing,
        "words": words,
        "share": f"{int(states.share * 100)}",
    }


def describe_pair(pair: Pair) -> Notice:
    place = f"{pair.message.place.file}:{pair.message.place.line}"
    text = re.sub(r"\s+", " ", pair.message.text)
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    if pair.state == "stale":
        return say("{place}: revised since it was translated: {text}", place=place, text=shown)
    return say("{place}: not translated: {text}", place=place, text=shown)


@dataclass(frozen=True)
class Change:
    """A run of words of a text: kept, taken out or put in."""

    kind: str  # "same", "old", "new"
    text: str


def compare_words(old: str, new: str) -> Iterator[Change]:
    """What became of a text, word by word."""
    before, after = old.split(), new.split()
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", " ".join(before[a:b]))
            continue
        if a < b:
            yield Change("old", " ".join(before[a:b]))
        if c < d:
            yield Change("new", " ".join(after[c:d]))
