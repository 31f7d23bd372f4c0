"""Squares to be counted: a hundred that are filled in part, and tiles that stand for an amount."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from exhibit.charts.draw.blocks import (
    PAPER,
    QUIET,
    RED,
    SWATCH,
    Block,
    Box,
    Drawn,
    Gauge,
    Item,
    count_item_lines,
    draw_items,
    draw_names,
    draw_notes,
    end_of,
    name_column,
    note_row,
    stack,
    write_items,
)
from exhibit.charts.draw.lettering import LINE, count_lines, wrap
from exhibit.charts.draw.pen import PAGE, Layer, marks, texts
from exhibit.charts.draw.pen import Row as MarkRow
from exhibit.charts.kinds.shares import BETWEEN, starts_of
from exhibit.charts.plan.plot import Plot, Row

TILE, PITCH = 14, 18  # px of a tile, and from one to the next
GROUP, APART = 5, 5  # tiles that stand together, and px more to the next such group
SIDE = 10  # squares in each line of a hundred
SQUARE, STEP = (22, 26), (27, 32)  # px of a square and from one to the next: wide, on a phone
EDGE = 2  # px of the outline of a tile that is not filled


def gauge_hundred(plot: Plot, box: Box) -> Gauge:
    """Where the squares stand, for a number of them that is no part."""
    step = STEP[not box.is_roomy]
    return {"left": [box.left], "top": [box.top], "step": [step], "squares": [SIDE]}


def draw_hundred(plot: Plot, box: Box) -> Drawn:
    """A hundred squares, filled line by line with one part after the other; the rest stays open."""
    size, step = SQUARE[not box.is_roomy], STEP[not box.is_roomy]
    place = {"x": box.left, "y": box.top}
    *parts, rest = plot.rows[0].marks
    every = place | {"shape": squares_path(0, 100, size, step), "tip": rest.tip}
    inner = place | {"shape": squares_path(0, 100, size, step, EDGE)}
    filled = [
        place
        | {"shape": squares_path(start, start + mark.value, size, step), "tip": mark.tip}
        | {"stroke": RED if mark.marked else mark.look.colour}
        for mark, start in zip(parts, starts_of(plot.rows[0]), strict=False)
    ]
    end = box.top + SIDE * step - (step - size)
    left = box.left + (SIDE * step + 18 if box.is_roomy else 0)
    top = box.top if box.is_roomy else end + 14
    words, below = write_parts(plot, left, box.right - left, top)
    return [
        *draw_strokes([every], size, step, stroke=RED if rest.marked else rest.look.colour),
        *draw_strokes([inner], size - 2 * EDGE, step, stroke=PAPER),
        *draw_strokes(filled, size, step),
        *words,
    ], max(end, below)


def squares_path(start: float, end: float, size: float, step: float, inset: float = 0) -> str:
    """Strokes that a dash cuts into squares: one for a line, one for what is left of a square."""
    path = []
    at, end = round(start, 3), round(end, 3)
    while at < end:
        line, place = divmod(floor(at), SIDE)
        begun = at - floor(at)
        stop = min(end, floor(at) + 1 if begun else (line + 1) * SIDE)
        whole, part = divmod(stop - at, 1)
        long = whole * step + (part * size if part else size - step) - 2 * inset
        path.append(f"M{place * step + begun * size + inset:g},{line * step + size / 2:g}h{long:g}")
        at = stop
    return "".join(path) or "M0,0"


def write_parts(plot: Plot, left: float, room: float, top: float) -> Drawn:
    """What each part is, one below the other, and the sentence at the red mark."""
    items, line = [], 0
    for mark in plot.rows[0].marks:
        text = wrap(f"{mark.name}: {mark.label}", room - SWATCH)
        items.append((Item(mark, text, left, line), top))
        line += count_lines(text)
    end = top + line * LINE
    note = wrap(plot.note, room, bold=True)
    if not plot.note:
        return draw_items(items), end
    layers = texts(PAGE, [note_row(left, end + 10, note)], bold=True, fill=RED)
    return [*draw_items(items), *layers], end + 10 + count_lines(note) * LINE


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
    cut = TILE - 2 * EDGE
    return [*draw_strokes(outer, TILE, PITCH), *draw_strokes(inner, cut, PITCH, stroke=PAPER)]


def draw_strokes(rows: Iterable[MarkRow], thick: float, pitch: float, **style: str) -> list[Layer]:
    """Paths as they are: a symbol of size 4 is drawn to scale."""
    form = {"size": 4, "filled": False, "fill": None, "opacity": 1}
    dash = [thick, pitch - thick]
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
