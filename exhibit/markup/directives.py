"""Directives: the blocks that Markdown lacks, as lines that begin with `:::`.

    ::: chart NAME              one line
    ::: note                    opens a box …
    Markdown
    :::                         … and closes it

They are taken out by a pass over the lines before Markdown sees the text, since
Markdown's own block parsers know no line numbers. Each leaves a mark in the text
that the converter turns into an element, with whatever stands inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exhibit.diagnostics.faults import ContentError, Notice, say
from exhibit.diagnostics.limits import MAX_DEPTH
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import suggest

LINE = re.compile(r"(?P<indent>\s*):::+\s*(?P<name>[^\s]*)\s*(?P<argument>.*?)\s*$")
CODE_FENCE = re.compile(r"(?P<marks>```+|~~~+)(?P<rest>[^`]*)$")
CODE_LANGUAGE = re.compile(r"\s*[\w.#+-]*\s*")
HINT = re.compile(r"<!--\s*i18n(?P<context>\s+context)?:\s*(?P<text>.*?)\s*-->")
OPEN, CLOSE = "\ue000", "\ue001"  # from a private area: no text can hold them, see limits.py


@dataclass(frozen=True)
class Kind:
    """What a directive takes: the name of something, Markdown up to a closing line, or both."""

    argument: Notice | None  # what to say where the name is missing; None if it takes but a title
    body: bool


KINDS: Mapping[str, Kind] = {
    "bench": Kind(say("Name the bench: ::: bench NAME"), body=False),
    "chart": Kind(say("Name the chart: ::: chart NAME"), body=False),
    "details": Kind(None, body=True),
    "figure": Kind(say("Name the picture: ::: figure NAME"), body=False),
    "guess": Kind(say("Name the question: ::: guess NAME"), body=True),
    "ladder": Kind(None, body=True),
    "lines": Kind(say("Say how many lines: ::: lines 3"), body=False),
    "note": Kind(None, body=True),
    "switch": Kind(None, body=True),
}


@dataclass(frozen=True)
class Directive:
    name: str
    argument: str
    line: int

    @property
    def has_title(self) -> bool:
        """Whether the argument is text to show, and not the name of something."""
        return bool(self.argument) and KINDS[self.name].argument is None


@dataclass(frozen=True)
class Hint:
    """A line for translators, and not for the page, about the paragraph below it."""

    text: str = ""
    context: str = ""  # tells the paragraph from others with the same words


@dataclass(frozen=True)
class Marked:
    """The text with marks in place of the lines of directives."""

    text: str
    directives: tuple[Directive, ...]
    hints: Mapping[int, Hint]  # what editors say to translators, by line


def take_directives(source: Source, first: int) -> Marked:
    """Take the directives out of a file's lines from first to its end."""
    directives: list[Directive] = []
    open_lines: list[int] = []
    lines: list[str] = []
    hints: dict[int, Hint] = {}
    for number, line, is_code in numbered(source, first):
        found = None if is_code else LINE.match(line)
        hint = None if is_code else HINT.fullmatch(line.rstrip())
        if hint:
            hints[number] = add_hint(hints.get(number - 1, Hint()), hint)
            lines.append("")
        elif not found:
            lines.append(line)
        elif not found["name"]:
            lines.append(close(source, number, open_lines))
        else:
            directives.append(read_directive(source, number, found))
            mark = f"\n\n{OPEN}{len(directives) - 1}{OPEN}\n\n"
            if KINDS[found["name"]].body:
                open_lines.append(number)
                check_depth(source, open_lines)
                lines.append(mark)
            else:
                lines.append(f"{mark}{CLOSE}\n\n")
    if open_lines:
        advice = say("Close it with a line that holds ::: alone.")
        raise source.fault(say("This box is never closed."), advice, line=open_lines[-1])
    return Marked("\n".join(lines), tuple(directives), hints)


def add_hint(above: Hint, found: re.Match[str]) -> Hint:
    """The hint of a line, with what the line above it says."""
    if found["context"]:
        return replace(above, context=found["text"])
    return replace(above, text=f"{above.text} {found['text']}".strip())


def numbered(source: Source, first: int) -> Iterator[tuple[int, str, bool]]:
    """Lines with their number and whether they are code, where ::: means nothing."""
    fence, opened = "", 0
    for number, line in enumerate(source.lines[first - 1 :], first):
        found = CODE_FENCE.match(line)
        if fence:
            yield number, line, True
            fence = "" if line.rstrip() == fence else fence
        elif found:
            check_fence(source, number, found)
            fence, opened = found["marks"], number
            yield number, line, True
        else:
            yield number, line, False
    if fence:
        hint = say("Close it with a line that holds {marks} alone.", marks=fence)
        raise source.fault(say("This code is never closed."), hint, line=opened)


def check_fence(source: Source, number: int, found: re.Match[str]) -> None:
    """Python-Markdown would take more than a language, such as attributes, and fail at some."""
    if not CODE_LANGUAGE.fullmatch(found["rest"]):
        message = say("After {marks} stands at most the name of a language.", marks=found["marks"])
        hint = say("Begin the code on the next line.")
        raise source.fault(message, hint, line=number, column=found.start("rest") + 1)


def check_depth(source: Source, open_lines: list[int]) -> None:
    if len(open_lines) > MAX_DEPTH:
        message = say("There are too many boxes in one another.")
        hint = say("Close a box with a line that holds ::: alone.")
        raise source.fault(message, hint, line=open_lines[-1])


def close(source: Source, number: int, open_lines: list[int]) -> str:
    if not open_lines:
        hint = say("A line ::: closes a box; a chart needs none.")
        raise source.fault(say("There is no open box to close here."), hint, line=number)
    open_lines.pop()
    return f"\n\n{CLOSE}\n\n"


def read_directive(source: Source, number: int, found: re.Match[str]) -> Directive:
    def fault(message: Notice, hint: Notice, group: str) -> ContentError:
        return source.fault(message, hint, line=number, column=found.start(group) + 1)

    name, argument = found["name"], found["argument"]
    if found["indent"]:
        hint = say("Begin the line with ::: without spaces before it.")
        raise fault(say("A directive stands at the start of its line."), hint, "name")
    if name not in KINDS:
        raise fault(say("“{name}” is not a directive.", name=name), suggest(name, KINDS), "name")
    missing = KINDS[name].argument
    if missing and not argument:
        raise fault(say("“{name}” does not say which.", name=name), missing, "name")
    return Directive(name, argument, number)
