"""What is written at the ends of lines: their names with the last value, and values of the past.

The past has no name at its end, since that is where the scenarios begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from exhibit.charts.draw.axes import FOOT
from exhibit.charts.draw.blocks import Box
from exhibit.charts.draw.lettering import LINE, count_lines, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, texts
from exhibit.charts.draw.room import Area, find_room
from exhibit.charts.plan.plot import Line, Point
from exhibit.charts.plan.scales import spread

_NAMES, _TIGHT = 220, 104  # px that a name at the end of a line may take
_CLOSE = 4  # px at least between two of them
_BELOW, _ABOVE = 18, -14  # px from a point to the middle of its value
_ASIDE = 6  # px to the right of it, at the end of the past
_OVER = 5  # px that a value may stand above the drawing


@dataclass(frozen=True)
class _Name:
    """The name of a line; y is the middle of its first line of text."""

    text: str  # in lines
    x: float
    y: float
    fill: str

    @property
    def area(self) -> Area:
        return _area(self.text, self.x, self.y, bold=True)


def end_label(line: Line, box: Box) -> str:
    """The name and the last value, this on a line of its own where there is no room for both."""
    name, value = line.name, line.points[-1].label
    room = _NAMES if box.is_roomy else _TIGHT
    if width(name, bold=True) <= room < width(f"{name} {value}", bold=True):
        return f"{name}\n{value}"
    return wrap(f"{name} {value}", room, bold=True)


def place_names(lines: Sequence[Line], plane: Plane, box: Box) -> Sequence[_Name]:
    """The name of each line at its end, moved apart where they would touch."""
    texts = [end_label(line, box) for line in lines]
    sizes = [count_lines(text) * LINE + _CLOSE for text in texts]
    heights = [plane.y.first - plane.y.place(line.points[-1].value) for line in lines]
    placed = spread(heights, sizes, plane.y.first - plane.y.last + LINE / 2)
    return [
        _Name(
            text,
            plane.x.place(line.points[-1].x) + 10,
            plane.y.first - height - (count_lines(text) - 1) * LINE / 2,
            line.look.text_colour,
        )
        for line, text, height in zip(lines, texts, placed, strict=True)
    ]


def draw_names(names: Iterable[_Name]) -> list[Layer]:
    coloured: dict[str, list[dict[str, object]]] = {}
    for name in names:
        coloured.setdefault(name.fill, []).append({"x": name.x, "y": name.y, "text": name.text})
    return [
        layer
        for fill, same in coloured.items()
        for layer in texts(PAGE, same, bold=True, fill=fill)
    ]


def draw_past(past: Line, plane: Plane, names: Iterable[_Name]) -> list[Layer]:
    """The first and the last value of the past, where they lie on nothing that is written."""
    first, last = past.points[0], past.points[-1]
    taken = [name.area for name in names]
    end = _find_place(last, plane, taken, aside=_ASIDE)
    begin = _find_place(first, plane, [*taken, *_areas(last, plane, end, _ASIDE)], aside=0)
    early, late = (
        [{"x": point.x, "y": point.value, "text": point.label}] for point in (first, last)
    )
    return [
        *(texts(plane, early, dy=begin[0]) if begin else []),
        *(texts(plane, late, bold=True, dy=end[0], dx=_ASIDE) if end else []),
    ]


def _find_place(point: Point, plane: Plane, taken: Sequence[Area], aside: float) -> Sequence[float]:
    """How far below its point a value stands, or above; nothing if there is no room for it."""
    frame = Area(-inf, plane.y.last - _OVER, inf, plane.y.first + FOOT - LINE)  # above the years
    ways = ([_BELOW], [_ABOVE])
    free = (way for way in ways if find_room(_areas(point, plane, way, aside), taken, frame))
    return next(free, [])


def _areas(point: Point, plane: Plane, ways: Sequence[float], aside: float) -> Iterator[Area]:
    x, y = plane.x.place(point.x) + aside, plane.y.place(point.value)
    return (_area(point.label, x, y + way, bold=aside > 0) for way in ways)


def _area(text: str, x: float, y: float, bold: bool) -> Area:
    top = y - LINE / 2
    return Area(x, top, x + width(text, bold), top + count_lines(text) * LINE)
