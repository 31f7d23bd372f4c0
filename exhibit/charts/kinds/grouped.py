"""Grouped bars: several for each category, which differ by how full they are."""

from __future__ import annotations

from exhibit.charts.kinds.bars import draw_bars, gauge_bars, plan_bars
from exhibit.charts.kinds.kind import Kind, check_series
from exhibit.charts.model import ComparingCard, role
from exhibit.diagnostics import spec


@spec
class _GroupedCard(ComparingCard):
    category: str = role()
    series: str = role()
    value: str = role()


GROUPED = Kind(
    name="grouped",
    card=_GroupedCard,
    needs=lambda card: ("category", "series", "value"),
    keys=("category", "series"),
    plan=plan_bars,
    draw=draw_bars,
    check=check_series,
    gauge=gauge_bars,
)
