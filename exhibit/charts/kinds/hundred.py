"""A hundred squares: what the parts of a whole are, out of every hundred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor
from typing import ClassVar

from exhibit.charts.draw.blocks import (
    PAPER,
    RED,
    SWATCH,
    Box,
    Drawn,
    Gauge,
    Item,
    draw_items,
    note_row,
)
from exhibit.charts.draw.lettering import LINE, count_lines, wrap
from exhibit.charts.draw.pen import PAGE, texts
from exhibit.charts.draw.squares import EDGE, draw_strokes
from exhibit.charts.kinds.kind import Kind, check_count
from exhibit.charts.model import AnyChart, Card, role
from exhibit.charts.plan.categories import categories, note_of, plan_rows
from exhibit.charts.plan.looks import looks_of_series
from exhibit.charts.plan.plot import Look, Plot, Row
from exhibit.charts.plan.wholes import starts_of, write_tip
from exhibit.diagnostics import say, spec
from exhibit.i18n import Language, format_number, set_phrase

_SIDE = 10  # squares in each line of a hundred
_SQUARE, _STEP = (22, 26), (27, 32)  # px of a square and from one to the next: wide, on a phone
OF_A_HUNDRED = "{} von 100"  # a message to translate


@spec
class _HundredCard(Card):
    is_whole: ClassVar[bool] = True
    has_gaps: ClassVar[bool] = False
    category: str = role()
    value: str = role()


def _check_parts(chart: AnyChart) -> None:
    names = set(chart.table.column(chart.roles.category))
    check_count(chart, "category", names, say("The whole has {count} parts.", count=len(names)))


def _plan_hundred(chart: AnyChart, language: Language) -> Plot:
    """The whole table as a hundred: its parts in their order; the last is what is left over."""
    rows = plan_rows(chart, language, lambda row: 0)  # in the order of the table
    marks, names = [row.marks[0] for row in rows], [row.name for row in rows]
    whole = sum(mark.value for mark in marks)
    shares = [100 * mark.value / whole for mark in marks]
    looks = [*looks_of_series(categories(chart)).values()]
    looks[-1] = Look(tint=0)
    labels = _write_shares(shares, language)
    counted = (
        replace(mark, name=name, value=share, label=label, tip=write_tip(mark, label), look=look)
        for mark, name, share, label, look in zip(marks, names, shares, labels, looks, strict=True)
    )
    return Plot("hundred", (Row("", tuple(counted)),), note=note_of(chart, language))


def _write_shares(shares: list[float], language: Language) -> Iterator[str]:
    """1,3 von 100; with decimals if one of them has any."""
    form = set_phrase(language.phrase(OF_A_HUNDRED))
    decimals = 0 if all(share == round(share) for share in shares) else 1
    for share in shares:
        number = format_number(round(share, decimals), form.locale, decimals)
        yield form.text.replace("{}", number)


def _gauge_hundred(plot: Plot, box: Box) -> Gauge:
    """Where the squares stand, for a number of them that is no part."""
    step = _STEP[not box.is_roomy]
    return {"left": [box.left], "top": [box.top], "step": [step], "squares": [_SIDE]}


def _draw_hundred(plot: Plot, box: Box) -> Drawn:
    """A hundred squares, filled line by line with one part after the other; the rest stays open."""
    size, step = _SQUARE[not box.is_roomy], _STEP[not box.is_roomy]
    place = {"x": box.left, "y": box.top}
    *parts, rest = plot.rows[0].marks
    every = place | {"shape": _squares_path(0, 100, size, step), "tip": rest.tip}
    inner = place | {"shape": _squares_path(0, 100, size, step, EDGE)}
    filled = [
        place
        | {"shape": _squares_path(start, start + mark.value, size, step), "tip": mark.tip}
        | {"stroke": RED if mark.marked else mark.look.colour}
        for mark, start in zip(parts, starts_of(plot.rows[0]), strict=False)
    ]
    end = box.top + _SIDE * step - (step - size)
    left = box.left + (_SIDE * step + 18 if box.is_roomy else 0)
    top = box.top if box.is_roomy else end + 14
    words, below = _write_parts(plot, left, box.right - left, top)
    return [
        *draw_strokes([every], size, step, stroke=RED if rest.marked else rest.look.colour),
        *draw_strokes([inner], size - 2 * EDGE, step, stroke=PAPER),
        *draw_strokes(filled, size, step),
        *words,
    ], max(end, below)


def _squares_path(start: float, end: float, size: float, step: float, inset: float = 0) -> str:
    """Strokes that a dash cuts into squares: one for a line, one for what is left of a square."""
    path = []
    at, end = round(start, 3), round(end, 3)
    while at < end:
        line, place = divmod(floor(at), _SIDE)
        begun = at - floor(at)
        stop = min(end, floor(at) + 1 if begun else (line + 1) * _SIDE)
        whole, part = divmod(stop - at, 1)
        long = whole * step + (part * size if part else size - step) - 2 * inset
        path.append(f"M{place * step + begun * size + inset:g},{line * step + size / 2:g}h{long:g}")
        at = stop
    return "".join(path) or "M0,0"


def _write_parts(plot: Plot, left: float, room: float, top: float) -> Drawn:
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


HUNDRED = Kind(
    name="hundred",
    card=_HundredCard,
    needs=lambda card: ("category", "value"),
    keys=("category",),
    plan=_plan_hundred,
    draw=_draw_hundred,
    check=_check_parts,
    gauge=_gauge_hundred,
    says=lambda card: [(OF_A_HUNDRED, "kind")],
)
