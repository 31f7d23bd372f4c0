"""Every text of a page as its readers see it, line by line, with what it may draw on.

Placeholders are filled in and marks of Markdown are gone, so that what is left are words and
numbers. Tables of charts are no passages: they are where numbers come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exhibit.audit.grounds import find_grounds
from exhibit.charts import IN_PAGE, AnyChart, make_plain_reader, write_cell
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


def find_passages(
    contents: Contents, document: Document, features: Features, read_figure: FigureReader
) -> Iterator[Passage]:
    """All passages of a page in the source language, those of its cards and entries included."""
    grounds = find_grounds(contents, document, features)
    basis = Basis(grounds.tables, grounds.sources, grounds.entries)
    layout = features.layouts[document.layout]
    yield from _page_passages(document, features, basis, read_figure)
    ground = Ground(basis, contents.charts, read_figure)
    for name, argument in grounds.shown:
        card = features.find(contents, name, argument)
        yield from features.directives[name].passages(argument, card, ground)
    yield from layout.passages(contents, document, read_figure)


def _page_passages(
    document: Document, features: Features, basis: Basis, read_figure: FigureReader
) -> Iterator[Passage]:
    source = document.source

    def passage(text: str, line: int) -> Passage:
        place = source.place(line)
        return Passage(*fill_marks(text, IN_PAGE, place, read_figure, _strip_marks), place, basis)

    for message in document_messages(document, features):
        if message.context != SLUG:
            yield passage(message.text, message.place.line)
    for line in split_lines(source, document.body_line):
        directive = line.directive if line.is_text else None
        syntax = features.syntaxes.get(directive.name) if directive else None
        if syntax and syntax.argument:
            continue  # the name of something
        if line.is_text or line.text.startswith("*["):
            yield passage(directive.argument if directive else line.text, line.number)


def make_figure_reader(charts: Mapping[str, AnyChart], language: Language) -> FigureReader:
    """What fills in placeholders in the language that editors write."""
    read_figure = make_plain_reader(charts, write_cell)
    return lambda mark, place: read_figure(mark, place, language)


def _strip_marks(text: str) -> str:
    """The words without the marks of Markdown and what those keep from being seen."""
    return _MARKS.sub("", _UNSEEN.sub("", text))
