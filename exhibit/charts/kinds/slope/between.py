"""The values at the moment between the ends, where there is room for them beside the strokes.

They stand alike, as far as can be: a value above its dot and the next one below would seem to
belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from exhibit.charts.draw.blocks import PAPER
from exhibit.charts.draw.pen import PAGE, Layer, marks, texts
from exhibit.charts.draw.room import Area, areas_around, find_room
from exhibit.charts.kinds.slope.layout import Frame
from exhibit.charts.plan.plot import Line, Plot

_PIECE = 8  # px of a stroke that count as one rectangle
_DOT, _HALF = 6, 2  # px around the middle of a dot, and of a stroke
_AIR = 3  # px that are better left free around a value
_LOOSE = 3  # px of a line of text that a figure leaves free above and below

_Placed = Sequence[Area | None]  # None where there is no room


@dataclass(frozen=True)
class _Value:
    line: Line
    text: str
    around: Sequence[Area]  # the places that it may have at its dot, in the same order for all


@dataclass(frozen=True)
class _Ground:
    """What values must not lie on, and what they had better not lie on."""

    field: Area
    strokes: Sequence[Area]
    rules: Sequence[Area]


def draw_values_between(plot: Plot, frame: Frame) -> list[Layer]:
    """Of all ways to place them that in which most find room; then most stand alike."""
    values = list(_read_values(plot, frame))
    if not values:
        return []
    ground = _make_ground(plot, frame)
    ways = [_place(values, at, ground) for at in range(len(values[0].around))]
    best = max(ways, key=lambda way: (_count(way), _count_alike(values, way)))
    shown = [(value, area) for value, area in zip(values, best, strict=True) if area]
    papers = ({"x": a.left, "x2": a.right, "y": a.top, "y2": a.bottom} for _, a in shown)
    return [
        *marks("rect", PAGE, papers, fill=PAPER),
        *texts(PAGE, [_word(value, area) for value, area in shown]),
    ]


def _word(value: _Value, area: Area) -> dict[str, object]:
    place = {"x": area.left, "y": (area.top + area.bottom) / 2}
    return {**place, "text": value.text, "fill": value.line.look.text_colour}


def _make_ground(plot: Plot, frame: Frame) -> _Ground:
    first, *_, last = frame.moments.values()
    return _Ground(
        Area(first + _DOT, frame.top, last - _DOT, frame.bottom),
        [area for line in plot.lines for area in _areas_of(line, frame)],
        [Area(x - 1, frame.top, x + 1, frame.bottom) for x in frame.moments.values()],
    )


def _place(values: Sequence[_Value], at: int, ground: _Ground) -> _Placed:
    """Each at this side of its dot, or where else there is room."""
    placed: list[Area | None] = []
    for value in values:
        taken = [*ground.strokes, *filter(None, placed)]
        placed.append(_find_place([value.around[at], *value.around], taken, ground))
    return placed


def _find_place(places: Sequence[Area], taken: Sequence[Area], ground: _Ground) -> Area | None:
    """With some air around it, or else without, or at worst on the rule."""
    both = [*taken, *ground.rules]
    for air, known in ((_AIR, both), (0, both), (0, taken)):
        free = (area for area in places if find_room([_grow(area, air)], known, ground.field))
        if found := next(free, None):
            return found
    return None


def _grow(area: Area, by: float) -> Area:
    return Area(area.left - by, area.top - by, area.right + by, area.bottom + by)


def _count(way: _Placed) -> int:
    return sum(area is not None for area in way)


def _count_alike(values: Sequence[_Value], way: _Placed) -> tuple[int, int]:
    """How many stand where the first does, and how many as high as it does, beside their dots."""
    shown = [(value.around, area) for value, area in zip(values, way, strict=True) if area]
    sides = [around.index(area) for around, area in shown]
    heights = [round(area.top - around[0].top) for around, area in shown]
    return sides.count(sides[0]) if shown else 0, heights.count(heights[0]) if shown else 0


def _read_values(plot: Plot, frame: Frame) -> Iterator[_Value]:
    """Each once, though several strokes may have it: the red stroke's first, then the largest."""
    inner = [int(tick.at) for tick in plot.times[1:-1]]
    found = [(line, point) for line in plot.lines for point in line.points if point.x in inner]
    known = set()
    for line, point in sorted(found, key=lambda one: (not one[1].marked, -one[1].value)):
        x, y = frame.place(point)
        if y not in known:
            known.add(y)
            yield _Value(line, point.label, [_trim(a) for a in areas_around(point.label, x, y)])


def _trim(area: Area) -> Area:
    """A figure has no letters that hang down, so it takes less than its line."""
    return Area(area.left, area.top + _LOOSE, area.right, area.bottom - _LOOSE)


def _areas_of(line: Line, frame: Frame) -> Iterator[Area]:
    """What a stroke and its dots cover, in small pieces."""
    places = [frame.place(point) for point in line.points]
    yield from (Area(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in places)
    for (x, y), (x2, y2) in pairwise(places):
        count = ceil((abs(x2 - x) + abs(y2 - y)) / _PIECE)
        corners = [(x + (x2 - x) * n / count, y + (y2 - y) * n / count) for n in range(count + 1)]
        for (left, one), (right, other) in pairwise(corners):
            top, bottom = min(one, other), max(one, other)
            yield Area(left - _HALF, top - _HALF, right + _HALF, bottom + _HALF)
