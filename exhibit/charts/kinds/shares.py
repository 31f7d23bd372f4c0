"""Parts: shares of a whole as bars of one length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from exhibit.charts.draw.blocks import (
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
from exhibit.charts.plan.plot import Plot, Row
from exhibit.charts.plan.scales import PIXELS, Span

PART = 30  # px, the height of a bar of shares
BELOW = 7  # px from a bar to what it says
BETWEEN = 24  # px between categories


def draw_shares(plot: Plot, box: Box) -> Drawn:
    """Bars of one length, in parts from left to right; below them what each part is."""
    side = box.left + (name_column(plot) if box.is_roomy else 0)
    plane = Plane(Span(0, 1, side, box.right), PIXELS)

    def height(row: Row) -> float:
        return PART + BELOW + LINE * count_item_lines(write_shares(row, plane))

    blocks = stack(plot, box, height, PART, BETWEEN)
    parts = [part for block in blocks for part in part_rows(block)]
    striped = (row for block in blocks for row in stripe_rows(block))
    items = ((item, b.top + PART + BELOW) for b in blocks for item in write_shares(b.row, plane))
    return [
        *marks("rect", plane, parts, stroke=PAPER, strokeWidth=2),
        *marks("rule", plane, striped, stroke=PAPER, strokeWidth=STRIPE),
        *marks("rect", plane, red_rows(blocks), stroke=RED, strokeWidth=4, fill=None),
        *draw_names(blocks, box),
        *draw_items(items),
        *draw_notes(blocks),
    ], end_of(blocks)


def write_shares(row: Row, plane: Plane) -> list[Item]:
    starts = [plane.x.place(start) for start in starts_of(row)]
    return write_items(row.marks, plane.x.first, plane.x.last - plane.x.first, starts)


def starts_of(row: Row) -> list[float]:
    return list(accumulate((mark.value for mark in row.marks), initial=0.0))[:-1]


def part_rows(block: Block) -> Iterator[dict[str, object]]:
    for mark, start in zip(block.row.marks, starts_of(block.row), strict=True):
        place = {"x": start, "x2": start + mark.value, "y": block.top, "y2": block.top + PART}
        yield {**place, "fill": mark.look.colour, "tip": mark.tip}


def stripe_rows(block: Block) -> Iterator[dict[str, object]]:
    for mark, start in zip(block.row.marks, starts_of(block.row), strict=True):
        for y in stripes(mark.look, block.top, PART):
            yield {"x": start, "x2": start + mark.value, "y": y}


def red_rows(blocks: list[Block]) -> Iterator[dict[str, object]]:
    for block in blocks:
        for part, mark in zip(part_rows(block), block.row.marks, strict=True):
            if mark.marked:
                yield {name: part[name] for name in ("x", "x2", "y", "y2")}
