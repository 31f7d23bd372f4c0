"""Directives in the tree: boxes that hold Markdown, and islands of finished HTML in their place.

The marks that directives.py left in the text become elements, so that what stands
inside is parsed, translated and inspected like any other text. At the end each is
taken out with its content as HTML, filled in by whoever knows how it looks, and
put back into the finished page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from exhibit.diagnostics import Place, Source, each
from exhibit.markup.directives import Directive
from exhibit.markup.lines import CLOSE, OPEN

_MARK = re.compile(f"{OPEN}\\d+{CLOSE}")
_CONTAINER = re.compile(rf"{OPEN}(?P<tag>[a-z]++) ?(?P<more>\w*+){OPEN}")


@dataclass(frozen=True)
class _Part:
    """A directive within another, and the mark that holds its place there."""

    directive: Directive
    place: Place
    html: str
    parts: tuple[_Part, ...] = ()  # of what stands in it


@dataclass(frozen=True)
class Island:
    """A directive that waits for its HTML: its words and what stands inside, both as HTML."""

    directive: Directive
    place: Place
    title: str
    body: str
    parts: tuple[_Part, ...] = ()  # of its body, in their order

    @property
    def inner(self) -> Iterator[Directive]:
        """All directives that stand in it, however deep."""
        pending = [*self.parts]
        while pending:
            part = pending.pop()
            yield part.directive
            pending += part.parts


Fill = Callable[[Island], str]


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
        self.parser.parseBlocks(element, list(_inner_blocks(blocks)))


class Containers(BlockProcessor):
    """The marks of lists, their items and quotations become elements."""

    def test(self, parent: Element, block: str) -> bool:
        return bool(_CONTAINER.fullmatch(block.strip()))

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _CONTAINER.fullmatch(blocks.pop(0).strip())
        assert found
        start = (
            {"start": found["more"]} if found["more"].isdecimal() and found["more"] != "1" else {}
        )
        element = SubElement(parent, found["tag"], start)
        is_tight = found["tag"] == "li" and not found["more"]
        # In a tight list, Python-Markdown puts text right into the item.
        self.parser.state.set("list" if is_tight else "")
        self.parser.parseBlocks(element, list(_inner_blocks(blocks)))
        self.parser.state.reset()


def _inner_blocks(blocks: list[str]) -> Iterator[str]:
    """Take the blocks up to the mark that closes the box just opened."""
    depth = 1
    while blocks:
        block = blocks.pop(0)
        depth += block.strip().startswith(OPEN) - block.strip().startswith(CLOSE)
        if not depth:
            return
        yield block


class Islands(Treeprocessor):
    """Directives, the innermost first, leave a mark in the page and their HTML beside it."""

    def __init__(
        self, md: Markdown, source: Source, directives: Sequence[Directive], fill: Fill
    ) -> None:
        super().__init__(md)
        self.source, self.directives, self.fill = source, directives, fill
        self.filled: list[tuple[str, str]] = []
        self.parts: dict[str, _Part] = {}  # all that have been filled, by their marks

    def run(self, root: Element) -> None:
        found = [element for element in root.iter("directive")]
        each(self.replace, reversed(found))

    def replace(self, element: Element) -> None:
        if element.find(".//directive") is not None:
            return  # one inside it has a fault, which is told
        directive = self.directives[int(element.get("index", ""))]
        title = element.find("title")
        heading = ""
        if title is not None:
            title.tag = "span"  # which stays if the words are in another language
            heading = self.finish([title]).strip()
            if not title.attrib:
                heading = heading.removeprefix("<span>").removesuffix("</span>")
            element.remove(title)
        body, place = self.finish(element), self.source.place(directive.line)
        within = tuple(self.parts[name] for name in _MARK.findall(body) if name in self.parts)
        mark = self.keep("div", self.fill(Island(directive, place, heading, body, within)))
        self.parts[mark] = _Part(directive, place, f"<div>{mark}</div>", within)
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "div", mark, tail

    def keep(self, tag: str, html: str) -> str:
        """Put HTML beside the page; what holds its place as the text of an element."""
        mark = f"{OPEN}{len(self.filled)}{CLOSE}"
        self.filled.append((f"<{tag}>{mark}</{tag}>", html))
        return mark

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


class Seals(Treeprocessor):
    """A link that leads to something sealed has the seal beside its words, as finished HTML."""

    def __init__(self, md: Markdown, islands: Islands, seals: Mapping[str, str]) -> None:
        super().__init__(md)
        self.islands, self.seals = islands, seals

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if seal := self.seals.get(link.get("href", "")):
                link.set("class", "sealed")
                SubElement(link, "span").text = self.islands.keep("span", seal)
