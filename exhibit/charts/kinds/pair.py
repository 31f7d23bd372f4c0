"""A pair: two or three columns of figures side by side, as bars or over the same months."""

from __future__ import annotations

from dataclasses import replace

from exhibit.charts.cells import fill_text, write_name
from exhibit.charts.draw.blocks import RED, Box, Drawn, end_of, name_column, note_row, stack
from exhibit.charts.draw.lettering import LINE, count_lines, wrap
from exhibit.charts.draw.pen import PAGE, Layer, texts
from exhibit.charts.kinds.bars import BAR, BETWEEN, Group, draw_bars
from exhibit.charts.kinds.columns import draw_framed, make_frame, plan_columns_of
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, Card, role
from exhibit.charts.plan.categories import (
    by_largest,
    categories,
    first_marked,
    make_rows,
    note_of,
    read_entries,
)
from exhibit.charts.plan.plot import Plot, Row
from exhibit.diagnostics import say, spec
from exhibit.i18n import Language

_AISLE = 28  # px between panels


@spec
class _PairCard(Card):
    category: str = role()
    x: str = role()
    panels: tuple[str, ...] = role(())


def _check_panels(chart: AnyChart) -> None:
    count = len(chart.roles.panels)
    if not 2 <= count <= 3:
        hint = say("Two or three columns of figures stand side by side.")
        raise chart.fault("panels", say("Columns in “panels”: {count}.", count=count), hint)


def _plan_pair(chart: AnyChart, language: Language) -> Plot:
    return (_plan_timed if chart.roles.x else _plan_ranked)(chart, language)


def _plan_ranked(chart: AnyChart, language: Language) -> Plot:
    """A panel for each column of figures, with all rows; the first decides their order."""
    panels = [_plan_panel(chart, language, column) for column in chart.roles.panels]
    names = [row.name for row in sorted(panels[0].rows, key=by_largest)]
    ordered = (
        replace(panel, rows=tuple(sorted(panel.rows, key=lambda row: names.index(row.name))))
        for panel in panels
    )
    return Plot("pair", panels=tuple(ordered), note=note_of(chart, language))


def _plan_panel(chart: AnyChart, language: Language, column: str) -> Plot:
    rows = {
        row.name: row for row in make_rows(chart, language, read_entries(chart, column), column)
    }
    names = (write_name(chart, chart.roles.category, cell, language) for cell in categories(chart))
    every = [rows.get(name, Row(name, ())) for name in names]
    heading = fill_text(chart, chart.card.columns[column].label, language).text
    return Plot("bars", first_marked(every), heading=heading)


def _plan_timed(chart: AnyChart, language: Language) -> Plot:
    """A panel for each column of figures, over the same months."""
    panels = [
        replace(
            plan_columns_of(chart, column, language),
            heading=fill_text(chart, chart.card.columns[column].label, language).text,
        )
        for column in chart.roles.panels
    ]
    if chart.card.annotation:
        told = (
            replace(panel, note=note_of(chart, language) if at == 0 else _marked_tip(panel))
            for at, panel in enumerate(panels)
        )
        panels = list(told)
    return Plot("pair", panels=tuple(panels))


def _marked_tip(plot: Plot) -> str:
    return next(point.tip for point in plot.lines[0].points if point.marked)


def _draw_pair(plot: Plot, box: Box) -> Drawn:
    return (_draw_columns_below if plot.panels[0].lines else _draw_bars_in_panels)(plot, box)


def _draw_bars_in_panels(plot: Plot, box: Box) -> Drawn:
    """Panels of bars: side by side with the names once or, on a phone, one below the other."""
    layers, end = (_draw_beside if box.is_roomy else _draw_below)(plot, box)
    if not plot.note:
        return layers, end
    text = wrap(plot.note, box.width, bold=True)
    note = texts(PAGE, [note_row(box.left, end + 14, text)], bold=True, fill=RED)
    return [*layers, *note], end + 14 + count_lines(text) * LINE


def _draw_beside(plot: Plot, box: Box) -> Drawn:
    side = box.left + name_column(plot.panels[0])
    wide = (box.right - side - _AISLE * (len(plot.panels) - 1)) / len(plot.panels)
    headings = [wrap(panel.heading, wide, bold=True) for panel in plot.panels]
    top = box.top + max(map(count_lines, headings)) * LINE + 12
    layers: list[Layer] = []
    for at, (panel, heading) in enumerate(zip(plot.panels, headings, strict=True)):
        left = side + at * (wide + _AISLE)
        named = draw_bars(panel, Box(left, left + wide, top), names=False)
        layers += [*texts(PAGE, [note_row(left, box.top, heading)], bold=True), *named[0]]
    plain = Group(0, 0)
    blocks = stack(plot.panels[0], Box(side, side + wide, top), plain.height, BAR, BETWEEN, False)
    names = ({"x": box.left, "y": b.top + BAR / 2, "text": b.row.name} for b in blocks)
    return [*layers, *texts(PAGE, names)], end_of(blocks)


def _draw_below(plot: Plot, box: Box) -> Drawn:
    layers: list[Layer] = []
    top = box.top
    for panel in plot.panels:
        heading = wrap(panel.heading, box.width, bold=True)
        layers += texts(PAGE, [note_row(box.left, top, heading)], bold=True)
        drawn, end = draw_bars(
            panel, Box(box.left, box.right, top + count_lines(heading) * LINE + 10)
        )
        layers += drawn
        top = end + _AISLE
    return layers, top - _AISLE


def _draw_columns_below(plot: Plot, box: Box) -> Drawn:
    """Columns over the same months, one panel below the other."""
    frame = make_frame(plot.panels, box)
    layers: list[Layer] = []
    top = box.top
    for panel in plot.panels:
        heading = wrap(panel.heading, box.width, bold=True)
        layers += texts(PAGE, [note_row(box.left, top, heading)], bold=True)
        below = Box(box.left, box.right, top + count_lines(heading) * LINE + 8)
        drawn, end = draw_framed(panel, below, frame, 180 if box.is_roomy else 150)
        layers += drawn
        top = end + 26
    return layers, top - 26


PAIR = Kind(
    name="pair",
    card=_PairCard,
    needs=lambda card: ("x" if card.x else "category", "panels"),
    keys=("category", "x"),
    moments=("month", "year"),
    plan=_plan_pair,
    draw=_draw_pair,
    check=_check_panels,
)
