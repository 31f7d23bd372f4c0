"""Markdown to HTML, for one page in one language.

Python-Markdown is configured here and nowhere else. Around its own steps stand
ours: directives become elements, the walk of translation.py runs before the
inline patterns, typography after them; at the end every element is inspected and
what does not belong is a fault, then directives are put in as finished HTML.
A new converter for each page, since its extensions keep state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import Match
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from exhibit.directives import CLOSE, OPEN, Directive, take_directives
from exhibit.errors import Place, each
from exhibit.inspection import Inspection, Links, is_harmless
from exhibit.model import Document, Reference
from exhibit.source import Source
from exhibit.translation import Language, Message, Walk
from exhibit.typography import Typesetter

RUNNING_TEXT = frozenset({"p", "li", "dd"})  # where a link can be added without breaking a line
EXTENSIONS = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables")
PLACEHOLDER_RE = r"\[\[([^\[\]]+)\]\]"  # [[what the museum still has to say]]


@dataclass(frozen=True)
class Island:
    """A directive that waits for its HTML: its words and what stands inside, both as HTML."""

    directive: Directive
    place: Place
    title: str
    body: str


Fill = Callable[[Island], str]


@dataclass(frozen=True)
class Asides:
    """What a page says beside its text, in its own language."""

    backlink: str = ""  # the way from footnote {} back into the text
    stale: str = ""  # that a paragraph is being revised, and stands in the source language at …
    original: str = ""  # … this address


@dataclass(frozen=True)
class Article:
    """The text of one page in one language."""

    html: str
    anchors: frozenset[str]
    references: tuple[Reference, ...]
    messages: tuple[Message, ...]  # in the source language, whatever the page's


def convert(
    document: Document,
    language: Language,
    links: Links,
    fill: Fill,
    asides: Asides = Asides(),
) -> Article:
    """Convert a document's Markdown; raises every fault of it at once.

    links decides where a link or picture leads, fill makes HTML of a directive.
    """
    source = document.source
    marked = take_directives(source, document.body_line)
    walk = Walk(source, document.body_line, language, marked.hints)
    inspection = Inspection(walk.origins, links)
    md = Markdown(
        extensions=list(EXTENSIONS),
        extension_configs={
            "footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": asides.backlink},
            "tables": {"use_align_attribute": True},
        },
        output_format="html",
    )
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.register(RawHtml(HTML_RE, md), "html", 90)
    md.inlinePatterns.register(Placeholder(PLACEHOLDER_RE, md), "placeholder", 176)
    md.parser.blockprocessors.register(Boxes(md.parser, marked.directives), "directive", 175)
    md.treeprocessors.register(Translation(md, walk), "translation", 25)
    md.treeprocessors.register(Typography(md, language.locale), "typography", 4)
    start = (source, document.body_line)
    md.treeprocessors.register(Inspecting(md, inspection, start), "inspection", -5)
    md.treeprocessors.register(Revision(md, walk, asides), "revision", -7)
    islands = Islands(md, source, marked.directives, fill)
    md.treeprocessors.register(islands, "islands", -10)
    html = islands.put_in(md.convert(marked.text))
    return Article(
        html, frozenset(inspection.anchors), tuple(inspection.references), tuple(walk.messages)
    )


class Boxes(BlockProcessor):
    """The marks of directives become elements with what stands between them."""

    def __init__(self, parser: object, directives: Sequence[Directive]) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self.directives = directives

    def test(self, parent: Element, block: str) -> bool:
        return block.strip().startswith(OPEN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        index = blocks.pop(0).strip().strip(OPEN)
        element = SubElement(parent, "directive", {"index": index})
        directive = self.directives[int(index)]
        if directive.has_title:
            SubElement(element, "title").text = directive.argument
        self.parser.parseBlocks(element, list(inner_blocks(blocks)))


def inner_blocks(blocks: list[str]) -> Iterator[str]:
    """Take the blocks up to the mark that closes the box just opened."""
    depth = 1
    while blocks:
        block = blocks.pop(0)
        depth += block.strip().startswith(OPEN) - block.strip().startswith(CLOSE)
        if not depth:
            return
        yield block


class RawHtml(InlineProcessor):
    """A tag in the text stays visible to the inspection, which refuses it."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element("raw-html")
        element.text = AtomicString(m[1])
        return element, m.start(), m.end()


class Placeholder(InlineProcessor):
    """[[What the museum still has to say]], marked as such."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element("span", {"class": "placeholder"})
        element.text = m[1]
        return element, m.start(), m.end()


class Translation(Treeprocessor):
    def __init__(self, md: Markdown, walk: Walk) -> None:
        super().__init__(md)
        self.walk = walk

    def run(self, root: Element) -> None:
        self.walk.run(root)
        abbreviations = cast(AbbrTreeprocessor, self.md.treeprocessors["abbr"]).abbrs
        for short, title in abbreviations.items():
            abbreviations[short] = self.walk.translate_apart(title, f"*[{short}]")
        for name, (url, title) in self.md.references.items():
            if title:
                self.md.references[name] = (url, self.walk.translate_apart(title, title))


class Revision(Treeprocessor):
    """A stale paragraph says so, and leads to what it should say by now."""

    def __init__(self, md: Markdown, walk: Walk, asides: Asides) -> None:
        super().__init__(md)
        self.walk, self.asides = walk, asides

    def run(self, root: Element) -> None:
        for block, anchor in self.walk.revised.items():
            block.set("id", anchor)
        for block in self.walk.stale:
            block.set("class", "stale")
            if block.tag in RUNNING_TEXT:
                self.add_link(block)

    def add_link(self, block: Element) -> None:
        href = f"{self.asides.original}#{block.get('id', '')}"
        link = SubElement(block, "a", {"class": "original", "href": href})
        link.text = AtomicString(self.asides.stale)


class Typography(Treeprocessor):
    def __init__(self, md: Markdown, locale: str) -> None:
        super().__init__(md)
        self.locale = locale

    def run(self, root: Element) -> None:
        Typesetter(self.locale).set_element(root)


class Inspecting(Treeprocessor):
    def __init__(self, md: Markdown, inspection: Inspection, start: tuple[Source, int]) -> None:
        super().__init__(md)
        self.inspection, self.start = inspection, start

    def run(self, root: Element) -> None:
        self.inspection.run(root, self.start)
        stash = self.md.htmlStash.rawHtmlBlocks
        assert all(is_harmless(html) for html in stash if isinstance(html, str)), stash


class Islands(Treeprocessor):
    """Directives, the innermost first, leave a mark in the page and their HTML beside it."""

    def __init__(
        self, md: Markdown, source: Source, directives: Sequence[Directive], fill: Fill
    ) -> None:
        super().__init__(md)
        self.source, self.directives, self.fill = source, directives, fill
        self.filled: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        found = [element for element in root.iter("directive")]
        each(self.replace, reversed(found))

    def replace(self, element: Element) -> None:
        directive = self.directives[int(element.get("index", ""))]
        title = element.find("title")
        heading = ""
        if title is not None:
            title.tag = "span"  # which stays if the words are in another language
            heading = self.finish([title]).strip()
            if not title.attrib:
                heading = heading.removeprefix("<span>").removesuffix("</span>")
            element.remove(title)
        island = Island(directive, self.source.place(directive.line), heading, self.finish(element))
        mark = f"{OPEN}{len(self.filled)}{CLOSE}"
        self.filled.append((f"<div>{mark}</div>", self.fill(island)))
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "div", mark, tail

    def finish(self, elements: Iterable[Element]) -> str:
        """Elements as HTML; with the steps that Python-Markdown takes after its tree."""
        html = "".join(self.md.serializer(element) for element in elements)
        for step in self.md.postprocessors:
            html = step.run(html)
        return html

    def put_in(self, html: str) -> str:
        """The page with the HTML of its directives in place of their marks."""
        for mark, filling in reversed(self.filled):
            html = html.replace(mark, filling)
        return html
