"""A chart as the page shows it, in one language: drawings, summary, table and source.

Everything a reader needs is in one Figure; the template only puts it in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from hashlib import sha256

from exhibit.charts.card.parse import check_title
from exhibit.charts.cells import fill_text, write_cell
from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.svg import clean, mark_language
from exhibit.charts.figure.table import SHARE, Cell, make_headings, make_rows
from exhibit.charts.kinds import KINDS
from exhibit.charts.legibility.palette import NO_PALETTE, Palette
from exhibit.charts.legibility.proof import Subject, prove
from exhibit.charts.lookup import NAMES, Lookup
from exhibit.charts.model import AnyChart, Card, ComparingCard
from exhibit.charts.placeholders import IN_CARD
from exhibit.charts.plan.plot import Plot
from exhibit.diagnostics import Place, each, line_of, say
from exhibit.i18n import Language, Message, Phrase
from exhibit.storage import PACKAGE, Maker, digest_files

_Recall = Callable[[str, Callable[[], str]], str]  # remembers what a function made for a key

_TYPED = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
WIDE, NARROW = 704, 328  # px; the page chooses by the room it has
ROOMS = {WIDE: 608, NARROW: 282}  # px; the least that the style sheet leaves to each
_DRAWINGS = {WIDE: say("wide drawing"), NARROW: say("narrow drawing")}
# The packages that have a say in a drawing; a test holds this against what is imported.
DRAWN_BY = ("charts", "diagnostics", "evidence", "i18n", "storage", "tables")


@dataclass(frozen=True)
class Figure:
    name: str  # also its anchor
    title: Phrase
    unit: Phrase
    summary: Phrase
    verdict: Phrase
    seal: str  # the verdict as editors write it: which seal stands beside it
    wide: str  # inline SVG
    narrow: str
    headings: tuple[Phrase, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...]  # keys of citations
    is_stale: bool  # some of its texts translate earlier ones


def make_figure(
    chart: AnyChart, language: Language, recall: _Recall, palette: Palette = NO_PALETTE
) -> Figure:
    card = chart.card
    wide, narrow = list_drawings(chart, language, palette)

    def phrase(text: str) -> Phrase:
        return fill_text(chart, text, language)

    drawn = [*_read_all(chart, _drawn_messages(chart), language)]
    untranslated = [one.text for one in drawn if one.locale != language.locale]

    def drawing(key: str, make: Maker) -> str:
        return mark_language(recall(key, make), untranslated, language.source)

    return Figure(
        name=chart.name,
        title=phrase(card.title),
        unit=phrase(card.unit),
        summary=phrase(card.summary.strip()),
        verdict=phrase(card.verdict),
        seal=card.verdict,
        wide=drawing(*wide),
        narrow=drawing(*narrow),
        headings=tuple(make_headings(chart, language)),
        rows=tuple(make_rows(chart, language)),
        sources=card.source,
        is_stale=any(one.is_stale for one in _read_all(chart, chart_messages(chart), language)),
    )


def list_drawings(
    chart: AnyChart, language: Language, palette: Palette
) -> Sequence[tuple[str, Maker]]:
    """The wide drawing and the narrow one: by what each is remembered, and what makes it."""
    plot = KINDS[chart.card.kind].plan(chart, language)
    planned = asdict(plot)

    def plan_drawing(width: int) -> tuple[str, Maker]:
        ingredients = [planned, width, chart.name, palette.schemes, digest_of_drawing()]
        key = sha256(json.dumps(ingredients, sort_keys=True).encode()).hexdigest()
        subject = _describe(chart, language, width)
        return f"drawing {key}", partial(_make_drawing, plot, chart.name, subject, palette)

    return [plan_drawing(width) for width in (WIDE, NARROW)]


def _read_all(chart: AnyChart, messages: Iterable[Message], language: Language) -> Iterator[Phrase]:
    """Texts of a card and its table as they are read."""
    filled = _texts_to_fill(chart)
    for message in messages:
        if message.text in filled:
            yield fill_text(chart, message.text, language)
        else:
            yield language.write(message.text)


def check_texts(chart: AnyChart, language: Language) -> None:
    """The figures in the card's texts can be read, and leave the title short enough."""
    title, *_ = each(lambda text: fill_text(chart, text, language), _texts_to_fill(chart))
    check_title(chart.source, title.text)


def _texts_to_fill(chart: AnyChart) -> tuple[str, ...]:
    card = chart.card
    texts = [card.title, card.unit, card.summary.strip(), card.annotation]
    texts += [card.line_label] if isinstance(card, ComparingCard) else []
    return tuple(text for text in texts if text)


def find_typed(chart: AnyChart, language: Language) -> list[tuple[str, str]]:
    """The numbers that a card's title and summary type although the table holds them.

    Each comes with the placeholder that could stand there. Language is the one that editors
    write. Single digits are left out: they count bars as often as they are figures.
    """
    text = IN_CARD.sub("", f"{chart.card.title}\n{chart.card.summary}")
    held = {written: mark for written, mark in _marks_of(chart, language) if len(written) > 1}
    typed = dict.fromkeys(found[0] for found in _TYPED.finditer(text))
    return [(number, held[number]) for number in typed if number in held]


def _marks_of(chart: AnyChart, language: Language) -> Iterator[tuple[str, str]]:
    """Every figure of the table as it is written, and its placeholder; the first row comes last."""
    lookup = Lookup(chart, chart.source.place())
    names = [tuple(filter(None, lookup.names(row))) for row in lookup.all_rows]
    for column, described in chart.card.columns.items():
        role = "value" if column == chart.roles.value else column
        for row in reversed(lookup.all_rows):
            figure = (
                None if described.format in {*NAMES, "year"} else chart.table.numbers(column)[row]
            )
            if figure is not None and names.count(names[row]) == 1:
                written = write_cell(chart.table.column(column)[row], figure, described, language)
                yield written.text, f"{{{'/'.join(names[row])}.{role}}}"


def _describe(chart: AnyChart, language: Language, width: int) -> Subject:
    """A drawing as its editor knows it, for what is told of it."""
    name, hint = _DRAWINGS[width], say("Shorten a text in the table or card, or show fewer values.")
    if language.locale != language.source:
        name = say("{drawing} in “{locale}”", drawing=name, locale=language.locale)
        file = language.catalogue.source.file if language.catalogue else ""
        hint = say("Shorten a text in the table or card, or its translation in {file}.", file=file)
    return Subject(chart.source.place(), name, hint, width, ROOMS[width])


def _make_drawing(plot: Plot, name: str, subject: Subject, palette: Palette) -> str:
    """The drawing, proven to be fit."""
    svg = clean(draw(plot, subject.width), f"{name}-{subject.width}")
    prove(svg, subject, palette)
    return svg


@cache
def digest_of_drawing() -> str:
    """Of everything besides the plot that a drawing depends on."""
    from importlib.metadata import version  # not at the top: it loads what reads packages and mails

    code = digest_files(PACKAGE, DRAWN_BY)
    return f"{code} {version('altair')} {version('vl-convert-python')}"


def chart_messages(chart: AnyChart) -> Iterator[Message]:
    """What there is to translate in a card and its table."""
    for key in ("title", "unit", "summary", "verdict", "short"):
        if text := getattr(chart.card, key).strip():
            yield Message(text, _find_text(chart, text, key))
    yield from _drawn_messages(chart)
    if chart.card.is_whole:
        yield Message(SHARE, _find_text(chart, chart.card.kind, "kind"))


def _drawn_messages(chart: AnyChart) -> Iterator[Message]:
    """Those of them that its drawing may show."""
    for text, key in _texts_in_drawing(chart.card):
        yield Message(text, _find_text(chart, text, key))
    for name, column in chart.card.columns.items():
        yield Message(column.label, _find_text(chart, column.label, "columns", name, "label"))
        if column.format == "text":
            yield from _cell_messages(chart, name)


def _find_text(chart: AnyChart, text: str, *key: str) -> Place:
    return chart.source.find(text.split("\n")[0], line_of(key, chart.source))


def _cell_messages(chart: AnyChart, column: str) -> Iterator[Message]:
    """Each text of a column, in the row where it first stands."""
    first: dict[str, int] = {}
    for row, cell in enumerate(chart.table.column(column)):
        first.setdefault(cell, row)
    for cell, row in first.items():
        yield Message(cell, chart.table.source.find(cell, row + 2))


def _texts_in_drawing(card: Card) -> Iterator[tuple[str, str]]:
    """What a drawing says besides the table, each with the key of the card that it comes from."""
    if card.annotation:
        yield card.annotation, "annotation"
    if isinstance(card, ComparingCard) and card.line_label:
        yield card.line_label, "line_label"
    yield from KINDS[card.kind].says(card)
