"""Items of lists in the lines of a page: what they begin with, and which lines belong to them.

As lenient as people are: any bullet of any program, and what stands two blanks below a mark is
below it, whatever the width of the mark.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from exhibit.markup.lines import HEADING, QUOTE, RULE, Piece, Pieces, count_while

ITEM = re.compile(
    r"(?P<indent> *+)(?:(?P<bullet>[-*+•‣◦▪●○■□·∙–—])|(?P<number>\d{1,9})[.)])"
    r"(?P<gap> ++)(?=(?P<word>[^\W\d_]*+))(?=\S)"
)
_DEEPER = 2  # blanks from the mark of an item to what stands below it
_WIDEST = 4  # blanks behind a mark; of more, those behind the first are part of the words
_DASHES = "–—"  # may begin a line within a sentence


class Mark(NamedTuple):
    """What an item begins with."""

    indent: int
    width: int  # of all before the words
    number: str  # none for a bullet
    bullet: str
    word: str  # the first, if it is one

    @property
    def is_numbered(self) -> bool:
        return bool(self.number)


class Item(NamedTuple):
    """An item: its first line, what that begins with, and all its lines without it."""

    first: Piece
    mark: Mark
    content: Pieces


@dataclass(frozen=True)
class List:
    items: list[Item]
    is_loose: bool  # with empty lines between its items, or within them
    end: int  # the line behind it

    @property
    def start(self) -> int:
        return int(self.items[0].mark.number)


@dataclass(frozen=True)
class Items:
    """Finds items; knows what looks like one and is none."""

    months: Set[str]  # how the dates of the language go on, in lower case
    plain: set[int] = field(default_factory=set)  # numbers of lines that only look like items

    def mark_of(self, lines: Pieces, at: int) -> Mark | None:
        """What makes a line an item, if it may be one."""
        line = lines[at]
        found = None if line.is_fixed or line.number in self.plain else ITEM.match(line.text)
        if not found or RULE.fullmatch(line.text):
            return None
        if (found["bullet"] or " ") in _DASHES and not _has_fellow(lines, at, found["bullet"]):
            return None
        indent = len(found["indent"])
        width = found.end() if len(found["gap"]) <= _WIDEST else found.end() - len(found["gap"]) + 1
        return Mark(indent, width, found["number"] or "", found["bullet"] or "", found["word"])

    def take(self, lines: Pieces, at: int, mark: Mark) -> List:
        """The list whose first item begins at a line with a mark."""
        items: list[Item] = []
        is_loose = False
        end = at
        following: Mark | None = mark
        while following and following.is_numbered == mark.is_numbered:
            is_loose |= bool(items) and at > end
            end = self.end_of_item(lines, at, following, mark)
            items.append(Item(lines[at], following, _inside(lines[at:end], following)))
            at = count_while(lines, end, lambda other: other.is_blank)
            following = self.mark_of(lines, at) if at < len(lines) else None
            if at > end and following and _begins_anew(following, items):
                break
        is_loose |= any(_is_parted(item.content) for item in items)
        return List(items, is_loose, end)

    def end_of_item(self, lines: Pieces, at: int, own: Mark, first: Mark) -> int:
        """Where an item ends that begins at a line: before the empty lines behind it."""
        end = at + 1
        after_blank = False
        for number in range(at + 1, len(lines)):
            line = lines[number]
            if line.is_fixed or line.note:
                break
            if line.is_blank:
                after_blank = True
                continue
            below = line.indent >= first.indent + _DEEPER
            if not below and (after_blank or self.begins_other(lines, number, own)):
                break
            end, after_blank = number + 1, False
        return end

    def begins_other(self, lines: Pieces, at: int, own: Mark) -> bool:
        """Whether a line that is not indented begins something, and does not go on with an item."""
        text = lines[at].text
        if QUOTE.match(text) or HEADING.match(text) or RULE.fullmatch(text):
            return True
        mark = self.mark_of(lines, at)
        if not mark or not mark.is_numbered:
            return bool(mark)
        is_next = own.is_numbered and int(mark.number) == int(own.number) + 1
        return is_next or not self.is_date(mark)

    def is_date(self, mark: Mark) -> bool:
        return mark.word.lower() in self.months


def _begins_anew(mark: Mark, items: list[Item]) -> bool:
    """Whether another list begins behind an empty line: at 1, where the one before went on."""
    return mark.number == "1" != items[-1].mark.number


def _has_fellow(lines: Pieces, at: int, dash: str) -> bool:
    """Whether a line is not the only one of its paragraph that begins with a dash."""
    first = at
    while first and not lines[first - 1].is_blank and not lines[first - 1].is_fixed:
        first -= 1
    last = count_while(lines, at, lambda line: not line.is_blank and not line.is_fixed)
    return sum(line.text.lstrip().startswith(f"{dash} ") for line in lines[first:last]) > 1


def _inside(lines: Pieces, mark: Mark) -> Pieces:
    """The lines of an item without what stands before its words."""
    first, *others = lines
    inside = [line.without(min(line.indent, mark.width)) for line in others]
    return [first.without(mark.width), *inside]


def _is_parted(content: Pieces) -> bool:
    """Whether an item has empty lines between its own paragraphs, and not only in a list below."""
    is_below = False
    for line, following in pairwise(content):
        is_below |= line.indent >= _DEEPER and bool(ITEM.match(line.text))
        goes_on = following.indent < _DEEPER or not (is_below or ITEM.match(following.text))
        if line.is_blank and not following.is_blank and goes_on:
            return True
    return False
