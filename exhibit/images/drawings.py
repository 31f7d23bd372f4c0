"""A drawing that a person made, as SVG that may stand in a page.

An allow-list, as for the text of a page: what is not on it is a fault at its line, and
nothing else is copied. A drawing is made of four plain colours, so that any program can
show it alone; here they become those of the page, which follow its light and dark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from exhibit.diagnostics import ContentError, Notice, Source, say, suggest, tell
from exhibit.images.bounds import Burden, Reference, find_endless, refuse_numbers, say_numbers
from exhibit.images.vocabulary import (
    ATTRIBUTES,
    COLOURS,
    ELEMENTS,
    PAINTS,
    REFERRING,
    SETTLED,
    SPACE,
    UNSAID,
    WORDS,
)

_WITHIN = re.compile(r"url\(#([^()\s'\"]+)\)")
_MOVE = re.compile(r"(?:(?:matrix|translate|rotate|scale|skew[XY])\([-\d.eE,\s]+\)[\s,]*)+")
_PLAIN = re.compile(r"[^()\\;:<>&@]*")  # nothing that calls, escapes or leads anywhere
_IDENTIFIER = re.compile(r"[A-Za-z][\w.-]*")
_NUMBER = r"-?\d+(?:\.\d+)?"
_LENGTH = r"((?=[\d.]*[1-9])\d+(?:\.\d+)?)"
_BOX = re.compile(rf"{_NUMBER}[\s,]+{_NUMBER}[\s,]+{_LENGTH}[\s,]+{_LENGTH}")
_SIDE = re.compile(rf"{_LENGTH}(?:px)?")
MAX_LETTERS = 40_000  # it stands in the page itself
_DEEPEST = 100  # elements in one another
_SHOWN = 60  # letters of a value that is told


@dataclass(frozen=True)
class Drawing:
    """What stands within `<svg>`, and the room that it takes."""

    width: int  # px
    height: int
    view_box: str
    inside: str
    words: tuple[str, ...]  # what is written in it


def read_drawing(source: Source, prefix: str) -> Drawing:
    """The drawing in a file; raises its faults. prefix keeps its ids apart from all others."""
    if len(source.text) > MAX_LETTERS:
        message = say("The drawing is longer than {size} letters.", size=MAX_LETTERS)
        raise source.fault(message, say("Simplify it: it stands in the page itself."), line=1)
    reader = _Reader(source, prefix)
    reader.run()
    tell(reader.faults)
    width, height = reader.size()
    return Drawing(width, height, reader.root["viewBox"], "".join(reader.out), tuple(reader.words))


@dataclass
class _Reader:
    """The state of one reading, which copies what is allowed and notes what is not."""

    source: Source
    prefix: str
    root: dict[str, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    faults: list[ContentError] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    around: list[tuple[str, int]] = field(default_factory=list)  # of those: id, and where it begins
    burden: Burden = field(default_factory=Burden)
    length: int = 0  # of what is copied

    def run(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.write
        try:
            self.parser.Parse(self.source.text, True)
        except expat.ExpatError as error:
            message = say("The drawing ends or breaks off here; it cannot be read.")
            hint = say("Save it anew in the program in which it was made.")
            place = {"line": error.lineno, "column": error.offset + 1}
            raise self.source.fault(message, hint, **place) from error
        for one in self.burden.references:
            if one.target not in self.burden.sizes:
                message = say("Nothing in this drawing has the id “{name}”.", name=one.target)
                self.note(
                    message,
                    suggest(one.target, sorted(self.burden.sizes)),
                    f"#{one.target}",
                    one.line,
                )
        self.faults += find_endless(self.source, self.burden, self.length)

    def note(self, message: Notice, hint: Notice, snippet: str, line: int = 0) -> None:
        place = self.source.find(snippet, line or self.parser.CurrentLineNumber)
        self.faults.append(ContentError(place, message, hint))

    def refuse_doctype(self, *_: object) -> None:
        hint = say("Delete it, from <!DOCTYPE to its >.")
        line = self.parser.CurrentLineNumber
        raise self.source.fault(say("A drawing has no DOCTYPE."), hint, line=line)

    @property
    def is_outside(self) -> bool:
        """Whether an element around this place is left out, and all within it."""
        return not ELEMENTS.issuperset(self.within)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        is_root, is_outside = not self.within, self.is_outside
        self.within.append(name)
        self.around.append(("", self.length))
        if len(self.within) > _DEEPEST:
            message = say("The drawing has too many elements in one another.")
            hint = say("Dissolve groups in the program in which it was made.")
            raise self.source.fault(message, hint, line=self.parser.CurrentLineNumber)
        if is_outside or name in UNSAID:
            return
        if is_root and name != "svg":
            self.note(say("A drawing begins with <svg>."), say("Save it as SVG."), f"<{name}")
        elif name not in ELEMENTS:
            message = say("<{name}> is not allowed in a drawing.", name=name)
            hint = say("Delete it. Drawing programs save without it as “plain” or “optimised” SVG.")
            self.note(message, hint, f"<{name}")
        else:
            self.copy(name, attributes, is_root)

    def copy(self, name: str, attributes: dict[str, str], is_root: bool) -> None:
        """Begin an element of the page; the first becomes a group that passes on what it says."""
        if attributes.get("xmlns", SPACE) != SPACE:
            self.note(say("This is no SVG."), say('Write xmlns="{name}".', name=SPACE), "xmlns")
        self.around[-1] = (attributes.get("id", ""), self.length)
        if is_root:
            self.root = {key: attributes.get(key, "") for key in ("width", "height", "viewBox")}
        checked = {key: self.check(name, key, value) for key, value in attributes.items()}
        kept = {key: value for key, value in checked.items() if value}
        if is_root:
            kept = {key: value for key, value in kept.items() if key not in self.root}
            name = "g"
        said = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        self.put(f"<{name}{said}>")

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def end(self, name: str) -> None:
        if not self.is_outside:
            self.put(f"</{'g' if len(self.within) == 1 else name}>")
        self.within.pop()
        identifier, begun = self.around.pop()
        if identifier in self.burden.sizes:
            self.burden.sizes[identifier] = self.length - begun

    def write(self, text: str) -> None:
        if self.within[-1] in {"text", "tspan"} and not self.is_outside:
            self.put(escape(text, quote=False))
            self.words.append(text.strip())

    def check(self, element: str, name: str, value: str) -> str:
        """The value as the page has it; empty for what is left out."""
        if name in SETTLED or name.startswith("xmlns:"):
            return ""
        if name not in ATTRIBUTES or (name == "href" and element != "use"):
            self.refuse_attribute(name)
        elif name in {"fill", "stroke"} and not _WITHIN.fullmatch(value):
            return self.paint(name, value)
        elif name == "id":
            return self.identify(value)
        elif name == "href":
            return self.refer(name, value, value.removeprefix("#") if value[:1] == "#" else "")
        elif (found := _WITHIN.fullmatch(value)) and name in REFERRING:
            return self.refer(name, value, found[1])
        elif name not in WORDS and (message := refuse_numbers(name, value)):
            self.note(message, say_numbers(), f"{name}=")
        elif not (_MOVE if name in {"transform", "patternTransform"} else _PLAIN).fullmatch(value):
            self.refuse_value(name, value)
        elif name not in WORDS:
            self.burden.note_numbers(name, value, self.parser.CurrentLineNumber)
        return value

    def paint(self, name: str, value: str) -> str:
        if value not in PAINTS:
            message = say("A drawing does not know the colour “{value}”.", value=value)
            hint = say("Use one of these: {names}.", names=", ".join(["none", *COLOURS]))
            self.note(message, hint, f"{name}=")
        return PAINTS.get(value, "")

    def identify(self, value: str) -> str:
        if not _IDENTIFIER.fullmatch(value) or value in self.burden.sizes:
            self.refuse_value("id", value)
        self.burden.sizes[value] = 0
        return f"{self.prefix}-{value}"

    def refer(self, name: str, value: str, target: str) -> str:
        if not _IDENTIFIER.fullmatch(target):
            self.refuse_value(name, value)
        else:
            around = tuple(name for name, _ in self.around if name)
            self.burden.references.append(Reference(target, self.parser.CurrentLineNumber, around))
        return value.replace("#", f"#{self.prefix}-")

    def refuse_attribute(self, name: str) -> None:
        message = say("“{name}” is not allowed in a drawing.", name=name)
        hint = say("Delete it, with its value.")
        if name == "style":
            hint = say('Write what it says as attributes: fill="none" stroke="black".')
        self.note(message, hint, f"{name}=")

    def refuse_value(self, name: str, value: str) -> None:
        short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        message = say("“{name}” cannot be “{value}” in a drawing.", name=name, value=short)
        hint = say("A drawing uses nothing from elsewhere, and each id once.")
        self.note(message, hint, f"{name}=")

    def size(self) -> tuple[int, int]:
        """Width and height in pixels: what the file says, else what its viewBox says."""
        box = _BOX.fullmatch(self.root["viewBox"].strip())
        if not box:
            hint = say('Write it into the first tag: viewBox="0 0 440 300".')
            raise self.source.fault(say("The drawing does not say its viewBox."), hint, line=1)
        sides = [_SIDE.fullmatch(self.root[name]) for name in ("width", "height")]
        width, height = (
            float(found[1]) if found else float(box[n]) for n, found in enumerate(sides, 1)
        )
        return max(round(width), 1), max(round(height), 1)
