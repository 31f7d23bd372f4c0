"""Jinja2 templates, in German, translated through the same catalogues as the content.

Each is compiled once for all languages: what a language says is asked for while a page is
rendered, never when a template is compiled. A fault is reported at the template's own line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    pass_eval_context,
)
from jinja2.bccache import Bucket
from jinja2.filters import do_join, do_striptags
from jinja2.nodes import EvalContext
from markupsafe import Markup

from exhibit.diagnostics import Place, Source
from exhibit.i18n import Language, Locale, Message, Phrase, set_phrase
from exhibit.render.bounded import BoundedEnvironment
from exhibit.render.notes import mark_language, read_phrase, settle, strip_notes
from exhibit.render.spoken import fill_in, make_formats, speak, speak_again
from exhibit.render.template_budget import write_out
from exhibit.render.template_faults import (
    SLIPS,
    TOO_DEEP,
    SlipError,
    describe_slip,
    guard_filter,
    is_bug,
    locate,
    missing,
    nested,
    unusable,
)


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
        self.environment.budget.begin()
        try:
            return write_out(self.environment.get_template(name).generate(**context))
        except TemplateNotFound as error:
            raise missing(str(error.name), self.place(error, name), self.sources) from error
        except TemplateSyntaxError as error:
            place = self.sources[error.name or name].place(error.lineno)
            raise unusable(place, str(error.message)) from error
        except TemplateError as error:
            raise unusable(self.place(error, name), str(error.message)) from error
        except TOO_DEEP as error:
            place = self.place(error, name)
            raise nested(place, at_work=place.line > 0) from error
        except (SlipError, *SLIPS) as error:
            if is_bug(error):
                raise
            raise describe_slip(error, self.place(error, name)) from error

    def place(self, error: Exception, name: str) -> Place:
        return locate(error, self.sources, name)

    def render_text(self, name: str, **context: Any) -> str:
        """A template whose text goes elsewhere than into HTML, in one line."""
        text = strip_notes(self.fill(name, context))
        return re.sub(r"[ \n]+", " ", unescape(text)).strip()


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


def _make_environment(sources: Mapping[str, Source], language: Language) -> BoundedEnvironment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = sources.get(name)
        # asked whenever a page needs the template, so that this is known of the page
        return (
            (source.text, str(source.file), lambda: sources.get(name) is source) if source else None
        )

    def pgettext(context: str, text: str, /, **values: Any) -> Markup:
        return fill_in(text, context, language, values)

    def gettext(text: str, /, **values: Any) -> Markup:
        return fill_in(text, "", language, values)

    def ngettext(one: str, many: str, count: int, /, **values: Any) -> Markup:
        return gettext(one if count == 1 else many, **{"num": count, **values})

    def npgettext(context: str, one: str, many: str, count: int, /, **values: Any) -> Markup:
        return pgettext(context, one if count == 1 else many, **{"num": count, **values})

    environment = BoundedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
    )
    environment.globals |= dict(
        gettext=gettext, ngettext=ngettext, pgettext=pgettext, npgettext=npgettext
    )
    # the extension adds what Environment does not declare: sentences are given what they name
    cast(Any, environment).newstyle_gettext = True
    environment.policies["ext.i18n.trimmed"] = True

    locale, source = language.locale, language.source

    def mark(phrase: Phrase) -> Markup:
        return speak(lambda spoken: mark_language(phrase, Locale(spoken)), locale)

    def translate(text: str) -> Markup:
        own, original = language.write(text), set_phrase(Phrase(text, source))
        return speak(
            lambda spoken: mark_language(own if spoken == locale else original, Locale(spoken)),
            locale,
        )

    environment.globals["source_language"] = source
    spoken: Mapping[str, Callable[..., str]] = {
        "phrase": mark,
        "translate": translate,
        **make_formats(locale),
    }
    environment.filters |= {
        name: _speak_late(guard_filter(name, write)) for name, write in spoken.items()
    }
    environment.filters |= _remembering(locale)
    return environment


def _speak_late(write: Callable[..., str]) -> Callable[..., str]:
    """The filter, kept from being worked out when a template is compiled, for one language."""

    @pass_context
    def speak(context: object, *values: Any, **options: Any) -> str:
        return write(*values, **options)

    return speak


def _remembering(locale: str) -> Mapping[str, Callable[..., str]]:
    """Filters of Jinja that would forget how their words are written in another language."""

    @pass_eval_context
    def join(context: EvalContext, words: Iterable[Any], *options: Any, **named: Any) -> str:
        return speak_again(
            list(words), lambda known: do_join(context, known, *options, **named), locale
        )

    def striptags(text: Any) -> str:
        return speak_again([text], lambda words: do_striptags(str(words[0])), locale)

    return {"join": join, "striptags": striptags}


def template_messages(source: Source) -> tuple[Message, ...]:
    """What there is to translate in a template."""
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.policies["ext.i18n.trimmed"] = True
    try:
        found = list(cast(Any, environment).extract_translations(source.text))
    except TemplateSyntaxError as error:
        raise unusable(source.place(error.lineno), str(error.message)) from error
    except TOO_DEEP as error:
        raise nested(source.place(1), at_work=False) from error
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
