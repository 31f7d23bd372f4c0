"""Blocks: a category's name and, beside or below it, what is drawn for it.

On a wide drawing names stand in a column to the left, on a phone above their bars,
so a long German word has the whole width to itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exhibit.charts.draw.lettering import LINE, count_lines, widest, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, Plane, marks, texts
from exhibit.charts.plan.looks import SHAPES
from exhibit.charts.plan.plot import INK, Look, Mark, Plot, Row
from exhibit.charts.plan.scales import APART, flow, line_up

QUIET = "var(--leise)"
GRID = "var(--raster)"
RED = "var(--rot)"
PAPER = "var(--papier)"
_NAMES = 196  # px that names may take beside their bars
_ROOMY = 480  # px from which on a drawing has room for them there
STRIPE = 1.5  # px
BETWEEN_WHOLES = 24  # px between categories that are wholes
SWATCH = 18  # px before the name of a series

Drawn = tuple[list[Layer], float]  # with the place at which it ends
Gauge = Mapping[str, Sequence[float]]  # where values stand, told to the script in px by name


@dataclass(frozen=True)
class Box:
    """The part of a drawing that a chart may fill: its sides, and its top."""

    left: float
    right: float
    top: float = 0

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def is_roomy(self) -> bool:
        return self.width >= _ROOMY


@dataclass(frozen=True)
class Block:
    """Where a category stands: its name, and the box of what is drawn for it."""

    row: Row
    name: str  # in lines
    name_top: float
    left: float
    top: float
    bottom: float  # of the drawing
    note: str  # the sentence at the red mark, in lines; it stands below

    @property
    def note_top(self) -> float:
        return self.bottom + 6


def stack(
    plot: Plot,
    box: Box,
    height: Callable[[Row], float],
    first: float,
    gap: float,
    names: bool = True,
) -> list[Block]:
    """The blocks of all rows, one below the other.

    first is the height of what is drawn first in each: a name that stands beside it
    has its middle there.
    """
    beside = box.is_roomy or not names
    column = name_column(plot) if names and beside else 0
    blocks: list[Block] = []
    top = box.top
    for row in plot.rows:
        name = wrap(row.name, _NAMES if beside else box.width) if names else ""
        tall = count_lines(name) * LINE if name else 0
        lower = max(0, (tall - first) / 2) if beside else tall + 3
        above = max(0, (first - tall) / 2) if beside else 0
        note = wrap(plot.note, box.width - column - 8, bold=True) if row.marked else ""
        bottom = top + lower + height(row)
        blocks.append(Block(row, name, top + above, box.left + column, top + lower, bottom, note))
        top = end_of(blocks) + gap
    return blocks


def name_column(plot: Plot) -> float:
    """What names take beside their bars, with some air."""
    return widest([wrap(row.name, _NAMES) for row in plot.rows]) + 14


def end_of(blocks: Sequence[Block]) -> float:
    last = blocks[-1]
    names = last.name_top + count_lines(last.name) * LINE if last.name else 0
    notes = last.note_top + count_lines(last.note) * LINE if last.note else 0
    return max(last.bottom, names, notes)


def draw_names(blocks: Iterable[Block], box: Box) -> list[Layer]:
    return texts(PAGE, (note_row(box.left, b.name_top, b.name) for b in blocks if b.name))


def draw_notes(blocks: Iterable[Block], indent: float = 0) -> list[Layer]:
    notes = (note_row(b.left + indent, b.note_top, b.note) for b in blocks if b.note)
    return texts(PAGE, notes, bold=True, fill=RED)


def note_row(x: float, top: float, note: str) -> dict[str, object]:
    """Text of several lines; its place is the middle of the first."""
    return {"x": x, "y": top + LINE / 2, "text": note}


@dataclass(frozen=True)
class Item:
    """What is written about one mark, with a swatch of its look if it has a name."""

    mark: Mark
    text: str
    x: float
    line: int

    @property
    def text_x(self) -> float:
        return self.x + (SWATCH if self.mark.name else 0)


def write_items(
    marks: Sequence[Mark],
    left: float,
    room: float,
    starts: Sequence[float] | None = None,
    form: str = "{name} {label}",
) -> list[Item]:
    """Names and values in lines; if starts are given and allow it, each below its part of a bar."""
    written = [form.format(name=mark.name, label=mark.label).strip() for mark in marks]
    sizes = [
        width(text) + (SWATCH if mark.name else 0)
        for text, mark in zip(written, marks, strict=True)
    ]
    lined = line_up(starts, sizes, left + room) if starts else None
    places = [(x, 0) for x in lined] if lined else [(left + x, n) for x, n in flow(sizes, room)]
    return [Item(m, t, x, n) for m, t, (x, n) in zip(marks, written, places, strict=True)]


def draw_items(items: Iterable[tuple[Item, float]]) -> list[Layer]:
    """Items, each with the top of its first line."""
    placed = [(item, top + item.line * LINE + LINE / 2) for item, top in items]
    words = ({"x": item.text_x, "y": y, "text": item.text} for item, y in placed)
    named = [(item.mark.look, item.x + 6, y) for item, y in placed if item.mark.name]
    striped = (
        {"x": x - 6, "x2": x + 6, "y": line}
        for look, x, y in named
        for line in stripes(look, y - 6, 12)
    )
    return [
        *texts(PAGE, words, bold=not named),  # alone, the value is all there is to say
        *marks("point", PAGE, (_swatch(*each) for each in named), **dot_style(100)),
        *marks("rule", PAGE, striped, stroke=PAPER, strokeWidth=STRIPE),
    ]


def stripes(look: Look, top: float, height: float) -> Iterator[float]:
    """Where the stripes of an area run, so that it differs from others in grey as well."""
    return (top + height * (at + 1) / (look.stripes + 1) for at in range(look.stripes))


def _swatch(look: Look, x: float, y: float) -> dict[str, object]:
    return {"x": x, "y": y, "shape": "square", **paint(look)}


def paint(look: Look) -> dict[str, object]:
    """Areas are outlined, so that an empty one can be seen."""
    return {"fill": look.colour, "stroke": look.colour, "fillOpacity": look.tint}


def dot_style(size: int) -> dict[str, Any]:
    return {"size": size, "strokeWidth": 1.6, "opacity": 1}


def count_item_lines(items: Sequence[Item]) -> int:
    return max((item.line for item in items), default=0) + 1


def draw_key(looks: Sequence[tuple[str, Look]], box: Box) -> Drawn:
    """The shape of each series with its name, in a line above the drawing."""
    named = [(name, look) for name, look in looks if name]
    if not named:
        return [], box.top
    places = flow([SWATCH + width(name) for name, _ in named], box.width)
    dots, words = [], []
    for (name, look), (x, line) in zip(named, places, strict=True):
        y = box.top + line * (LINE + 4) + LINE / 2
        dots.append({"x": box.left + x + 7, "y": y, "shape": look.shape, **paint(look)})
        words.append({"x": box.left + x + SWATCH, "y": y, "text": name})
    layers = [*marks("point", PAGE, dots, **dot_style(90)), *texts(PAGE, words)]
    return layers, box.top + (places[-1][1] + 1) * (LINE + 4) + APART


def find_tracks(blocks: Sequence[Block], box: Box) -> list[tuple[float, float]]:
    """Where a rule runs down across the bars: top and bottom of each piece."""
    ends = [(block.top - 5, block.bottom + 5) for block in blocks]
    return [(ends[0][0], ends[-1][1])] if box.is_roomy else ends


def draw_reference(plane: Plane, plot: Plot, blocks: Sequence[Block], box: Box) -> list[Layer]:
    """A value to compare with: a rule across the bars, its name above; names it does not cross."""
    if plot.reference is None:
        return []
    x = plane.x.place(plot.reference.at)
    label = plot.reference.text
    half = width(label) / 2
    at = min(max(x, box.left + half), box.right - half)
    rules = [{"x": x, "y": top, "y2": bottom} for top, bottom in find_tracks(blocks, box)]
    word = {"x": at, "y": box.top + LINE / 2, "text": label}
    return [
        *marks("rule", PAGE, rules, stroke=PAPER, strokeWidth=4),
        *marks("rule", PAGE, rules, stroke=INK, strokeDash=[2, 3], strokeWidth=1.5),
        *texts(PAGE, [word], align="center", fill=INK),
    ]


def looks_of(plot: Plot) -> list[tuple[str, Look]]:
    """Each series once, with its look, in their order."""
    in_rows = [(mark.name, mark.look) for row in plot.rows for mark in row.marks]
    looks = dict([*in_rows, *((line.name, line.look) for line in plot.lines)])
    return sorted(looks.items(), key=lambda pair: SHAPES.index(pair[1].shape))
