"""Dots on axes that multiply: what differs a thousandfold stays readable."""

from __future__ import annotations

from typing import ClassVar

from exhibit.charts.cells import write_name
from exhibit.charts.draw.blocks import Box, Drawn
from exhibit.charts.kinds.dots.ranked import draw_ranked_dots
from exhibit.charts.kinds.dots.timed import draw_timed_dots
from exhibit.charts.kinds.kind import Kind, check_series
from exhibit.charts.model import AnyChart, ComparingCard, role
from exhibit.charts.plan.categories import (
    DECADES,
    note_of,
    plan_decades,
    plan_rows,
    reference_of,
    series_of,
)
from exhibit.charts.plan.looks import looks_of_series
from exhibit.charts.plan.moments import mark_once, plan_times, read_points
from exhibit.charts.plan.plot import Line, Plot
from exhibit.diagnostics import spec
from exhibit.i18n import Language, set_phrase


@spec
class _DotsCard(ComparingCard):
    is_logarithmic: ClassVar[bool] = True
    category: str = role()
    x: str = role()
    value: str = role()
    series: str = role()
    label: str = role()  # the column of what is written beside them


def _plan_dots(chart: AnyChart, language: Language) -> Plot:
    return (_plan_timed if chart.roles.x else _plan_ranked)(chart, language)


def _draw_dots(plot: Plot, box: Box) -> Drawn:
    return (draw_timed_dots if plot.lines else draw_ranked_dots)(plot, box)


def _plan_ranked(chart: AnyChart, language: Language) -> Plot:
    """Categories on an axis that multiplies: what differs a thousandfold stays readable."""
    rows = plan_rows(chart, language, shades="none")
    values = [mark.value for row in rows for mark in row.marks]
    reference = reference_of(chart, language)
    return Plot(
        "dots",
        rows,
        ticks=plan_decades([*values, *([reference.at] if reference else [])], language),
        reference=reference,
        note=note_of(chart, language),
        explanation=set_phrase(language.phrase(DECADES)).text,
    )


def _plan_timed(chart: AnyChart, language: Language) -> Plot:
    """Dots by day on an axis that multiplies, named where there is room."""
    names = series_of(chart)
    looks = looks_of_series(names)
    lines = tuple(
        Line(
            write_name(chart, chart.roles.series, name, language) if name else "",
            tuple(read_points(chart, chart.roles.value, language, name)),
            looks[name],
        )
        for name in names
    )
    reference = reference_of(chart, language)
    points = [point for line in lines for point in line.points]
    values = [point.value for point in points]
    return Plot(
        "dots",
        lines=mark_once(lines),
        ticks=plan_decades([*values, *([reference.at] if reference else [])], language),
        times=plan_times(chart, sorted({point.x for point in points}), language),
        reference=reference,
        note=note_of(chart, language),
        explanation=set_phrase(language.phrase(DECADES)).text,
    )


DOTS = Kind(
    name="dots",
    card=_DotsCard,
    needs=lambda card: ("x" if card.x else "category", "value"),
    may_have=("series", "label"),
    keys=("category", "series", "x", "label"),
    moments=("date", "month", "year"),
    plan=_plan_dots,
    draw=_draw_dots,
    check=check_series,
    says=lambda card: [(DECADES, "kind")],
)
