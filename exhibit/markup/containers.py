"""Lists and quotations, as people type them: which lines belong together, and which are text.

Markdown's own parsers make a list of whatever begins like one, and number it anew: "9. November
1989" above "3. Oktober 1990" would become a 10. Here a list is what was meant as one: its numbers
follow one another, its marks may be those of other programs, and what is indented below an item
belongs to it, be it by two blanks or by four. All else stays text; what can be neither is a fault.
The parser is given marks around each list, item and quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from exhibit.diagnostics import ContentError, Notice, Source, say
from exhibit.markup.items import ITEM, Item, Items, List, Mark
from exhibit.markup.leaves import check_definition, check_text, part_table
from exhibit.markup.lines import CLOSE, HEADING, NOTE, OPEN, QUOTE, TAB, Pieces, count_while

_DEFINITION = re.compile(r" {0,3}: {1,3}\S")


def arrange(source: Source, pieces: Pieces, months: Set[str], faults: list[ContentError]) -> str:
    """The text with marks around lists and quotations.

    months are how dates go on, in lower case. Faults are added of lines that cannot be read as
    they were meant; the others are read all the same, so that all faults of a page are told.
    """
    return "\n".join(_Reader(source, pieces, months, faults).read(pieces))


class _Reader:
    """The state of one reading of one page."""

    def __init__(
        self, source: Source, pieces: Pieces, months: Set[str], faults: list[ContentError]
    ) -> None:
        self.source, self.items = source, Items(months)
        self.notes: set[str] = set()  # footnotes so far
        self.faults = faults
        self.last = 0  # the number at which the last list ended
        marks = (None if piece.is_fixed else ITEM.match(piece.text) for piece in pieces)
        self.numbers = {mark["number"] for mark in marks if mark}

    def read(self, lines: Pieces, depth: int = 0) -> Iterator[str]:
        """Lines with marks; depth is the number of lists and quotations around them."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.is_fixed or line.is_blank:
                yield line.text
                at += 1
            elif line.note:
                end = self.end_of_note(lines, at)
                yield from self.read_note(lines[at:end])
                at = end
            elif QUOTE.match(line.text):
                end = self.end_of_quote(lines, at)
                yield from self.show_quote(lines[at:end], depth)
                at = end
            elif found := self.find_list(lines, at):
                yield from self.show_list(found, depth)
                at = found.end
            else:
                end = self.end_of_text(lines, at, depth)
                yield from self.show_text(lines[at:end], depth)
                at = end

    def find_list(self, lines: Pieces, at: int) -> List | None:
        """The list that begins at a line; none if it is only text that looks like one."""
        mark = self.items.mark_of(lines, at)
        if not mark:
            return None
        found = self.items.take(lines, at, mark)
        if mark.is_numbered and not self.is_counted(found):
            self.items.plain.update(item.first.number for item in found.items)
            return None
        return found

    def is_counted(self, found: List) -> bool:
        """Whether numbered lines are a list: those that stand apart may also begin sentences."""
        marks = [item.mark for item in found.items]
        if all(map(self.items.is_date, marks)) and (found.is_loose or len(marks) == 1):
            return False
        wrong = (
            index for index, mark in enumerate(marks) if mark.number != str(found.start + index)
        )
        if (index := next(wrong, None)) is not None:
            self.tell_miscounted(found.items[index], found.start + index)
        if len(marks) > 1:
            return True
        if found.start == 1:  # alone, but for what follows behind a chart or so
            return "2" in self.numbers
        return found.start == self.last + 1

    def tell(self, message: Notice, hint: Notice, number: int) -> None:
        self.faults.append(self.source.fault(message, hint, line=number))

    def tell_miscounted(self, item: Item, shown: int) -> None:
        typed = item.mark.number
        message = say("“{typed}.” would be shown as “{shown}.”.", typed=typed, shown=shown)
        hint = say(
            "Number the items of a list one after the other. If it is none, leave an empty line "
            "between the lines, and write a backslash: {typed}\\.",
            typed=typed,
        )
        self.tell(message, hint, item.first.number)

    def show_list(self, found: List, depth: int) -> Iterator[str]:
        is_numbered = found.items[0].mark.is_numbered
        yield _open(f"ol {found.start}" if is_numbered else "ul")
        for item in found.items:
            yield _open("li loose" if found.is_loose else "li")
            yield from self.read(item.content, depth + 1)
            yield _CLOSED
        yield _CLOSED
        if is_numbered:
            self.last = found.start + len(found.items) - 1

    def end_of_quote(self, lines: Pieces, at: int) -> int:
        """Where a quotation ends: its paragraphs may go on in lines without a mark."""
        end = at
        while end < len(lines) and not lines[end].is_fixed and not lines[end].is_blank:
            text = lines[end].text
            if not QUOTE.match(text) and self.items.begins_other(lines, end, _NO_MARK):
                break
            end += 1
        return end

    def show_quote(self, lines: Pieces, depth: int) -> Iterator[str]:
        yield _open("blockquote")
        found = [QUOTE.match(line.text) for line in lines]
        inside = [
            line.without(mark.end() if mark else 0) for line, mark in zip(lines, found, strict=True)
        ]
        yield from self.read(inside, depth + 1)
        yield _CLOSED

    def read_note(self, lines: Pieces) -> Iterator[str]:
        """A footnote: its first lines as they are, and what is indented below them."""
        found = NOTE.match(lines[0].text)
        if found and found["name"] in self.notes:
            message = say("The footnote “{name}” is there twice.", name=found["name"])
            hint = say("Give one of them another name; each has a mark of its own in the text.")
            self.tell(message, hint, lines[0].number)
        self.notes |= {found["name"]} if found else set()
        head = count_while(lines, 0, lambda line: not line.is_blank)
        self.faults += check_text(
            self.source, [lines[0].without(found.end() if found else 0), *lines[1:head]]
        )
        yield from (line.text for line in lines[:head])
        below = [replace(line.without(min(TAB, line.indent)), note="") for line in lines[head:]]
        text = "\n".join(self.read(below, 1))
        for block in re.split(r"\n\s*\n", text.strip()):
            yield ""  # one line: with more, the parser would lose sight of the footnote
            yield from (" " * TAB + line for line in block.split("\n") if line.strip())

    def end_of_note(self, lines: Pieces, at: int) -> int:
        """Where a footnote ends, or another one begins."""
        name = lines[at].note
        return count_while(
            lines, at + 1, lambda line: line.note == name and not NOTE.match(line.text)
        )

    def end_of_text(self, lines: Pieces, at: int, depth: int) -> int:
        """Where lines of text end: at an empty one, or where something else begins."""
        if HEADING.match(lines[at].text):
            return at + 1
        end = at + 1
        while end < len(lines):
            line = lines[end]
            if line.is_fixed or line.is_blank or line.note or HEADING.match(line.text):
                break
            if QUOTE.match(line.text) and lines[at].indent < TAB:
                message = say("This line would become a quotation.")
                hint = say("Leave an empty line before it; a > that is meant as such is \\>.")
                self.tell(message, hint, line.number)
                break
            if lines[at].indent < TAB and self.interrupts(lines, end, depth):
                break
            end += 1
        if any(_DEFINITION.match(line.text) for line in lines[at:end]):
            begin = end
            end = count_while(lines, end, lambda other: other.is_blank or other.indent >= TAB)
            self.faults += check_definition(self.source, lines[begin:end])
        return end

    def interrupts(self, lines: Pieces, at: int, depth: int) -> bool:
        """Whether a list begins within a paragraph; a line of it may begin like an item by chance.

        Within an item it does. Elsewhere it has two items, or stands behind a colon.
        """
        mark = self.items.mark_of(lines, at)
        if not mark:
            return False
        found = self.items.take(lines, at, mark)
        is_meant = depth > 0 or len(found.items) > 1 or lines[at - 1].text.rstrip().endswith(":")
        if mark.is_numbered:
            first, *others = (item.mark.number for item in found.items)
            return first == "1" and (others[:1] == ["2"] or (depth > 0 and bool(others)))
        if not is_meant and mark.bullet in "-*+":
            message = say("This line would be taken for text, not for the item of a list.")
            hint = say("Leave an empty line before a list; a dash in a sentence is written –.")
            self.tell(message, hint, lines[at].number)
        return is_meant

    def show_text(self, lines: Pieces, depth: int) -> Iterator[str]:
        self.faults += check_text(self.source, lines)
        before = part_table(lines)
        yield from (line.text for line in lines[:before])
        if before:
            yield ""
        is_heading = bool(HEADING.match(lines[0].text))
        yield from (line.text.lstrip(" ") if is_heading else line.text for line in lines[before:])


_NO_MARK = Mark(0, 0, "", "", "")
_CLOSED = f"\n\n{CLOSE}\n\n"


def _open(name: str) -> str:
    return f"\n\n{OPEN}{name}{OPEN}\n\n"
