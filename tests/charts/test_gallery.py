"""Every kind of chart, drawn in both languages and read as a visitor would see it."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import altair as alt
import pytest

from exhibit.charts.draw.blocks import Box
from exhibit.charts.draw.lettering import LINE, SIZE, width
from exhibit.charts.draw.pen import make_spec
from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.figure import chart_messages
from exhibit.charts.figure.svg import clean
from exhibit.charts.kinds import KINDS
from exhibit.charts.model import AnyChart
from exhibit.i18n.phrase import Locale
from exhibit.pipeline import build
from tests import ROOT, TESTS
from tests.exhibits import languages_of, plan, read_exhibit

pytestmark = pytest.mark.cold
GALLERY = TESTS / "charts" / "gallery"
PAGES = {"de": "index.html", "en": "en/index.html"}
PROJECT = read_exhibit(GALLERY)
CHARTS = PROJECT.contents.charts
DRAWINGS = [(name, locale, at) for name in CHARTS for locale in PAGES for at in (0, 1)]
FOREIGN_NUMBERS = {"de": r"\d,\d{3}\b(?! ?Wh)", "en": r"\d\.\d{3}\b"}
VEGA = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
MONTHS = {
    "January",
    "February",
    "March",
    "June",
    "July",
    "October",
    "December",
    "null",
    "undefined",
}


@dataclass(frozen=True)
class Text:
    """One line of text, with the rectangle that it takes."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Text) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 2


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("gallery")
    shutil.copytree(GALLERY, folder / "site", ignore=shutil.ignore_patterns(".*", "*.py"))
    build(folder / "site", folder / "public")
    return {locale: (folder / "public" / page).read_text("utf-8") for locale, page in PAGES.items()}


def drawings(page: str, name: str) -> list[str]:
    figure = page.partition(f'<figure class="chart" id="{name}"')[2].partition("</figure>")[0]
    return re.findall(r"<svg.*?</svg>", figure, re.S)


def drawing(pages: dict[str, str], name: str, locale: str, at: int) -> Element:
    return ElementTree.fromstring(drawings(pages[locale], name)[at])


def texts(element: Element, x: float = 0, y: float = 0, bold: bool = False) -> Iterator[Text]:
    """Every line of text where the browser will put it: groups hand down place and weight."""
    moved = re.match(r"translate\(([^,]+),([^)]+)\)", element.get("transform", ""))
    x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
    bold = bold or element.get("font-weight") == "600"
    if element.tag == "text":
        lines = [span.text or "" for span in element] or [element.text or ""]
        for at, words in enumerate(lines):
            wide = width(words, bold)
            left = x - wide * ANCHORS[element.get("text-anchor", "")]
            top = y + at * LINE - SIZE * 0.8
            yield Text(words, left, top, left + wide, top + SIZE)
        return
    for child in element:
        if "text-anchor" in element.attrib:
            child.set("text-anchor", element.attrib["text-anchor"])
        yield from texts(child, x, y, bold)


ANCHORS = {"": 0, "start": 0, "middle": 0.5, "end": 1}


def count_figures(chart: AnyChart) -> int:
    columns = chart.roles.figures
    return sum(value is not None for column in columns for value in chart.table.numbers(column))


def test_every_kind_of_chart_is_in_the_gallery() -> None:
    forms = {(chart.card.kind, bool(chart.roles.x)) for chart in CHARTS.values()}
    assert {kind for kind, _ in forms} == set(KINDS)
    assert {("dots", True), ("dots", False), ("pair", True), ("pair", False)} <= forms


def test_every_chart_of_the_gallery_is_translated() -> None:
    language = languages_of(PROJECT)[Locale("en")]
    missing = [
        message.text
        for chart in CHARTS.values()
        for message in chart_messages(chart)
        if language.state(message.text) != "translated"
    ]
    assert missing == []


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_drawn_is_said_in_the_grammar_of_vega_lite(name: str) -> None:
    plot = plan(CHARTS[name], languages_of(PROJECT)[Locale("de")])
    layers, height = KINDS[plot.kind].draw(plot, Box(1, 699, 5))
    alt.TopLevelLayerSpec.validate(make_spec(layers, 704, height))


@pytest.mark.parametrize(("name", "locale", "at"), DRAWINGS)
def test_every_figure_of_the_table_is_a_mark_that_says_it(
    pages: dict[str, str], name: str, locale: str, at: int
) -> None:
    titles = [title.text for title in drawing(pages, name, locale, at).iter("title")]
    assert len(titles) == count_figures(CHARTS[name])
    assert all(title and re.search(r": .*\d", title) for title in titles)


@pytest.mark.parametrize(("name", "locale", "at"), DRAWINGS)
def test_no_text_leaves_the_drawing(pages: dict[str, str], name: str, locale: str, at: int) -> None:
    svg = drawing(pages, name, locale, at)
    _, _, wide, high = map(float, svg.attrib["viewBox"].split())
    assert wide == (704, 328)[at]
    outside = [
        text
        for text in texts(svg)
        if text.left < -0.5 or text.top < 0 or text.right > wide + 0.5 or text.bottom > high
    ]
    assert outside == []


@pytest.mark.parametrize(("name", "locale", "at"), DRAWINGS)
def test_no_text_lies_on_another(pages: dict[str, str], name: str, locale: str, at: int) -> None:
    written = list(texts(drawing(pages, name, locale, at)))
    assert written
    assert [(a.words, b.words) for a, b in combinations(written, 2) if a.meets(b)] == []


@pytest.mark.parametrize(("name", "locale", "at"), DRAWINGS)
def test_nothing_is_written_in_another_language(
    pages: dict[str, str], name: str, locale: str, at: int
) -> None:
    svg = drawing(pages, name, locale, at)
    written = [text.words for text in texts(svg)] + [t.text or "" for t in svg.iter("title")]
    assert not [text for text in written if re.search(FOREIGN_NUMBERS[locale], text)]
    words = {word for text in written for word in re.findall(r"\w+", text)}
    assert not words & (VEGA | MONTHS if locale == "de" else {"März", "Mai", "Oktober", "Dezember"})


@pytest.mark.parametrize(("name", "locale", "at"), DRAWINGS)
def test_text_can_be_read_on_a_small_phone(
    pages: dict[str, str], name: str, locale: str, at: int
) -> None:
    svg = drawing(pages, name, locale, at)
    sizes = {element.get("font-size") for element in svg.iter()} - {None}
    assert sizes == {"14"}  # of 328 units; a phone of 320 px shows 282 of them: 12 px


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_is_small(pages: dict[str, str], name: str) -> None:
    both = "".join(drawings(pages["de"], name)).encode()
    assert len(zlib.compress(both, 9)) < 2000 + 25 * count_figures(CHARTS[name])


def test_colours_are_those_of_the_style_sheet(pages: dict[str, str]) -> None:
    used = {
        element.attrib[paint]
        for name in CHARTS
        for svg in drawings(pages["de"], name)
        for element in ElementTree.fromstring(svg).iter()
        for paint in ("fill", "stroke")
        if paint in element.attrib
    }
    style = (ROOT / "static" / "style.css").read_text("utf-8")
    known = {f"var({name})" for name in re.findall(r"(--[\w-]+):", style)}
    assert used <= known | {"none"}


def test_the_order_of_drawing_changes_nothing() -> None:
    """Vega counts what it draws, for as long as the process lasts."""
    language = languages_of(PROJECT)[Locale("de")]

    def draw_all(names: Iterable[str]) -> dict[tuple[str, int], str]:
        return {
            (name, width): clean(draw(plan(CHARTS[name], language), width), name)
            for name in names
            for width in (704, 328)
        }

    assert draw_all(CHARTS) == draw_all(list(CHARTS)[::-1])
