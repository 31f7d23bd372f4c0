"""Texts of templates that are not translated, marked as what they are.

What a template translates may come to stand in an attribute or a title, which cannot say so. That
is known only when a page is rendered: until then notes stand around such a text.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from exhibit.i18n import Language, Locale, Phrase, direction, known

# Letters that no text can hold, see limits.py: around a text of a template that is not translated.
_STALE, _OTHER, _NAME_END, _END = "\ue010", "\ue011", "\ue012", "\ue013"
_NOTE = re.compile(f"{_OTHER}[^{_OTHER}{_NAME_END}]*{_NAME_END}|[{_STALE}{_END}]")
_LANGUAGE = re.compile(r'<[a-z][^<>]*?\slang="([^"]+)"')
_UNDIRECTED = re.compile(rf"{_LANGUAGE.pattern}(?![^<>]*\sdir=)")
_UNMARKABLE = re.compile(r"(<(?:title|option|textarea)\b.*?(?:</|\Z)|<[^<>]*>)", re.DOTALL)


def settle(html: str) -> str:
    """Make of the notes in a rendered page what its readers are told."""
    return _settle_directions(_settle_languages(html))


def strip_notes(text: str) -> str:
    return _NOTE.sub("", text)


def read_phrase(text: str, language: Language) -> Phrase:
    """A text that is one phrase, with the language that its notes say it is in."""
    locale = language.source if _OTHER in text else language.locale
    return Phrase(strip_notes(text), locale, is_stale=_STALE in text)


def note_language(phrase: Phrase, language: Language) -> str:
    """A template's own text, noted where it is not what it should be; see settle."""
    if phrase.is_stale:
        return f"{_STALE}{phrase.text}{_END}"
    if phrase.locale != language.locale:
        return f"{_OTHER}{phrase.locale}{_NAME_END}{phrase.text}{_END}"
    return phrase.text


def _settle_languages(html: str) -> str:
    """Make elements of the notes in the text; an attribute or a title cannot say what they say.

    What a template translates may stand in either, which is known only when all is rendered.
    """
    if _END not in html:
        return html
    pieces = _UNMARKABLE.split(html)
    pieces[::2] = [_mark_notes(piece) for piece in pieces[::2]]
    return _NOTE.sub("", "".join(pieces))


def _mark_notes(text: str) -> str:
    text = text.replace(_STALE, '<span class="stale">').replace(_END, "</span>")
    return re.sub(f"{_OTHER}([^{_OTHER}{_NAME_END}]*){_NAME_END}", r'<span lang="\1">', text)


def _settle_directions(html: str) -> str:
    """Have each part in another language run its way, where they do not all run the same."""
    directions = {tag: direction(tag) for tag in set(_LANGUAGE.findall(html)) if known(tag)}
    if len(set(directions.values())) < 2:
        return html
    return _UNDIRECTED.sub(
        lambda found: f'{found[0]} dir="{directions.get(found[1], "ltr")}"', html
    )


def mark_language(phrase: Phrase, locale: Locale) -> Markup:
    """The text, marked where it is not in the language around it."""
    if phrase.is_stale:
        return Markup('<span class="stale">{}</span>').format(phrase.text)
    if phrase.locale == locale:
        return escape(phrase.text)
    return Markup('<span lang="{}">{}</span>').format(phrase.locale, phrase.text)
