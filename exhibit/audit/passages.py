"""Every text of a page as its readers see it, line by line, with what it may draw on.

Placeholders are filled in and marks of Markdown are gone, so that what is left are words and
numbers. Tables of charts are no passages: they are where numbers come from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exhibit.charts.cells import write_cell
from exhibit.charts.placeholders import IN_CARD, IN_PAGE, make_plain_reader, read
from exhibit.content.model import Chart, Document, Project
from exhibit.diagnostics.faults import Place
from exhibit.diagnostics.toml import line_of
from exhibit.features.glossary import LAYOUT as GLOSSARY
from exhibit.features.glossary import term_messages
from exhibit.features.ledger import LAYOUT
from exhibit.i18n.language import make_language
from exhibit.markup.directives import KINDS, LINE
from exhibit.markup.locate import parted
from exhibit.site.grounds import Grounds, find_grounds, find_tables
from exhibit.site.messages import document_messages
from exhibit.site.urls import SLUG

ReadOne = Callable[[str, Place], str]  # a placeholder, as it is filled in
UNSEEN = re.compile(  # targets of links, marks of footnotes, attributes, notes to translators
    r"\]\([^)]*\)|<[^<>\s]+>|\[\^[^\]]+\]:?|\{:?[#\w.][^{}]*\}|<!--.*?-->|^\s*\d+[.)]\s"
)
MARKS = re.compile(r"[*_`|\\#\[\]]+|^\s*[-:>]\s|:?-{3,}:?")


@dataclass(frozen=True)
class Basis:
    """What the numbers of a text may come from, by name or key."""

    tables: tuple[str, ...] = ()  # of charts
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    shows: str = ""  # the chart, picture or claim whose words these are


@dataclass(frozen=True)
class Passage:
    """A line of text."""

    text: str
    figures: frozenset[int]  # where those of its figures begin that are read from a table
    place: Place
    basis: Basis


def find_passages(project: Project, document: Document) -> Iterator[Passage]:
    """All passages of a page in the source language, those of its cards and claims included."""
    grounds, matter = find_grounds(project, document), document.front_matter
    yield from page_passages(project, document, grounds)
    for name in grounds.charts:
        yield from card_passages(project, project.charts[name])
    for name in grounds.pictures:
        yield from picture_passages(project, name, grounds)
    for name in grounds.guesses:
        yield from guess_passages(project, name, grounds)
    for name in grounds.benches:
        yield from bench_passages(project, name)
    if matter.layout == LAYOUT:
        yield from claim_passages(project, matter.sources)
    if matter.layout == GLOSSARY:
        texts = (one for one in term_messages(project) if not one.context)
        yield from (Passage(one.text, frozenset(), one.place, Basis()) for one in texts)
    if matter.layout == "sources":
        yield from source_passages(project)


def page_passages(project: Project, document: Document, grounds: Grounds) -> Iterator[Passage]:
    source, read_one = document.source, make_figure_reader(project)
    basis = Basis(grounds.tables, grounds.sources, grounds.claims)

    def passage(text: str, line: int) -> Passage:
        place = source.place(line)
        return Passage(*fill(text, IN_PAGE, place, read_one, strip_marks), place, basis)

    for message in document_messages(document):
        if message.context != SLUG:
            yield passage(message.text, message.place.line)
    for line in parted(source, document.body_line):
        found = LINE.fullmatch(line.text) if line.is_text else None
        if found and found["name"] in KINDS and KINDS[found["name"]].argument:
            continue  # the name of something
        if line.is_text or line.text.startswith("*["):
            yield passage(found["argument"] if found else line.text, line.number)


def card_passages(project: Project, chart: Chart) -> Iterator[Passage]:
    """What the card of a chart says."""
    card, source, language = chart.card, chart.source, make_language(project, project.locales[0])
    basis = Basis((chart.name,), card.source, shows=chart.name)
    texts: dict[tuple[str, ...], str] = {
        (key,): getattr(card, key)
        for key in ("title", "unit", "summary", "annotation", "line_label")
    }
    texts |= {("columns", name, "label"): one.label for name, one in card.columns.items()}

    def read_one(mark: str, place: Place) -> str:
        found = read(chart, mark[1:-1], place)
        return write_cell(found.cell, found.value, found.column, language).text

    for key, text in texts.items():
        place = source.place(line_of(key, source))
        yield Passage(*fill(text, IN_CARD, place, read_one), place, basis)


def picture_passages(project: Project, name: str, grounds: Grounds) -> Iterator[Passage]:
    picture = project.illustrations[name]
    card, source = picture.card, picture.source
    texts = [("alternative", card.alternative), ("caption", card.caption)]
    texts += [("parts", "\n".join(card.parts)), ("credit", card.credit), ("licence", card.licence)]
    for key, text in texts:
        place = source.place(line_of((key,), source))
        yield Passage(text, frozenset(), place, Basis(sources=grounds.sources, shows=name))


def guess_passages(project: Project, name: str, grounds: Grounds) -> Iterator[Passage]:
    """What is asked."""
    guess, read_one = project.guesses[name], make_figure_reader(project)
    tables = (*grounds.tables, *find_tables(project.charts, guess.card.question))
    basis = Basis(tables, grounds.sources, grounds.claims)
    for key in ("question", "answer_label"):
        place = guess.source.place(line_of((key,), guess.source))
        text = getattr(guess.card, key)
        yield Passage(*fill(text, IN_PAGE, place, read_one), place, basis)


def bench_passages(project: Project, name: str) -> Iterator[Passage]:
    """What is connected to a meter, and where the figures come from."""
    bench = project.benches[name]
    table, basis = bench.table, Basis(sources=bench.card.source)
    yield Passage(bench.card.title, frozenset(), bench.source.place(1), basis)
    for row, cells in enumerate(table.rows):
        place = table.source.place(row + table.first)
        for column in (bench.card.device, bench.card.note):
            yield Passage(cells[table.columns.index(column)], frozenset(), place, basis)


def claim_passages(project: Project, shared: tuple[str, ...]) -> Iterator[Passage]:
    """The claims; all of them may draw on what their page names as its sources."""
    source, read_one = project.claims_source, make_figure_reader(project)
    for name, claim in project.claims.items():
        tables = tuple(find_tables(project.charts, claim.finding))
        basis = Basis(tables, (*claim.sources, *shared), shows=name)
        for key in ("claim", "finding"):
            place = source.place(line_of((name, key), source))
            yield Passage(*fill(getattr(claim, key), IN_PAGE, place, read_one), place, basis)


def source_passages(project: Project) -> Iterator[Passage]:
    """What is remarked on a source; its title and its facts are what other numbers come from."""
    source = project.citations_source
    for name, citation in project.citations.items():
        for key in ("note", "licence"):
            place = source.place(line_of((name, key), source))
            yield Passage(getattr(citation, key), frozenset(), place, Basis(sources=(name,)))


def make_figure_reader(project: Project) -> ReadOne:
    read_figure = make_plain_reader(project.charts, write_cell)
    language = make_language(project, project.locales[0])
    return lambda mark, place: read_figure(mark, place, language)


def fill(
    text: str,
    marks: re.Pattern[str],
    place: Place,
    read_one: ReadOne,
    strip: Callable[[str], str] = str,
) -> tuple[str, frozenset[int]]:
    """A text with its figures, and where they begin."""
    plain, figures, end = "", set[int](), 0
    for mark in marks.finditer(text):
        if mark[0].startswith("`"):
            continue
        plain += strip(text[end : mark.start()])
        figures.add(len(plain))
        plain, end = plain + read_one(mark[0], place), mark.end()
    return plain + strip(text[end:]), frozenset(figures)


def strip_marks(text: str) -> str:
    """The words without the marks of Markdown and what those keep from being seen."""
    return MARKS.sub("", UNSEEN.sub("", text))
