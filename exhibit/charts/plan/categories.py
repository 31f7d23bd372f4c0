"""What all plots of categories have in common: their rows, in the order of their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from exhibit.charts.cells import (
    fill_text,
    find_voice,
    unit_of,
    write_name,
    write_sentence,
    write_value,
)
from exhibit.charts.model import AnyChart, ComparingCard
from exhibit.charts.plan.looks import known, look_of, looks_of_series, looks_within
from exhibit.charts.plan.plot import Look, Mark, Row, Tick
from exhibit.charts.plan.scales import decades
from exhibit.i18n import Language, format_power

DECADES = "Von Linie zu Linie 10-mal so viel"  # a message to translate

# Series in their category's own colour, fuller or fading from one to the next, or in colours of
# their own.
_Shades = Literal["fuller", "fading", "none"]


@dataclass(frozen=True)
class _Entry:
    """One figure of the table with its names as they stand there."""

    category: str
    series: str
    value: Decimal
    written: str  # instead of the figure; empty where the card names no column for it


def read_entries(chart: AnyChart, column: str) -> list[_Entry]:
    """The rows that have a figure in the column."""
    roles, table = chart.roles, chart.table
    categories = table.column(roles.category)
    empty = ("",) * len(categories)
    series = table.column(roles.series) if roles.series else empty
    written = table.column(roles.label) if roles.label else empty
    cells = zip(categories, series, table.numbers(column), written, strict=True)
    return [
        _Entry(category, name, value, label)
        for category, name, value, label in cells
        if value is not None
    ]


def _group(entries: Iterable[_Entry]) -> Mapping[str, list[_Entry]]:
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.category, []).append(entry)
    return groups


def categories(chart: AnyChart) -> Sequence[str]:
    return list(dict.fromkeys(chart.table.column(chart.roles.category)))


def series_of(chart: AnyChart) -> Sequence[str]:
    """The series in the order of the table."""
    return (
        list(dict.fromkeys(chart.table.column(chart.roles.series))) if chart.roles.series else [""]
    )


def _is_marked(chart: AnyChart, entry: _Entry) -> bool:
    return chart.card.highlight in {entry.category, f"{entry.category}/{entry.series}"}


def _looks_in(chart: AnyChart, category: str, shades: _Shades) -> Mapping[str, Look]:
    """How the series of a category look."""
    names = series_of(chart)
    if not chart.roles.series:
        return {"": look_of(category)}
    own = known(chart.table.column(chart.roles.category)) and not known(names)
    if shades == "fading" or (shades == "fuller" and own):
        return looks_within(category, names, fading=shades == "fading")
    return looks_of_series(names)


def make_rows(
    chart: AnyChart,
    language: Language,
    entries: Iterable[_Entry],
    column: str,
    shades: _Shades = "fuller",
) -> Iterator[Row]:
    for category, group_entries in _group(entries).items():
        looks = _looks_in(chart, category, shades)
        name = write_name(chart, chart.roles.category, category, language)
        ordered = sorted(group_entries, key=lambda entry: list(looks).index(entry.series))
        marks = (
            _make_mark(chart, language, entry, column, looks[entry.series]) for entry in ordered
        )
        yield Row(name, tuple(marks))


def _make_mark(chart: AnyChart, language: Language, entry: _Entry, column: str, look: Look) -> Mark:
    roles = chart.roles
    series = write_name(chart, roles.series, entry.series, language) if entry.series else ""
    names = [(roles.category, entry.category), (roles.series, entry.series)]
    written = [(roles.label, entry.written)]
    voice = find_voice(chart, [one for one in names + written if one[1]], language)
    words = (write_name(chart, name, cell, voice) for name, cell in names if cell)
    label, _ = _label(chart, entry, column, language)
    tip = write_sentence(", ".join(words), *_label(chart, entry, column, voice), voice)
    marked = _is_marked(chart, entry)
    return Mark(series, float(entry.value), label, tip, look, marked, voice.locale)


def _label(chart: AnyChart, entry: _Entry, column: str, language: Language) -> tuple[str, str]:
    """The figure and its unit, or what the table has in its place."""
    if entry.written:
        return write_name(chart, chart.roles.label, entry.written, language), ""
    return write_value(chart, column, entry.value, language), unit_of(chart, column, language)


def first_marked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The red mark stands once, at the last figure of what it names."""
    found = False
    result = []
    for row in rows:
        last = max((at for at, mark in enumerate(row.marks) if mark.marked), default=-1)
        kept = (replace(mark, marked=at == last and not found) for at, mark in enumerate(row.marks))
        result.append(Row(row.name, tuple(kept)))
        found = found or last >= 0
    return tuple(result)


def by_largest(row: Row) -> float:
    """Sorts rows by their last figure, that of the latest series: the largest first."""
    return -row.marks[-1].value if row.marks else 0


def plan_rows(
    chart: AnyChart,
    language: Language,
    order: Callable[[Row], float] = by_largest,
    shades: _Shades = "fuller",
) -> tuple[Row, ...]:
    column = chart.roles.value
    rows = make_rows(chart, language, read_entries(chart, column), column, shades)
    return first_marked(sorted(rows, key=order))


def note_of(chart: AnyChart, language: Language) -> str:
    return fill_text(chart, chart.card.annotation, language).text


def reference_of(chart: AnyChart, language: Language) -> Tick | None:
    """The value to compare with, if the chart has one."""
    card = chart.card
    if not isinstance(card, ComparingCard) or card.line is None:
        return None
    return Tick(card.line, fill_text(chart, card.line_label, language).text)


def plan_decades(values: Sequence[float], language: Language) -> tuple[Tick, ...]:
    return tuple(
        Tick(10.0**power, format_power(power, language.locale)) for power in decades(values)
    )
