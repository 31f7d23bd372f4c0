"""Plots over time: lines and scenarios, columns by month, dots by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from exhibit.charts.cells import fill_text, unit_of, write_name, write_sentence, write_value
from exhibit.charts.plan.categories import DECADES, note_of, plan_decades, reference_of, series_of
from exhibit.charts.plan.looks import look_of, look_of_scenario, looks_of_series
from exhibit.charts.plan.plot import Line, Plot, Point, Tick
from exhibit.charts.plan.scales import count_decimals, steps
from exhibit.content.model import Chart
from exhibit.i18n.cldr import format_number, format_short_month
from exhibit.i18n.language import Language
from exhibit.i18n.typography import set_phrase
from exhibit.tables.dates import number, parse_moment

AHEAD = "Ausblick"  # written over the part of a chart that lies ahead; a message to translate


def plan_lines(chart: Chart, language: Language) -> Plot:
    history = chart.card.history
    past = tuple(read_points(chart, chart.card.value, language, history)) if history else ()
    lines = tuple(plan_line(chart, language, name, past) for name in series_of(chart))
    reference = reference_of(chart, language)
    return Plot(
        "lines",
        lines=mark_once(lines),
        ticks=plan_ticks(chart, chart.card.value, lines, language, reference),
        times=plan_times(chart, lines, language),
        reference=reference,
        note=note_of(chart, language),
        today=past[-1].x if past else None,
        ahead=language.phrase(AHEAD).text if past else "",
    )


def plan_line(chart: Chart, language: Language, name: str, past: Sequence[Point]) -> Line:
    """A series; a scenario begins where the past ends."""
    names = [series for series in series_of(chart) if series != chart.card.history]
    own = tuple(read_points(chart, chart.card.value, language, name))
    if chart.card.highlight == name:
        own = (*own[:-1], replace(own[-1], marked=True))
    title = write_name(chart, chart.card.series, name, language)
    if past and name in names:
        return Line(title, (*past[-1:], *own), look_of_scenario(names.index(name)))
    look = look_of(name) if past else looks_of_series(names)[name]
    return Line(title, own, look, tuple(find_gaps(own)))


@dataclass(frozen=True)
class Reading:
    """One figure of the table at its moment, with its names as they stand there."""

    x: int
    moment: str
    value: Decimal
    label: str


def read_series(chart: Chart, column: str, series: str) -> list[Reading]:
    """The figures of a series, in the order of their moments."""
    card, table = chart.card, chart.table
    format = card.columns[card.x].format
    empty = ("",) * len(table.rows)
    names = table.column(card.series) if card.series else empty
    labels = table.column(card.label) if card.label else empty
    rows = zip(names, table.column(card.x), table.numbers(column), labels, strict=True)
    found = [
        Reading(number(moment.day, format), cell, value, label)
        for name, cell, value, label in rows
        if name == series and value is not None and (moment := parse_moment(cell, format))
    ]
    return sorted(found, key=lambda reading: reading.x)


def read_points(chart: Chart, column: str, language: Language, series: str) -> Iterator[Point]:
    card = chart.card
    spoken = write_name(chart, card.series, series, language) if series else ""
    unit = unit_of(chart, column, language)
    for reading in read_series(chart, column, series):
        when = write_name(chart, card.x, reading.moment, language)
        name = write_name(chart, card.label, reading.label, language) if card.label else when
        label = write_value(chart, column, reading.value, language)
        who = ", ".join(filter(None, [name if card.label else spoken, when]))
        tip = write_sentence(who, label, unit, language)
        keys = {reading.moment, f"{series}/{reading.moment}", reading.label}
        yield Point(
            reading.x, float(reading.value), label, tip, name, card.highlight in keys - {""}
        )


def mark_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The red mark stands at the first point that it names."""
    first = next((p for line in lines for p in line.points if p.marked), None)
    return tuple(
        replace(line, points=tuple(replace(p, marked=p is first) for p in line.points))
        for line in lines
    )


def find_gaps(points: Sequence[Point]) -> Iterator[int]:
    """The x of each point that does not follow on the one before it."""
    apart = [after.x - before.x for before, after in pairwise(points)]
    usual = min(apart, default=1)
    return (point.x for point, step in zip(points[1:], apart, strict=True) if step > usual)


def plan_ticks(
    chart: Chart,
    column: str,
    lines: Sequence[Line],
    language: Language,
    reference: Tick | None = None,
) -> tuple[Tick, ...]:
    """Round values from zero to above the largest."""
    values = [point.value for line in lines for point in line.points]
    at = steps(max([*values, *([reference.at] if reference else [])]))
    if chart.card.columns[column].format == "percent":
        return tuple(
            Tick(float(value), write_value(chart, column, value, language)) for value in at
        )
    decimals = max(count_decimals(value) for value in at)
    return tuple(Tick(float(v), format_number(v, language.locale, decimals)) for v in at)


def plan_times(chart: Chart, lines: Sequence[Line], language: Language) -> tuple[Tick, ...]:
    """What may stand on the axis of moments; who draws it takes as much as finds room."""
    card = chart.card
    format = card.columns[card.x].format
    drawn = sorted({point.x for line in lines for point in line.points})
    if format == "year":
        return tuple(Tick(x, str(x)) for x in drawn)
    moments = (parse_moment(cell, format) for cell in chart.table.column(card.x))
    days = [moment.day for moment in moments if moment]
    days = [day for day in days if drawn[0] <= number(day, format) <= drawn[-1]]
    return tuple(calendar_ticks(min(days), max(days), format, language))


def calendar_ticks(first: date, last: date, format: str, language: Language) -> Iterator[Tick]:
    """The beginning of each year or, if these are but two, of each month."""
    years = range(first.year, last.year + 1)
    if len(years) > 2:
        yield from (Tick(number(date(year, 1, 1), format), str(year)) for year in years)
        return
    begun = first.replace(day=1)
    for day in (date(year, month, 1) for year in years for month in range(1, 13)):
        if begun <= day <= last:
            name = format_short_month(day, language.locale)
            name = f"{name} {day.year}" if day == begun else name
            yield Tick(number(day, format), str(day.year) if day.month == 1 else name)


def plan_columns(chart: Chart, language: Language) -> Plot:
    """A column for every month or year; the red mark stands at the highest if nowhere else."""
    return plan_columns_of(chart, chart.card.value, language)


def plan_columns_of(chart: Chart, column: str, language: Language) -> Plot:
    points = list(read_points(chart, column, language, ""))
    if not any(point.marked for point in points):
        record = max(points, key=lambda point: point.value)
        points = [replace(point, marked=point is record) for point in points]
    lines = mark_once([Line("", tuple(points))])
    marked = next(point for point in lines[0].points if point.marked)
    reference = reference_of(chart, language) if not chart.card.panels else None
    return Plot(
        "columns",
        lines=lines,
        ticks=plan_ticks(chart, column, lines, language, reference),
        times=plan_times(chart, lines, language),
        reference=reference,
        note=note_of(chart, language) or marked.tip,
    )


def plan_timed_pair(chart: Chart, language: Language) -> Plot:
    """A panel for each column of figures, over the same months."""
    panels = [
        replace(
            plan_columns_of(chart, column, language),
            heading=fill_text(chart, chart.card.columns[column].label, language).text,
        )
        for column in chart.card.panels
    ]
    if chart.card.annotation:
        told = (
            replace(panel, note=note_of(chart, language) if at == 0 else marked_tip(panel))
            for at, panel in enumerate(panels)
        )
        panels = list(told)
    return Plot("pair", panels=tuple(panels))


def marked_tip(plot: Plot) -> str:
    return next(point.tip for point in plot.lines[0].points if point.marked)


def plan_timed_dots(chart: Chart, language: Language) -> Plot:
    """Dots by day on an axis that multiplies, named where there is room."""
    names = series_of(chart)
    looks = looks_of_series(names)
    lines = tuple(
        Line(
            write_name(chart, chart.card.series, name, language) if name else "",
            tuple(read_points(chart, chart.card.value, language, name)),
            looks[name],
        )
        for name in names
    )
    reference = reference_of(chart, language)
    values = [point.value for line in lines for point in line.points]
    return Plot(
        "dots",
        lines=mark_once(lines),
        ticks=plan_decades([*values, *([reference.at] if reference else [])], language),
        times=plan_times(chart, lines, language),
        reference=reference,
        note=note_of(chart, language),
        explanation=set_phrase(language.phrase(DECADES)).text,
    )
