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
from collections.abc import Mapping
from dataclasses import dataclass, replace

from exhibit.diagnostics import MAX_DEPTH, ContentError, Notice, Source, say, suggest
from exhibit.markup.lines import CLOSE, OPEN, TAB, DirectiveLine, Line, Piece, split_lines

_HINT = re.compile(r"<!--\s*+i18n(?P<context>\s++context)?:(?P<text>.*)-->")


@dataclass(frozen=True)
class Syntax:
    """What a directive takes: the name of something, Markdown up to a closing line, or both."""

    argument: Notice | None  # what to say where the name is missing; None if it takes but a title
    body: bool


Syntaxes = Mapping[str, Syntax]  # by the name of the directive


@dataclass(frozen=True)
class Directive:
    name: str
    argument: str
    line: int
    is_titled: bool = False  # the argument is text to show, and not the name of something

    @property
    def has_title(self) -> bool:
        return self.is_titled and bool(self.argument)


@dataclass(frozen=True)
class Hint:
    """A line for translators, and not for the page, about the paragraph below it."""

    text: str = ""
    context: str = ""  # tells the paragraph from others with the same words


@dataclass(frozen=True)
class _Marked:
    """The lines, with marks in place of those of directives."""

    pieces: list[Piece]
    directives: tuple[Directive, ...]
    hints: Mapping[int, Hint]  # what editors say to translators, by line


def take_directives(source: Source, first: int, syntaxes: Syntaxes) -> _Marked:
    """Take the directives out of a file's lines from first to its end."""
    directives: list[Directive] = []
    open_lines: list[int] = []
    pieces: list[Piece] = []
    hints: dict[int, Hint] = {}

    def put(line: Line, text: str) -> None:
        pieces.append(Piece(line.number, text, is_fixed=True))

    for line in split_lines(source, first):
        hint = None if line.is_code else _HINT.fullmatch(line.text.rstrip())
        if hint:
            hints[line.number] = _add_hint(hints.get(line.number - 1, Hint()), hint)
            put(line, "")
        elif line.is_code:
            put(line, line.text)
        elif not line.directive:
            pieces.append(Piece(line.number, line.text.expandtabs(TAB), note=line.note))
        elif not line.directive.name:
            put(line, _close(source, line.number, open_lines))
        else:
            directives.append(_read_directive(source, line.number, line.directive, syntaxes))
            mark = f"\n\n{OPEN}{len(directives) - 1}{OPEN}\n\n"
            has_body = syntaxes[line.directive.name].body
            put(line, mark if has_body else f"{mark}{CLOSE}\n\n")
            open_lines += [line.number] if has_body else []
            _check_depth(source, open_lines)
    if open_lines:
        advice = say("Close it with a line that holds ::: alone.")
        raise source.fault(say("This box is never closed."), advice, line=open_lines[-1])
    return _Marked(pieces, tuple(directives), hints)


def _add_hint(above: Hint, found: re.Match[str]) -> Hint:
    """The hint of a line, with what the line above it says."""
    words = found["text"].strip()
    if found["context"]:
        return replace(above, context=words)
    return replace(above, text=f"{above.text} {words}".strip())


def _check_depth(source: Source, open_lines: list[int]) -> None:
    if len(open_lines) > MAX_DEPTH:
        message = say("There are too many boxes in one another.")
        hint = say("Close a box with a line that holds ::: alone.")
        raise source.fault(message, hint, line=open_lines[-1])


def _close(source: Source, number: int, open_lines: list[int]) -> str:
    if not open_lines:
        hint = say("A line ::: closes a box; a chart needs none.")
        raise source.fault(say("There is no open box to close here."), hint, line=number)
    open_lines.pop()
    return f"\n\n{CLOSE}\n\n"


def _read_directive(
    source: Source, number: int, line: DirectiveLine, syntaxes: Syntaxes
) -> Directive:
    def fault(message: Notice, hint: Notice) -> ContentError:
        return source.fault(message, hint, line=number, column=line.columns["name"])

    if line.is_indented:
        hint = say("Begin the line with ::: without spaces before it.")
        raise fault(say("A directive stands at the start of its line."), hint)
    if line.name not in syntaxes:
        message = say("“{name}” is not a directive.", name=line.name)
        raise fault(message, suggest(line.name, syntaxes))
    missing = syntaxes[line.name].argument
    if missing and not line.argument:
        raise fault(say("“{name}” does not say which.", name=line.name), missing)
    return Directive(line.name, line.argument, number, is_titled=missing is None)
