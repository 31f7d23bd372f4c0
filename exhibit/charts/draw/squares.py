"""Squares to be counted: strokes that a dash cuts into squares."""

from __future__ import annotations

from collections.abc import Iterable

from exhibit.charts.draw.pen import PAGE, Layer, Row, marks

EDGE = 2  # px of the outline of a tile that is not filled


def draw_strokes(rows: Iterable[Row], thick: float, pitch: float, **style: str) -> list[Layer]:
    """Paths as they are: a symbol of size 4 is drawn to scale."""
    form = {"size": 4, "filled": False, "fill": None, "opacity": 1}
    dash = [thick, pitch - thick]
    return marks("point", PAGE, rows, strokeWidth=thick, strokeDash=dash, **form, **style)
