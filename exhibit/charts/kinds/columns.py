"""Columns by month or by year, from a baseline at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exhibit.charts.draw.axes import (
    FOOT,
    draw_beginnings,
    draw_level,
    draw_note,
    draw_value_axis,
    draw_years,
    make_note,
    room_for_ticks,
    value_span,
)
from exhibit.charts.draw.blocks import RED, Box, Drawn
from exhibit.charts.draw.lettering import LINE, widest
from exhibit.charts.draw.pen import Layer, Plane, marks, texts
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, ComparingCard, role
from exhibit.charts.plan.categories import note_of, reference_of
from exhibit.charts.plan.moments import (
    find_moments,
    mark_once,
    plan_ticks,
    plan_times,
    read_points,
)
from exhibit.charts.plan.plot import INK, Line, Plot, Point
from exhibit.charts.plan.scales import Span
from exhibit.diagnostics import spec
from exhibit.i18n import Language

_BROAD = 80  # px that a column may be broad
_THICK = 20  # px from which on a column is too broad to be all red


@spec
class _ColumnsCard(ComparingCard):
    x: str = role()
    value: str = role()


def _plan_columns(chart: AnyChart, language: Language) -> Plot:
    """A column for every month or year; the red mark stands at the highest if nowhere else."""
    return plan_columns_of(chart, chart.roles.value, language)


def plan_columns_of(chart: AnyChart, column: str, language: Language) -> Plot:
    points = list(read_points(chart, column, language, ""))
    if not any(point.marked for point in points):
        record = max(points, key=lambda point: point.value)
        points = [replace(point, marked=point is record) for point in points]
    lines = mark_once([Line("", tuple(points))])
    marked = next(point for point in lines[0].points if point.marked)
    reference = reference_of(chart, language)
    moments = find_moments(chart)
    return Plot(
        "columns",
        lines=lines,
        ticks=plan_ticks(chart, column, lines, language, reference),
        times=plan_times(chart, moments, language),
        moments=moments,
        reference=reference,
        note=note_of(chart, language) or marked.tip,
    )


@dataclass(frozen=True)
class _Frame:
    """Where columns stand: the same in all panels, so that months can be compared."""

    first: int
    last: int
    left: float
    right: float

    @property
    def slot(self) -> float:
        """px from one column to the next."""
        return (self.right - self.left) / (self.last - self.first + 1)

    @property
    def span(self) -> Span:
        return Span(self.first - 0.5, self.last + 0.5, self.left, self.right)

    @property
    def beginnings(self) -> Span:
        """For moments that begin where their column does, not at its middle."""
        return Span(self.first, self.last + 1, self.left, self.right)


def make_frame(plots: Sequence[Plot], box: Box) -> _Frame:
    ends = [end for plot in plots for end in plot.ends]
    room = max(room_for_ticks(plot.ticks) for plot in plots)
    frame = _Frame(min(ends), max(ends), box.left, box.right)
    labels = [point.label for plot in plots for point in plot.lines[0].points]
    if widest(labels, bold=True) + 6 <= frame.slot:
        return frame  # each column says its own value, so there is no axis
    return _Frame(min(ends), max(ends), box.left + room, box.right)


def _draw_columns(plot: Plot, box: Box) -> Drawn:
    """A column for each moment; where one is missing its place stays empty."""
    return draw_framed(plot, box, make_frame([plot], box), 300 if box.is_roomy else 240)


def draw_framed(plot: Plot, box: Box, frame: _Frame, height: float) -> Drawn:
    note = make_note(plot, box)
    is_labelled = frame.left == box.left
    top = box.top + (note.height if note else 0) + (LINE if is_labelled else 8)
    bottom = top + height
    plane = Plane(frame.span, value_span(plot.ticks, top, bottom))
    if is_labelled:  # the highest reaches the top, and there is no axis to be seen
        plane = Plane(frame.span, Span(0, _highest(plot), bottom, top))
    points = plot.lines[0].points
    lift = LINE + 2 if is_labelled else 0
    return [
        *draw_value_axis(
            plane,
            plot.ticks[:1] if is_labelled else plot.ticks,
            frame.left,
            box.right,
            not is_labelled,
        ),
        *_draw_column_marks(plane, points, frame.slot),
        *(_draw_labels(plane, points) if is_labelled else []),
        *draw_level(plane, plot.reference, frame.left, box.right),
        *_draw_moments(plot, frame, plane, box, bottom),
        *draw_note(note, plane, box, bottom, lift),
    ], bottom + FOOT


def _highest(plot: Plot) -> float:
    values = [point.value for point in plot.lines[0].points]
    return max([*values, *([plot.reference.at] if plot.reference else [])]) or 1


def _draw_labels(plane: Plane, points: Sequence[Point]) -> list[Layer]:
    rows = ({"x": point.x, "y": point.value, "text": point.label} for point in points)
    return texts(plane, rows, align="center", bold=True, dy=-11)


def _draw_moments(plot: Plot, frame: _Frame, plane: Plane, box: Box, bottom: float) -> list[Layer]:
    """Years below their columns; where months are the columns, the years begin at a stroke."""
    points = plot.lines[0].points
    if {tick.at for tick in plot.times} == set(plot.moments):
        marked = next((point.x for point in points if point.marked), None)
        return draw_years(plane, plot, box, bottom + FOOT - LINE / 2, marked)
    return draw_beginnings(Plane(frame.beginnings, plane.y), plot.times, box, bottom)


def _draw_column_marks(plane: Plane, points: Sequence[Point], slot: float) -> list[Layer]:
    """Red is the whole column or, if that were too much of it, a stroke across its end."""
    half = min(max(slot * 0.36, slot / 2 - 6), _BROAD / 2) / slot
    is_thick = slot > _THICK
    plain = (_column(p, half) for p in points if is_thick or not p.marked)
    red = [p for p in points if p.marked]
    ends = ({"x": p.x - half - 4 / slot, "x2": p.x + half + 4 / slot, "y": p.value} for p in red)
    visible = max(half, 1.5 / slot)
    return [
        *marks("rect", plane, plain, fill=INK),
        *(marks("rule", plane, ends, stroke=RED, strokeWidth=4) if is_thick else []),
        *(
            marks("rect", plane, (_column(p, visible) for p in red), fill=RED)
            if not is_thick
            else []
        ),
    ]


def _column(point: Point, half: float) -> dict[str, object]:
    ends = {"x": point.x - half, "x2": point.x + half, "y": 0, "y2": point.value}
    return {**ends, "tip": point.tip}


COLUMNS = Kind(
    name="columns",
    card=_ColumnsCard,
    needs=lambda card: ("x", "value"),
    keys=("x",),
    moments=("month", "year"),
    plan=_plan_columns,
    draw=_draw_columns,
)
