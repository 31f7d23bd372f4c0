"""Every text of a page as its readers see it, line by line, with what it may draw on.

Placeholders are filled in and marks of Markdown are gone, so that what is left are words and
numbers. Tables of charts are no passages: they are where numbers come from. Each passage knows what
stands around it: the heading above, the paragraph, the footnote that goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from exhibit.audit.grounds import find_entries, find_grounds
from exhibit.charts import IN_PAGE, AnyChart, find_tables, make_plain_reader, write_cell
from exhibit.content import Contents, Document
from exhibit.i18n import SLUG, Language
from exhibit.markup import split_lines
from exhibit.render import (
    Basis,
    Features,
    FigureReader,
    Ground,
    Passage,
    document_messages,
    fill_marks,
)

_UNSEEN = re.compile(  # targets of links, marks of footnotes, attributes, notes to translators
    r"\]\((?:(?!\]\()[^)])*\)|<[^<>\s]+>|\[\^(?:(?!\[\^)[^\]])+\]:?|\{:?[#\w.][^{}]*\}"
    r"|<!--(?:(?!<!--|-->).)*-->|^\s*\d+[.)]\s"
)
_MARKS = re.compile(r"[*_`|\\#\[\]]+|^\s*[-:>]\s|:?-{3,}:?")
_NOTE = re.compile(r"\[\^((?:(?!\[\^)[^\]])+)\]")
_CHART = re.compile(r"^:::\s*chart\s+(\S+)", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s")


@dataclass(frozen=True)
class _Line:
    """A line of a page that its readers see."""

    number: int
    text: str
    heading: str
    section: int  # counts headings
    block: int  # counts paragraphs
    is_name: bool  # it names what is shown there


def find_passages(
    contents: Contents, document: Document, features: Features, read_figure: FigureReader
) -> Iterator[Passage]:
    """All passages of a page in the source language, those of its cards and entries included."""
    grounds = find_grounds(contents, document, features)
    basis = Basis(grounds.tables, grounds.sources)
    layout = features.layouts[document.layout]
    yield from _page_passages(contents, document, features, basis, read_figure)
    ground = Ground(replace(basis, claims=grounds.entries), contents.charts, read_figure)
    for name, argument in grounds.shown:
        card = features.find(contents, name, argument)
        yield from _joined(features.directives[name].passages(argument, card, ground))
    yield from _joined(layout.passages(contents, document, read_figure))


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The texts of one card or entry stand around each other."""
    for shows, group in groupby(passages, lambda one: one.basis.shows):
        found = list(group)
        around = "\n".join(one.text for one in found) if shows else ""
        yield from (replace(one, around=one.around or around) for one in found)


def _page_passages(
    contents: Contents,
    document: Document,
    features: Features,
    basis: Basis,
    read_figure: FigureReader,
) -> Iterator[Passage]:
    source = document.source

    def passage(text: str, line: int, around: str = "", basis: Basis = basis) -> Passage:
        place = source.place(line)
        filled = fill_marks(text, IN_PAGE, place, read_figure, _strip_marks)
        return Passage(*filled, place, basis, around)

    title = f"{document.front_matter.title}\n{document.front_matter.description}"
    for message in document_messages(document, features):
        if message.context != SLUG:
            yield passage(message.text, message.place.line, title)
    lines = list(_read_lines(document, features))
    sections = _join_sections(lines)
    for line, around in zip(lines, _look_around(lines), strict=True):
        section = sections[line.section]
        linked = find_entries(contents, section, features.targets)
        quoted = find_entries(contents, line.text, features.targets)
        near = (*_shown_charts(section), *find_tables(contents.charts, section))
        own = replace(basis, claims=tuple(linked), quoted=tuple(quoted), near=near)
        if not line.is_name:
            yield passage(line.text, line.number, _strip_marks(around), own)


def _join_sections(lines: Sequence[_Line]) -> Mapping[int, str]:
    """What is written under each heading."""
    sections = groupby(lines, lambda line: line.section)
    return {section: "\n".join(line.text for line in group) for section, group in sections}


def _shown_charts(section: str) -> list[str]:
    return _CHART.findall(section)


def _read_lines(document: Document, features: Features) -> Iterator[_Line]:
    heading, section, block = document.front_matter.title, 0, 0
    for line in split_lines(document.source, document.body_line):
        directive = line.directive if line.is_text else None
        syntax = features.syntaxes.get(directive.name) if directive else None
        if line.is_text and _HEADING.match(line.text):
            heading, section = line.text, section + 1
        is_break = line.directive is not None or not line.text.strip()
        block += is_break or bool(_HEADING.match(line.text))
        if line.is_text or line.text.startswith("*["):
            is_name = bool(syntax and syntax.argument)
            text = directive.argument if directive and not is_name else line.text
            yield _Line(line.number, text, heading, section, block, is_name)


def _look_around(lines: Sequence[_Line]) -> Iterator[str]:
    """Of each line: the heading above, the paragraph it is part of, what its footnotes link."""
    blocks: dict[int, list[str]] = {}
    notes: dict[str, list[str]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line.text)
        for name in _NOTE.findall(line.text):
            notes.setdefault(name, []).append(line.text)
    for index, line in enumerate(lines):
        block = blocks[line.block]
        if line.text == line.heading and index + 1 < len(lines):
            block = [line.text, *blocks[lines[index + 1].block]]
        near = block[:1] if line.text.lstrip().startswith("|") else block
        linked = [text for name in _NOTE.findall(line.text) for text in notes[name]]
        yield "\n".join((line.heading, *near, *linked))


def make_figure_reader(charts: Mapping[str, AnyChart], language: Language) -> FigureReader:
    """What fills in placeholders in the language that editors write."""
    read_figure = make_plain_reader(charts, write_cell)
    return lambda mark, place: read_figure(mark, place, language)


def _strip_marks(text: str) -> str:
    """The words without the marks of Markdown and what those keep from being seen."""
    return _MARKS.sub("", _UNSEEN.sub("", text))
