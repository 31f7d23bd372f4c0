"""Tiles to be counted: each stands for an amount."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import ClassVar

from exhibit.charts.cells import find_unit, unit_of, write_amount
from exhibit.charts.draw.blocks import (
    BETWEEN_WHOLES,
    PAPER,
    QUIET,
    RED,
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
    write_items,
)
from exhibit.charts.draw.lettering import LINE
from exhibit.charts.draw.pen import PAGE, Layer, texts
from exhibit.charts.draw.squares import EDGE, draw_strokes
from exhibit.charts.kinds.kind import Kind, check_series
from exhibit.charts.model import Card, Chart, role
from exhibit.charts.plan.categories import note_of, plan_rows
from exhibit.charts.plan.plot import Plot, Row
from exhibit.diagnostics import say, spec
from exhibit.i18n import Language, format_number

TILE, _PITCH = 14, 18  # px of a tile, and from one to the next
_GROUP, _APART = 5, 5  # tiles that stand together, and px more to the next such group
_MOST_TILES = 400  # that anyone may want to count
_MEANING = "Ein Kästchen steht für {}"  # a message to translate


@spec
class _TilesCard(Card):
    has_gaps: ClassVar[bool] = False
    category: str = role()
    value: str = role()
    series: str = role()
    tile: float = 1  # what one of them stands for


def _check_tiles(chart: Chart[_TilesCard]) -> None:
    """So many can be counted; the series, too, can be told apart."""
    card, table = chart.card, chart.table
    most = max(value or 0 for value in table.numbers(card.value))
    if card.tile <= 0 or float(most) / card.tile > _MOST_TILES:
        count = f"{float(most) / card.tile:.0f}" if card.tile > 0 else "0"
        message = say(
            "With this “{key}” the largest figure has {count} tiles.", key="tile", count=count
        )
        hint = say("Choose one that leaves between one and {most}.", most=_MOST_TILES)
        raise chart.fault("tile", message, hint)
    check_series(chart)


def _plan_tiles(chart: Chart[_TilesCard], language: Language) -> Plot:
    tile = chart.card.tile
    decimals = 0 if tile == int(tile) else 1
    form = language.phrase(_MEANING)
    voice = language.voice(form)
    unit = unit_of(chart, chart.roles.value, voice)
    meaning = write_amount(format_number(tile, form.locale, decimals), unit, form.locale)
    rows = plan_rows(chart, language, _largest_sum, "fading")
    return Plot(
        "tiles",
        rows,
        note=note_of(chart, language),
        explanation=form.text.replace("{}", meaning) if unit else "",
        tile=tile,
    )


def _largest_sum(row: Row) -> float:
    return -sum(mark.value for mark in row.marks)


def _says_meaning(card: _TilesCard) -> Iterable[tuple[str, str]]:
    return [(_MEANING, "kind")] if find_unit(card.unit) else []


def _draw_tiles(plot: Plot, box: Box) -> Drawn:
    """Tiles in groups of five, so that they can be counted; the last one may be a part."""
    head: list[Layer] = []
    top = box.top
    if plot.explanation:
        head = texts(PAGE, [note_row(box.left, top, plot.explanation)], fill=QUIET)
        top += LINE + 14
    side = box.left + (name_column(plot) if box.is_roomy else 0)
    room = box.right - side
    per_line = _tiles_per_line(room)

    def height(row: Row) -> float:
        tiles = _count_lines_of_tiles(row, plot.tile, per_line) * _PITCH - (_PITCH - TILE)
        return count_item_lines(_write_counts(row, side, room)) * LINE + 6 + tiles

    blocks = stack(plot, Box(box.left, box.right, top), height, LINE, BETWEEN_WHOLES)
    items = ((item, b.top) for b in blocks for item in _write_counts(b.row, side, room))
    return [
        *head,
        *draw_items(items),
        *(layer for b in blocks for layer in _draw_block(b, plot.tile, per_line)),
        *draw_names(blocks, box),
        *draw_notes(blocks),
    ], end_of(blocks)


def _write_counts(row: Row, left: float, room: float) -> list[Item]:
    return write_items(row.marks, left, room, form="{label} {name}")


def _tiles_per_line(room: float) -> int:
    """As many fives as fit or, where there are several, as many tens."""
    fives = floor((room + _APART) / (_GROUP * _PITCH + _APART))
    return _GROUP * max(1, fives if fives < 4 else fives - fives % 2)


def _count_tiles(value: float, tile: float) -> float:
    """To a tenth of a tile: less than that cannot be seen."""
    return round(value / tile, 1)


def _count_lines_of_tiles(row: Row, tile: float, per_line: int) -> int:
    tiles = sum(ceil(_count_tiles(mark.value, tile)) for mark in row.marks)
    return max(1, ceil(tiles / per_line))


def _draw_block(block: Block, tile: float, per_line: int) -> list[Layer]:
    """A path for each figure and, where its tiles are open, one for what is cut out of them."""
    lines = _count_lines_of_tiles(block.row, tile, per_line)
    place = {"x": block.left, "y": block.bottom - lines * _PITCH + (_PITCH - TILE)}
    outer, inner = [], []
    start = 0
    for mark in block.row.marks:
        count = _count_tiles(mark.value, tile)
        colour = RED if mark.marked else mark.look.colour
        path = _tile_path(start, count, per_line)
        outer.append({**place, "shape": path, "stroke": colour, "tip": mark.tip})
        if mark.look.tint < 1:
            inner.append({**place, "shape": _tile_path(start, count, per_line, EDGE)})
        start += ceil(count)
    cut = TILE - 2 * EDGE
    return [*draw_strokes(outer, TILE, _PITCH), *draw_strokes(inner, cut, _PITCH, stroke=PAPER)]


def _tile_path(start: int, count: float, per_line: int, inset: float = 0) -> str:
    """Strokes that a dash cuts into tiles: one for each group of five."""
    path = []
    at, end = start, start + count
    while at < end:
        after = at - at % _GROUP + _GROUP
        line, place = divmod(at, per_line)
        x = place * _PITCH + place // _GROUP * _APART + inset
        long = _length_of_tiles(min(after, end) - at) - 2 * inset
        if long > 0:
            path.append(f"M{x:g},{line * _PITCH + TILE / 2:g}h{long:g}")
        at = after
    return "".join(path) or "M0,0"


def _length_of_tiles(tiles: float) -> float:
    whole, part = divmod(round(tiles, 1), 1)
    return whole * _PITCH + (round(part, 1) * TILE if part else TILE - _PITCH)


TILES = Kind(
    name="tiles",
    card=_TilesCard,
    needs=lambda card: ("category", "value"),
    may_have=("series",),
    keys=("category", "series"),
    plan=_plan_tiles,
    draw=_draw_tiles,
    check=_check_tiles,
    says=_says_meaning,
)
