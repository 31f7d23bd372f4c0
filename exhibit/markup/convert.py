"""Markdown to HTML, for one page in one language.

Around the steps of Python-Markdown stand ours: the walk of the translation runs before the
inline patterns, typography after them; at the end every element is inspected and what does not
belong is a fault, then directives are put in as finished HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from exhibit.charts import IN_PAGE, ReadFigure, fill
from exhibit.content import Document
from exhibit.diagnostics import ContentError, Source, each, faults, tell
from exhibit.i18n import Language, Message, Phrase, Typesetter
from exhibit.markup.anchors import part_sections, set_anchor
from exhibit.markup.blocks import Fill, Islands, Seals
from exhibit.markup.definitions import check_definitions
from exhibit.markup.directives import Syntaxes
from exhibit.markup.kept import check_kept
from exhibit.markup.leftovers import check_leftovers
from exhibit.markup.lines import SECTION
from exhibit.markup.parser import prepare_text
from exhibit.markup.sanitize import Inspection, Links, Reference, is_harmless
from exhibit.markup.walk import SUFFIX, Walk, blocks

_RUNNING_TEXT = frozenset({"p", "li", "dd"})  # where a link can be added without breaking a line


@dataclass(frozen=True)
class Asides:
    """What a page says beside its text, in its own language."""

    backlink: str = ""  # the way from footnote {} back into the text
    stale: Phrase | None = None  # that a paragraph is being revised, and stands in German at …
    original: str = ""  # … this address
    seals: Mapping[str, str] = field(default_factory=dict)  # HTML beside links to these addresses


@dataclass(frozen=True)
class Article:
    """The text of one page in one language."""

    sections: tuple[str, ...]  # HTML, parted before each heading of the first rank
    anchors: frozenset[str]
    references: tuple[Reference, ...]
    messages: tuple[Message, ...]  # in the source language, whatever the page's

    @property
    def html(self) -> str:
        return "".join(self.sections)


def convert(
    document: Document,
    language: Language,
    links: Links,
    syntaxes: Syntaxes,
    fill: Fill,
    asides: Asides = Asides(),
    read_figure: ReadFigure = lambda mark, place, language: "0",
    gloss: Callable[[Element], None] = lambda root: None,
) -> Article:
    """Convert a document's Markdown; raises every fault of it at once.

    links decides where a link or picture leads, fill makes HTML of a directive of the syntaxes,
    read_figure a text of the placeholder for a figure, gloss links words of the finished tree.
    """
    source = document.source
    text = prepare_text(document, language, syntaxes, asides.backlink)
    source, md, walk = document.source, text.md, text.walk
    inspection = Inspection(walk.origins, links)
    typesetter = Typesetter(language.locale)
    found = text.faults  # told together with all others of the page
    if language.catalogue is None:

        def look_for_losses(root: Element) -> None:
            check_definitions(source, text.pieces)
            if not found:
                check_kept(source, text.pieces, root)

        md.treeprocessors.register(_Look(md, look_for_losses, found), "losses", 26)
    md.treeprocessors.register(_Readings(md, walk, read_figure), "readings", 22)
    start = (source, document.body_line)
    look = partial(check_leftovers, origins=walk.origins, start=start)
    md.treeprocessors.register(_Look(md, look, found), "leftovers", 6)
    md.treeprocessors.register(_Step(md, typesetter.set_element), "typography", 4)
    md.treeprocessors.register(_Inspecting(md, inspection, start, found), "inspection", -5)
    md.treeprocessors.register(_Step(md, gloss), "glosses", -6)
    md.treeprocessors.register(_Revision(md, walk, asides), "revision", -7)
    islands = Islands(md, source, text.directives, fill)
    md.treeprocessors.register(Seals(md, islands, asides.seals), "seals", -6)
    md.treeprocessors.register(islands, "islands", -10)
    md.treeprocessors.register(_Step(md, part_sections), "sections", -11)
    sections = islands.put_in(md.convert(text.marked)).split(SECTION)
    return Article(
        tuple(sections),
        frozenset(inspection.anchors),
        tuple(inspection.references),
        tuple(walk.messages),
    )


class _Readings(Treeprocessor):
    """Figures take the place of their placeholders, in the language that each block is in."""

    def __init__(self, md: Markdown, walk: Walk, read_figure: ReadFigure) -> None:
        super().__init__(md)
        self.walk, self.read_figure = walk, read_figure

    def run(self, root: Element) -> None:
        each(self.fill_block, blocks(root))

    def fill_block(self, block: Element) -> None:
        stale = next((found for found in self.walk.stale if found[0] is block), None)
        try:
            self.fill_text(block)
        except* ContentError:
            if not stale:
                raise
            self.restore(*stale)

    def fill_text(self, block: Element) -> None:
        if block.text and type(block.text) is str:
            block.text = self.filled(block.text, block)
        for child in block:
            if child.tail and "{" in child.tail:
                child.tail = self.filled(child.tail, block)

    def filled(self, text: str, block: Element) -> str:
        source, line = self.walk.origins.get(block, (self.walk.source, 1))
        language = self.walk.language
        if block.get("lang") == language.source:
            language = Language(language.source, language.source)

        def fill_one(mark: str) -> str:
            return self.read_figure(mark, source.find_near(mark.split("\n")[0], line), language)

        return fill(text, IN_PAGE, fill_one)

    def restore(self, block: Element, text: str) -> None:
        """A translation that names what is gone gives way to the text as it is now."""
        suffix = SUFFIX.search(block.text or "")
        self.walk.stale.remove((block, text))
        self.walk.origins[block] = (self.walk.source, 1)
        block.set("lang", self.walk.language.source)
        block.text = text + (suffix[0] if suffix else "")
        self.fill_text(block)


class _Revision(Treeprocessor):
    """A stale paragraph says so, and leads to what it should say by now."""

    def __init__(self, md: Markdown, walk: Walk, asides: Asides) -> None:
        super().__init__(md)
        self.walk, self.asides = walk, asides

    def run(self, root: Element) -> None:
        anchors = {text: set_anchor(block, text) for text, block in self.walk.revised.items()}
        for abbreviation in root.iter("abbr"):
            if abbreviation.get("title") in self.walk.untitled:
                abbreviation.set("lang", self.walk.language.source)
        for block, text in self.walk.stale:
            block.set("class", "stale")
            if block.tag in _RUNNING_TEXT and self.asides.stale:
                self.add_link(block, anchors[text], self.asides.stale)

    def add_link(self, block: Element, anchor: str, phrase: Phrase) -> None:
        href = f"{self.asides.original}#{anchor}"
        source = self.walk.language.source
        link = SubElement(block, "a", {"class": "original", "href": href, "hreflang": source})
        if phrase.locale != self.walk.language.locale:
            link.set("lang", phrase.locale)
        link.text = AtomicString(phrase.text)


class _Step(Treeprocessor):
    """A step that needs to know nothing but the tree."""

    def __init__(self, md: Markdown, run: Callable[[Element], None]) -> None:
        super().__init__(md)
        self.step = run

    def run(self, root: Element) -> None:
        self.step(root)


class _Look(_Step):
    """A step whose faults are kept, to be told with those of the inspection."""

    def __init__(
        self, md: Markdown, run: Callable[[Element], None], found: list[ContentError]
    ) -> None:
        super().__init__(md, run)
        self.found = found

    def run(self, root: Element) -> None:
        try:
            super().run(root)
        except* ContentError as group:
            self.found += faults(group)


class _Inspecting(_Look):
    """The last look, which tells all that was found."""

    def __init__(
        self,
        md: Markdown,
        inspection: Inspection,
        start: tuple[Source, int],
        found: list[ContentError],
    ) -> None:
        super().__init__(md, lambda root: inspection.run(root, start), found)

    def run(self, root: Element) -> None:
        super().run(root)
        tell(self.found)
        stash = self.md.htmlStash.rawHtmlBlocks
        assert all(is_harmless(html) for html in stash if isinstance(html, str)), stash
