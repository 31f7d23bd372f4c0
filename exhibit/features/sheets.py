"""Worksheets: pages to be printed, with lines to write on."""

from __future__ import annotations

from exhibit.diagnostics import ContentError, say
from exhibit.markup import Island, Syntax
from exhibit.render import Directive, Feature, Layout, Scene, Shown

_MAX_LINES = 20  # of a sheet of A4 by hand


def _show_lines(scene: Scene, island: Island, card: object) -> Shown:
    """Lines to write on, as many as are asked for."""
    words = island.directive.argument
    if words not in map(str, range(1, _MAX_LINES + 1)):
        message = say("“{words}” is no number of lines to write on.", words=words)
        hint = say("Write a number from 1 to {most}: ::: lines 3", most=_MAX_LINES)
        raise ContentError(island.place, message, hint)
    return Shown({"count": int(words)})


_LINES = Directive[object](
    "lines", Syntax(say("Say how many lines: ::: lines 3"), body=False), _show_lines
)
SHEETS = Feature(directives=(_LINES,), layouts=(Layout("sheet"),))
