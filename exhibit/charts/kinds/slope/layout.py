"""Where everything stands in a slope: names and values at its ends, moments between them.

Names stand at both ends if that leaves enough of the drawing; else at the right end alone, where
one looks last; and where a word is too long even for that, in a key below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf

from exhibit.charts.draw.blocks import Box
from exhibit.charts.draw.lettering import LINE, count_lines, widest, wrap
from exhibit.charts.plan.plot import Line, Look, Plot, Point
from exhibit.charts.plan.scales import APART, Span, spread, steps

GUTTER = 20  # px from a dot to its value; where this has moved, a thin stroke leads there
AIR = 8  # px from a value to its name
_CLOSE = 3  # px between two names
_NAMES, _LINES = 170, 3  # px and lines that a name may take
_HEIGHT, _LOW = 340, 310  # px between the largest and the smallest value: wide, on a phone
_FOOT = 10  # px of a rule below the smallest value
_OVER = 26  # px that a value takes above its dot
_COSTLY = 1 / 3  # of the height, that zero may not take
_AWAY = 0.28  # of the width, that a moment between keeps from both ends
_BELOW = (False, False, 0)  # the names stand in a key
_RIGHT = [(False, True, share / 100) for share in range(50, 28, -2)]
_FORMS = ((True, True, 0.42), *_RIGHT, _BELOW)  # named ends, and the share that is left free


@dataclass(frozen=True)
class Label:
    """What is written where a stroke begins or ends."""

    line: Line
    point: Point
    name: str  # in lines; empty where it stands elsewhere

    @property
    def height(self) -> float:
        return count_lines(self.name) * LINE + _CLOSE


@dataclass(frozen=True)
class Side:
    """The labels at one end, from top to bottom: values in a column, names in one beyond it."""

    labels: Sequence[Label]

    @property
    def values(self) -> float:
        return widest([label.point.label for label in self.labels], bold=True)

    @property
    def width(self) -> float:
        names = widest([label.name for label in self.labels], bold=True)
        return GUTTER + self.values + (AIR + names if names else 0)

    @property
    def sizes(self) -> Sequence[float]:
        return [label.height for label in self.labels]

    @property
    def is_named(self) -> bool:
        return any(label.name for label in self.labels)


@dataclass(frozen=True)
class Frame:
    """What stands where, in px."""

    left: Side
    right: Side
    heads: Sequence[str]  # what is written above the moments, in lines
    moments: Mapping[int, float]
    y: Span
    top: float  # of the rules at the moments
    bottom: float
    end: float  # of the labels

    def place(self, point: Point) -> tuple[float, float]:
        return self.moments[point.x], self.y.place(point.value)


def make_frame(plot: Plot, box: Box) -> Frame:
    """Values take what height they need, and labels what they need above and below."""
    left, right = _choose_sides(plot, box)
    heads = [wrap(tick.text, box.width / len(plot.times) - APART) for tick in plot.times]
    top = box.top + max(map(count_lines, heads)) * LINE + 6
    y = Span(*_find_ends(plot), _HEIGHT if box.is_roomy else _LOW, 0)
    ends = [*_find_edges(left, y), *_find_edges(right, y), *_find_edges_between(plot, y)]
    first = top - min(ends)
    placed = replace(y, first=y.first + first, last=first)
    moments = _place_moments(plot, box.left + left.width, box.right - right.width)
    return Frame(left, right, heads, moments, placed, top, placed.first + _FOOT, first + max(ends))


def place_labels(side: Side, y: Span) -> Sequence[float]:
    """The middles of the labels, which keep apart; each is as near to its dot as they allow."""
    return spread_evenly([y.place(label.point.value) for label in side.labels], side.sizes)


def _find_edges(side: Side, y: Span) -> tuple[float, float]:
    """How far up and down the labels go."""
    middles, sizes = place_labels(side, y), side.sizes
    return middles[0] - sizes[0] / 2, middles[-1] + sizes[-1] / 2


def _find_edges_between(plot: Plot, y: Span) -> Iterator[float]:
    """How far up and down dots go, with a value above those that have no label beside them."""
    yield from (-_FOOT, y.first + _FOOT)
    inner = {int(tick.at) for tick in plot.times[1:-1]}
    values = [point.value for line in plot.lines for point in line.points if point.x in inner]
    yield from (y.place(value) - _OVER for value in values)


def _find_ends(plot: Plot) -> tuple[float, float]:
    """The values at the bottom and at the top of the drawing."""
    values = [point.value for line in plot.lines for point in line.points]
    low, high = min(values), max(values)
    if low == high:
        return low - 1, high + 1
    if low / high < _COSTLY:
        return 0, high
    step = steps(high - low)[1]
    return float(Decimal(low) // step * step), high


def _place_moments(plot: Plot, left: float, right: float) -> Mapping[int, float]:
    """As far apart as in the calendar; but the one between keeps room for its values."""
    first, *_, last = (int(tick.at) for tick in plot.times)
    parts = {int(tick.at): (tick.at - first) / (last - first) for tick in plot.times}
    kept = {x: min(max(part, _AWAY), 1 - _AWAY) for x, part in parts.items()}
    kept |= {first: 0, last: 1}
    return {x: left + part * (right - left) for x, part in kept.items()}


def _choose_sides(plot: Plot, box: Box) -> tuple[Side, Side]:
    """The first form in which every name finds room; in the last there are none."""
    forms = (_make_sides(plot, box, *form) for form in _FORMS)
    return next(sides for sides in forms if sides)


def _make_sides(
    plot: Plot, box: Box, at_left: bool, at_right: bool, free: float
) -> tuple[Side, Side] | None:
    """Both ends, if their names fit; who does not come as far as the right one is named left."""
    ended = _lines_at(plot, -1)
    left = _make_side(plot, 0, [line for line in plot.lines if at_left or line not in ended])
    right = _make_side(plot, -1, plot.lines)
    if not at_right:
        left, right = _unname(left), _unname(right)
    left = _merge(left, right)
    room = box.width * (1 - free) - left.values - right.values - 2 * GUTTER
    room = min(_NAMES, room / (2 if left.is_named else 1) - AIR)
    sides = _wrap(left, room), _wrap(right, room)
    return sides if all(_fits(side, room) for side in sides) else None


def _lines_at(plot: Plot, end: int) -> Sequence[Line]:
    """Those that have a figure at the first moment, 0, or at the last, -1."""
    return [line for line in plot.lines if line.points[end].x == plot.times[end].at]


def _make_side(plot: Plot, end: int, named: Sequence[Line]) -> Side:
    """From top to bottom; where values are alike, in the order in which their strokes come."""

    def rank(line: Line) -> tuple[float, float]:
        near = line.points[:2][-1] if end == 0 else line.points[-2:][0]
        return -line.points[end].value, -near.value

    lines = sorted(_lines_at(plot, end), key=rank)
    return Side(
        [Label(line, line.points[end], line.name if line in named else "") for line in lines]
    )


def _unname(side: Side) -> Side:
    return Side([replace(label, name="") for label in side.labels])


def _merge(left: Side, right: Side) -> Side:
    """Where all begin at one value, it is written once; their names stand where they end."""
    values = {label.point.value for label in left.labels}
    same = {label.line for label in left.labels} == {label.line for label in right.labels}
    first = left.labels[0]
    if len(values) > 1 or not same:
        return left
    return Side([Label(replace(first.line, look=Look()), first.point, "")])


def _wrap(side: Side, room: float) -> Side:
    return Side([replace(one, name=wrap(one.name, room, bold=True)) for one in side.labels])


def _fits(side: Side, room: float) -> bool:
    names = [label.name for label in side.labels if label.name]
    return widest(names, bold=True) <= max(room, 0) and all(count_lines(n) <= _LINES for n in names)


def spread_evenly(
    places: Sequence[float], sizes: Sequence[float], start: float = -inf, end: float = inf
) -> Sequence[float]:
    """As `spread`, but labels that touch give way to both sides alike.

    It is the middle of two ways to move them: what is in the way on, or what is before it back.
    """
    on = spread(places, sizes, end)
    back = spread([-place for place in reversed(places)], list(reversed(sizes)), -start)
    return [(one - other) / 2 for one, other in zip(on, reversed(back), strict=True)]
