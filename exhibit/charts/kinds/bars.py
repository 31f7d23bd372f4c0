"""Bars: each from a baseline at zero, with its value at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exhibit.charts.cells import NO_VALUE
from exhibit.charts.draw.blocks import (
    QUIET,
    RED,
    Block,
    Box,
    Drawn,
    Gauge,
    draw_names,
    draw_notes,
    draw_reference,
    end_of,
    find_tracks,
    paint,
    stack,
)
from exhibit.charts.draw.lettering import LINE, widest
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, ComparingCard, role
from exhibit.charts.plan.categories import note_of, plan_rows, reference_of
from exhibit.charts.plan.plot import INK, Mark, Plot, Row
from exhibit.charts.plan.scales import PIXELS, Span
from exhibit.diagnostics import spec
from exhibit.i18n import Language

BAR = 22  # px
_WITHIN = 5  # px between the bars of a group
_ABOVE = 4  # px more where the names of series stand between them
BETWEEN = 16  # px between groups
_MOST = 0.36  # of a drawing's width that the names of series may take


@spec
class _BarsCard(ComparingCard):
    category: str = role()
    value: str = role()


def plan_bars(chart: AnyChart, language: Language) -> Plot:
    return Plot(
        chart.card.kind,
        plan_rows(chart, language),
        reference=reference_of(chart, language),
        note=note_of(chart, language),
    )


@dataclass(frozen=True)
class Group:
    """How the bars of one category stand: their series beside them or, if long, above each."""

    column: float  # px that the series take beside their bars
    above: float

    def height(self, row: Row) -> float:
        return max(1, len(row.marks)) * (self.above + BAR + _WITHIN) - _WITHIN

    def place(self, block: Block) -> Iterator[tuple[Mark, float]]:
        """Each bar with its top."""
        for at, mark in enumerate(block.row.marks):
            yield mark, block.top + self.above + at * (self.above + BAR + _WITHIN)

    def name(self, mark: Mark, left: float, y: float) -> dict[str, object]:
        x, middle = (left, y - LINE / 2 - 1) if self.above else (left - self.column, y + BAR / 2)
        return {"x": x, "y": middle, "text": mark.name}


def _make_group(every: Sequence[Mark], box: Box) -> Group:
    names = [mark.name for mark in every if mark.name]
    beside = widest(names) + 10 if names else 0
    return Group(beside, 0) if beside <= box.width * _MOST else Group(0, LINE + _ABOVE)


@dataclass(frozen=True)
class _Frame:
    """Where the bars of a plot stand, before any is drawn."""

    group: Group
    blocks: Sequence[Block]
    span: Span


def _make_frame(plot: Plot, box: Box, names: bool = True) -> _Frame:
    every = [mark for row in plot.rows for mark in row.marks]
    group = _make_group(every, box)
    top = box.top + (LINE + 10 if plot.reference else 0)
    first = BAR + 2 * group.above
    blocks = stack(plot, Box(box.left, box.right, top), group.height, first, BETWEEN, names)
    left = blocks[0].left + group.column
    most = max([*(m.value for m in every), *([plot.reference.at] if plot.reference else [])])
    right = box.right - widest([mark.label for mark in every], bold=True) - 12
    return _Frame(group, blocks, Span(0, most or 1, left, right))


def gauge_bars(plot: Plot, box: Box) -> Gauge:
    """Where a value would end that is no bar: values from zero on, and the rule across the bars."""
    frame = _make_frame(plot, box)
    tracks = [end for track in find_tracks(frame.blocks, box) for end in track]
    span = frame.span
    return {"zero": [span.first], "end": [span.last], "most": [span.end], "tracks": tracks}


def draw_bars(plot: Plot, box: Box, names: bool = True) -> Drawn:
    """Bars from a baseline at zero; each says its own value, so there is no axis."""
    frame = _make_frame(plot, box, names)
    group, blocks, left = frame.group, frame.blocks, frame.span.first
    plane = Plane(frame.span, PIXELS)
    placed = [(mark, y) for block in blocks for mark, y in group.place(block)]
    beside = box.is_roomy or not names
    series = (group.name(mark, left, y) for mark, y in placed if mark.name)
    return [
        *_draw_bar_marks(plane, placed),
        *draw_reference(plane, plot, blocks, box),
        *draw_names(blocks, box),
        *texts(PAGE, series, fill=QUIET),
        *texts(plane, map(_value_row, placed), bold=True, dx=8),
        *texts(PAGE, _missing_rows(blocks, left), fill=QUIET),
        *_draw_red_ends(plane, placed),
        *(_draw_baseline(blocks, left) if beside else []),
        *draw_notes(blocks, group.column + (8 if beside else 0)),
    ], end_of(blocks)


def _draw_baseline(blocks: Sequence[Block], left: float) -> list[Layer]:
    rule = {"x": left, "y": blocks[0].top - 5, "y2": blocks[-1].bottom + 5}
    return marks("rule", PAGE, [rule], stroke=INK, strokeWidth=1)


def _draw_bar_marks(plane: Plane, placed: Sequence[tuple[Mark, float]]) -> list[Layer]:
    rows = [
        {"x": 0, "x2": mark.value, "y": y, "y2": y + BAR, "tip": mark.tip, **paint(mark.look)}
        for mark, y in placed
    ]
    return marks("rect", plane, rows, strokeWidth=1.5)


def _value_row(placed: tuple[Mark, float]) -> dict[str, object]:
    mark, y = placed
    return {"x": mark.value, "y": y + BAR / 2, "text": mark.label}


def _missing_rows(blocks: Sequence[Block], left: float) -> Iterator[dict[str, object]]:
    """Where a panel has no figure for a row, its place stays."""
    for block in blocks:
        if not block.row.marks:
            yield {"x": left + 8, "y": block.top + BAR / 2, "text": NO_VALUE}


def _draw_red_ends(plane: Plane, placed: Sequence[tuple[Mark, float]]) -> list[Layer]:
    """The red mark, as on the disc of a meter: a stroke across the end of the bar."""
    rows = ({"x": m.value, "y": y - 4, "y2": y + BAR + 4} for m, y in placed if m.marked)
    return marks("rule", plane, rows, stroke=RED, strokeWidth=4)


BARS = Kind(
    name="bars",
    card=_BarsCard,
    needs=lambda card: ("category", "value"),
    keys=("category",),
    plan=plan_bars,
    draw=draw_bars,
    gauge=gauge_bars,
)
