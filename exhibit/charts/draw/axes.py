"""Axes: round values with their grid to the left, moments below, the red mark with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exhibit.charts.draw.blocks import GRID, QUIET, RED, Box, note_row
from exhibit.charts.draw.lettering import LINE, count_lines, widest, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.plan.plot import INK, Line, Plot, Point, Tick
from exhibit.charts.plan.scales import Span, pick_years, thin_out

FOOT = LINE + 8  # px that the axis of moments takes
_NOTE = 320  # px that a line of the red sentence may be long


@dataclass(frozen=True)
class _Note:
    """The sentence at the red mark, above the drawing or below it."""

    point: Point
    text: str  # in lines
    is_above: bool

    @property
    def height(self) -> float:
        return count_lines(self.text) * LINE + 10 if self.text else 0


def value_span(ticks: Sequence[Tick], top: float, bottom: float, is_log: bool = False) -> Span:
    return Span(ticks[0].at, ticks[-1].at, bottom, top, is_log)


def room_for_ticks(ticks: Sequence[Tick]) -> float:
    return widest([tick.text for tick in ticks]) + 10


def draw_value_axis(
    plane: Plane, ticks: Sequence[Tick], left: float, right: float, is_written: bool = True
) -> list[Layer]:
    """The grid, horizontal alone; the baseline is of ink if it is zero."""
    on_page = Plane(y=plane.y)
    rules = [{"x": left, "x2": right, "y": tick.at} for tick in ticks]
    zero = [rule for rule in rules if rule["y"] == 0]
    words = ({"x": left - 8, "y": tick.at, "text": tick.text} for tick in ticks)
    return [
        *marks("rule", on_page, [r for r in rules if r not in zero], stroke=GRID),
        *marks("rule", on_page, zero, stroke=INK),
        *(texts(on_page, words, align="right", fill=QUIET) if is_written else []),
    ]


def draw_level(plane: Plane, reference: Tick | None, left: float, right: float) -> list[Layer]:
    """A value to compare with, across the drawing, and its name."""
    if reference is None:
        return []
    word = {"x": left + 2, "y": reference.at, "text": reference.text}
    return [
        *draw_rule(plane, reference, left, right),
        *texts(Plane(y=plane.y), [word], dy=-11),
    ]


def draw_rule(plane: Plane, reference: Tick, left: float, right: float) -> list[Layer]:
    rule = {"x": left, "x2": right, "y": reference.at}
    return marks("rule", Plane(y=plane.y), [rule], stroke=INK, strokeDash=[2, 3], strokeWidth=1.5)


def draw_years(plane: Plane, plot: Plot, box: Box, y: float, marked: int | None) -> list[Layer]:
    """Single years below their points: the first, the last, and those that matter."""
    written = {int(tick.at): tick.text for tick in plot.times}
    years = list(written)
    wanted = [year for year in (years[0], years[-1], marked, plot.today) if year is not None]
    length = abs(plane.x.last - plane.x.first)
    room = 44 / length * (years[-1] - years[0]) if length else 0
    rows = []
    for year in pick_years(wanted, years, room):
        half = width(written[year]) / 2
        x = min(max(plane.x.place(year), box.left + half), box.right - half)
        rows.append({"x": x, "y": y, "text": written[year]})
    red = [row for row in rows if marked is not None and row["text"] == written.get(marked)]
    return [
        *texts(PAGE, [row for row in rows if row not in red], align="center", fill=QUIET),
        *texts(PAGE, red, align="center", bold=True, fill=RED),
    ]


def draw_beginnings(plane: Plane, ticks: Sequence[Tick], box: Box, y: float) -> list[Layer]:
    """Years or months that begin at a stroke below the drawing."""
    begun = [(plane.x.place(tick.at), tick.text) for tick in ticks]
    begun = [(x, text) for x, text in begun if plane.x.first - 1 <= x < box.right]
    fitting = [(x, text) for x, text in begun if x + width(text) <= box.right]
    places, sizes = [x for x, _ in fitting], [width(text) for _, text in fitting]
    kept = [fitting[at] for at in thin_out(places, sizes)]
    strokes = [{"x": x, "y": y, "y2": y + 6} for x, _ in begun]
    words = ({"x": x, "y": y + FOOT - LINE / 2, "text": text} for x, text in kept)
    return [
        *marks("rule", PAGE, strokes, stroke=QUIET),
        *texts(PAGE, words, fill=QUIET),
    ]


def make_note(plot: Plot, box: Box) -> _Note | None:
    """The sentence stands above, unless a line passes between it and its point."""
    marked = next(_marked_points(plot.lines), None)
    if marked is None:
        return None
    higher = (
        point.value > marked.value
        for line in plot.lines
        for point in line.points
        if abs(point.x - marked.x) <= _span_of(plot) * 0.04
    )
    text = wrap(plot.note, min(_NOTE, box.width), bold=True) if plot.note else ""
    return _Note(marked, text, is_above=plot.kind == "columns" or not any(higher))


def _span_of(plot: Plot) -> int:
    moments = [point.x for line in plot.lines for point in line.points]
    return max(moments) - min(moments)


def _marked_points(lines: Sequence[Line]) -> Iterator[Point]:
    return (point for line in lines for point in line.points if point.marked)


def draw_note(
    note: _Note | None, plane: Plane, box: Box, end: float, lift: float = 0
) -> list[Layer]:
    """A stroke from the point, and the sentence that begins at it.

    lift is what the stroke leaves free above the point, for its value.
    """
    if note is None or not note.text:
        return []
    x = plane.x.place(note.point.x)
    left = max(box.left, min(x - 4, box.right - width(note.text, bold=True)))
    top = box.top if note.is_above else end - count_lines(note.text) * LINE
    tip = box.top + note.height - 6 if note.is_above else plane.y.first + 3
    gap = 4 + lift if note.is_above else -8
    stroke = {"x": x, "y": tip, "y2": plane.y.place(note.point.value) - gap}
    return [
        *marks("rule", PAGE, [stroke], stroke=RED, strokeWidth=1.5),
        *texts(PAGE, [note_row(left, top, note.text)], bold=True, fill=RED),
    ]


def draw_red_ring(plane: Plane, lines: Sequence[Line]) -> list[Layer]:
    rows = [{"x": point.x, "y": point.value} for point in _marked_points(lines)]
    style = {"size": 170, "filled": False, "stroke": RED, "strokeWidth": 2.5, "opacity": 1}
    return marks("point", plane, rows, shape="circle", **style)
