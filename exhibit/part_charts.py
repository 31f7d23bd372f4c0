"""Parts: shares of a whole as bars of one length, and tiles to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import ceil, floor

from exhibit.blocks import (
    PAPER,
    QUIET,
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
    note_row,
    stack,
    stripes,
    write_items,
)
from exhibit.lettering import LINE
from exhibit.marks import PAGE, Layer, Plane, marks, texts
from exhibit.plots import Plot, Row
from exhibit.scales import PIXELS, Span

PART = 30  # px, the height of a bar of shares
BELOW = 7  # px from a bar to what it says
BETWEEN = 24  # px between categories
TILE, PITCH = 14, 18  # px of a tile, and from one to the next
GROUP, APART = 5, 5  # tiles that stand together, and px more to the next such group
EDGE = 2  # px of the outline of a tile that is not filled


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


def draw_tiles(plot: Plot, box: Box) -> Drawn:
    """Tiles in groups of five, so that they can be counted; the last one may be a part."""
    head: list[Layer] = []
    top = box.top
    if plot.explanation:
        head = texts(PAGE, [note_row(box.left, top, plot.explanation)], fill=QUIET)
        top += LINE + 14
    side = box.left + (name_column(plot) if box.is_roomy else 0)
    room = box.right - side
    per_line = tiles_per_line(room)

    def height(row: Row) -> float:
        tiles = count_lines_of_tiles(row, plot.tile, per_line) * PITCH - (PITCH - TILE)
        return count_item_lines(write_counts(row, side, room)) * LINE + 6 + tiles

    blocks = stack(plot, Box(box.left, box.right, top), height, LINE, BETWEEN)
    items = ((item, b.top) for b in blocks for item in write_counts(b.row, side, room))
    return [
        *head,
        *draw_items(items),
        *(layer for b in blocks for layer in draw_block(b, plot.tile, per_line)),
        *draw_names(blocks, box),
        *draw_notes(blocks),
    ], end_of(blocks)


def write_counts(row: Row, left: float, room: float) -> list[Item]:
    return write_items(row.marks, left, room, form="{label} {name}")


def tiles_per_line(room: float) -> int:
    """As many fives as fit or, where there are several, as many tens."""
    fives = floor((room + APART) / (GROUP * PITCH + APART))
    return GROUP * max(1, fives if fives < 4 else fives - fives % 2)


def count_tiles(value: float, tile: float) -> float:
    """To a tenth of a tile: less than that cannot be seen."""
    return round(value / tile, 1)


def count_lines_of_tiles(row: Row, tile: float, per_line: int) -> int:
    tiles = sum(ceil(count_tiles(mark.value, tile)) for mark in row.marks)
    return max(1, ceil(tiles / per_line))


def draw_block(block: Block, tile: float, per_line: int) -> list[Layer]:
    """A path for each figure and, where its tiles are open, one for what is cut out of them."""
    lines = count_lines_of_tiles(block.row, tile, per_line)
    place = {"x": block.left, "y": block.bottom - lines * PITCH + (PITCH - TILE)}
    outer, inner = [], []
    start = 0
    for mark in block.row.marks:
        count = count_tiles(mark.value, tile)
        colour = RED if mark.marked else mark.look.colour
        path = tile_path(start, count, per_line)
        outer.append({**place, "shape": path, "stroke": colour, "tip": mark.tip})
        if mark.look.tint < 1:
            inner.append({**place, "shape": tile_path(start, count, per_line, EDGE)})
        start += ceil(count)
    return [*draw_strokes(outer, TILE), *draw_strokes(inner, TILE - 2 * EDGE, stroke=PAPER)]


def draw_strokes(rows: list[dict[str, object]], thick: float, **style: str) -> list[Layer]:
    """Paths as they are: a symbol of size 4 is drawn to scale."""
    form = {"size": 4, "filled": False, "fill": None, "opacity": 1}
    dash = [thick, PITCH - thick]
    return marks("point", PAGE, rows, strokeWidth=thick, strokeDash=dash, **form, **style)


def tile_path(start: int, count: float, per_line: int, inset: float = 0) -> str:
    """Strokes that a dash cuts into tiles: one for each group of five."""
    path = []
    at, end = start, start + count
    while at < end:
        after = at - at % GROUP + GROUP
        line, place = divmod(at, per_line)
        x = place * PITCH + place // GROUP * APART + inset
        long = length_of_tiles(min(after, end) - at) - 2 * inset
        if long > 0:
            path.append(f"M{x:g},{line * PITCH + TILE / 2:g}h{long:g}")
        at = after
    return "".join(path) or "M0,0"


def length_of_tiles(tiles: float) -> float:
    whole, part = divmod(round(tiles, 1), 1)
    return whole * PITCH + (round(part, 1) * TILE if part else TILE - PITCH)
