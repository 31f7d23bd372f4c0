"""Every element of a finished page is looked at: what is not allowed is a fault.

An allow-list, because it is the only kind of list that stays true: raw HTML,
scripts in links, styles and event handlers are all merely things not on it.
Internal links are resolved on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from exhibit.diagnostics import ContentError, Place, Source, each, say
from exhibit.markup.headings import check_heading

# fmt: off
_TAGS = frozenset((
    "div", "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
    "pre", "code", "em", "strong", "a", "img", "br", "hr", "abbr", "sup", "sub", "table",
    "thead", "tbody", "tr", "th", "td", "span", "directive", "title",
))
# fmt: on
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"id", "lang"}),
    "a": frozenset({"href", "title", "class"}),
    "img": frozenset({"src", "alt", "title"}),
    "abbr": frozenset({"title"}),
    "div": frozenset({"class"}),
    "span": frozenset({"class"}),
    "sup": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"align"}),
    "th": frozenset({"align"}),
    "directive": frozenset({"index"}),
}
_OWN_CLASSES = frozenset({"footnote", "footnote-ref", "footnote-backref", "placeholder"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NOTE = re.compile(r"\[\^((?:(?!\[\^)[^\]\s])+)\]")
_IDENTIFIER = re.compile(r"[^\s<>\"'&]+")
# The only finished HTML that Python-Markdown keeps apart from its tree.
_HARMLESS = re.compile(
    r"&[#\w]+;|<pre><code(?: class=\"language-[\w#.+-]+\")?>[^<]*</code></pre>", re.DOTALL
)


@dataclass(frozen=True)
class Reference:
    """A link from a content file to a page of the site, to be checked when all pages exist."""

    place: Place
    path: str
    fragment: str


@dataclass(frozen=True)
class Picture:
    """Where a picture stands, from the page, and its size in pixels if it is known."""

    url: str
    width: int = 0
    height: int = 0


class Links(Protocol):
    """Where links and pictures lead; raises ContentError for those that lead nowhere."""

    def page(self, target: str, place: Place) -> tuple[str, Reference]: ...

    def picture(self, target: str, place: Place) -> Picture: ...


@dataclass
class Inspection:
    """The state of one look over one page."""

    origins: Mapping[Element, tuple[Source, int]]  # where the text of a block was written
    links: Links
    anchors: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)
    ways_back: list[str] = field(default_factory=list)  # from footnotes to anchors in the text
    origin: tuple[Source, int] | None = None
    rank: int = 1  # of the last heading

    def run(self, root: Element, start: tuple[Source, int]) -> None:
        self.origin = start
        each(self.check, list(root.iter())[1:])
        each(lambda anchor: self.check_way_back(anchor, start[0]), self.ways_back)

    def check(self, element: Element) -> None:
        self.origin = self.origins.get(element, self.origin)
        self.check_tag(element)
        self.check_attributes(element)
        self.check_text(element.text)
        self.check_text(element.tail)
        if anchor := element.get("id"):
            self.check_anchor(anchor)
        if element.tag == "a":
            self.check_link(element)
        if element.tag == "img":
            self.check_picture(element)

    def place(self, snippet: str) -> Place:
        assert self.origin is not None
        source, line = self.origin
        return source.find_near(snippet, line)

    def check_tag(self, element: Element) -> None:
        if element.tag == "raw-html":
            snippet = str(element.text)
            hint = say("Use Markdown instead; a < that is meant as such is written \\<.")
            raise ContentError(
                self.place(snippet), say("HTML is not allowed here: {html}", html=snippet), hint
            )
        if re.fullmatch("h[1-6]", element.tag):
            assert self.origin is not None
            self.rank = check_heading(element, self.rank, *self.origin)
        assert element.tag in _TAGS, f"Markdown made a <{element.tag}>"

    def check_text(self, text: str | None) -> None:
        """A mark that is still to be read in the text has no footnote."""
        found = _NOTE.search(text or "") if type(text) is str else None
        if found:
            message = say("There is no footnote “{name}”.", name=found[1])
            hint = say("Write it on a line of its own: {mark}: …", mark=found[0])
            raise ContentError(self.place(found[0]), message, hint)

    def check_way_back(self, anchor: str, source: Source) -> None:
        if anchor not in self.anchors:
            mark = f"[^{anchor.partition('-')[2]}]"
            message = say("No mark in the text leads to this footnote.")
            hint = say("Write {mark} where it belongs, or take its text up there.", mark=mark)
            if source.text.count(mark) > source.text.count(f"{mark}:"):
                hint = say("A translation has lost the mark {mark}.", mark=mark)
            raise ContentError(source.find(f"{mark}:"), message, hint)

    def check_attributes(self, element: Element) -> None:
        allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(element.tag, frozenset())
        for name, value in element.items():
            good = name in allowed
            good &= name != "class" or value in _OWN_CLASSES
            good &= name != "lang" or bool(_LANGUAGE.fullmatch(value))
            good &= name != "id" or bool(_IDENTIFIER.fullmatch(value))
            if name == "id" and value.startswith("fn"):
                self.check_note(value)
            elif not good:
                raise self.bad_attribute(f".{value.split()[0]}" if name == "class" else name)
        if element.tag == "th":
            element.set("scope", "col")
        if alignment := element.attrib.pop("align", ""):
            element.set("class", alignment)

    def check_note(self, anchor: str) -> None:
        """The anchors of a footnote are made of its name."""
        name = anchor.partition("-")[2]
        if not _IDENTIFIER.fullmatch(anchor):
            message = say("“{name}” cannot name a footnote.", name=name)
            hint = say("Its name is made of letters, digits and hyphens: [^name]")
            raise ContentError(self.place(f"[^{name}]"), message, hint)

    def bad_attribute(self, name: str) -> ContentError:
        message = say("“{name}” is not allowed in braces here.", name=name)
        hint = say("Braces take an anchor, such as {{#name}}, or a language, such as {{lang=en}}.")
        return ContentError(self.place(name), message, hint)

    def check_anchor(self, anchor: str) -> None:
        if anchor in self.anchors:
            message = say("The anchor “{anchor}” is used twice on this page.", anchor=anchor)
            raise ContentError(
                self.place(f"#{anchor}"), message, say("Give one of them another name.")
            )
        self.anchors.add(anchor)

    def check_link(self, element: Element) -> None:
        target = _decode(element.get("href", "").replace("\x02amp\x03", "&"))
        element.set("href", target)
        if element.get("class", "").startswith("footnote") and target.startswith("#fn"):
            self.ways_back += [target[1:]] if target.startswith("#fnref") else []
            return
        if not "".join(element.itertext()).strip() and element.find(".//img") is None:
            message = say("This link has no words.")
            hint = say("Write them between the square brackets: [Visit](besuch.md)")
            raise ContentError(self.place("]("), message, hint)
        if not target:
            hint = say("Say between the parentheses where it leads: [Visit](besuch.md)")
            raise ContentError(self.place("]()"), say("This link has no address."), hint)
        place = self.place(target)
        if re.search(r"[\x00-\x20]", target):
            hint = say("An address has no spaces: write %20 for one.")
            if target.startswith("tel:"):
                hint = say(
                    "A number is written without spaces here: {number}",
                    number="".join(target.split()),
                )
            raise ContentError(
                place, say("This link leads nowhere: “{target}”.", target=target), hint
            )
        scheme = _scheme_of(target)
        if not scheme and not target.startswith("//"):
            url, reference = self.links.page(target, place)
            self.references.append(reference)
            element.set("href", url)
        elif scheme not in _SCHEMES:
            hint = say(
                "Links begin with https://, mailto: or tel:, or name a file such as besuch.md."
            )
            raise ContentError(
                place, say("Such a link is not allowed: “{target}”.", target=target), hint
            )

    def check_picture(self, element: Element) -> None:
        target = _decode(element.get("src", ""))
        place = self.place(target)
        if not element.get("alt", "").strip():
            hint = say("Say between the square brackets what is to be seen: ![A meter](meter.jpg)")
            raise ContentError(
                place, say("The picture “{target}” has no description.", target=target), hint
            )
        picture = self.links.picture(target, place)
        element.set("src", picture.url)
        if picture.width:
            element.set("width", str(picture.width))
            element.set("height", str(picture.height))


def _scheme_of(target: str) -> str:
    """What an address begins with: https, mailto; empty for a file, and ? for what is none."""
    try:
        return urlsplit(target).scheme if ":" in target else ""
    except ValueError:  # such as http://[
        return "?"


def _decode(address: str) -> str:
    """The address with its entities read; &reg= is no entity but the next part of a query."""
    return _ENTITY.sub(lambda found: unescape(found[0]), address)


def is_harmless(html: str) -> bool:
    """Whether finished HTML that is not in the tree is an entity or a block of code."""
    return bool(_HARMLESS.fullmatch(html.strip()))
