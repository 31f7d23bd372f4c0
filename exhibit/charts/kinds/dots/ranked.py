"""Categories on an axis that multiplies, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
    looks_of,
    note_row,
    paint,
    stack,
)
from exhibit.charts.draw.lettering import LINE, count_lines, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.plan.plot import Mark, Plot
from exhibit.charts.plan.scales import PIXELS, Span, thin_out

_DOT, _BETWEEN = 24, 8  # px, the height of a row, and from one to the next


_RING: Mapping[str, Any] = {
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
    blocks = stack(plot, Box(box.left, box.right, top), lambda row: _DOT, _DOT, _BETWEEN)
    bottom = end_of(blocks) + 8
    inner = Box(blocks[0].left, box.right, top)
    span = Span(plot.ticks[0].at, plot.ticks[-1].at, inner.left + 8, box.right - 10, is_log=True)
    plane = Plane(span, PIXELS)
    dots = [(mark, block.top + _DOT / 2) for block in blocks for mark in block.row.marks]
    ends = [(b.top, b.top + _DOT) for b in blocks] if not box.is_roomy else [(top - 4, bottom)]
    guides = ({"x": inner.left, "x2": plane.x.place(m.value), "y": y} for m, y in dots)
    axis, end = _draw_decades(plot, plane, inner, bottom, ends)
    return [
        *key,
        *axis,
        *marks("rule", PAGE, guides, stroke=GRID),
        *draw_reference(plane, plot, blocks, Box(inner.left, box.right, top - LINE - 8)),
        *marks("point", plane, map(_dot_row, dots), **dot_style(110)),
        *marks("point", plane, (_ring_row(dot) for dot in dots if dot[0].marked), **_RING),
        *draw_names(blocks, box),
        *_draw_dot_values(dots, plane, box),
        *draw_notes(blocks),
    ], end


def _dot_row(dot: tuple[Mark, float]) -> dict[str, object]:
    mark, y = dot
    return {"x": mark.value, "y": y, "shape": mark.look.shape, "tip": mark.tip, **paint(mark.look)}


def _ring_row(dot: tuple[Mark, float]) -> dict[str, object]:
    return {"x": dot[0].value, "y": dot[1]}


def _draw_dot_values(dots: Sequence[tuple[Mark, float]], plane: Plane, box: Box) -> list[Layer]:
    """To the right of the dot or, where the drawing ends, to its left; no line runs through."""
    words, grounds = [], []
    for mark, y in dots:
        x, wide = plane.x.place(mark.value), width(mark.label, bold=True)
        left = x + 13 if x + 14 + wide <= box.right else x - 13 - wide
        words.append({"x": left, "y": y, "text": mark.label})
        grounds.append({"x": left - 3, "x2": left + wide + 3, "y": y - 9, "y2": y + 9})
    return [*marks("rect", PAGE, grounds, fill=PAPER), *texts(PAGE, words, bold=True)]


def _draw_decades(
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
