"""What may stand in the folder static: nothing that loads from elsewhere or hides code.

A drawing may have been made by any program, so here the list is of what is dangerous. It is shown
as a picture, in which a browser runs nothing; but it can also be opened by its own address, where
no policy of a page protects anybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.parsers import expat

from exhibit.diagnostics import NOTHING, ContentError, Notice, Place, say, tell
from exhibit.site.style_sheet import find_asked
from exhibit.site.urls import is_own, read_scheme

_PAGES = frozenset((".hta", ".htm", ".html", ".mht", ".mhtml", ".shtml", ".xht", ".xhtml"))
_PACKED = frozenset((".svgz", ".swf"))  # what nobody can look into
# fmt: off
_ACTIVE = frozenset((
    "applet", "audio", "base", "embed", "foreignobject", "form", "frame", "handler", "iframe",
    "link", "listener", "meta", "object", "script", "video",
))
_ANIMATED = frozenset(("animate", "animatemotion", "animatetransform", "set"))
_NAMING = frozenset(("action", "data", "formaction", "from", "href", "src", "to", "values"))
PAINTING = frozenset((
    "style", "fill", "stroke", "clip-path", "mask", "filter", "cursor", "color-profile", "marker",
    "marker-start", "marker-mid", "marker-end",
))
# fmt: on
_PICTURE = re.compile(r"data:image/(?:avif|gif|jpe?g|png|webp)[;,]", re.IGNORECASE)
_LINKS = frozenset(("", "http", "https", "mailto", "tel"))
_CALL = re.compile(
    r"\b(?:fetch|import|importScripts|WebSocket|EventSource|sendBeacon|Worker|SharedWorker|from)"
    r"\s*+(?:\(\s*+)?([\"'`])(?:(?:https?|wss?):)?//"
)


def inspect_static(file: PurePosixPath, content: bytes) -> None:
    """Raise what is wrong with a file that is published as it is, and is no style sheet."""
    suffix = file.suffix.lower()
    if suffix in _PAGES | _PACKED:
        message = say("Files of this kind are not published: nobody has looked into them.")
        hint = say("A page is written in the folder content; a drawing is saved as .svg.")
        raise ContentError(Place(file), message, hint)
    if suffix in {".svg", ".xml"}:
        _Drawing(file, content).run()
    if suffix in {".js", ".mjs"} and (
        call := _CALL.search(text := content.decode("utf-8", "replace"))
    ):
        raise from_elsewhere(place_in(file, text, call.start()), call[0])


def place_in(file: PurePosixPath, text: str, at: int) -> Place:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    excerpt = text[start : end if end >= 0 else len(text)]
    return Place(file, text.count("\n", 0, at) + 1, 0, excerpt)


def from_elsewhere(place: Place, address: str) -> ContentError:
    message = say("This would load something from elsewhere: {address}", address=address)
    hint = say("Put the file into the folder static, and name it there.")
    return ContentError(place, message, hint)


@dataclass
class _Drawing:
    """The state of one reading of a drawing."""

    file: PurePosixPath
    content: bytes
    faults: list[ContentError] = field(default_factory=list)
    style: list[str] = field(default_factory=list)  # what stands in the style element at hand
    is_style: bool = False

    def run(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.start_doctype
        self.parser.ProcessingInstructionHandler = self.instruct
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.write
        try:
            self.parser.Parse(self.content, True)
        except expat.ExpatError:
            message = say("The drawing ends or breaks off here; it cannot be read.")
            self.note(message, say("Save it anew in the program in which it was made."))
        tell(self.faults)

    def note(self, message: Notice, hint: Notice = NOTHING) -> None:
        self.faults.append(ContentError(self.place, message, hint))

    @property
    def place(self) -> Place:
        lines = self.content.split(b"\n")
        line = min(self.parser.CurrentLineNumber, len(lines))
        return Place(self.file, line, 0, lines[line - 1].decode("utf-8", "replace"))

    def start_doctype(self, name: str, system: object, public: object, has_own: bool) -> None:
        if has_own:
            raise ContentError(
                self.place,
                say("A drawing declares nothing of its own in its DOCTYPE."),
                say("Delete it, from <!DOCTYPE to its >."),
            )

    def instruct(self, target: str, data: str) -> None:
        if target.lower().startswith("xml-"):
            self.note(say("“{name}” is not allowed in a drawing.", name=f"<?{target}"))

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _plain(name)
        self.is_style = element == "style"
        if element in _ACTIVE or (element in _ANIMATED and _is_active(attributes)):
            message = say("<{name}> is not allowed in a drawing.", name=name)
            self.note(message, say("Delete it: a drawing does nothing, and shows what is in it."))
        for attribute, value in attributes.items():
            self.check(element, attribute, value)

    def check(self, element: str, attribute: str, value: str) -> None:
        name = _plain(attribute)
        if name.startswith("on") or attribute.lower() == "xml:base":
            message = say("“{name}” is not allowed in a drawing.", name=attribute)
            self.note(message, say("Delete it, with its value."))
        elif name in _NAMING and not _may_name(element, value):
            self.faults.append(from_elsewhere(self.place, value[:100]))
        elif name in PAINTING:
            self.check_style(value)

    def check_style(self, css: str) -> None:
        for asked in find_asked(css):
            address = asked.address
            if address is None or not (is_own(address) or _PICTURE.match(address)):
                self.faults.append(from_elsewhere(self.place, css[asked.start : asked.end][:100]))

    def write(self, text: str) -> None:
        if self.is_style:
            self.style.append(text)

    def end(self, name: str) -> None:
        if self.style:
            self.check_style("".join(self.style))
        self.is_style, self.style = False, []


def _plain(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2].lower()


def _is_active(attributes: Mapping[str, str]) -> bool:
    changed = _plain(attributes.get("attributeName", ""))
    return changed == "href" or changed.startswith("on")


def _may_name(element: str, value: str) -> bool:
    scheme = read_scheme(value)
    if element in {"image", "feimage"} and _PICTURE.match(value):
        return True
    return scheme in _LINKS if element == "a" else scheme == ""
