"""Slopes: what is planned of a table, where names stand, and that any table can be read."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.charts.draw.blocks import RED, Box
from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.figure import ROOMS, WIDE
from exhibit.charts.figure.svg import clean
from exhibit.charts.kinds.slope.layout import Frame, make_frame, spread_evenly
from exhibit.charts.legibility.drawing import read_drawing
from exhibit.charts.legibility.palette import read_palette
from exhibit.charts.legibility.proof import Subject, prove
from exhibit.charts.plan.looks import COLOURS
from exhibit.charts.plan.plot import Plot
from exhibit.diagnostics.faults import Place, say
from tests import ROOT
from tests.charts.test_kinds import planned

PALETTE = read_palette((ROOT / "static" / "style.css").read_bytes())
STEADY = settings(max_examples=50, deadline=None, derandomize="CI" in os.environ)
SUBJECTS = [
    Subject(Place(PurePosixPath("karte.toml")), say("drawing"), say("Shorten."), width, room)
    for width, room in ROOMS.items()
]
BOXES = [Box(1, width - 5, 5) for width in ROOMS]
REGIONS = {
    "US": {2020: "108", 2024: "183", 2030: "426"},
    "CN": {2020: "62", 2024: "102", 2030: "277"},
    "150": {2020: "57", 2024: "68", 2030: "113"},
}
Table = dict[str, dict[int, str]]


def write(table: Table) -> str:
    rows = [f"{who},{year},{cell}" for who, row in table.items() for year, cell in row.items()]
    return "wer,wann,zahl\n" + "\n".join(rows) + "\n"


def slope(table: Table, keys: str = "") -> Plot:
    return planned("slope", write(table), keys)


def names_at(frame: Frame) -> tuple[list[str], list[str]]:
    left, right = ([label.name for label in side.labels] for side in (frame.left, frame.right))
    return left, right


def words(plot: Plot, width: int) -> list[str]:
    return [label.text for label in read_drawing(clean(draw(plot, width), "x")).labels]


def test_every_point_says_who_when_and_how_much() -> None:
    plot = slope(REGIONS)
    assert [line.name for line in plot.lines] == ["Vereinigte Staaten", "China", "Europa"]
    assert [tick.text for tick in plot.times] == ["2020", "2024", "2030"]
    assert plot.lines[1].points[2].tip == "China, 2030: 277\u00a0TWh"


def test_months_are_named_above_their_rules() -> None:
    table = "wer,wann,zahl\nA,2024-03,1\nA,2025-12,2\nB,2024-03,3\nB,2025-12,2\n"
    plot = planned("slope", table, when="month")
    assert [tick.text for tick in plot.times] == ["März 2024", "Dezember 2025"]


def test_countries_keep_their_colours_and_have_a_shape_each() -> None:
    looks = [line.look for line in slope(REGIONS).lines]
    assert [look.colour for look in looks] == [COLOURS[code][0] for code in REGIONS]
    assert len({look.shape for look in looks}) == 3


def test_eight_strokes_of_ink_are_told_apart_by_dash_and_shape() -> None:
    looks = [line.look for line in slope({n: {1: "1", 2: "2"} for n in "ABCDEFGH"}).lines]
    assert len({(look.dash, look.shape) for look in looks}) == 8
    assert not looks[0].dash


def test_a_stroke_is_red_from_end_to_end() -> None:
    plot = slope(REGIONS, 'highlight = "CN"\nannotation = "China eilt voraus."')
    red = [line.name for line in plot.lines if all(point.marked for point in line.points)]
    assert red == ["China"]
    assert not any(p.marked for line in plot.lines if line.name != "China" for p in line.points)
    for width in ROOMS:
        svg = clean(draw(plot, width), "x")
        assert svg.count(f'stroke="{RED}"') == 2  # beside the sentence, and the stroke itself
        assert "China eilt voraus." in words(plot, width)


def test_a_moment_left_out_is_leapt_over_in_dots() -> None:
    table = {"A": {2020: "1", 2024: "", 2030: "3"}, "B": {2020: "2", 2024: "2", 2030: "2"}}
    plot = slope(table)
    assert [line.gaps for line in plot.lines] == [(2030,), ()]
    assert clean(draw(plot, WIDE), "x").count('stroke-dasharray="1.5,4"') == 1


@pytest.mark.parametrize(
    ("values", "start"),
    [
        (("0", "9"), 0),
        (("3", "10"), 0),
        (("4", "10"), 4),
        (("416", "707"), 400),
        (("99.1", "99.7"), 99),
        (("5", "5"), 4),
    ],
)
def test_the_drawing_begins_at_zero_unless_that_costs_a_third_of_it(
    values: tuple[str, str], start: float
) -> None:
    plot = slope({"A": dict(enumerate(values, 1)), "B": dict(enumerate(values, 1))})
    for box in BOXES:
        assert make_frame(plot, box).y.start == pytest.approx(start)


def test_names_stand_at_both_ends_and_on_a_phone_at_the_right_one() -> None:
    wide, narrow = (make_frame(slope(REGIONS), box) for box in BOXES)
    every = ["Vereinigte Staaten", "China", "Europa"]
    assert names_at(wide) == (every, every)
    assert names_at(narrow) == (["", "", ""], ["Vereinigte\nStaaten", "China", "Europa"])


def test_who_does_not_come_to_the_end_is_named_at_the_beginning() -> None:
    table = {"Steinkohle": {1: "5", 2: "4"}, "Torf": {1: "3", 2: ""}, "Wind": {1: "", 2: "3"}}
    _, narrow = (make_frame(slope(table), box) for box in BOXES)
    assert names_at(narrow) == (["", "Torf"], ["Steinkohle", "Wind"])


def test_where_all_begin_at_one_value_it_is_written_once() -> None:
    plot = slope({n: {2024: "416", 2030: str(at)} for at, n in enumerate(("Viel", "Wenig"), 600)})
    for width in ROOMS:
        assert words(plot, width).count("416") == 1
        assert {"Viel", "Wenig"} <= set(words(plot, width))


def test_dots_on_one_another_are_one_round_dot() -> None:
    svg = clean(draw(slope({"A": {1: "5", 2: "4"}, "B": {1: "5", 2: "7"}}), WIDE), "x")
    first, other = re.findall(r'd="([^"]+)"[^>]*><title>[AB], 1:', svg)
    assert first == other


def test_where_a_word_is_too_long_names_stand_in_a_key() -> None:
    long = "Elektrizitätsgenossenschaftsverband"
    plot = slope({long: {1: "5", 2: "4"}, "B": {1: "1", 2: "2"}}, 'highlight = "B"')
    for box in BOXES:
        assert names_at(make_frame(plot, box)) == (["", ""], ["", ""])
    assert all(words(plot, width).count(long) == 1 for width in ROOMS)


def test_a_moment_close_to_another_keeps_room_for_its_values() -> None:
    rows = {year: str(value) for value, year in enumerate((1990, 2023, 2024), 5)}
    for box in BOXES:
        first, middle, last = make_frame(slope({"A": rows, "B": rows}), box).moments.values()
        assert middle - first > last - middle > (last - first) / 4


def test_values_between_stand_at_their_dots_while_there_is_room() -> None:
    for width in ROOMS:
        assert {"183", "102", "68"} <= set(words(slope(REGIONS), width))
    crowd = {name: {1: "5", 2: str(100 + at * at), 3: "9"} for at, name in enumerate("ABCDEFGH")}
    shown = [word for word in words(slope(crowd), WIDE) if re.fullmatch(r"1\d\d", word)]
    assert 0 < len(shown) < len(crowd)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(1, 60)), min_size=1, max_size=9))
def test_labels_give_way_to_both_sides_alike(labels: list[tuple[float, float]]) -> None:
    labels.sort(key=lambda label: label[0])
    places, sizes = [place for place, _ in labels], [size for _, size in labels]
    moved = spread_evenly(places, sizes)
    for one, other in pairwise(range(len(labels))):
        assert moved[other] - moved[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    mirrored = spread_evenly([-place for place in reversed(places)], sizes[::-1])
    assert moved == pytest.approx([-place for place in reversed(mirrored)])


# Strange tables: long German words, values that coincide, that are tiny and that are huge.

SYLLABLES = ("Strom", "netz", "ausbau", "Kraft", "werks", "gesellschaft", "Größe", "ÖPNV", "ß")
long_words = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)
names = (
    st.lists(long_words, min_size=1, max_size=4).map(" ".join).map(lambda name: name[:60].strip())
)
cells = st.one_of(
    st.sampled_from(["0", "5", "5", "0.001", "416", "999999999"]),
    st.integers(0, 2000).map(str),
    st.decimals(0, 10**8, places=3, allow_nan=False).map(lambda number: f"{number:f}"),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    years = sorted(draw(st.sets(st.integers(1900, 2050), min_size=2, max_size=3)))
    chosen = draw(st.lists(names, min_size=2, max_size=8, unique=True))
    few = st.sampled_from(draw(st.lists(cells, min_size=1, max_size=3)))
    value = draw(st.sampled_from([few, cells]))
    table = {name: {year: draw(value) for year in years} for name in chosen}
    for name in draw(st.sets(st.sampled_from(chosen[1:]))):
        table[name][draw(st.sampled_from(years))] = ""
    return table


@STEADY
@given(tables(), st.booleans())
def test_any_table_is_drawn_so_that_it_can_be_read(table: Table, is_marked: bool) -> None:
    mark = f'highlight = "{next(iter(table))}"\nannotation = "Ein Satz zu diesem Strich."'
    manner = 'numbers = "1234.5"\n'
    plot = slope(table, manner + (mark if is_marked else ""))
    figures = sum(bool(cell) for row in table.values() for cell in row.values())
    for subject in SUBJECTS:
        svg = clean(draw(plot, subject.width), "x")
        assert "NaN" not in svg
        assert svg.count("<title>") == figures
        prove(svg, subject, PALETTE)
    for box in BOXES:
        frame = make_frame(plot, box)
        for x, y in (frame.place(point) for line in plot.lines for point in line.points):
            assert box.left < x < box.right
            assert frame.top < y < frame.bottom
