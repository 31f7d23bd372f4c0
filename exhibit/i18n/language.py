"""Languages of an exhibit: what there is to translate, and how a language says it.

A text is a message as it stands in German. A Language finds its translation or, where there is
none, gives the text back in the language that it was written in, and says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exhibit.diagnostics import Place
from exhibit.i18n.catalogue import Catalogue
from exhibit.i18n.phrase import Locale, Phrase
from exhibit.i18n.typography import set_phrase

SLUG = "slug"  # the context of addresses in a catalogue
READING = r"\{[\w-]+:(?!\})[^{}]*\}"  # {chart: CN.value}, a figure that is filled in later
_WORDLESS = re.compile(rf"\x02[^\x02\x03]*\x03|{READING}")
ABBREVIATION = re.compile(r"\*\[(?P<short>(?:(?!\*\[)[^\]])+)\]:\s*(?P<title>.+)", re.DOTALL)


@dataclass(frozen=True)
class Message:
    """One thing to translate."""

    text: str
    place: Place
    context: str = ""
    is_markdown: bool = False
    hint: str = ""  # what the editor says to translators


Messages = Mapping[str, tuple[Message, ...]]  # by the key of their page


@dataclass(frozen=True)
class States:
    """How many messages are in which state in one language."""

    translated: int
    stale: int
    missing: int

    @property
    def share(self) -> float:
        """The part that is translated as it stands; 1 where there is nothing to translate."""
        total = self.translated + self.stale + self.missing
        return self.translated / total if total else 1.0


@dataclass(frozen=True)
class Language:
    """A locale with its catalogue; without one it is the language that editors write."""

    locale: Locale
    source: Locale
    catalogue: Catalogue | None = None
    revised: Collection[str] = frozenset()  # texts whose translation is stale in some language

    def phrase(self, text: str, context: str = "") -> Phrase:
        """The text in this language or, where it has no translation, as it was written."""
        if self.catalogue is None or not is_translatable(text):
            return Phrase(text, self.locale)
        if entry := self.catalogue.find(text, context):
            return Phrase(entry.text, self.locale, entry.is_stale)
        return Phrase(text, self.source)

    def write(self, text: str, context: str = "") -> Phrase:
        """The text as it is read: in this language, with its marks and spaces set."""
        return set_phrase(self.phrase(text, context))

    def voice(self, phrase: Phrase) -> Language:
        """The language that a phrase of this one is really in, and what is filled in with it."""
        same = phrase.locale == self.locale
        return self if same else Language(phrase.locale, phrase.locale)

    def state(self, text: str, context: str = "") -> Literal["translated", "stale", "missing"]:
        if self.catalogue is None or not is_translatable(text):
            return "translated"
        entry = self.catalogue.find(text, context)
        return "missing" if entry is None else "stale" if entry.is_stale else "translated"


Languages = Mapping[Locale, Language]  # the one that editors write comes first


def make_languages(
    locales: Sequence[Locale],
    catalogues: Mapping[Locale, Catalogue],
    revised: Collection[str] | None = None,
) -> Languages:
    """Every language of an exhibit, the one that editors write first."""
    if revised is None:
        entries = (entry for known in catalogues.values() for entry in known.entries.values())
        revised = {entry.key[1] for entry in entries if entry.is_stale}
    return {
        locale: Language(locale, locales[0], catalogues.get(locale), revised) for locale in locales
    }


def count_states(messages: Iterable[Message], language: Language) -> States:
    """Each text once, however often it stands there."""
    texts = {(m.text, m.context) for m in messages if is_translatable(m.text)}
    counts = Counter(language.state(text, context) for text, context in texts)
    return States(counts["translated"], counts["stale"], counts["missing"])


def is_translatable(text: str) -> bool:
    """Whether a text would read differently in another language: words, or numbers like 1.234,5."""
    words = _WORDLESS.sub("", text)
    return bool(re.search(r"[^\W\d_]|\d[.,]\d", words))
