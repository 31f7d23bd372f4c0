"""Jinja2 templates, in German, translated through the same catalogues as the content.

One environment for each language, since Jinja works out constant expressions when
it compiles. A fault in a template is reported at the template's own line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from html import unescape
from typing import Any, cast

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from exhibit.diagnostics import ContentError, Source, say
from exhibit.i18n import (
    Language,
    Message,
    Phrase,
    direction,
    format_date,
    format_list,
    format_month,
    format_number,
    format_percent,
    format_unit,
    format_years,
    known,
    territory,
)

_INTERNAL = re.compile(r"'exhibit\.(?:\w+\.)*(\w+) object'")  # what this program calls a value
_NAMED = re.compile(r"%(?!\(\w+\)s)")
# Letters that no text can hold, see limits.py: around a text of a template that is not translated.
_STALE, _OTHER, _NAME_END, _END = "\ue010", "\ue011", "\ue012", "\ue013"
_NOTE = re.compile(f"{_OTHER}[^{_NAME_END}]*{_NAME_END}|[{_STALE}{_END}]")
_LANGUAGE = re.compile(r'<[a-z][^<>]*?\slang="([^"]+)"')
_UNDIRECTED = re.compile(rf"{_LANGUAGE.pattern}(?![^<>]*\sdir=)")
_UNMARKABLE = re.compile(r"(<(?:title|option|textarea)\b.*?</|<[^>]*>)", re.DOTALL)


class Templates:
    """The templates as one language sees them."""

    def __init__(self, sources: Mapping[str, Source], language: Language) -> None:
        self.sources = sources
        self.language = language
        self.environment = _make_environment(sources, language)

    def render(self, name: str, **context: Any) -> str:
        return _settle_directions(_settle_languages(self.fill(name, context)))

    def phrase(self, name: str) -> Phrase:
        """A template that is one plain text, with the language it is really in."""
        text = self.fill(name, {}).strip()
        is_missing = _OTHER in text
        locale = self.language.source if is_missing else self.language.locale
        return Phrase(_NOTE.sub("", text), locale, is_stale=_STALE in text)

    def fill(self, name: str, context: Mapping[str, Any]) -> str:
        try:
            return self.environment.get_template(name).render(**context)
        except TemplateNotFound as error:
            raise self.missing(str(error.name)) from error
        except TemplateSyntaxError as error:
            raise self.fault(error.name or name, error.lineno, str(error.message)) from error
        except TemplateError as error:
            raise self.fault(*self.last_frame(error, name), str(error.message)) from error

    def render_text(self, name: str, **context: Any) -> str:
        """A template whose text goes elsewhere than into HTML, in one line."""
        text = _NOTE.sub("", self.fill(name, context))
        return re.sub(r"[ \n]+", " ", unescape(text)).strip()

    def missing(self, name: str) -> ContentError:
        source = Source(next(iter(self.sources.values())).file.with_name(name), "")
        return source.fault(say("There is no template “{name}”.", name=name))

    def fault(self, name: str, line: int, reason: str) -> ContentError:
        return _unusable(self.sources[name], line, reason)

    def last_frame(self, error: Exception, name: str) -> tuple[str, int]:
        files = {str(source.file): key for key, source in self.sources.items()}
        frames = reversed(traceback.extract_tb(error.__traceback__))
        found = (
            (files[frame.filename], frame.lineno or 0)
            for frame in frames
            if frame.filename in files
        )
        return next(found, (name, 0))


def _unusable(source: Source, line: int, reason: str) -> ContentError:
    plain = _INTERNAL.sub(r"'\1'", reason.rstrip("."))
    message = say("The template cannot be used: {reason}.", reason=plain)
    return source.fault(message, line=line)


def _make_environment(sources: Mapping[str, Source], language: Language) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name)
        return (source.text, str(source.file), None) if source else None

    def pgettext(context: str, text: str) -> str:
        # Jinja takes what comes back as HTML and fills in %(names)s
        return _NAMED.sub(
            "%%", str(escape(_note_language(language.phrase(text, context), language)))
        )

    def gettext(text: str) -> str:
        return pgettext("", text)

    def ngettext(one: str, many: str, count: int) -> str:
        return gettext(one if count == 1 else many)

    def npgettext(context: str, one: str, many: str, count: int) -> str:
        return pgettext(context, one if count == 1 else many)

    environment = Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # the extension adds methods that Environment does not declare
    cast(Any, environment).install_gettext_callables(
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.policies["ext.i18n.trimmed"] = True

    def mark(phrase: Phrase) -> Markup:
        return _mark_language(phrase, language)

    def translate(text: str) -> Markup:
        return mark(language.write(text))

    environment.globals["source_language"] = language.source
    environment.filters |= {"phrase": mark, "translate": translate, **_formats(language.locale)}
    return environment


def _formats(locale: str) -> Mapping[str, Callable[..., str]]:
    """Filters that write a value as the language of the page does."""
    plain: Mapping[str, Callable[..., str]] = {
        "number": format_number,
        "percent": format_percent,
        "unit": format_unit,
        "date": format_date,
        "month": format_month,
        "years": format_years,
        "country": lambda code, locale: territory(code, locale) or code,
    }
    bound = {name: partial(write, locale=locale) for name, write in plain.items()}
    return {**bound, "enumerate": lambda words: _join_words(words, locale)}


def _join_words(words: Iterable[object], locale: str) -> Markup:
    """Words, which may be HTML, with what the language puts between them."""
    return Markup(format_list([str(escape(word)) for word in words], locale))


def _note_language(phrase: Phrase, language: Language) -> str:
    """A template's own text, noted where it is not what it should be; see settle_languages."""
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
    return re.sub(f"{_OTHER}([^{_NAME_END}]*){_NAME_END}", r'<span lang="\1">', text)


def _settle_directions(html: str) -> str:
    """Have each part in another language run its way, where they do not all run the same."""
    directions = {tag: direction(tag) for tag in set(_LANGUAGE.findall(html)) if known(tag)}
    if len(set(directions.values())) < 2:
        return html
    return _UNDIRECTED.sub(
        lambda found: f'{found[0]} dir="{directions.get(found[1], "ltr")}"', html
    )


def _mark_language(phrase: Phrase, language: Language) -> Markup:
    """The text, marked where it is not in the page's language."""
    if phrase.is_stale:
        return Markup('<span class="stale">{}</span>').format(phrase.text)
    if phrase.locale == language.locale:
        return escape(phrase.text)
    return Markup('<span lang="{}">{}</span>').format(phrase.locale, phrase.text)


def template_messages(sources: Mapping[str, Source]) -> Iterator[Message]:
    """What there is to translate in the templates."""
    for source in sources.values():
        yield from _messages_of(source)


@cache  # of use to the preview, which builds again and again
def _messages_of(source: Source) -> tuple[Message, ...]:
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.policies["ext.i18n.trimmed"] = True
    try:
        found = list(cast(Any, environment).extract_translations(source.text))
    except TemplateSyntaxError as error:
        raise _unusable(source, error.lineno, str(error.message)) from error
    return tuple(
        Message(text, source.place(line), context)
        for line, function, parts in found
        for context, text in _read_call(function, parts)
    )


def _read_call(function: str, parts: str | tuple[str | None, ...]) -> Iterator[tuple[str, str]]:
    """The texts of a call such as ngettext, each with its context."""
    texts = [parts] if isinstance(parts, str) else [part for part in parts if part]
    context = texts.pop(0) if "pgettext" in function else ""
    return ((context, text) for text in texts)
