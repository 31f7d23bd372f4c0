"""What an exhibit may be published with, but somebody should look at before long.

Plain values; how they are shown is for cli/check.py to say. Faults are elsewhere: with one of
those there is no site to have an opinion of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from exhibit.audit.trace import trace_numbers
from exhibit.audit.traces import Tracing
from exhibit.audit.ways import find_unreached
from exhibit.audit.wording import Remark, Row, find_remarks, measure_pages
from exhibit.charts import AnyChart, find_typed
from exhibit.content import Contents, Document, Settings
from exhibit.diagnostics import Place, Source
from exhibit.i18n import Language, Message, Messages, States
from exhibit.markup import GAP
from exhibit.render import Feature, Features
from exhibit.site import Page, Site

_CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Untranslated:
    """A page of which too little is translated for search engines to be told of it."""

    path: str
    share: float


@dataclass(frozen=True)
class Overdue:
    """A source or a claim that was to be looked at again."""

    key: str
    place: Place
    since: date


@dataclass(frozen=True)
class Gap:
    """A placeholder for what the museum still has to say."""

    place: Place
    text: str


@dataclass(frozen=True)
class _Typed:
    """A number in the text of a chart's card that could be read from its table instead."""

    place: Place
    number: str
    placeholder: str


@dataclass(frozen=True)
class _Unused:
    """An entry of the glossary to which no page leads."""

    key: str
    place: Place


@dataclass(frozen=True)
class Opinions:
    threshold: float
    untranslated: tuple[Untranslated, ...]
    overdue: tuple[Overdue, ...]
    gaps: tuple[Gap, ...]
    typed: tuple[_Typed, ...]
    rows: tuple[Row, ...]  # how hard the pages of the tour are to read
    remarks: tuple[Remark, ...]  # and what makes them so
    tracing: Tracing  # where numbers come from
    unused: tuple[_Unused, ...]
    unreached: tuple[Place, ...]  # pages to which no way leads
    idle: tuple[PurePosixPath, ...]  # files of the content that the site does not use
    unconfirmed: int  # sources of the grades B and C, which quote the publisher

    def __bool__(self) -> bool:
        found = (self.untranslated, self.overdue, self.gaps, self.typed, self.remarks, self.unused)
        others = (self.unreached, self.idle)
        return any((*found, *others)) or self.tracing.is_doubtful or bool(self.unconfirmed)


@dataclass(frozen=True)
class Subject:
    """An exhibit without faults, and what came of it."""

    contents: Contents
    settings: Settings
    language: Language  # that editors write
    states: Mapping[Page, States]
    messages: Messages
    things: tuple[object, ...]  # that stand on some page
    site: Site
    files: Mapping[str, bytes]  # as they would be published
    idle: tuple[PurePosixPath, ...]  # files of the content that are not


def form_opinions(subject: Subject, features: Features, today: date) -> Opinions:
    contents, settings, language = subject.contents, subject.settings, subject.language
    return Opinions(
        threshold=settings.threshold,
        untranslated=tuple(_find_untranslated(subject.states, settings.threshold)),
        overdue=tuple(_find_overdue(contents, features.every, today)),
        gaps=tuple(_find_gaps(contents.documents, subject.messages)),
        typed=tuple(_find_typed_numbers(contents.charts, language)),
        rows=tuple(measure_pages(contents, language.locale, features)),
        remarks=tuple(find_remarks(contents, language.locale, features)),
        tracing=trace_numbers(contents, settings.contact, language, features),
        unused=tuple(_find_unused(contents, features.every, subject.things)),
        unreached=tuple(find_unreached(contents, subject.site, language.locale, subject.files)),
        idle=subject.idle,
        unconfirmed=sum(citation.grade != "A" for citation in contents.citations.values()),
    )


def _find_untranslated(states: Mapping[Page, States], threshold: float) -> Iterator[Untranslated]:
    for page, own in states.items():
        if own.share < threshold:
            yield Untranslated(page.path, own.share)


def _find_overdue(
    contents: Contents, features: Iterable[Feature], today: date
) -> Iterator[Overdue]:
    """The entries of each feature whose day is past, the longest overdue first."""
    for feature in features:
        past = (one for one in feature.dated(contents) if one.day < today)
        for one in sorted(past, key=lambda one: (one.day, one.key)):
            yield Overdue(one.key, one.place, one.day)


def _find_typed_numbers(charts: Mapping[str, AnyChart], language: Language) -> Iterator[_Typed]:
    for chart in charts.values():
        for number, placeholder in find_typed(chart, language):
            yield _Typed(chart.source.find(number), number, placeholder)


def _find_unused(
    contents: Contents, features: Iterable[Feature], things: Iterable[object]
) -> Iterator[_Unused]:
    for feature in features:
        for key, place in feature.unused(contents, things):
            yield _Unused(key, place)


def _find_gaps(documents: Mapping[str, Document], messages: Messages) -> Iterator[Gap]:
    """Every placeholder of the pages and their charts, in the order of the tour."""
    sources = {document.source.file: document.source for document in documents.values()}
    for key, group in messages.items():
        for message in group if key in documents else ():
            yield from _gaps_of(message, sources.get(message.place.file))


def _gaps_of(message: Message, source: Source | None) -> Iterator[Gap]:
    """The placeholders of one text; its place is where it begins, theirs may be lines below."""
    for match in GAP.finditer(_CODE.sub("", message.text)):
        words = match[1].split()
        near = f"[[{words[0]}" if words else match[0]
        line = message.place.line
        yield Gap(source.find_near(near, line) if source else message.place, match[1])
