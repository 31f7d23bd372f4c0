"""What all plots over time have in common: points in their order, and the ticks of both axes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from exhibit.charts.cells import find_voice, unit_of, write_name, write_sentence, write_value
from exhibit.charts.model import AnyChart
from exhibit.charts.plan.plot import Line, Point, Tick
from exhibit.charts.plan.scales import steps
from exhibit.i18n import Language, format_number, format_short_month
from exhibit.tables import count_decimals, number, parse_moment


@dataclass(frozen=True)
class _Reading:
    """One figure of the table at its moment, with its names as they stand there."""

    x: int
    moment: str
    value: Decimal
    label: str


def _read_line(chart: AnyChart, column: str, line: str) -> list[_Reading]:
    """The figures of a line, in the order of their moments."""
    roles, table = chart.roles, chart.table
    format = chart.card.columns[roles.x].format
    empty = ("",) * len(table.rows)
    names = table.column(roles.line) if roles.line else empty
    labels = table.column(roles.label) if roles.label else empty
    rows = zip(names, table.column(roles.x), table.numbers(column), labels, strict=True)
    found = [
        _Reading(number(moment.day, format), cell, value, label)
        for name, cell, value, label in rows
        if name == line and value is not None and (moment := parse_moment(cell, format))
    ]
    return sorted(found, key=lambda reading: reading.x)


def read_points(chart: AnyChart, column: str, language: Language, line: str) -> Iterator[Point]:
    """The points of a series or of a category; of all that there are, if there is but one line."""
    card, roles = chart.card, chart.roles
    for reading in _read_line(chart, column, line):
        when = write_name(chart, roles.x, reading.moment, language)
        name = write_name(chart, roles.label, reading.label, language) if roles.label else when
        label = write_value(chart, column, reading.value, language)
        tip = _write_tip(chart, column, reading, line, language)
        keys = {reading.moment, f"{line}/{reading.moment}", reading.label}
        yield Point(
            reading.x, float(reading.value), label, tip, name, card.highlight in keys - {""}
        )


def _write_tip(
    chart: AnyChart, column: str, reading: _Reading, line: str, language: Language
) -> str:
    roles = chart.roles
    who = (roles.label, reading.label) if roles.label else (roles.line, line)
    cells = [one for one in (who, (roles.x, reading.moment)) if one[1]]
    voice = find_voice(chart, cells, language)
    names = ", ".join(write_name(chart, name, cell, voice) for name, cell in cells)
    label = write_value(chart, column, reading.value, voice)
    return write_sentence(names, label, unit_of(chart, column, voice), voice)


def mark_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The red mark stands at the first point that it names."""
    first = next((p for line in lines for p in line.points if p.marked), None)
    return tuple(
        replace(line, points=tuple(replace(p, marked=p is first) for p in line.points))
        for line in lines
    )


def find_moments(chart: AnyChart, line: str = "") -> tuple[int, ...]:
    """Each moment of the table, or of one line in it, in its order: with a figure or without."""
    roles, table = chart.roles, chart.table
    format = chart.card.columns[roles.x].format
    cells = table.column(roles.x)
    names = table.column(roles.line) if line else (line,) * len(cells)
    own = {cell for name, cell in zip(names, cells, strict=True) if name == line}
    parsed = (parse_moment(cell, format) for cell in own)
    return tuple(sorted({number(moment.day, format) for moment in parsed if moment}))


def find_gaps(points: Sequence[Point], moments: Sequence[int]) -> Iterator[int]:
    """The x of each point that comes later than is usual among the moments of its line."""
    usual = min((after - before for before, after in pairwise(moments)), default=1)
    return (after.x for before, after in pairwise(points) if after.x - before.x > usual)


def find_breaks(points: Sequence[Point], moments: Sequence[int]) -> Iterator[int]:
    """The x of each point before which one of these moments has no figure."""
    return (after.x for before, after in pairwise(points) if is_between(before.x, after.x, moments))


def is_between(first: int, last: int, moments: Sequence[int]) -> bool:
    """Whether one of these moments, which are in order, lies between two others."""
    return bisect_right(moments, first) < bisect_left(moments, last)


def plan_ticks(
    chart: AnyChart,
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


def plan_times(chart: AnyChart, shown: Sequence[int], language: Language) -> tuple[Tick, ...]:
    """What may stand on the axis of these moments; who draws it takes as much as finds room."""
    format = chart.card.columns[chart.roles.x].format
    if format == "year":
        return tuple(Tick(x, str(x)) for x in shown)
    moments = (parse_moment(cell, format) for cell in chart.table.column(chart.roles.x))
    days = [moment.day for moment in moments if moment]
    days = [day for day in days if shown[0] <= number(day, format) <= shown[-1]]
    return tuple(_calendar_ticks(min(days), max(days), format, language))


def _calendar_ticks(first: date, last: date, format: str, language: Language) -> Iterator[Tick]:
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
