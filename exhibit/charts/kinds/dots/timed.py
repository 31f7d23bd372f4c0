"""Dots by day on an axis that multiplies, with the names of things where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from exhibit.charts.draw.axes import (
    FOOT,
    draw_beginnings,
    draw_note,
    draw_red_ring,
    draw_rule,
    draw_value_axis,
    make_note,
    room_for_ticks,
    value_span,
)
from exhibit.charts.draw.blocks import (
    QUIET,
    Box,
    Drawn,
    dot_style,
    draw_key,
    looks_of,
    note_row,
    paint,
)
from exhibit.charts.draw.lettering import LINE, count_lines, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.draw.room import Area, areas_around, find_room
from exhibit.charts.plan.plot import Line, Plot, Point
from exhibit.charts.plan.scales import Span

_LONG = 150  # px, after which the name of a dot goes on in a second line


def draw_timed_dots(plot: Plot, box: Box) -> Drawn:
    """A dot for each day, named where its name finds room."""
    key, top = draw_key(looks_of(plot), box)
    told = wrap(plot.explanation, box.width)
    explained = texts(PAGE, [note_row(box.left, top, told)], fill=QUIET)
    top += count_lines(told) * LINE + 10
    note = make_note(plot, Box(box.left, box.right, top))
    above = note.height if note and note.is_above else 0
    below = note.height if note and not note.is_above else 0
    upper = top + above + 10
    bottom = upper + (400 if box.is_roomy else 360)
    end = bottom + FOOT + below
    left = box.left + room_for_ticks(plot.ticks)
    moments = [point.x for line in plot.lines for point in line.points]
    margin = (max(moments) - min(moments)) * 0.03 or 1
    span = Span(min(moments) - margin, max(moments) + margin, left, box.right)
    plane = Plane(span, value_span(plot.ticks, upper, bottom, is_log=True))
    return [
        *key,
        *explained,
        *draw_value_axis(plane, plot.ticks, left, box.right),
        *draw_beginnings(plane, plot.times, box, bottom),
        *draw_note(note, plane, Box(box.left, box.right, top), end),
        *(layer for line in plot.lines for layer in _draw_dots(line, plane)),
        *draw_red_ring(plane, plot.lines),
        *_draw_names_of_dots(plot, plane, Area(left, upper - 8, box.right, bottom)),
    ], end


def _draw_dots(line: Line, plane: Plane) -> list[Layer]:
    rows = (
        {"x": point.x, "y": point.value, "tip": point.tip, **paint(line.look)}
        for point in line.points
    )
    return marks("point", plane, rows, shape=line.look.shape, **dot_style(90))


def _draw_names_of_dots(plot: Plot, plane: Plane, frame: Area) -> list[Layer]:
    """The most telling first, each where nothing stands yet; the rest have their title alone."""
    points = [point for line in plot.lines for point in line.points]
    places = {id(p): (plane.x.place(p.x), plane.y.place(p.value)) for p in points}
    taken = [Area(x - 7, y - 7, x + 7, y + 7) for x, y in places.values()]
    layers, reference = _draw_level_between(plot, plane, frame, taken)
    taken += reference
    rules = [_level(plane.y.place(tick.at), frame) for tick in plot.ticks]
    rows = []
    for point in sorted(points, key=lambda point: _rank(point, points)):
        name = wrap(point.name, _LONG) if point.name else ""
        around = list(areas_around(name, *places[id(point)]))
        area = find_room(around, [*taken, *rules], frame) or find_room(around, taken, frame)
        if area:
            taken.append(area)
            rows.append(note_row(area.left, area.top, name))
    return [*layers, *texts(PAGE, rows)]


def _draw_level_between(
    plot: Plot, plane: Plane, frame: Area, taken: Sequence[Area]
) -> tuple[list[Layer], list[Area]]:
    """The value to compare with, its name at whichever end no dot is in the way."""
    if plot.reference is None:
        return [], []
    y, wide = plane.y.place(plot.reference.at), width(plot.reference.text) + 4
    ends = [
        Area(left, top, left + wide, top + LINE)
        for top in (y - LINE - 2, y + 2)
        for left in (frame.left, frame.right - wide)
    ]
    area = find_room(ends, taken, frame) or ends[0]
    word = note_row(area.left + 2, area.top, plot.reference.text)
    return [*draw_rule(plane, plot.reference, frame.left, frame.right), *texts(PAGE, [word])], [
        area,
        _level(y, frame),
    ]


def _level(y: float, frame: Area) -> Area:
    return Area(frame.left, y - 1, frame.right, y + 1)


def _rank(point: Point, points: Sequence[Point]) -> tuple[bool, bool, int]:
    """The marked point comes first, then the outermost, then the others by their moment."""
    values = [other.value for other in points]
    moments = [other.x for other in points]
    outermost = point.value in {min(values), max(values)} or point.x in {min(moments), max(moments)}
    return not point.marked, not outermost, point.x
