"""Where Python-Markdown would drop a letter or a cell, or take one for a mark: as it was typed.

The cells of a row that are too many, a # at the end of a heading, the star within a word.
"""

from __future__ import annotations

import re
from re import Match
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from exhibit.diagnostics import ContentError, Notice, Source, say
from exhibit.i18n import READING
from exhibit.markup.leaves import is_dashes
from exhibit.markup.lines import NOTE

_BAR = "\ue003"  # in place of one that parts no cells; no text can hold it, see limits.py


class Tables(TableProcessor):
    """Tables whose rows all have as many cells as there are headings; a placeholder is whole."""

    def __init__(self, parser: BlockParser, source: Source, faults: list[ContentError]) -> None:
        super().__init__(parser, {"use_align_attribute": True})
        self.source, self.faults = source, faults

    def test(self, parent: Element, block: str) -> bool:
        if super().test(parent, block):
            return True
        rows = block.split("\n")
        is_row = "|" in rows[0] and not NOTE.match(rows[0])  # of a footnote it comes later
        if len(rows) > 1 and is_row and is_dashes(rows[1]):
            message = say("The line of dashes does not fit the headings above it.")
            hint = say("It has as many parts as there are headings; for two: |---|---|")
            self.tell(message, hint, rows[1])
        return False

    def run(self, parent: Element, blocks: list[str]) -> None:
        for row in blocks[0].split("\n"):
            self.check_row(row)
        super().run(parent, blocks)

    def check_row(self, row: str) -> None:
        cells = len(self._split_row(row.strip(" ")))  # type: ignore[attr-defined]
        wanted = len(self.separator)
        if cells != wanted:
            message = say(
                "This row has {cells} cells, and there are {wanted} headings.",
                cells=cells,
                wanted=wanted,
            )
            hint = say(
                "Give each row as many cells, even if they are empty; a bar that is meant as such "
                "is written \\|, and behind the table stands an empty line."
            )
            self.tell(message, hint, row)

    def tell(self, message: Notice, hint: Notice, row: str) -> None:
        place = self.source.place(self.source.find(row.strip()).line)
        self.faults.append(ContentError(place, message, hint))

    def _split(self, row: str) -> list[str]:
        masked = re.sub(READING, _mask, row)
        return [cell.replace(_BAR, "|") for cell in super()._split(masked)]  # type: ignore[misc]


def _mask(placeholder: Match[str]) -> str:
    return placeholder[0].replace("\\|", "|").replace("|", _BAR)


class Headings(HashHeaderProcessor):
    """Headings that keep a # at their end, as in C#; one behind a blank closes them."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?!#)(?P<header>(?:[^\n]*[^\s#]#*)?)(?: +#+)? *(?:\n|$)"
    )


class InnerStar(InlineProcessor):
    """The star of a word such as Besucher*innen is a letter, and not the mark of an emphasis."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?<![\w*\\])([^\W\d_]+)\*(?=[^\W\d_]++(?!\*))", md)

    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return f"{m[1]}{STX}{ord('*')}{ETX}", m.start(), m.end()
