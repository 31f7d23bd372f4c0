"""A chart drawn at some width: its kind sets the marks, the pen draws them."""

from __future__ import annotations

from exhibit.charts.draw.blocks import Box, Gauge
from exhibit.charts.draw.pen import compose
from exhibit.charts.kinds import KINDS
from exhibit.charts.plan.plot import Plot

_MARGIN = 5  # px around all but the left, for strokes and rings at the very edge


def draw(plot: Plot, width: int) -> str:
    """The plot as raw SVG, width px wide and as high as it needs to be."""
    box = Box(1, width - _MARGIN, _MARGIN)
    kind = KINDS[plot.kind]
    layers, end = kind.draw(plot, box)
    svg = compose(layers, width, end + _MARGIN)
    gauge = kind.gauge(plot, box) if kind.gauge else {}
    return svg.replace("<svg ", f"<svg {_write_gauge(gauge)}", 1)


def _write_gauge(gauge: Gauge) -> str:
    """Attributes by which the script finds the place of a value that is guessed."""
    written = {name: " ".join(f"{value:.7g}" for value in gauge[name]) for name in gauge}
    return "".join(f'data-{name}="{values}" ' for name, values in written.items())
