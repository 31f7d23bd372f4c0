"""Lines over years, from a baseline at zero; scenarios go on where the past ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from exhibit.charts.draw.blocks import PAPER, QUIET, Box, Drawn
from exhibit.charts.draw.lettering import LINE, count_lines, widest, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.plan.plot import Line, Plot, Point
from exhibit.charts.plan.scales import Span, spread

_NAMES, _TIGHT = 220, 104  # px that a name at the end of a line may take
_CLOSE = 4  # px at least between two of them
_MANY_POINTS = 12  # more on a line are there to be touched, not to be seen


def draw_lines(plot: Plot, box: Box) -> Drawn:
    """Lines named at their ends; scenarios leave the past dashed, after a rule."""
    note = make_note(plot, box)
    above, below = _split(note.height, note.is_above) if note else (0, 0)
    top = box.top + above + (LINE + 8 if plot.today is not None else 6)
    bottom = top + (330 if box.is_roomy else 270)
    end = bottom + FOOT + below
    left = box.left + room_for_ticks(plot.ticks)
    names = [_end_label(line, box) for line in _named_at_end(plot)]
    right = box.right - widest(names, bold=True) - 12
    moments = [point.x for line in plot.lines for point in line.points]
    first, last = min(moments), max(moments)
    plane = Plane(
        Span(first, max(last, first + 1), left, right), value_span(plot.ticks, top, bottom)
    )
    marked = note.point.x if note else None
    return [
        *draw_value_axis(plane, plot.ticks, left, right),
        *draw_level(plane, plot.reference, left, right),
        *_draw_today(plot, plane, box),
        *draw_years(plane, plot, box, bottom + FOOT - LINE / 2, marked),
        *draw_note(note, plane, box, end),
        *_draw_strokes(plot.lines, plane),
        *_draw_points(plot.lines, plane),
        *draw_red_ring(plane, plot.lines),
        *_draw_ends(plot, plane, names),
        *_draw_past(plot, plane),
    ], end


def _split(height: float, is_above: bool) -> tuple[float, float]:
    return (height, 0) if is_above else (0, height)


def _draw_today(plot: Plot, plane: Plane, box: Box) -> list[Layer]:
    """A rule where the past ends, and what the part after it is called."""
    if plot.today is None:
        return []
    x, top = plane.x.place(plot.today), plane.y.last
    rule = [{"x": x, "y": top - LINE, "y2": plane.y.first}]
    word = [{"x": x + 8, "y": top - LINE / 2 - 4, "text": plot.ahead}]
    return [*marks("rule", PAGE, rule, stroke="var(--linie)"), *texts(PAGE, word, fill=QUIET)]


def _draw_strokes(lines: Sequence[Line], plane: Plane) -> list[Layer]:
    """Each line in pieces, dotted wherever years are missing."""
    measured = [line for line in lines if not line.look.dash]
    scenarios = [line for line in lines if line.look.dash]
    solid = _stroke_rows(measured)
    dashed = (
        {**row, "strokeDash": list(line.look.dash)}
        for line in scenarios
        for row in _stroke_rows([line])
    )
    return [
        *marks("line", plane, _gap_rows(lines), strokeWidth=1.4, strokeDash=[1.5, 4]),
        *marks("line", plane, dashed, strokeWidth=1.8),
        *marks("line", plane, solid, strokeWidth=3),
    ]


def _stroke_rows(lines: Sequence[Line]) -> Iterator[dict[str, object]]:
    for line in lines:
        for at, piece in enumerate(p for p in _pieces(line) if len(p) > 1):
            yield from (_row_of(point, line, f"{line.name}/{at}") for point in piece)


def _gap_rows(lines: Sequence[Line]) -> Iterator[dict[str, object]]:
    for line in lines:
        for before, after in pairwise(line.points):
            if after.x in line.gaps:
                yield _row_of(before, line, f"{line.name}/{after.x}")
                yield _row_of(after, line, f"{line.name}/{after.x}")


def _row_of(point: Point, line: Line, group: str) -> dict[str, object]:
    return {"x": point.x, "y": point.value, "group": group, "stroke": line.look.colour}


def _pieces(line: Line) -> list[list[Point]]:
    """The points of a line, cut wherever years are missing."""
    found: list[list[Point]] = [[]]
    for point in line.points:
        if point.x in line.gaps:
            found.append([])
        found[-1].append(point)
    return found


def _draw_points(lines: Sequence[Line], plane: Plane) -> list[Layer]:
    layers = []
    for line in lines:
        shown = line.points[1:] if line.look.dash else line.points
        rows = ({"x": point.x, "y": point.value, "tip": point.tip} for point in shown)
        few = {"size": 50, "stroke": line.look.colour, "strokeWidth": 1.8, "opacity": 1}
        many = {"size": 80, "opacity": 1, "fill": QUIET, "fillOpacity": 0, "stroke": None}
        fill = {"fill": PAPER if line.look.dash else line.look.colour}
        style = {**few, **fill} if len(line.points) <= _MANY_POINTS else many
        layers += marks("point", plane, rows, shape=line.look.shape, **style)
    return layers


def _named_at_end(plot: Plot) -> list[Line]:
    """The past has no name at its end: that is where the scenarios begin."""
    return [line for line in plot.lines if plot.today is None or line.look.dash]


def _end_label(line: Line, box: Box) -> str:
    """The name and the last value, this on a line of its own where there is no room for both."""
    name, value = line.name, line.points[-1].label
    room = _NAMES if box.is_roomy else _TIGHT
    if width(name, bold=True) <= room < width(f"{name} {value}", bold=True):
        return f"{name}\n{value}"
    return wrap(f"{name} {value}", room, bold=True)


def _draw_ends(plot: Plot, plane: Plane, names: Sequence[str]) -> list[Layer]:
    """The name of each line at its end, moved apart where they would touch."""
    ends = _named_at_end(plot)
    sizes = [count_lines(name) * LINE + _CLOSE for name in names]
    heights = [plane.y.first - plane.y.place(line.points[-1].value) for line in ends]
    placed = spread(heights, sizes, plane.y.first - plane.y.last + LINE / 2)
    rows = (
        {
            "x": plane.x.place(line.points[-1].x) + 10,
            "y": plane.y.first - height - (count_lines(name) - 1) * LINE / 2,
            "text": name,
            "fill": line.look.text_colour,
        }
        for line, name, height in zip(ends, names, placed, strict=True)
    )
    return _marks_of_names(rows)


def _marks_of_names(rows: Iterator[dict[str, object]]) -> list[Layer]:
    coloured: dict[object, list[dict[str, object]]] = {}
    for row in rows:
        coloured.setdefault(row.pop("fill"), []).append(row)
    return [
        layer
        for fill, same in coloured.items()
        for layer in texts(PAGE, same, bold=True, fill=fill)
    ]


def _draw_past(plot: Plot, plane: Plane) -> list[Layer]:
    """The first and the last value of the past, below their points."""
    past = next(
        (line for line in plot.lines if plot.today is not None and not line.look.dash), None
    )
    if past is None:
        return []
    first, last = (
        {"x": point.x, "y": point.value, "text": point.label}
        for point in (past.points[0], past.points[-1])
    )
    return [
        *texts(plane, [first], dy=18),
        *texts(plane, [last], bold=True, dy=18, dx=6),
    ]
