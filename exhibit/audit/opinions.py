"""What an exhibit may be published with, but somebody should look at before long.

Plain values; how they are shown is for editors.py to say. Faults are elsewhere: with one of
those there is no site to have an opinion of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from exhibit.audit.trace import Tracing, trace_numbers
from exhibit.audit.wording import Remark, Row, find_remarks, measure_pages
from exhibit.charts.figure.figure import find_typed
from exhibit.content.model import Project, Site
from exhibit.diagnostics.faults import Place
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import line_of
from exhibit.evidence.citations import Citation, Claim
from exhibit.features.glossary import place_terms
from exhibit.i18n.language import Message, Messages, make_language
from exhibit.markup.convert import GAP
from exhibit.render.context import count_page_states

CODE = re.compile(r"(`+).+?\1")


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
class Typed:
    """A number in the text of a chart's card that could be read from its table instead."""

    place: Place
    number: str
    placeholder: str


@dataclass(frozen=True)
class Unused:
    """An entry of the glossary to which no page leads."""

    key: str
    place: Place


@dataclass(frozen=True)
class Opinions:
    threshold: float
    untranslated: tuple[Untranslated, ...]
    overdue: tuple[Overdue, ...]
    gaps: tuple[Gap, ...]
    typed: tuple[Typed, ...]
    rows: tuple[Row, ...]  # how hard the pages of the tour are to read
    remarks: tuple[Remark, ...]  # and what makes them so
    tracing: Tracing  # where numbers come from
    unused: tuple[Unused, ...]
    unconfirmed: int  # sources of the grades B and C, which quote the publisher

    def __bool__(self) -> bool:
        found = (self.untranslated, self.overdue, self.gaps, self.typed, self.remarks, self.unused)
        return any(found) or self.tracing.is_doubtful or bool(self.unconfirmed)


def form_opinions(
    project: Project, site: Site, messages: Messages, explained: Container[str], today: date
) -> Opinions:
    """explained: the entries of the glossary to which some page leads."""
    return Opinions(
        threshold=project.settings.threshold,
        untranslated=tuple(find_untranslated(project, site, messages)),
        overdue=tuple(find_overdue(project, today)),
        gaps=tuple(find_gaps(project, messages)),
        typed=tuple(find_typed_numbers(project)),
        rows=tuple(measure_pages(project)),
        remarks=tuple(find_remarks(project)),
        tracing=trace_numbers(project),
        unused=tuple(find_unused(project, explained)),
        unconfirmed=sum(citation.grade != "A" for citation in project.citations.values()),
    )


def find_untranslated(project: Project, site: Site, messages: Messages) -> Iterator[Untranslated]:
    for page, states in count_page_states(project, site, messages).items():
        if states.share < project.settings.threshold:
            yield Untranslated(page.path, states.share)


def find_overdue(project: Project, today: date) -> Iterator[Overdue]:
    """The sources and then the claims whose day is past, the longest overdue first."""
    files: tuple[tuple[Source, Mapping[str, Citation | Claim]], ...] = (
        (project.citations_source, project.citations),
        (project.claims_source, project.claims),
    )
    for source, entries in files:
        days = ((entry.next_check, key) for key, entry in entries.items())
        for since, key in sorted((day, key) for day, key in days if day and day < today):
            yield Overdue(key, source.place(line_of((key, "next_check"), source)), since)


def find_typed_numbers(project: Project) -> Iterator[Typed]:
    language = make_language(project, project.locales[0])
    for chart in project.charts.values():
        for number, placeholder in find_typed(chart, language):
            yield Typed(chart.source.find(number), number, placeholder)


def find_unused(project: Project, explained: Container[str]) -> Iterator[Unused]:
    places = place_terms(project)
    return (Unused(key, place) for key, place in places if key not in explained)


def find_gaps(project: Project, messages: Messages) -> Iterator[Gap]:
    """Every placeholder of the pages and their charts, in the order of the tour."""
    sources = {document.source.file: document.source for document in project.documents.values()}
    for key, group in messages.items():
        for message in group if key in project.documents else ():
            yield from gaps_of(message, sources.get(message.place.file))


def gaps_of(message: Message, source: Source | None) -> Iterator[Gap]:
    """The placeholders of one text; its place is where it begins, theirs may be lines below."""
    for match in GAP.finditer(CODE.sub("", message.text)):
        words = match[1].split()
        near = f"[[{words[0]}" if words else match[0]
        line = message.place.line
        yield Gap(source.find_near(near, line) if source else message.place, match[1])
