"""Jinja2 templates, in German, translated through the same catalogues as the content.

One environment for each language, since Jinja works out constant expressions when
it compiles. A fault in a template is reported at the template's own line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
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

from exhibit.errors import ContentError, say
from exhibit.locales import format_date
from exhibit.model import Phrase
from exhibit.source import Source
from exhibit.translation import Language, Message
from exhibit.typography import set_phrase

NAMED = re.compile(r"%(?!\(\w+\)s)")


class Templates:
    """The templates as one language sees them."""

    def __init__(self, sources: Mapping[str, Source], language: Language) -> None:
        self.sources = sources
        self.language = language
        self.environment = make_environment(sources, language)

    def render(self, name: str, **context: Any) -> str:
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
        return re.sub(r"[ \n]+", " ", unescape(self.render(name, **context))).strip()

    def missing(self, name: str) -> ContentError:
        source = Source(next(iter(self.sources.values())).file.with_name(name), "")
        return source.fault(say("There is no template “{name}”.", name=name))

    def fault(self, name: str, line: int, reason: str) -> ContentError:
        return unusable(self.sources[name], line, reason)

    def last_frame(self, error: Exception, name: str) -> tuple[str, int]:
        files = {str(source.file): key for key, source in self.sources.items()}
        frames = reversed(traceback.extract_tb(error.__traceback__))
        found = (
            (files[frame.filename], frame.lineno or 0)
            for frame in frames
            if frame.filename in files
        )
        return next(found, (name, 0))


def unusable(source: Source, line: int, reason: str) -> ContentError:
    message = say("The template cannot be used: {reason}.", reason=reason.rstrip("."))
    return source.fault(message, line=line)


def make_environment(sources: Mapping[str, Source], language: Language) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name)
        return (source.text, str(source.file), None) if source else None

    def gettext(text: str) -> str:
        # Jinja takes what comes back as HTML and fills in %(names)s
        return NAMED.sub("%%", str(escape(language.phrase(text).text)))

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
        gettext, lambda one, many, count: gettext(one if count == 1 else many), newstyle=True
    )
    environment.policies["ext.i18n.trimmed"] = True

    def mark(phrase: Phrase) -> Markup:
        return mark_language(phrase, language)

    def long_date(day: date) -> str:
        return format_date(day, language.locale)

    def translate(text: str) -> Markup:
        return mark(set_phrase(language.phrase(text)))

    environment.filters |= {"phrase": mark, "date": long_date, "translate": translate}
    return environment


def mark_language(phrase: Phrase, language: Language) -> Markup:
    """The text, marked where it is not in the page's language."""
    if phrase.is_stale:
        return Markup('<span class="stale">{}</span>').format(phrase.text)
    if phrase.locale == language.locale:
        return escape(phrase.text)
    return Markup('<span lang="{}">{}</span>').format(phrase.locale, phrase.text)


def template_messages(sources: Mapping[str, Source]) -> Iterator[Message]:
    """What there is to translate in the templates."""
    for source in sources.values():
        yield from messages_of(source)


@cache  # of use to the preview, which builds again and again
def messages_of(source: Source) -> tuple[Message, ...]:
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.policies["ext.i18n.trimmed"] = True
    try:
        found = list(cast(Any, environment).extract_translations(source.text))
    except TemplateSyntaxError as error:
        raise unusable(source, error.lineno, str(error.message)) from error
    return tuple(
        Message(text, source.place(line)) for line, _, text in found if isinstance(text, str)
    )
