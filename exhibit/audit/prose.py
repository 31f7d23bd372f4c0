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
from exhibit.content import Document
from exhibit.diagnostics import Place
from exhibit.markup import GAP, split_lines
from exhibit.markup import Line as PageLine
from exhibit.render import Directive

LEVELS = ("lead", "text", "details", "note")
_BESIDE = re.compile(r"\s*(?:\||#|<!--|\*\[[^\]]++\]:|\[[^\]^]++\]:\s)")  # not read on
_ITEM = re.compile(r"^\s*+(?:[-*+]|\d+[.)]|:)\s++")
_DEFINITION = re.compile(r":\s+")
_QUOTATION = re.compile(r"^\s*+(?:>\s?)+")
# What is between the words of Markdown, and what stands there for the reader.
_MARKS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"!\[[^\[\]]*+\]\((?:(?!\]\()[^)])*\)|\[\^[^\[\]]++\]|<https?://[^<>]*+>"), ""),
    (re.compile(r"\[([^\[\]]*+)\](?:\((?:(?!\]\()[^)])*\)|\[[^\[\]]*+\])"), r"\1"),
    (re.compile(r"\{(?:[#.]|\w+=)[^{}]*\}"), ""),
    (re.compile(r"\{[^{}]*\}"), "1"),  # a figure, read from a table
    (re.compile(r"[*_`]|\\(?=[^\w\s])"), ""),
)


_Directives = Mapping[str, Directive[Any]]


@dataclass(frozen=True)
class _Line:
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
        for pattern, instead in _MARKS:
            text = pattern.sub(instead, text)
        return text

    @property
    def sentences(self) -> Sequence[Sentence]:
        return list(split_sentences(self.text))

    def place(self, start: int = 0) -> Place:
        """The line on which a part of the text begins."""
        return self.document.source.place(self.line + self.text.count("\n", 0, start))


def read_paragraphs(document: Document, directives: _Directives) -> Iterator[Paragraph]:
    """All paragraphs of a page, in the order in which they stand."""
    group: list[_Line] = []
    for entry in (*_running_lines(document, directives), _Line(0, "", 0, "")):
        if _DEFINITION.match(entry.text) and group and not _DEFINITION.match(group[0].text):
            group = []  # the term
        if group and (not entry.text or _ITEM.match(entry.text)):
            yield _make_paragraph(document, group)
            group = []
        if entry.text:
            group.append(entry)


def _running_lines(document: Document, directives: _Directives) -> Iterator[_Line]:
    boxes: list[tuple[str, int]] = []
    section = "lead"
    for line in split_lines(document.source, document.body_line):
        _update_boxes(boxes, line, section, directives)
        if line.text.startswith("#") and not line.is_code and not boxes:
            section = "text"
        is_empty = not line.text.strip() or bool(line.note)
        is_beside = line.is_code or line.directive or is_empty or _BESIDE.match(line.text)
        level, box = boxes[-1] if boxes else (section, 0)
        yield _Line(line.number, level, box, "" if is_beside else line.text)


def _update_boxes(
    boxes: list[tuple[str, int]], line: PageLine, section: str, directives: _Directives
) -> None:
    """The boxes that are open after this line, each with its own."""
    if not line.directive:
        return
    if not line.directive.name:
        boxes.pop()
    elif (found := directives.get(line.directive.name)) and found.syntax.body:
        around = boxes[-1][0] if boxes else section
        boxes.append((found.level or around, line.number))


def _make_paragraph(document: Document, group: Sequence[_Line]) -> Paragraph:
    lines = [_QUOTATION.sub("", _ITEM.sub("", line.text)) for line in group]
    first = group[0]
    return Paragraph(document, first.level, first.box, first.number, "\n".join(lines))
