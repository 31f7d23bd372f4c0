"""The running text of a page, paragraph by paragraph, with the level on which it is offered.

Visitors choose how far they read: the lead, the sections, what they unfold, the box on the place
they are at. Headings, tables, footnotes, captions and code are no running text, and neither are
placeholders for what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exhibit.audit.readability import Sentence, split_sentences
from exhibit.content.model import Document
from exhibit.diagnostics.faults import Place
from exhibit.markup.convert import GAP
from exhibit.markup.directives import KINDS, LINE, numbered

LEVELS = ("lead", "text", "details", "note")
BOXES = {"details": "details", "guess": "details", "note": "note"}  # others stay on their level
BESIDE = re.compile(r"\s*(?:\||#|<!--|\*\[[^\]]+\]:|\[[^\]^]+\]:\s)")  # a line that is not read on
NOTE = re.compile(r"\[\^[^\]]+\]:")
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


def read_paragraphs(document: Document) -> Iterator[Paragraph]:
    """All paragraphs of a page, in the order in which they stand."""
    group: list[Line] = []
    for entry in (*running_lines(document), Line(0, "", 0, "")):
        if DEFINITION.match(entry.text) and group and not DEFINITION.match(group[0].text):
            group = []  # the term
        if group and (not entry.text or ITEM.match(entry.text)):
            yield make_paragraph(document, group)
            group = []
        if entry.text:
            group.append(entry)


def running_lines(document: Document) -> Iterator[Line]:
    boxes: list[tuple[str, int]] = []
    section, in_note = "lead", False
    for number, line, is_code in numbered(document.source, document.body_line):
        directive = None if is_code else LINE.match(line)
        update_boxes(boxes, directive, number, section)
        if line.startswith("#") and not is_code and not boxes:
            section = "text"
        in_note = bool(line.strip()) and (in_note or bool(NOTE.match(line)))
        is_beside = is_code or directive or in_note or not line.strip() or BESIDE.match(line)
        level, box = boxes[-1] if boxes else (section, 0)
        yield Line(number, level, box, "" if is_beside else line)


def update_boxes(
    boxes: list[tuple[str, int]], directive: re.Match[str] | None, number: int, section: str
) -> None:
    """The boxes that are open after this line, each with its own."""
    if directive and (kind := KINDS.get(directive["name"])) and kind.body:
        around = boxes[-1][0] if boxes else section
        own = BOXES.get(directive["name"], around)
        boxes.append((own, number))
    elif directive and not directive["name"]:
        boxes.pop()


def make_paragraph(document: Document, group: Sequence[Line]) -> Paragraph:
    lines = [QUOTATION.sub("", ITEM.sub("", line.text)) for line in group]
    first = group[0]
    return Paragraph(document, first.level, first.box, first.number, "\n".join(lines))
