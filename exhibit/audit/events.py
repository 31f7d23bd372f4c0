"""Moments at which the course of a table turns: its ends, its peaks, where one overtakes another.

A text that names a year of a long table means one of these; any other year would be as good as the
next, and says nothing about where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from exhibit.charts import NAMES, AnyChart

_TIMED = ("year", "month", "date")
_SHORT = 4  # moments that a table has at most to mean each of them
_RARE = 4  # steps for each turn of a course at least, or turning tells nothing

_Course = Mapping[str, Decimal]  # values by moment


def find_turns(chart: AnyChart) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each such moment, with the cells that name whose course it is."""
    timed = [name for name, one in chart.card.columns.items() if one.format in _TIMED]
    timed = [name for name in timed if name in chart.table.columns]
    if not timed:
        return
    moments = sorted({*chart.table.column(timed[0])})
    for figure in _figure_columns(chart):
        courses = _read_courses(chart, timed[0], figure)
        ends = moments if len(moments) <= _SHORT else (moments[0], moments[-1])
        yield from ((moment, ()) for moment in ends)
        for names, course in courses.items():
            yield from ((moment, names) for moment in _turns_of(course))
        for (name, one), (other_name, other) in combinations(courses.items(), 2):
            yield from ((moment, (*name, *other_name)) for moment in _crossings(one, other))


def _figure_columns(chart: AnyChart) -> list[int]:
    columns = chart.card.columns
    return [
        index
        for index, name in enumerate(chart.table.columns)
        if name in columns and columns[name].format not in {*NAMES, "year"}
    ]


def _read_courses(
    chart: AnyChart, timed: str, figure: int
) -> Mapping[tuple[str, ...], Mapping[str, Decimal]]:
    """A course for each combination of names."""
    table, columns = chart.table, chart.card.columns
    named = [
        index
        for index, name in enumerate(table.columns)
        if name in columns and columns[name].format in {"text", "country"}
    ]
    courses: dict[tuple[str, ...], dict[str, Decimal]] = {}
    for row, (cells, moment) in enumerate(zip(table.rows, table.column(timed), strict=True)):
        if (value := table.number(row, figure)) is not None:
            names = tuple(cells[index] for index in named)
            courses.setdefault(names, {})[moment] = value
    return courses


def _turns_of(course: _Course) -> Iterator[str]:
    """Its ends, its highest and lowest, and each at which it begins to fall or to rise."""
    moments = sorted(course)
    yield from (moments[0], moments[-1])
    yield max(moments, key=lambda one: course[one])
    yield min(moments, key=lambda one: course[one])
    steps = [(later, course[later] > course[earlier]) for earlier, later in pairwise(moments)]
    turns = [later for (_, rose), (later, rises) in pairwise(steps) if rose != rises]
    if len(turns) * _RARE <= len(steps):
        yield from turns


def _crossings(one: _Course, other: _Course) -> Iterator[str]:
    """The moments at which one is above the other for the first time after it was below."""
    shared: Sequence[str] = sorted(one.keys() & other.keys())
    above = [(moment, one[moment] > other[moment]) for moment in shared]
    yield from (moment for (_, before), (moment, now) in pairwise(above) if before != now)
