"""What a chart shows in one language, worked out before anything is drawn.

A Plot is plain data: names and numbers as the reader will see them, colours,
dashes. It can be hashed, so a chart is drawn again only if its Plot has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from exhibit.locales import d3_format, format_number, territory
from exhibit.model import Chart, Column, Phrase
from exhibit.translation import Language
from exhibit.typography import set_phrase

INK = "var(--tinte)"
QUIET = "var(--leise)"
SCENARIOS = "Szenarien"  # written over the part of a chart that lies ahead; a message to translate
# A country keeps its colour in every chart; text in the same hue needs more contrast.
COLOURS: Mapping[str, tuple[str, str]] = {
    "CN": ("var(--kupfer)", "var(--kupfer-text)"),
    "US": ("var(--emaille)", "var(--emaille)"),
    "003": ("var(--emaille)", "var(--emaille)"),
    "EU": ("var(--patina)", "var(--patina-text)"),
    "150": ("var(--patina)", "var(--patina-text)"),
    "DE": (INK, INK),
}
DASHES: Sequence[Sequence[int]] = ((10, 5), (5, 4), (10, 4, 2, 4), (2, 4))  # one for each scenario


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    label: str
    colour: str


@dataclass(frozen=True)
class Point:
    x: int
    value: float
    label: str


@dataclass(frozen=True)
class Line:
    name: str
    points: tuple[Point, ...]
    colour: str
    text_colour: str
    dash: tuple[int, ...] = ()  # empty: a solid line
    gaps: tuple[int, ...] = ()  # the x before which years are missing


@dataclass(frozen=True)
class Plot:
    """One chart in one language, ready to be drawn at any width."""

    kind: str
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    today: int | None = None  # the x at which the past ends and scenarios begin
    ahead: str = ""  # what the part after it is called
    number_format: Mapping[str, object] | None = None


def plan(chart: Chart, language: Language) -> Plot:
    number_format = d3_format(language.locale)
    if chart.card.kind == "bars":
        return Plot("bars", bars=plan_bars(chart, language), number_format=number_format)
    lines = plan_lines(chart, language)
    past = next((line for line in lines if chart.card.history and not line.dash), None)
    today = past.points[-1].x if past else None
    ahead = language.phrase(SCENARIOS).text if past else ""
    return Plot("lines", lines=lines, today=today, ahead=ahead, number_format=number_format)


def plan_bars(chart: Chart, language: Language) -> tuple[Bar, ...]:
    """The rows that have a value, the largest first."""
    names = chart.table.column(chart.card.category)
    values = chart.table.numbers(chart.card.value)
    column = chart.card.columns[chart.card.category]
    rows = [(name, value) for name, value in zip(names, values, strict=True) if value is not None]
    return tuple(
        Bar(
            write_cell(name, None, column, language).text,
            float(value),
            write_value(chart, value, language),
            COLOURS.get(name, (INK, INK))[0],
        )
        for name, value in sorted(rows, key=lambda row: -row[1])
    )


def plan_lines(chart: Chart, language: Language) -> tuple[Line, ...]:
    series = list(dict.fromkeys(chart.table.column(chart.card.series)))
    history = chart.card.history
    past = tuple(read_points(chart, history, language)) if history else ()
    scenarios = [name for name in series if name != history]
    return tuple(
        plan_line(chart, name, past if history and name != history else (), language, scenarios)
        for name in series
    )


def plan_line(
    chart: Chart, name: str, past: Sequence[Point], language: Language, scenarios: Sequence[str]
) -> Line:
    """A series; a scenario begins where the past ends."""
    points = (*past[-1:], *read_points(chart, name, language))
    colour, text_colour = COLOURS.get(name, (INK, INK))
    dash = DASHES[scenarios.index(name) % len(DASHES)] if past else ()
    title = write_cell(name, None, chart.card.columns[chart.card.series], language).text
    gaps = () if past else tuple(find_gaps(points))
    return Line(title, tuple(points), colour, text_colour, tuple(dash), gaps)


def read_points(chart: Chart, name: str, language: Language) -> Iterator[Point]:
    years = chart.table.numbers(chart.card.x)
    values = chart.table.numbers(chart.card.value)
    names = chart.table.column(chart.card.series)
    for series, year, value in sorted(
        zip(names, years, values, strict=True), key=lambda row: row[1] or 0
    ):
        if series == name and year is not None and value is not None:
            yield Point(int(year), float(value), write_value(chart, value, language))


def find_gaps(points: Sequence[Point]) -> Iterator[int]:
    """The x of each point that does not follow on the one before it."""
    steps = [after.x - before.x for before, after in pairwise(points)]
    usual = min(steps, default=1)
    return (point.x for point, step in zip(points[1:], steps, strict=True) if step > usual)


def write_value(chart: Chart, value: Decimal, language: Language) -> str:
    return format_number(value, language.locale, chart.card.columns[chart.card.value].decimals)


def write_cell(cell: str, value: Decimal | None, column: Column, language: Language) -> Phrase:
    """A cell of the table as its column says, in the reader's language if it has words for it."""
    match column.format:
        case "number" if value is not None:
            return Phrase(format_number(value, language.locale, column.decimals), language.locale)
        case "number":
            return Phrase("–", language.locale)
        case "country":
            return Phrase(territory(cell, language.locale) or cell, language.locale)
        case "year":
            return Phrase(cell, language.locale)
    return set_phrase(language.phrase(cell))
