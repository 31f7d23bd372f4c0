"""No drawing tells of a figure that its table has not: proved in the finished drawings.

Strokes and dots are read again from the SVG, for a page and for a phone, and held against the
table: no stroke passes a moment at which its series has no figure, and every figure has a mark.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import dist
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.figure import list_drawings
from exhibit.charts.figure.svg import clean
from exhibit.charts.legibility.drawing import Box
from exhibit.charts.legibility.drawing import read_drawing as read_shapes
from exhibit.charts.legibility.palette import NO_PALETTE
from tests.charts.test_kinds import GERMAN, chart, planned

pytestmark = pytest.mark.cold
WIDTHS = (704, 328)
STEADY = settings(deadline=None, derandomize="CI" in os.environ, max_examples=15)
TITLE = re.compile(r"(?P<name>.+), (?P<moment>\d+): ")
Place = tuple[float, float]  # px
Figures = Mapping[str, Mapping[int, int | None]]  # of each series, by year; None in an empty cell


@dataclass
class Drawn:
    """The strokes of a drawing, and its dots by what they say."""

    strokes: list[list[Place]] = field(default_factory=list)
    dots: dict[tuple[str, int], Place] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def name(self, place: Place) -> set[tuple[str, int]]:
        """The figures that stand at a place."""
        return {key for key, dot in self.dots.items() if dist(dot, place) < 0.2}


def read_lines(svg: str) -> Drawn:
    drawn = Drawn()
    for element, style in walk(ElementTree.fromstring(svg), {}):
        title = element.findtext("title")
        if element.tag != "path":
            continue
        if title and (said := TITLE.match(title)):
            moved = re.findall(r"-?[\d.]+", element.get("transform", ""))
            key = said["name"], int(said["moment"])
            drawn.dots[key] = (float(moved[0]), float(moved[1]))
            if style.get("fill-opacity") != "0":
                drawn.seen.add(key)
        elif style.get("fill") == "none":
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("d", ""))]
            drawn.strokes.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return drawn


def walk(element: Element, around: Mapping[str, str]) -> Iterator[tuple[Element, dict[str, str]]]:
    style = {**around, **{name: element.get(name, "") for name in element.attrib}}
    yield element, style
    for child in element:
        yield from walk(child, style)


def write(figures: Figures) -> str:
    rows = (
        f"{name},{year},{'' if value is None else value}"
        for name, line in figures.items()
        for year, value in line.items()
    )
    return "\n".join(["reihe,wann,zahl", *rows, ""])


def check_lines(figures: Figures, keys: str = "", origins: Mapping[str, str] | None = None) -> None:
    plot = planned("lines", write(figures), keys)
    for width in WIDTHS:
        check_drawing(read_lines(clean(draw(plot, width), "x")), figures, origins or {})


def check_drawing(drawn: Drawn, figures: Figures, origins: Mapping[str, str]) -> None:
    known = {
        (name, year): value
        for name, line in figures.items()
        for year, value in line.items()
        if value is not None
    }
    assert drawn.dots.keys() == known.keys()
    moments = {year for line in figures.values() for year in line}
    touched = set(drawn.seen)
    for stroke in drawn.strokes:
        for start, end in pairwise(stroke):
            assert start[0] < end[0], "a stroke runs backwards"
            ways = [
                (before, after)
                for before in drawn.name(start)
                for after in drawn.name(end)
                if before[0] in {after[0], origins.get(after[0])}
            ]
            assert ways, "a stroke leads from one series to another"
            touched |= {key for way in ways for key in way}
            before, after = ways[0]
            assert not {year for year in moments if before[1] < year < after[1]}
    hidden = {drawn.dots[key] for key in known.keys() - touched}
    assert all(drawn.name(place) & drawn.seen for place in hidden), "a figure has no mark"


CELLS = st.sampled_from(["figure", "figure", "figure", "empty", "no row"])


@st.composite
def lines_with_holes(draw_from: st.DrawFn, names: Sequence[str], first: int) -> Figures:
    years = range(first, first + draw_from(st.integers(2, 16)))
    values = iter(draw_from(st.permutations(range(10, 1000, 10))))
    figures: dict[str, dict[int, int | None]] = {}
    for name in names:
        cells = [(year, draw_from(CELLS)) for year in years]
        kept = [(year, cell == "figure") for year, cell in cells if cell != "no row"]
        figures[name] = {year: next(values) if is_known else None for year, is_known in kept}
        assume(any(value is not None for value in figures[name].values()))
    assume(sum(value is not None for line in figures.values() for value in line.values()) > 1)
    return figures


@STEADY
@given(st.integers(1, 4).flatmap(lambda count: lines_with_holes("ABCD"[:count], 2000)))
def test_no_stroke_passes_a_moment_without_a_figure(figures: Figures) -> None:
    check_lines(figures)


@STEADY
@given(lines_with_holes("AB", 2000), lines_with_holes("VWX", 2016))
def test_no_stroke_of_a_scenario_does(past: Figures, ahead: Figures) -> None:
    keys = 'history = ["A", "B"]\ncontinues = { V = "A", W = "B", X = "" }'
    check_lines({**past, **ahead}, keys, {"V": "A", "W": "B"})


E = None
ONE_PAST = 'history = "A"'
LONG = {year: 10 * (year - 1999) for year in range(2000, 2020)}


@pytest.mark.parametrize(
    ("figures", "keys", "origins", "strokes"),
    [
        # A cell is empty, in one series or in all; every second is; the first and the last are
        ({"A": {2018: 45, 2019: E, 2020: 46, 2021: 48}, "B": {2018: 5, 2021: 6}}, "", {}, 1),
        ({"A": {2018: 45, 2019: E, 2020: 46}, "B": {2018: 5, 2019: E, 2020: 7}}, "", {}, 0),
        ({"A": {2010: 10, 2011: E, 2012: 12, 2013: E, 2014: 30}}, "", {}, 0),
        ({"A": {2010: E, 2011: 11, 2012: 12, 2013: E}}, "", {}, 1),
        # There is no row where another series has one
        ({"A": {2018: 1, 2021: 4}, "B": {2018: 5, 2019: 6, 2020: 7, 2021: 8}}, "", {}, 1),
        # Nobody has these years: the stroke is dotted, as it passes nothing that is in the table
        ({"A": {2018: 1, 2019: 2, 2025: 3}}, "", {}, 2),
        # Rows in any order
        ({"A": {2021: 4, 2018: 1, 2020: 3, 2019: 2}}, "", {}, 1),
        # Dots that stand alone on a line of many, which shows no others
        ({"A": LONG | {2003: E, 2005: E, 2012: E, 2018: E}}, "", {}, 3),
        # Scenarios: their own gaps; one before they begin; one in the past
        ({"A": {2020: 1, 2024: 2}, "V": {2030: 3, 2031: E, 2033: 4, 2034: 5}}, ONE_PAST,
         {"V": "A"}, 3),
        ({"A": {2020: 1, 2024: 2}, "V": {2025: E, 2030: 3, 2031: 4}}, ONE_PAST, {"V": "A"}, 2),
        ({"A": {2020: 1, 2023: 2, 2024: E}, "V": {2030: 3, 2031: 4}}, ONE_PAST, {"V": "A"}, 2),
        ({"A": {2020: 1, 2024: 2}, "V": {2027: 3}, "W": {2030: 4}}, ONE_PAST,
         {"V": "A", "W": "A"}, 2),
        # The end of the past is the beginning of the scenario itself
        ({"A": {2020: 1, 2024: 2}, "V": {2024: 2, 2030: 4}}, ONE_PAST, {"V": "A"}, 2),
    ],
)  # fmt: skip
def test_a_line_is_open_where_the_table_is(
    figures: Figures, keys: str, origins: Mapping[str, str], strokes: int
) -> None:
    check_lines(figures, keys, origins)
    svg = clean(draw(planned("lines", write(figures), keys), 704), "x")
    assert len(read_lines(svg).strokes) == strokes


@pytest.mark.parametrize(
    "table",
    [
        "2019,\n2020,3\n2021,\n2022,4\n2023,0\n2024,6\n2025,\n",
        "2020,3\n2021,\n2022,4\n",
        "".join(f"{year},{'' if year % 3 else year}\n" for year in range(1950, 2020)),
    ],
)
def test_a_column_stands_at_its_own_year_and_the_place_of_another_is_empty(table: str) -> None:
    rows = [row.split(",") for row in table.split()]
    plot = planned("columns", f"wann,zahl\n{table}")
    for width in WIDTHS:
        shapes = read_shapes(clean(draw(plot, width), "x")).shapes
        columns = [shape.block for shape in shapes if shape.block]
        assert len(columns) == sum(bool(value) for _, value in rows)
        slots = find_slots(columns, [at for at, (_, value) in enumerate(rows) if value])
        for at, (_, value) in enumerate(rows):
            middle = slots[0] + slots[1] * at
            assert slots[1] / 2 - 1 < middle < width - slots[1] / 2, "it has its place in any case"
            assert any(c.left < middle < c.right for c in columns) == bool(value)


def find_slots(columns: Sequence[Box], places: Sequence[int]) -> Place:
    """Where the first row stands, and how far it is from one to the next."""
    middles = sorted((column.left + column.right) / 2 for column in columns)
    slot = (middles[-1] - middles[0]) / (places[-1] - places[0])
    return middles[0] - places[0] * slot, slot


def test_a_stroke_of_a_slope_is_open_at_the_moment_that_has_no_figure() -> None:
    table = "wer,wann,zahl\nA,2010,5\nA,2015,\nA,2020,9\nB,2010,1\nB,2015,2\nB,2020,3\nC,2010,2\n"
    for highlight in ("", 'highlight = "A"'):
        plot = planned("slope", f"{table}C,2020,8\n", highlight)
        for width in WIDTHS:
            svg = ElementTree.fromstring(clean(draw(plot, width), "x"))
            ways = list(read_ways(svg))
            middle = sorted({start[0] for start, end in ways if start[0] == end[0]})[1]
            slanted = [(start, end) for start, end in ways if start[0] != end[0]]
            assert len(slanted) == 6, "two of B, and two dotted pieces of A and C each"
            assert not [way for way in slanted if way[0][0] < middle < way[1][0]]
            assert len([end for way in slanted for end in way if abs(end[0] - middle) < 5]) == 2


def read_ways(svg: Element) -> Iterator[tuple[Place, Place]]:
    for line in svg.iter("line"):
        x, y = map(float, re.findall(r"-?[\d.]+", line.get("transform", "translate(0,0)")))
        way = (x + float(line.get("x2", 0)), y + float(line.get("y2", 0)))
        yield min((x, y), way), max((x, y), way)


def test_lines_that_are_called_the_same_stay_two() -> None:
    """As happens in another language; a stroke from one to the other would be a falsehood."""
    table = "reihe,wann,zahl\nA,2020,1\nA,2021,2\nB,2023,8\nB,2024,9\n"
    plot = planned("lines", table)
    same = replace(plot, lines=tuple(replace(line, name="Same") for line in plot.lines))
    assert len(read_lines(clean(draw(same, 704), "x")).strokes) == 2


@pytest.mark.parametrize(
    ("table", "keys", "written"),
    [
        # A past of one figure; of one that stands at the years; of two with room for one value
        ("A,2024,2\nV,2030,3\n", ONE_PAST, {"2", "Ausblick"}),
        ("A,1990,0\nA,2024,9\nV,2030,3\n", ONE_PAST, {"0", "9", "Ausblick"}),
        ("A,1990,5\nA,1991,5\nV,2030,3\n", ONE_PAST, {"5", "Ausblick"}),
        # The scenario ends beside the last value of the past; the word beside the last year
        ("A,1950,5\nA,2023,8\nV,2024,7\n", ONE_PAST, {"V 7", "Ausblick"}),
        # There is nothing ahead
        ("A,2020,5\nA,2024,8\nV,2021,7\n", f"{ONE_PAST}\ncontinues = {{ V = \"\" }}", {"5", "8"}),
        # Years of which none is round, and not all have room
        ("".join(f"A,{year},{year - 2000}\n" for year in (2011, 2012, 2013, 2014, 2016, 2017, 2018,
         2019, 2021, 2022, 2023, 2024)), "", {"2011", "2024"}),
    ],
)  # fmt: skip
def test_whatever_lies_close_is_drawn_to_be_read(table: str, keys: str, written: set[str]) -> None:
    made = chart("lines", f"reihe,wann,zahl\n{table}", keys)
    for _, make in list_drawings(made, GERMAN, NO_PALETTE):
        svg = ElementTree.fromstring(make())
        words = {text for element in svg.iter("text") for text in element.itertext()}
        assert written <= words
        assert ("Ausblick" in words) == ("Ausblick" in written)
