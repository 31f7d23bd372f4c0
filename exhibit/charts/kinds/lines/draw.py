"""Lines over years, from a baseline at zero; scenarios go on where the past ends.

No stroke passes a moment for which its line has no figure: what stands alone there is a dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from exhibit.charts.draw.axes import (
    FOOT,
    draw_level,
    draw_note,
    draw_red_ring,
    draw_value_axis,
    draw_years,
    make_note,
    room_for_ticks,
    value_span,
)
from exhibit.charts.draw.blocks import PAPER, QUIET, Box, Drawn, draw_key
from exhibit.charts.draw.lettering import LINE, widest, width
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.kinds.lines.labels import draw_names, draw_past, end_label, place_names
from exhibit.charts.plan.plot import Line, Plot, Point
from exhibit.charts.plan.scales import Span

_MANY_POINTS = 12  # more on a line are there to be touched, not to be seen


def draw_lines(plot: Plot, box: Box) -> Drawn:
    """Lines named at their ends; scenarios leave the past dashed, after a rule."""
    past = _find_past(plot)
    keyed = past if len(past) > 1 else []
    key, top = draw_key([(line.name, line.look) for line in keyed], box)
    box = replace(box, top=top)
    note = make_note(plot, box)
    above, below = _split(note.height, note.is_above) if note else (0, 0)
    top = box.top + above + (LINE + 8 if plot.today is not None else 6)
    bottom = top + (330 if box.is_roomy else 270)
    end = bottom + FOOT + below
    left = box.left + room_for_ticks(plot.ticks)
    named = [line for line in plot.lines if line not in past]
    right = box.right - widest([end_label(line, box) for line in named], bold=True) - 12
    first, last = plot.ends
    plane = Plane(
        Span(first, max(last, first + 1), left, right), value_span(plot.ticks, top, bottom)
    )
    marked = note.point.x if note else None
    names = place_names(named, plane, box)
    return [
        *key,
        *draw_value_axis(plane, plot.ticks, left, right),
        *draw_level(plane, plot.reference, left, right),
        *_draw_today(plot, plane, box),
        *draw_years(plane, plot, box, bottom + FOOT - LINE / 2, marked),
        *draw_note(note, plane, box, end),
        *_draw_strokes(plot.lines, plane),
        *_draw_points(plot.lines, plane, keyed),
        *draw_red_ring(plane, plot.lines),
        *draw_names(names),
        *(draw_past(past[0], plane, names) if len(past) == 1 else []),
    ], end


def _find_past(plot: Plot) -> list[Line]:
    """What has been measured, if there are scenarios beside it."""
    return [line for line in plot.lines if plot.today is not None and not line.look.dash]


def _split(height: float, is_above: bool) -> tuple[float, float]:
    return (height, 0) if is_above else (0, height)


def _draw_today(plot: Plot, plane: Plane, box: Box) -> list[Layer]:
    """A rule where the past ends, and what the part after it is called, if anything comes there."""
    if plot.today is None or plot.today == plot.ends[1]:
        return []
    x, top = plane.x.place(plot.today), plane.y.last
    rule = [{"x": x, "y": top - LINE, "y2": plane.y.first}]
    left = min(x + 8, box.right - width(plot.ahead))
    word = [{"x": left, "y": top - LINE / 2 - 4, "text": plot.ahead}]
    return [*marks("rule", PAGE, rule, stroke="var(--linie)"), *texts(PAGE, word, fill=QUIET)]


def _draw_strokes(lines: Sequence[Line], plane: Plane) -> list[Layer]:
    """Each line in pieces, dotted wherever no row tells of some years."""
    solid = _rows_of((line, piece) for line in lines if not line.look.dash for piece in _cut(line))
    dashed = _rows_of((line, piece) for line in lines if line.look.dash for piece in _cut(line))
    dotted = _rows_of((line, piece) for line in lines for piece in _leaps(line))
    return [
        *marks("line", plane, dotted, strokeWidth=1.4, strokeDash=[1.5, 4]),
        *marks("line", plane, dashed, strokeWidth=1.8),
        *marks("line", plane, solid, strokeWidth=3),
    ]


def _rows_of(pieces: Iterable[tuple[Line, Sequence[Point]]]) -> Iterator[dict[str, object]]:
    """Each piece is a group: two lines may be called the same in some language."""
    for group, (line, piece) in enumerate(pieces):
        dash = {"strokeDash": list(line.look.dash)} if line.look.dash else {}
        own = {"group": str(group), "stroke": line.look.colour, **dash}
        yield from ({"x": point.x, "y": point.value, **own} for point in piece)


def _leaps(line: Line) -> Iterator[tuple[Point, Point]]:
    """Where a line is interrupted, and no row of the table tells of what lies between."""
    return (
        (before, after)
        for before, after in pairwise(line.points)
        if after.x in line.gaps and after.x not in line.breaks
    )


def _cut(line: Line) -> Iterator[Sequence[Point]]:
    """The pieces of a line that are more than a point."""
    return (piece for piece in _pieces(line) if len(piece) > 1)


def _pieces(line: Line) -> list[list[Point]]:
    found: list[list[Point]] = [[]]
    for point in line.points:
        if point.x in line.gaps or point.x in line.breaks:
            found.append([])
        found[-1].append(point)
    return found


def _draw_points(lines: Sequence[Line], plane: Plane, keyed: Sequence[Line]) -> list[Layer]:
    """Of many points on a line, those are seen that no stroke leads to, and the end of a past."""
    known = {(p.x, p.value) for line in lines if not line.look.dash for p in line.points}
    layers = []
    for line in lines:
        own = line.points[1:] if line.is_joined else line.points
        seen = own
        if len(line.points) > _MANY_POINTS:
            alone = [piece[0] for piece in _pieces(line) if len(piece) == 1]
            seen = tuple(p for p in own if p in alone or (line in keyed and p is own[-1]))
        if line.look.dash:  # what has been measured there is not covered
            seen = tuple(point for point in seen if (point.x, point.value) not in known)
        layers += _draw_dots(line, [point for point in own if point not in seen], plane, False)
        layers += _draw_dots(line, seen, plane, True)
    return layers


def _draw_dots(line: Line, points: Sequence[Point], plane: Plane, is_seen: bool) -> list[Layer]:
    """Dots to be seen, or there to be touched alone."""
    rows = ({"x": point.x, "y": point.value, "tip": point.tip} for point in points)
    colour = line.look.colour
    style: dict[str, object] = {"size": 80, "fill": QUIET, "fillOpacity": 0, "stroke": None}
    if is_seen:
        style = {"size": 50, "fill": PAPER if line.look.dash else colour}
        style |= {"stroke": colour, "strokeWidth": 1.8}
    return marks("point", plane, rows, shape=line.look.shape, opacity=1, **style)
