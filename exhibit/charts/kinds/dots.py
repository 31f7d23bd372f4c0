"""Dots on axes that multiply: categories side by side, or days with the names of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
    GRID,
    PAPER,
    QUIET,
    RED,
    Box,
    Drawn,
    dot_style,
    draw_key,
    draw_names,
    draw_notes,
    draw_reference,
    end_of,
    note_row,
    paint,
    stack,
)
from exhibit.charts.draw.lettering import LINE, count_lines, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.draw.room import Area, areas_around, find_room
from exhibit.charts.plan.looks import SHAPES
from exhibit.charts.plan.plot import Line, Look, Mark, Plot, Point
from exhibit.charts.plan.scales import PIXELS, Span, thin_out

LONG = 150  # px, after which the name of a dot goes on in a second line
DOT, BETWEEN = 24, 8  # px, the height of a row, and from one to the next
RING: Mapping[str, Any] = {
    "size": 300,
    "filled": False,
    "stroke": RED,
    "strokeWidth": 2.5,
    "opacity": 1,
}


def draw_ranked_dots(plot: Plot, box: Box) -> Drawn:
    """A row for each category; the value beside its dot."""
    key, top = draw_key(looks_of(plot), box)
    top += LINE + 8 if plot.reference else 0
    blocks = stack(plot, Box(box.left, box.right, top), lambda row: DOT, DOT, BETWEEN)
    bottom = end_of(blocks) + 8
    inner = Box(blocks[0].left, box.right, top)
    span = Span(plot.ticks[0].at, plot.ticks[-1].at, inner.left + 8, box.right - 10, is_log=True)
    plane = Plane(span, PIXELS)
    dots = [(mark, block.top + DOT / 2) for block in blocks for mark in block.row.marks]
    ends = [(b.top, b.top + DOT) for b in blocks] if not box.is_roomy else [(top - 4, bottom)]
    guides = ({"x": inner.left, "x2": plane.x.place(m.value), "y": y} for m, y in dots)
    axis, end = draw_decades(plot, plane, inner, bottom, ends)
    return [
        *key,
        *axis,
        *marks("rule", PAGE, guides, stroke=GRID),
        *draw_reference(plane, plot, blocks, Box(inner.left, box.right, top - LINE - 8)),
        *marks("point", plane, map(dot_row, dots), **dot_style(110)),
        *marks("point", plane, (ring_row(dot) for dot in dots if dot[0].marked), **RING),
        *draw_names(blocks, box),
        *draw_dot_values(dots, plane, box),
        *draw_notes(blocks),
    ], end


def looks_of(plot: Plot) -> list[tuple[str, Look]]:
    """Each series once, with its look, in their order."""
    in_rows = [(mark.name, mark.look) for row in plot.rows for mark in row.marks]
    looks = dict([*in_rows, *((line.name, line.look) for line in plot.lines)])
    return sorted(looks.items(), key=lambda pair: SHAPES.index(pair[1].shape))


def dot_row(dot: tuple[Mark, float]) -> dict[str, object]:
    mark, y = dot
    return {"x": mark.value, "y": y, "shape": mark.look.shape, "tip": mark.tip, **paint(mark.look)}


def ring_row(dot: tuple[Mark, float]) -> dict[str, object]:
    return {"x": dot[0].value, "y": dot[1]}


def draw_dot_values(dots: Sequence[tuple[Mark, float]], plane: Plane, box: Box) -> list[Layer]:
    """To the right of the dot or, where the drawing ends, to its left; no line runs through."""
    words, grounds = [], []
    for mark, y in dots:
        x, wide = plane.x.place(mark.value), width(mark.label, bold=True)
        left = x + 13 if x + 14 + wide <= box.right else x - 13 - wide
        words.append({"x": left, "y": y, "text": mark.label})
        grounds.append({"x": left - 3, "x2": left + wide + 3, "y": y - 9, "y2": y + 9})
    return [*marks("rect", PAGE, grounds, fill=PAPER), *texts(PAGE, words, bold=True)]


def draw_decades(
    plot: Plot, plane: Plane, box: Box, bottom: float, ends: Sequence[tuple[float, float]]
) -> Drawn:
    """A line for each power of ten, what it stands for, and that the lines multiply.

    ends are the places between which the lines are drawn: on a phone they leave out the names.
    """
    places = [plane.x.place(tick.at) for tick in plot.ticks]
    sizes = [width(tick.text) for tick in plot.ticks]
    lefts = [
        min(max(place - size / 2, box.left), box.right - size)
        for place, size in zip(places, sizes, strict=True)
    ]
    lines = [{"x": x, "y": top, "y2": low} for x in places for top, low in ends]
    words = (note_row(lefts[at], bottom + 4, plot.ticks[at].text) for at in thin_out(lefts, sizes))
    told = wrap(plot.explanation, box.width)
    top = bottom + LINE + 8
    return [
        *marks("rule", PAGE, lines, stroke=GRID),
        *texts(PAGE, words, fill=QUIET),
        *texts(PAGE, [note_row(box.left, top, told)], fill=QUIET),
    ], top + count_lines(told) * LINE


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
        *(layer for line in plot.lines for layer in draw_dots(line, plane)),
        *draw_red_ring(plane, plot.lines),
        *draw_names_of_dots(plot, plane, Area(left, upper - 8, box.right, bottom)),
    ], end


def draw_dots(line: Line, plane: Plane) -> list[Layer]:
    rows = (
        {"x": point.x, "y": point.value, "tip": point.tip, **paint(line.look)}
        for point in line.points
    )
    return marks("point", plane, rows, shape=line.look.shape, **dot_style(90))


def draw_names_of_dots(plot: Plot, plane: Plane, frame: Area) -> list[Layer]:
    """The most telling first, each where nothing stands yet; the rest have their title alone."""
    points = [point for line in plot.lines for point in line.points]
    places = {id(p): (plane.x.place(p.x), plane.y.place(p.value)) for p in points}
    taken = [Area(x - 7, y - 7, x + 7, y + 7) for x, y in places.values()]
    layers, reference = draw_level_between(plot, plane, frame, taken)
    taken += reference
    rules = [level(plane.y.place(tick.at), frame) for tick in plot.ticks]
    rows = []
    for point in sorted(points, key=lambda point: rank(point, points)):
        name = wrap(point.name, LONG) if point.name else ""
        around = list(areas_around(name, *places[id(point)]))
        area = find_room(around, [*taken, *rules], frame) or find_room(around, taken, frame)
        if area:
            taken.append(area)
            rows.append(note_row(area.left, area.top, name))
    return [*layers, *texts(PAGE, rows)]


def draw_level_between(
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
        level(y, frame),
    ]


def level(y: float, frame: Area) -> Area:
    return Area(frame.left, y - 1, frame.right, y + 1)


def rank(point: Point, points: Sequence[Point]) -> tuple[bool, bool, int]:
    """The marked point comes first, then the outermost, then the others by their moment."""
    values = [other.value for other in points]
    moments = [other.x for other in points]
    outermost = point.value in {min(values), max(values)} or point.x in {min(moments), max(moments)}
    return not point.marked, not outermost, point.x
