"""Exhibits, pages and cards taken through a single stage, as the whole program would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.audit.passages import find_passages, make_figure_reader
from exhibit.audit.trace import make_tracer, trace_numbers
from exhibit.audit.traces import Tracing
from exhibit.audit.wording import Remark, Row, find_remarks, measure_pages
from exhibit.charts.card.parse import parse_chart
from exhibit.charts.kinds import KINDS
from exhibit.charts.model import AnyChart
from exhibit.charts.plan.plot import Plot
from exhibit.content.front_matter import Document, parse_document
from exhibit.content.project import Project
from exhibit.content.reader import read_project
from exhibit.content.settings import SETTINGS, Navigation, Settings
from exhibit.content.shelves import Library
from exhibit.diagnostics.source import Source, content_file
from exhibit.features import FEATURES
from exhibit.i18n.language import Language, Languages, make_languages
from exhibit.i18n.phrase import Locale
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Article, convert
from exhibit.render.messages import AnyLinks
from exhibit.storage.steps import Run
from exhibit.tables.table import parse_table

GERMAN = Language(Locale("de"), Locale("de"))


def read_exhibit(root: Path) -> Project:
    return read_project(root, FEATURES.shelves, FEATURES.matters)


def languages_of(project: Project) -> Languages:
    return make_languages(project.locales, project.catalogues)


def source_of(project: Project) -> Language:
    return languages_of(project)[project.locales[0]]


def read_page(source: Source) -> Document:
    return parse_document(source, FEATURES.matters)


def convert_page(
    document: Document, language: Language, fill: Callable[[Island], str], *others: Any, **more: Any
) -> Article:
    """others are what `convert` takes besides: words beside the text, placeholders, glosses."""
    return convert(document, language, AnyLinks(), FEATURES.syntaxes, fill, *others, **more)


def make_chart(card: str, table: str, name: str = "karte", source: str = "haus") -> AnyChart:
    """A chart of the texts of its card and its table, which is called tabelle.csv or so."""
    file = Source(PurePosixPath(f"content/charts/{name}.toml"), card)
    data = parse_table(Source(PurePosixPath("content/data/tabelle.csv"), table))
    named = [source], ["tabelle.csv", "strom.csv", "beispiel.csv"]
    return parse_chart(file, *named, lambda asked: data)


def plan(chart: AnyChart, language: Language) -> Plot:
    return KINDS[chart.card.kind].plan(chart, language)


def library_with(
    files: Mapping[str, str], citations: Sequence[str], stations: Sequence[str]
) -> Library:
    """What a shelf is read from, with these texts in place of files of the folder content."""

    settings = Settings("Museum", ("de",), navigation=Navigation(stations=tuple(stations)))
    pages = dict.fromkeys(stations, "")
    content = {content_file(name): text.encode() for name, text in {**pages, **files}.items()}
    return Library(content, {}, {SETTINGS: settings}, dict.fromkeys(citations), Run())


def trace_page(project: Project, document: Document) -> Tracing:
    """The numbers of one page, which need not be one of the exhibit."""
    contents, language = project.contents, source_of(project)
    reader = make_figure_reader(contents.charts, language)
    tracer = make_tracer(contents, project.settings.contact, language, FEATURES, reader)
    return tracer.trace_page(list(find_passages(contents, document, FEATURES, reader)))


def trace_exhibit(project: Project) -> Tracing:
    return trace_numbers(project.contents, project.settings.contact, source_of(project), FEATURES)


def measure_exhibit(project: Project) -> Sequence[Row]:
    return measure_pages(project.contents, project.locales[0], FEATURES)


def remark_on_exhibit(project: Project) -> Sequence[Remark]:
    return find_remarks(project.contents, project.locales[0], FEATURES)
