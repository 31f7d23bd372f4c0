"""Translation by paragraph: one walk over a page's tree finds its messages and applies a catalogue.

Python-Markdown keeps the raw text of every block in its tree until the inline
patterns run. This walk comes just before them, so that what is extracted and what
is translated cannot drift apart, and links or emphasis stay inside the message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from exhibit.diagnostics import Place, Source, add_effort
from exhibit.i18n import ABBREVIATION, READING, Language, Message, is_translatable, slugify
from exhibit.markup.directives import Hint
from exhibit.markup.locate import Locator

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What follows the words of a block without being part of them: Python-Markdown's
# mark before a footnote's way back, and attributes such as {#anchor}.
SUFFIX = re.compile(
    rf"(?:\x02qq3936677670287331zz\x03|(?<!\s)\s*+(?!{READING})\{{:?[^{{}}\n]*+\}})\s*+$"
)
_ANCHOR = re.compile(r"\{:?(?:[^{}#]|#(?![^\s{}]))*#([^\s{}]++)[^{}]*+\}")
_LINK = re.compile(r"!?\[([^\[\]]*+)\]\((?:(?!\]\()[^)])*\)")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")  # the mark of a footnote
_NOTE_ID = "fn-"  # what the id of a footnote begins with


@dataclass
class Walk:
    """The state of one walk over one page in one language."""

    locator: Locator
    language: Language
    hints: Mapping[int, Hint] = field(default_factory=dict)  # by the line that says it
    messages: list[Message] = field(default_factory=list)
    origins: dict[Element, tuple[Source, int]] = field(default_factory=dict)  # of each block's text
    anchors: set[str] = field(default_factory=set)
    revised: dict[str, Element] = field(default_factory=dict)  # the first block of such a text
    stale: list[tuple[Element, str]] = field(default_factory=list)  # blocks and their German text
    repeated: Counter[str] = field(default_factory=Counter)  # headings, by the anchor they want
    effort: int = 0  # what it takes to look through the texts so far
    untitled: set[str] = field(default_factory=set)  # titles of abbreviations without translation

    @property
    def source(self) -> Source:
        return self.locator.source

    def run(self, root: Element) -> None:
        for block in blocks(root):
            if block.tag == "li" and block.get("id", "").startswith(_NOTE_ID):
                self.locator.enter_note(block.get("id", "").removeprefix(_NOTE_ID))
            if block.tag in _HEADINGS:
                self.set_anchor(block)
            if block.text and type(block.text) is str:  # not text that is finished: AtomicString
                block.text, self.origins[block] = self.translate(block.text, block)
            for child in block:
                if child.tail and child.tail.strip():
                    child.tail, _ = self.translate(child.tail, block)
        self.part_languages(root)

    def part_languages(self, root: Element) -> None:
        """A block without translation does not make those within it speak its language."""
        for block in blocks(root):
            if block.get("lang") == self.language.source != self.language.locale:
                for child in block:
                    child.attrib.setdefault("lang", self.language.locale)

    def set_anchor(self, heading: Element) -> None:
        """Give a heading the id of the German page, so that links survive a change of language."""
        text = heading.text or ""
        explicit = _ANCHOR.search(text)
        words = slugify(_NOTE.sub("", _LINK.sub(r"\1", SUFFIX.sub("", text)))) or "abschnitt"
        anchor = explicit[1] if explicit else self.free_anchor(words)
        self.anchors.add(anchor)
        heading.set("id", anchor)
        heading.text = text.replace(explicit[0], "").rstrip() if explicit else text

    def free_anchor(self, wanted: str) -> str:
        """The anchor or, where an earlier heading has it, the same with a number."""
        anchor = wanted
        while anchor in self.anchors:
            self.repeated[wanted] += 1
            anchor = f"{wanted}-{self.repeated[wanted] + 1}"
        return anchor

    def translate(self, raw: str, block: Element) -> tuple[str, tuple[Source, int]]:
        """The text of a block in the walk's language, and where that text stands."""
        text, origin = self.find_text(raw, block)
        self.effort = add_effort(self.effort, text, *origin)
        return text, origin

    def find_text(self, raw: str, block: Element) -> tuple[str, tuple[Source, int]]:
        suffix = "".join(found[0] for found in [SUFFIX.search(raw)] if found)
        text = _join_lines(raw.removesuffix(suffix))
        place = self.locator.find(raw)
        if not is_translatable(text):
            return raw, (self.source, place.line)
        hint = self.find_hint(place)
        self.messages.append(Message(text, place, hint.context, is_markdown=True, hint=hint.text))
        if text in self.language.revised:
            self.revised.setdefault(text, block)
        catalogue = self.language.catalogue
        if catalogue is None:
            return raw, (self.source, place.line)
        if entry := catalogue.find(text, hint.context):
            if entry.is_stale:
                self.stale.append((block, text))
            return entry.text + suffix, (catalogue.source, entry.line)
        block.set("lang", self.language.source)
        return raw, (self.source, place.line)

    def find_hint(self, place: Place) -> Hint:
        """What an editor wrote for translators just above a block."""
        above = [line for line in self.hints if line < place.line]
        near = above and not any(
            self.source.lines[line - 1].strip() for line in range(above[-1] + 1, place.line)
        )
        return self.hints[above[-1]] if near else Hint()

    def translate_title(self, title: str) -> str:
        """The title of a link; none where it would be in another language than the page."""
        self.messages.append(Message(title, self.source.find(title)))
        phrase = self.language.phrase(title)
        return phrase.text if phrase.locale == self.language.locale else ""

    def translate_abbreviation(self, short: str, title: str) -> tuple[str, str]:
        """An abbreviation with its title, which a translation may abbreviate otherwise."""
        text = f"*[{short}]: {title}"
        self.messages.append(Message(text, self.source.find(f"*[{short}]"), is_markdown=True))
        phrase = self.language.phrase(text)
        if phrase.locale != self.language.locale:
            self.untitled.add(title)
        found = ABBREVIATION.match(phrase.text)
        return (found["short"], found["title"]) if found else (short, title)


def blocks(element: Element) -> Iterator[Element]:
    """The elements that hold raw text to translate, in the order of the page."""
    for child in element:
        if child.tag not in {"pre", "code", "a"}:
            yield child
            yield from blocks(child)


def _join_lines(text: str) -> str:
    """A message does not change when an editor breaks its lines elsewhere; hard breaks stay."""
    return re.sub(r"(?<!  )\n\s*+", " ", text.strip())
