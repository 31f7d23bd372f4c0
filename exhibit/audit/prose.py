"""The running text of a page, paragraph by paragraph, with the level on which it is offered.

Visitors choose how far they read: the lead, the sections, what they unfold, the box on the place
they are at. Headings, tables, footnotes, captions and code are no running text, and neither are
placeholders for what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exhibit.audit.readability import Sentence, split_sentences
from exhibit.content.front_matter import Document
from exhibit.diagnostics.faults import Place
from exhibit.markup.convert import GAP
from exhibit.markup.lines import Line as PageLine
from exhibit.markup.lines import split_lines
from exhibit.render.feature import Directive

LEVELS = ("lead", "text", "details", "note")
BESIDE = re.compile(r"\s*(?:\||#|<!--|\*\[[^\]]+\]:|\[[^\]^]+\]:\s)")  # a line that is not read on
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]|:)\s+")
DEFINITION = re.compile(r":\s+")
QUOTATION = re.compile(r"^\s*(?:>\s?)+")
# What is between the words of Markdown, and what stands there for the reader.
MARKS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]|<https?://[^>]*>"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\{(?:[#.]|\w+=)[^{}]*\}"), ""),
    (re.compile(r"\{[^{}]*\}"), "1"),  # a figure, read from a table
    (re.compile(r"[*_`]|\\(?=[^\w\s])"), ""),
)


Directives = Mapping[str, Directive[Any]]


@dataclass(frozen=True)
class Line:
    number: int  # in the file
    level: str
    box: int  # the line that opens it; 0 outside
    text: str  # empty for one that is no running text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, an item of a list, or what is said of a term."""

    document: Document
    level: str
    box: int  # the line that opens the box it stands in; 0 outside
    line: int  # of the file, on which it begins
    markdown: str

    @property
    def text(self) -> str:
        text = GAP.sub(lambda found: "\n" * found[0].count("\n"), self.markdown)
        for pattern, instead in MARKS:
            text = pattern.sub(instead, text)
        return text

    @property
    def sentences(self) -> Sequence[Sentence]:
        return list(split_sentences(self.text))

    def place(self, start: int = 0) -> Place:
        """The line on which a part of the text begins."""
        return self.document.source.place(self.line + self.text.count("\n", 0, start))


def read_paragraphs(document: Document, directives: Directives) -> Iterator[Paragraph]:
    """All paragraphs of a page, in the order in which they stand."""
    group: list[Line] = []
    for entry in (*running_lines(document, directives), Line(0, "", 0, "")):
        if DEFINITION.match(entry.text) and group and not DEFINITION.match(group[0].text):
            group = []  # the term
        if group and (not entry.text or ITEM.match(entry.text)):
            yield make_paragraph(document, group)
            group = []
        if entry.text:
            group.append(entry)


def running_lines(document: Document, directives: Directives) -> Iterator[Line]:
    boxes: list[tuple[str, int]] = []
    section = "lead"
    for line in split_lines(document.source, document.body_line):
        update_boxes(boxes, line, section, directives)
        if line.text.startswith("#") and not line.is_code and not boxes:
            section = "text"
        is_empty = not line.text.strip() or bool(line.note)
        is_beside = line.is_code or line.directive or is_empty or BESIDE.match(line.text)
        level, box = boxes[-1] if boxes else (section, 0)
        yield Line(line.number, level, box, "" if is_beside else line.text)


def update_boxes(
    boxes: list[tuple[str, int]], line: PageLine, section: str, directives: Directives
) -> None:
    """The boxes that are open after this line, each with its own."""
    if not line.directive:
        return
    if not line.directive.name:
        boxes.pop()
    elif (found := directives.get(line.directive.name)) and found.syntax.body:
        around = boxes[-1][0] if boxes else section
        boxes.append((found.level or around, line.number))


def make_paragraph(document: Document, group: Sequence[Line]) -> Paragraph:
    lines = [QUOTATION.sub("", ITEM.sub("", line.text)) for line in group]
    first = group[0]
    return Paragraph(document, first.level, first.box, first.number, "\n".join(lines))
