"""Markdown as we read it: Python-Markdown with our directives, up to the words of each block.

It is configured here and nowhere else. What there is to translate is known once the blocks of a
text are, so that nobody has to make a page of it to find that out. A new parser for each page,
since its extensions keep state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from re import Match
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from exhibit.content import Document
from exhibit.diagnostics import ContentError
from exhibit.i18n import Language, Message, month_names
from exhibit.markup.blocks import Boxes, Containers
from exhibit.markup.containers import arrange
from exhibit.markup.directives import Directive, Syntaxes, take_directives
from exhibit.markup.lines import Pieces
from exhibit.markup.locate import Locator
from exhibit.markup.typed import Headings, InnerStar, Tables
from exhibit.markup.walk import Walk

GAP = re.compile(r"\[\[([^\[\]]+)\]\]")  # [[what the museum still has to say]]


@dataclass(frozen=True)
class _Text:
    """A document before it is parsed: the text with marks for its directives, and the parser."""

    pieces: Pieces
    marked: str
    directives: tuple[Directive, ...]
    walk: Walk
    md: Markdown
    faults: list[ContentError]  # of lines that cannot be read as they were meant

    def parse(self) -> Element:
        """The tree of its blocks, after the walk of the translation and before inline patterns."""
        lines = self.marked.split("\n")
        for reader in self.md.preprocessors:
            lines = reader.run(lines)
        root = cast(Element, self.md.parser.parseDocument(lines).getroot())
        for step in self.md.treeprocessors:
            if isinstance(step, _Translation):
                step.run(root)
                break
            step.run(root)
        return root


def prepare_text(
    document: Document, language: Language, syntaxes: Syntaxes, backlink: str
) -> _Text:
    """Set up the parser of a page; backlink is what its footnotes call the way back."""
    source = document.source
    faults: list[ContentError] = []
    marked = take_directives(source, document.body_line, syntaxes)
    walk = Walk(Locator(source, document.body_line), language, marked.hints)
    md = Markdown(
        extensions=[  # by name they would be sought in all packages that are installed
            AbbrExtension(),
            AttrListExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            FootnoteExtension(SEPARATOR="-", BACKLINK_TITLE=backlink),
        ],
        output_format="html",
    )
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *"<|~^="]
    for name in ("indent", "olist", "ulist", "quote", "setextheader"):  # see containers.py
        md.parser.blockprocessors.deregister(name)
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.register(_RawHtml(HTML_RE, md), "html", 90)
    md.inlinePatterns.register(_Placeholder(GAP.pattern, md), "placeholder", 176)
    md.parser.blockprocessors.register(Boxes(md.parser, marked.directives), "directive", 175)
    md.parser.blockprocessors.register(Containers(md.parser), "containers", 176)
    md.parser.blockprocessors.register(Tables(md.parser, source, faults), "table", 75)
    md.parser.blockprocessors.register(Headings(md.parser), "hashheader", 70)
    md.inlinePatterns.register(InnerStar(md), "inner_star", 65)
    md.treeprocessors.register(_Translation(md, walk), "translation", 25)
    months = frozenset(name.lower() for name in month_names(language.source))
    text = arrange(source, marked.pieces, months, faults)
    return _Text(marked.pieces, text, marked.directives, walk, md, faults)


def find_messages(
    document: Document, language: Language, syntaxes: Syntaxes
) -> tuple[tuple[Message, ...], tuple[Directive, ...]]:
    """What there is to translate in a text, and its directives, each in the order of the page."""
    text = prepare_text(document, language, syntaxes, "")
    boxes = text.parse().iter("directive")
    directives = tuple(text.directives[int(box.get("index", ""))] for box in boxes)
    return tuple(sorted(text.walk.messages, key=lambda one: one.place.line)), directives


class _RawHtml(InlineProcessor):
    """A tag in the text stays visible to the inspection, which refuses it."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element("raw-html")
        element.text = AtomicString(m[1])
        return element, m.start(), m.end()


class _Placeholder(InlineProcessor):
    """[[What the museum still has to say]], marked as such."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element("span", {"class": "placeholder"})
        element.text = m[1]
        return element, m.start(), m.end()


class _Translation(Treeprocessor):
    def __init__(self, md: Markdown, walk: Walk) -> None:
        super().__init__(md)
        self.walk = walk

    def run(self, root: Element) -> None:
        self.walk.run(root)
        abbreviations = cast(AbbrTreeprocessor, self.md.treeprocessors["abbr"]).abbrs
        translated = [self.walk.translate_abbreviation(*one) for one in abbreviations.items()]
        abbreviations.clear()
        abbreviations.update(translated)
        for name, (url, title) in self.md.references.items():
            if title:
                self.md.references[name] = (url, self.walk.translate_title(title))
