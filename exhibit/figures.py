"""A chart as the page shows it, in one language: drawings, summary, table and source.

Everything a reader needs is in one Figure; the template only puts it in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version

from exhibit.cells import write_cell
from exhibit.memory import PACKAGE, digest_files
from exhibit.model import FIGURES, Chart, Phrase
from exhibit.plans import plan, plan_messages
from exhibit.plots import Plot
from exhibit.translation import Language, Message
from exhibit.typography import set_phrase

Recall = Callable[[str, Callable[[], str]], str]  # remembers what a function made for a key

DRAWING = (
    *(
        "charts.py",
        "bar_charts.py",
        "part_charts.py",
        "line_charts.py",
        "column_charts.py",
        "dot_charts.py",
    ),
    *(
        "axes.py",
        "blocks.py",
        "marks.py",
        "scales.py",
        "lettering.py",
        "rooms.py",
        "fonts",
        "svg.py",
    ),
)
WIDE, NARROW = 704, 328  # px; the page chooses by the room it has


@dataclass(frozen=True)
class Cell:
    text: Phrase
    is_number: bool


@dataclass(frozen=True)
class Figure:
    name: str  # also its anchor
    title: Phrase
    unit: Phrase
    summary: Phrase
    verdict: Phrase
    wide: str  # inline SVG
    narrow: str
    headings: tuple[Phrase, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str  # key of a citation


def make_figure(chart: Chart, language: Language, recall: Recall) -> Figure:
    card = chart.card
    plot = plan(chart, language)

    def phrase(text: str) -> Phrase:
        return set_phrase(language.phrase(text))

    return Figure(
        name=chart.name,
        title=phrase(card.title),
        unit=phrase(card.unit),
        summary=phrase(card.summary.strip()),
        verdict=phrase(card.verdict),
        wide=draw(plot, WIDE, chart.name, recall),
        narrow=draw(plot, NARROW, chart.name, recall),
        headings=tuple(phrase(column.label) for column in card.columns.values()),
        rows=tuple(make_rows(chart, language)),
        source=card.source,
    )


def make_rows(chart: Chart, language: Language) -> Iterator[tuple[Cell, ...]]:
    columns = list(chart.card.columns.items())
    numbers = {
        name: chart.table.numbers(name) for name, column in columns if column.format in FIGURES
    }
    for index, row in enumerate(chart.table.rows):
        cells = []
        for name, column in columns:
            text = row[chart.table.columns.index(name)]
            value = numbers[name][index] if name in numbers else None
            cells.append(Cell(write_cell(text, value, column, language), name in numbers))
        yield tuple(cells)


def draw(plot: Plot, width: int, name: str, recall: Recall) -> str:
    """The drawing, from memory if nothing that it is made of has changed."""

    def compute() -> str:
        from exhibit.charts import draw  # not at the top: Altair takes longer to load than a page
        from exhibit.svg import clean

        return clean(draw(plot, width), f"{name}-{width}")

    ingredients = [asdict(plot), width, name, digest_of_drawing()]
    return recall(json.dumps(ingredients, sort_keys=True), compute)


@cache
def digest_of_drawing() -> str:
    """Of everything besides the plot that a drawing depends on."""
    code = digest_files(PACKAGE, DRAWING)
    return f"{code} {version('altair')} {version('vl-convert-python')}"


def chart_messages(chart: Chart) -> Iterator[Message]:
    """What there is to translate in a card and its table."""
    card = chart.card
    for text in (card.title, card.unit, card.summary.strip(), card.verdict):
        yield Message(text, chart.source.find(text.split("\n")[0]))
    for text, key in plan_messages(card):
        yield Message(text, chart.source.find(key))
    for name, column in card.columns.items():
        yield Message(column.label, chart.source.find(column.label))
        if column.format == "text":
            for cell in dict.fromkeys(chart.table.column(name)):
                yield Message(cell, chart.table.source.find(cell))
