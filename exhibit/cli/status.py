"""How far each page is translated, and what is left to do where.

Plain values; how they are shown is for translators.py and status_page.py to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from exhibit.i18n import (
    Language,
    Languages,
    Locale,
    Message,
    Messages,
    States,
    count_states,
    is_translatable,
)

_OPEN = ("stale", "missing")


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

    @property
    def words(self) -> int:
        return sum(page.words for page in self.pages)

    @property
    def open_pairs(self) -> Iterator[Pair]:
        """What is left to do, page by page."""
        return (pair for page in self.pages for pair in page.pairs if pair.state in _OPEN)


def measure_status(languages: Languages, messages: Messages) -> Sequence[LanguageStatus]:
    """The state of every language but the source."""
    others = [one for one in languages.values() if one.locale != one.source]
    return [_measure_language(language, messages) for language in others]


def _measure_language(language: Language, messages: Messages) -> LanguageStatus:
    pages = tuple(_measure_page(name, group, language) for name, group in messages.items())
    everything = [message for group in messages.values() for message in group]
    return LanguageStatus(language.locale, count_states(everything, language), pages)


def _measure_page(name: str, messages: Iterable[Message], language: Language) -> PageStatus:
    texts = {(m.context, m.text): m for m in messages if is_translatable(m.text)}
    pairs = tuple(_make_pair(message, language) for message in texts.values())
    words = sum(len(pair.message.text.split()) for pair in pairs if pair.state in _OPEN)
    return PageStatus(name, count_states(texts.values(), language), words, pairs)


def _make_pair(message: Message, language: Language) -> Pair:
    state = language.state(message.text, message.context)
    entry = language.catalogue and language.catalogue.find(message.text, message.context)
    if not entry:
        return Pair(message, state, "", "")
    return Pair(message, state, entry.text, entry.previous)


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
