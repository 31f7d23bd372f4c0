"""What a chart shows in one language: plain data, worked out before anything is drawn.

A Plot holds names and numbers as the reader will see them, and how each series is
told from the others. It can be hashed, so a chart is drawn again only if its Plot
has changed; whoever draws it knows no language and no table.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "var(--tinte)"


@dataclass(frozen=True)
class Look:
    """How a country or series is told from others: never by its colour alone."""

    colour: str = INK
    text_colour: str = INK  # text in the same hue needs more contrast
    tint: float = 1  # how full an area is inside its outline
    stripes: int = 0  # that run along an area
    dash: tuple[int, ...] = ()  # empty: a solid line
    shape: str = "circle"


@dataclass(frozen=True)
class Mark:
    """One figure of a category."""

    name: str  # of its series; empty if there is but one
    value: float
    label: str  # the value as the reader sees it
    tip: str  # the whole sentence: name, value, unit
    look: Look
    marked: bool = False  # it carries the red mark
    voice: str = ""  # the locale of the sentence


@dataclass(frozen=True)
class Row:
    """A category with its figures."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def marked(self) -> bool:
        return any(mark.marked for mark in self.marks)


@dataclass(frozen=True)
class Point:
    """One figure at a moment."""

    x: int
    value: float
    label: str
    tip: str
    name: str = ""  # what is written beside it
    marked: bool = False


@dataclass(frozen=True)
class Line:
    """A series over time, in the order of its moments."""

    name: str
    points: tuple[Point, ...]
    look: Look = Look()
    gaps: tuple[int, ...] = ()  # the x before which no row tells of moments that others follow at
    breaks: tuple[int, ...] = ()  # the x before which the table knows a moment, and no figure
    is_joined: bool = False  # the first point is the end of the past, which has it already


@dataclass(frozen=True)
class Tick:
    """A place on an axis, with what is written there."""

    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    """One chart in one language, ready to be drawn at any width."""

    kind: str
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    panels: tuple[Plot, ...] = ()  # of a pair
    heading: str = ""  # of a panel
    ticks: tuple[Tick, ...] = ()  # of the axis of values; the last is its end
    times: tuple[Tick, ...] = ()  # of the axis of moments
    moments: tuple[int, ...] = ()  # of the table, in their order, also those without a figure
    reference: Tick | None = None  # a value to compare with
    note: str = ""  # the sentence at the red mark
    today: int | None = None  # the x at which the past ends and scenarios begin
    ahead: str = ""  # what the part after it is called
    explanation: str = ""  # of an axis or a unit that readers may not know
    tile: float = 1  # what one tile stands for

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last moment, from which to which the drawing reaches."""
        drawn = [point.x for line in self.lines for point in line.points]
        return min([*drawn, *self.moments[:1]]), max([*drawn, *self.moments[-1:]])
