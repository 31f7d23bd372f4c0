"""Plots of categories: what each has, in the order of its figures.

Bars alone or in groups, tiles to be counted, dots on an axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from exhibit.charts.cells import (
    fill_text,
    unit_of,
    write_amount,
    write_name,
    write_sentence,
    write_value,
)
from exhibit.charts.plan.looks import known, look_of, looks_of_series, looks_within
from exhibit.charts.plan.plot import Look, Mark, Plot, Row, Tick
from exhibit.charts.plan.scales import decades
from exhibit.content.model import Chart
from exhibit.i18n.cldr import format_number, format_power
from exhibit.i18n.language import Language
from exhibit.i18n.typography import set_phrase

DECADES = "Von Linie zu Linie 10-mal so viel"  # a message to translate, as is the next
TILE = "Ein Kästchen steht für {}"


@dataclass(frozen=True)
class Entry:
    """One figure of the table with its names as they stand there."""

    category: str
    series: str
    value: Decimal
    written: str  # instead of the figure; empty where the card names no column for it


def read_entries(chart: Chart, column: str) -> list[Entry]:
    """The rows that have a figure in the column."""
    card, table = chart.card, chart.table
    categories = table.column(card.category)
    empty = ("",) * len(categories)
    series = table.column(card.series) if card.series else empty
    written = table.column(card.label) if card.label else empty
    cells = zip(categories, series, table.numbers(column), written, strict=True)
    return [
        Entry(category, name, value, label)
        for category, name, value, label in cells
        if value is not None
    ]


def group(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.category, []).append(entry)
    return groups


def categories(chart: Chart) -> Sequence[str]:
    return list(dict.fromkeys(chart.table.column(chart.card.category)))


def series_of(chart: Chart) -> Sequence[str]:
    """The series in the order of the table."""
    return list(dict.fromkeys(chart.table.column(chart.card.series))) if chart.card.series else [""]


def is_marked(chart: Chart, entry: Entry) -> bool:
    return chart.card.highlight in {entry.category, f"{entry.category}/{entry.series}"}


def looks_in(chart: Chart, category: str, within: bool) -> Mapping[str, Look]:
    """How the series of a category look; within: in the category's own colour."""
    names = series_of(chart)
    if not chart.card.series:
        return {"": look_of(category)}
    is_counted = chart.card.kind == "tiles"
    own = known(chart.table.column(chart.card.category)) and not known(names)
    if is_counted or (within and own):
        return looks_within(category, names, fading=is_counted)
    return looks_of_series(names)


def make_rows(
    chart: Chart, language: Language, entries: Iterable[Entry], column: str, within: bool = True
) -> Iterator[Row]:
    for category, group_entries in group(entries).items():
        looks = looks_in(chart, category, within)
        name = write_name(chart, chart.card.category, category, language)
        ordered = sorted(group_entries, key=lambda entry: list(looks).index(entry.series))
        marks = (
            make_mark(chart, language, entry, column, name, looks[entry.series])
            for entry in ordered
        )
        yield Row(name, tuple(marks))


def make_mark(
    chart: Chart, language: Language, entry: Entry, column: str, category: str, look: Look
) -> Mark:
    series = write_name(chart, chart.card.series, entry.series, language) if entry.series else ""
    label = write_value(chart, column, entry.value, language)
    unit = unit_of(chart, column, language)
    if entry.written:
        label, unit = write_name(chart, chart.card.label, entry.written, language), ""
    name = f"{category}, {series}" if series else category
    tip = write_sentence(name, label, unit, language)
    return Mark(series, float(entry.value), label, tip, look, is_marked(chart, entry))


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
    chart: Chart,
    language: Language,
    order: Callable[[Row], float] = by_largest,
    within: bool = True,
) -> tuple[Row, ...]:
    column = chart.card.value
    rows = make_rows(chart, language, read_entries(chart, column), column, within)
    return first_marked(sorted(rows, key=order))


def note_of(chart: Chart, language: Language) -> str:
    return fill_text(chart, chart.card.annotation, language).text


def reference_of(chart: Chart, language: Language) -> Tick | None:
    if chart.card.line is None:
        return None
    return Tick(chart.card.line, fill_text(chart, chart.card.line_label, language).text)


def plan_bars(chart: Chart, language: Language) -> Plot:
    return Plot(
        chart.card.kind,
        plan_rows(chart, language),
        reference=reference_of(chart, language),
        note=note_of(chart, language),
    )


def plan_tiles(chart: Chart, language: Language) -> Plot:
    tile = chart.card.tile
    unit = unit_of(chart, chart.card.value, language)
    decimals = 0 if tile == int(tile) else 1
    meaning = write_amount(format_number(tile, language.locale, decimals), unit, language)
    rows = plan_rows(chart, language, lambda row: -sum(mark.value for mark in row.marks))
    return Plot(
        "tiles",
        rows,
        note=note_of(chart, language),
        explanation=language.phrase(TILE).text.replace("{}", meaning) if unit else "",
        tile=tile,
    )


def plan_ranked_dots(chart: Chart, language: Language) -> Plot:
    """Categories on an axis that multiplies: what differs a thousandfold stays readable."""
    rows = plan_rows(chart, language, within=False)
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


def plan_decades(values: Sequence[float], language: Language) -> tuple[Tick, ...]:
    return tuple(
        Tick(10.0**power, format_power(power, language.locale)) for power in decades(values)
    )


def plan_ranked_pair(chart: Chart, language: Language) -> Plot:
    """A panel for each column of figures, with all rows; the first decides their order."""
    panels = [plan_panel(chart, language, column) for column in chart.card.panels]
    names = [row.name for row in sorted(panels[0].rows, key=by_largest)]
    ordered = (
        replace(panel, rows=tuple(sorted(panel.rows, key=lambda row: names.index(row.name))))
        for panel in panels
    )
    return Plot("pair", panels=tuple(ordered), note=note_of(chart, language))


def plan_panel(chart: Chart, language: Language, column: str) -> Plot:
    rows = {
        row.name: row for row in make_rows(chart, language, read_entries(chart, column), column)
    }
    names = (write_name(chart, chart.card.category, cell, language) for cell in categories(chart))
    every = [rows.get(name, Row(name, ())) for name in names]
    heading = fill_text(chart, chart.card.columns[column].label, language).text
    return Plot("bars", first_marked(every), heading=heading)
