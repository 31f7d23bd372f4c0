"""Sentences of templates with what they are filled with, each wholly in one language.

What a filter writes is written once more where the sentence around it is in another language than
the page: `Abgerufen am 20. November 2026` on a French page, and not `20 novembre`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from exhibit.i18n import (
    Language,
    Phrase,
    Written,
    format_date,
    format_list,
    format_month,
    format_number,
    format_percent,
    format_unit,
    format_years,
    territory,
)
from exhibit.render.notes import note_language

_NAMED = re.compile(r"%(?!\(\w+\)s)")
_NAME = re.compile(r"%\((\w+)\)s")


_Write = Callable[[str], object]


class _Spoken(Markup):
    """What stands in the page as its language has it; if it is whole, also how others have it."""

    write: _Write | None

    def __new__(cls, text: object = "", *options: Any, write: _Write | None = None) -> _Spoken:
        spoken = super().__new__(cls, text, *options)
        spoken.write = write
        return spoken


def speak(write: _Write, locale: str) -> _Spoken:
    """A text for a page in a locale, that a sentence in another may ask for again."""
    return _Spoken(escape(write(locale)), write=write)


def fill_in(text: str, context: str, language: Language, values: Mapping[str, Any]) -> Markup:
    """A sentence of a template in a language or, where it has none, in that of the templates.

    A translation that names what the sentence has no more, as one of an earlier sentence may, is
    none.
    """
    phrase = language.phrase(text, context)
    if not set(_NAME.findall(phrase.text)) <= values.keys():
        phrase = Phrase(text, language.source)
    note = note_language(phrase, language)
    written = {name: _write_in(phrase.locale, value) for name, value in values.items()}
    # Markup fills in %(names)s, and escapes what is no HTML yet
    return Markup(_NAMED.sub("%%", str(escape(note)))) % written


def _write_in(locale: str, value: object) -> object:
    write = value.write if isinstance(value, _Spoken | Written) else None
    return write(locale) if write else value


def speak_again(
    words: Sequence[object], change: Callable[[Sequence[object]], str], locale: str
) -> str:
    """What is made of words; it is made of them anew where they are written in another language."""
    if not any(isinstance(word, _Spoken | Written) for word in words):
        return change(words)
    return speak(lambda spoken: change([_write_in(spoken, word) for word in words]), locale)


def make_formats(locale: str) -> Mapping[str, Callable[..., str]]:
    """Filters that write a value as the language of the page does."""
    plain: Mapping[str, Callable[..., str]] = {
        "number": format_number,
        "percent": format_percent,
        "unit": format_unit,
        "date": format_date,
        "month": format_month,
        "years": format_years,
        "country": lambda code, locale: territory(code, locale) or code,
        "enumerate": _join_words,
    }
    return {name: _bind(write, locale) for name, write in plain.items()}


def _bind(write: Callable[..., str], locale: str) -> Callable[..., str]:
    def write_bound(value: Any, *values: Any, **options: Any) -> str:
        return speak(lambda spoken: write(value, *values, locale=spoken, **options), locale)

    return write_bound


def _join_words(words: Iterable[object], locale: str) -> Markup:
    """Words, which may be HTML, with what the language puts between them."""
    return Markup(format_list([str(escape(word)) for word in words], locale))
