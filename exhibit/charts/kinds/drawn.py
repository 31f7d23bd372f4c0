"""Charts: the drawing of each kind, at the width of a page or of a phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exhibit.charts.draw.blocks import Box, Drawn, Gauge
from exhibit.charts.draw.pen import compose
from exhibit.charts.kinds.bars import draw_bars, draw_pair, gauge_bars
from exhibit.charts.kinds.columns import draw_columns, draw_panels
from exhibit.charts.kinds.dots import draw_ranked_dots, draw_timed_dots
from exhibit.charts.kinds.lines import draw_lines
from exhibit.charts.kinds.shares import draw_shares
from exhibit.charts.kinds.squares import draw_hundred, draw_tiles, gauge_hundred
from exhibit.charts.plan.plot import Plot

MARGIN = 5  # px around all but the left, for strokes and rings at the very edge


def draw(plot: Plot, width: int) -> str:
    """The plot as raw SVG, width px wide and as high as it needs to be."""
    box = Box(1, width - MARGIN, MARGIN)
    layers, end = drawing_of(plot)(plot, box)
    svg = compose(layers, width, end + MARGIN)
    gauge = GAUGES[plot.kind](plot, box) if plot.kind in GAUGES else {}
    return svg.replace("<svg ", f"<svg {write_gauge(gauge)}", 1)


def write_gauge(gauge: Gauge) -> str:
    """Attributes by which the script finds the place of a value that is guessed."""
    written = {name: " ".join(f"{value:.7g}" for value in gauge[name]) for name in gauge}
    return "".join(f'data-{name}="{values}" ' for name, values in written.items())


Drawing = Callable[[Plot, Box], Drawn]


def drawing_of(plot: Plot) -> Drawing:
    is_timed = bool(plot.lines or (plot.panels and plot.panels[0].lines))
    return (TIMED if is_timed else RANKED)[plot.kind]


RANKED: Mapping[str, Drawing] = {
    "bars": draw_bars,
    "grouped": draw_bars,
    "shares": draw_shares,
    "hundred": draw_hundred,
    "tiles": draw_tiles,
    "dots": draw_ranked_dots,
    "pair": draw_pair,
}
TIMED: Mapping[str, Drawing] = {
    "lines": draw_lines,
    "columns": draw_columns,
    "dots": draw_timed_dots,
    "pair": draw_panels,
}
GAUGES: Mapping[str, Callable[[Plot, Box], Gauge]] = {
    "bars": gauge_bars,
    "grouped": gauge_bars,
    "hundred": gauge_hundred,
}
