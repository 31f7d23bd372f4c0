"""Jinja2 templates, in German, translated through the same catalogues as the content.

Each is compiled once for all languages: what a language says is asked for while a page is
rendered, never when a template is compiled. A fault is reported at the template's own line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import Any, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from exhibit.diagnostics import ContentError, Source, say
from exhibit.i18n import (
    Language,
    Message,
    Phrase,
    format_date,
    format_list,
    format_month,
    format_number,
    format_percent,
    format_unit,
    format_years,
    territory,
)
from exhibit.render.notes import mark_language, note_language, read_phrase, settle, strip_notes

_INTERNAL = re.compile(r"'exhibit\.(?:\w+\.)*(\w+) object'")  # what this program calls a value
_NAMED = re.compile(r"%(?!\(\w+\)s)")


_TOO_DEEP = (RecursionError, SyntaxError, MemoryError)  # of Jinja, and of the Python that it writes


class Templates:
    """The templates as one language sees them."""

    def __init__(self, sources: Mapping[str, Source], language: Language) -> None:
        self.sources = sources
        self.language = language
        self.environment = _make_environment(sources, language)

    def render(self, name: str, **context: Any) -> str:
        return settle(self.fill(name, context))

    def phrase(self, name: str) -> Phrase:
        """A template that is one plain text, with the language it is really in."""
        return read_phrase(self.fill(name, {}).strip(), self.language)

    def fill(self, name: str, context: Mapping[str, Any]) -> str:
        try:
            return self.environment.get_template(name).render(**context)
        except TemplateNotFound as error:
            raise self.missing(str(error.name)) from error
        except TemplateSyntaxError as error:
            raise self.fault(error.name or name, error.lineno, str(error.message)) from error
        except _TOO_DEEP as error:
            place, line = self.last_frame(error, name)
            raise _nested(self.sources[place], line) from error
        except TemplateError as error:
            raise self.fault(*self.last_frame(error, name), str(error.message)) from error

    def render_text(self, name: str, **context: Any) -> str:
        """A template whose text goes elsewhere than into HTML, in one line."""
        text = strip_notes(self.fill(name, context))
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


def _nested(source: Source, line: int) -> ContentError:
    message = say("The template goes too deep: something stands in itself again and again.")
    return source.fault(message, say("Divide it into several files."), line=line)


class _Compiled(BytecodeCache):
    """Compiled templates, for the environments of all languages; a preview keeps them."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, Any]] = {}  # by file: checksum of its text, and code

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


def _make_environment(sources: Mapping[str, Source], language: Language) -> Environment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = sources.get(name)
        # asked whenever a page needs the template, so that this is known of the page
        return (
            (source.text, str(source.file), lambda: sources.get(name) is source) if source else None
        )

    def pgettext(context: str, text: str) -> str:
        # Jinja takes what comes back as HTML and fills in %(names)s
        return _NAMED.sub(
            "%%", str(escape(note_language(language.phrase(text, context), language)))
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
        bytecode_cache=_COMPILED,
    )
    # the extension adds methods that Environment does not declare
    cast(Any, environment).install_gettext_callables(
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.policies["ext.i18n.trimmed"] = True

    def mark(phrase: Phrase) -> Markup:
        return mark_language(phrase, language)

    def translate(text: str) -> Markup:
        return mark(language.write(text))

    environment.globals["source_language"] = language.source
    spoken: Mapping[str, Callable[..., str]] = {
        "phrase": mark,
        "translate": translate,
        **_formats(language.locale),
    }
    environment.filters |= {name: _speak_late(write) for name, write in spoken.items()}
    return environment


def _speak_late(write: Callable[..., str]) -> Callable[..., str]:
    """The filter, kept from being worked out when a template is compiled, for one language."""

    @pass_context
    def speak(context: object, *values: Any, **options: Any) -> str:
        return write(*values, **options)

    return speak


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


def template_messages(source: Source) -> tuple[Message, ...]:
    """What there is to translate in a template."""
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.policies["ext.i18n.trimmed"] = True
    try:
        found = list(cast(Any, environment).extract_translations(source.text))
    except TemplateSyntaxError as error:
        raise _unusable(source, error.lineno, str(error.message)) from error
    except _TOO_DEEP as error:
        raise _nested(source, 1) from error
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
