"""Worksheets: pages to be printed, with lines to write on."""

from __future__ import annotations

from exhibit.diagnostics.faults import ContentError, say
from exhibit.markup.blocks import Island
from exhibit.markup.directives import Syntax
from exhibit.render.feature import Directive, Feature, Layout
from exhibit.render.scene import Scene, Shown

MAX_LINES = 20  # of a sheet of A4 by hand


def show_lines(scene: Scene, island: Island, card: object) -> Shown:
    """Lines to write on, as many as are asked for."""
    words = island.directive.argument
    if words not in map(str, range(1, MAX_LINES + 1)):
        message = say("“{words}” is no number of lines to write on.", words=words)
        hint = say("Write a number from 1 to {most}: ::: lines 3", most=MAX_LINES)
        raise ContentError(island.place, message, hint)
    return Shown({"count": int(words)})


LINES = Directive[object](
    "lines", Syntax(say("Say how many lines: ::: lines 3"), body=False), show_lines
)
SHEETS = Feature(directives=(LINES,), layouts=(Layout("sheet"),))
