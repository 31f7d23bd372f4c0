"""Shares: each category as a whole, its parts in a bar of one length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from exhibit.charts.draw.blocks import (
    BETWEEN_WHOLES,
    PAPER,
    RED,
    STRIPE,
    Block,
    Box,
    Drawn,
    Item,
    count_item_lines,
    draw_items,
    draw_names,
    draw_notes,
    end_of,
    name_column,
    stack,
    stripes,
    write_items,
)
from exhibit.charts.draw.lettering import LINE
from exhibit.charts.draw.pen import Plane, marks
from exhibit.charts.kinds.kind import Kind, check_series
from exhibit.charts.model import AnyChart, Card, role
from exhibit.charts.plan.categories import note_of, plan_rows
from exhibit.charts.plan.plot import Plot, Row
from exhibit.charts.plan.scales import PIXELS, Span
from exhibit.charts.plan.wholes import share_marks, starts_of
from exhibit.diagnostics import spec
from exhibit.i18n import Language

_PART = 30  # px, the height of a bar of shares
_BELOW = 7  # px from a bar to what it says


@spec
class _SharesCard(Card):
    is_whole: ClassVar[bool] = True
    has_gaps: ClassVar[bool] = False
    category: str = role()
    series: str = role()
    value: str = role()


def _plan_shares(chart: AnyChart, language: Language) -> Plot:
    """Each category as a whole: what its parts are in a hundred."""
    rows = plan_rows(chart, language, lambda row: 0, shades="none")
    shared = (Row(row.name, tuple(share_marks(row, language))) for row in rows)
    ordered = sorted(shared, key=lambda row: -row.marks[0].value)
    return Plot("shares", tuple(ordered), note=note_of(chart, language))


def _draw_shares(plot: Plot, box: Box) -> Drawn:
    """Bars of one length, in parts from left to right; below them what each part is."""
    side = box.left + (name_column(plot) if box.is_roomy else 0)
    plane = Plane(Span(0, 1, side, box.right), PIXELS)

    def height(row: Row) -> float:
        return _PART + _BELOW + LINE * count_item_lines(_write_shares(row, plane))

    blocks = stack(plot, box, height, _PART, BETWEEN_WHOLES)
    parts = [part for block in blocks for part in _part_rows(block)]
    striped = (row for block in blocks for row in _stripe_rows(block))
    items = ((item, b.top + _PART + _BELOW) for b in blocks for item in _write_shares(b.row, plane))
    return [
        *marks("rect", plane, parts, stroke=PAPER, strokeWidth=2),
        *marks("rule", plane, striped, stroke=PAPER, strokeWidth=STRIPE),
        *marks("rect", plane, _red_rows(blocks), stroke=RED, strokeWidth=4, fill=None),
        *draw_names(blocks, box),
        *draw_items(items),
        *draw_notes(blocks),
    ], end_of(blocks)


def _write_shares(row: Row, plane: Plane) -> list[Item]:
    starts = [plane.x.place(start) for start in starts_of(row)]
    return write_items(row.marks, plane.x.first, plane.x.last - plane.x.first, starts)


def _part_rows(block: Block) -> Iterator[dict[str, object]]:
    for mark, start in zip(block.row.marks, starts_of(block.row), strict=True):
        place = {"x": start, "x2": start + mark.value, "y": block.top, "y2": block.top + _PART}
        yield {**place, "fill": mark.look.colour, "tip": mark.tip}


def _stripe_rows(block: Block) -> Iterator[dict[str, object]]:
    for mark, start in zip(block.row.marks, starts_of(block.row), strict=True):
        for y in stripes(mark.look, block.top, _PART):
            yield {"x": start, "x2": start + mark.value, "y": y}


def _red_rows(blocks: list[Block]) -> Iterator[dict[str, object]]:
    for block in blocks:
        for part, mark in zip(_part_rows(block), block.row.marks, strict=True):
            if mark.marked:
                yield {name: part[name] for name in ("x", "x2", "y", "y2")}


SHARES = Kind(
    name="shares",
    card=_SharesCard,
    needs=lambda card: ("category", "series", "value"),
    keys=("category", "series"),
    plan=_plan_shares,
    draw=_draw_shares,
    check=check_series,
)
