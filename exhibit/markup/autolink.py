"""Words of the glossary become links where a text has them first.

A walk over a page's tree as it is after translation and typography. It reads the text of
each block as one, so that a word is whole even where an element ends, and takes the longest
form that fits. What is a link, a heading or code stays so, and so does a block that is not
translated; a foreign word within a sentence may be one that the glossary explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

_INLINE = frozenset({"em", "strong", "a", "sup", "sub", "abbr", "span", "code", "img", "br"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "th", "dt", "title"})  # title: that of a box
_CLOSED = _HEADINGS | {"a", "abbr", "code", "pre", "sup"}
_SENTENCE = re.compile(r"(?:^|[.!?…:]\W*\s)\W*$")  # what stands before its first word
_NEAR = 16  # letters that are looked at to tell it


@dataclass
class _Slot:
    """A piece of text in the tree: what an element begins with, or what follows a child."""

    parent: Element
    child: Element | None
    is_open: bool  # a link may stand in it

    @property
    def text(self) -> str:
        return (self.parent.text if self.child is None else self.child.tail) or ""

    def set(self, text: str) -> None:
        if self.child is None:
            self.parent.text = text
        else:
            self.child.tail = text

    def link(self, start: int, end: int, url: str) -> None:
        """Make the text between two places a link."""
        text = self.text
        anchor = Element("a", {"class": "term", "href": url})
        anchor.text, anchor.tail = text[start:end], text[end:]
        self.set(text[:start])
        at = 0 if self.child is None else list(self.parent).index(self.child) + 1
        self.parent.insert(at, anchor)


@dataclass
class Glosses:
    """The state of one walk over one page."""

    locale: str  # of the page
    forms: Mapping[str, str]  # each spelling with the key of its term
    url: str  # of the glossary, from the page
    used: dict[str, None] = field(default_factory=dict)  # keys, in the order of the page

    def run(self, root: Element) -> None:
        if self.forms:
            self.unwrap_abbreviations(root)
            for run in list(self.runs(root)):
                self.mark(run)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any form, the longest first; one in small letters also as a sentence begins with it."""
        spellings = {form: None for form in self.forms}
        spellings |= {form[:1].upper() + form[1:]: None for form in self.forms}
        words = sorted(spellings, key=lambda form: (-len(form), form))
        # typography sets spaces that do not break, and an editor breaks lines
        any_form = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
        return re.compile(rf"(?<![\w-])(?:{any_form})(?![\w-])")

    def unwrap_abbreviations(self, root: Element) -> None:
        """The glossary says more than the title of an abbreviation, and nothing is marked twice."""
        for parent in root.iter():
            for child in [one for one in parent if one.tag == "abbr" and one.text in self.forms]:
                at = list(parent).index(child)
                before = _Slot(parent, parent[at - 1] if at else None, is_open=True)
                before.set(f"{before.text}{child.text}{child.tail or ''}")
                parent.remove(child)

    def runs(self, root: Element) -> Iterator[list[_Slot]]:
        """The texts between the borders of blocks, each in its pieces."""
        run: list[_Slot] = []
        for slot in self.slots(root, is_open=True):
            if slot is None:
                yield run
                run = []
            else:
                run.append(slot)
        yield run

    def slots(self, element: Element, *, is_open: bool) -> Iterator[_Slot | None]:
        """Every piece of text, in order; None is the border of a block."""
        yield _Slot(element, None, is_open and type(element.text) is str)  # not AtomicString
        for child in element:
            is_block = child.tag not in _INLINE
            if is_block:
                yield None
            yield from self.slots(child, is_open=is_open and self.is_open(child))
            if is_block:
                yield None
            yield _Slot(element, child, is_open and type(child.tail) is str)

    def is_open(self, element: Element) -> bool:
        is_closed = element.tag in _CLOSED or element.get("class") == "placeholder"
        is_own = element.get("lang", self.locale) == self.locale or element.tag in _INLINE
        return is_own and not is_closed

    def mark(self, run: list[_Slot]) -> None:
        """Link what a run has first; from its end, so that no link moves what comes before."""
        text = "".join(slot.text for slot in run)
        found = list(self.find(text, run))
        for slot, start, end, key in reversed(found):
            slot.link(start, end, f"{self.url}#{key}")

    def find(self, text: str, run: list[_Slot]) -> Iterator[tuple[_Slot, int, int, str]]:
        at = 0
        while match := self.pattern.search(text, at):
            key = self.key(match[0], text[: match.start()])
            at = match.end() if key else match.start() + 1
            if key and key not in self.used and (place := _locate(run, *match.span())):
                self.used[key] = None
                yield *place, key

    def key(self, words: str, before: str) -> str:
        """The term that is meant; a capital letter of its own only at the start of a sentence."""
        form = re.sub(r"\s", " ", words)
        small = form[:1].lower() + form[1:]
        if form not in self.forms and _begins_sentence(before):
            return self.forms.get(small, "")
        return self.forms.get(form, "")


def _begins_sentence(before: str) -> bool:
    near = before[-_NEAR:] if len(before) <= _NEAR else f"x{before[-_NEAR:]}"
    return bool(_SENTENCE.search(near))


def _locate(run: list[_Slot], start: int, end: int) -> tuple[_Slot, int, int] | None:
    """The open slot that holds all of a stretch of a run, and where in it."""
    for slot in run:
        length = len(slot.text)
        if start < length:
            return (slot, start, end) if slot.is_open and end <= length else None
        start, end = start - length, end - length
    return None
