"""What a chart says, worked out before anything is drawn: numbers, names, lines, places."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.charts.figure.figure import make_figure
from exhibit.charts.model import AnyChart
from exhibit.charts.plan.looks import COLOURS
from exhibit.charts.plan.plot import Plot
from exhibit.charts.plan.scales import decades, flow, line_up, pick_years, spread, steps, thin_out
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Catalogue, Entry
from exhibit.i18n.cldr import autonym, direction, format_date, format_number, known, territory
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from tests.exhibits import make_chart, plan

GERMAN = Language(Locale("de"), Locale("de"))
TRANSLATIONS = {"Gemessen": "Measured", "Ausblick": "Outlook", "belegt": "proven"}
ENGLISH = Language(
    Locale("en"),
    Locale("de"),
    Catalogue(
        Source(PurePosixPath("translations/en.po"), ""),
        {("", german): Entry(("", german), english) for german, english in TRANSLATIONS.items()},
    ),
)
CARD = """
table = "strom.csv"
title = "Strom"
unit = "TWh"
summary = "Eine Zusammenfassung."
source = "haus"
verdict = "belegt"
value = "twh"
"""
BARS = """
kind = "bars"
category = "land"
columns.land = { label = "Land", format = "country" }
columns.twh = { label = "Strom", format = "number", decimals = 1 }
"""
LINES = """
kind = "lines"
x = "jahr"
series = "reihe"
columns.reihe = { label = "Reihe" }
columns.jahr = { label = "Jahr", format = "year" }
columns.twh = { label = "Strom", format = "number" }
"""


def chart(card: str, table: str) -> AnyChart:
    return make_chart(CARD + card, table, "strom")


def lines(table: str, history: str = "", language: Language = GERMAN) -> Plot:
    card = f'{LINES}\nhistory = "{history}"\n' if history else LINES
    return plan(chart(card, f"reihe,jahr,twh\n{table}"), language)


@pytest.mark.parametrize(
    ("value", "decimals", "german", "english"),
    [
        (Decimal("30938"), 0, "30.938", "30,938"),
        (Decimal("0.5"), 1, "0,5", "0.5"),
        (Decimal("4634"), 1, "4.634,0", "4,634.0"),
        (1234567.25, 2, "1.234.567,25", "1,234,567.25"),
        (Decimal("-2.5"), 1, "-2,5", "-2.5"),
        (Decimal("2.5"), 0, "2", "2"),
        (Decimal("0.1") + Decimal("0.2"), 1, "0,3", "0.3"),
    ],
)
def test_a_number_is_written_as_its_language_does(
    value: Decimal, decimals: int, german: str, english: str
) -> None:
    assert format_number(value, "de", decimals) == german
    assert format_number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("CN", "China", "China"), ("150", "Europa", "Europe"), ("001", "Welt", "world")],
)
def test_a_place_is_named_in_the_language_of_the_page(code: str, german: str, english: str) -> None:
    assert territory(code, "de") == german
    assert territory(code, "en") == english


def test_a_code_that_names_no_place_has_no_name() -> None:
    assert territory("Teltow", "de") is None


def test_a_language_knows_its_name_its_direction_and_how_to_write_a_day() -> None:
    assert [autonym(tag) for tag in ("de", "en", "fr")] == ["Deutsch", "English", "Français"]
    assert [direction(tag) for tag in ("de", "ar")] == ["ltr", "rtl"]
    assert format_date(date(2026, 11, 3), "de") == "3. November 2026"
    assert format_date(date(2026, 11, 3), "en") == "3 November 2026"


@pytest.mark.parametrize("tag", ["englisch", "", "de_DE", "../de", "xx-YY"])
def test_what_is_no_language_is_not_known(tag: str) -> None:
    assert known("pt-BR")
    assert not known(tag)


def test_bars_stand_from_the_largest_to_the_smallest_and_rows_without_a_value_have_none() -> None:
    rows = plan(chart(BARS, "land;twh\nDE;488,5\nFR;\nCN;10.086,8\nVA;0\n"), GERMAN).rows
    assert [(row.name, row.marks[0].value, row.marks[0].label) for row in rows] == [
        ("China", 10086.8, "10.086,8"),
        ("Deutschland", 488.5, "488,5"),
        ("Vatikanstadt", 0.0, "0,0"),
    ]
    assert rows[0].marks[0].look.colour == COLOURS["CN"][0]


def test_dots_say_what_the_table_writes_beside_them_or_else_their_figure() -> None:
    card = """
kind = "dots"
category = "was"
label = "text"
columns.was = { label = "Was" }
columns.text = { label = "Energie" }
columns.twh = { label = "Strom", format = "number" }
"""
    (year, day) = plan(chart(card, "was,text,twh\nTag,,2\nJahr,0.7 PWh,700\n"), GERMAN).rows
    assert (year.marks[0].label, year.marks[0].tip) == ("0.7 PWh", "Jahr: 0.7 PWh")
    assert (day.marks[0].label, day.marks[0].value) == ("2", 2)


def test_the_points_of_a_line_are_in_the_order_of_years() -> None:
    (line,) = lines("A,2022,3\nA,2020,1\nA,2021,\nA,2023,4\n").lines
    assert [(point.x, point.value) for point in line.points] == [(2020, 1), (2022, 3), (2023, 4)]


@pytest.mark.parametrize(
    ("years", "gaps"),
    [
        ((2020, 2021, 2022), ()),
        ((2020, 2023, 2024), (2023,)),
        ((2000, 2005, 2010), ()),
        ((2000, 2005, 2010, 2020), (2020,)),
    ],
)
def test_a_line_has_a_gap_wherever_years_are_missing(
    years: tuple[int, ...], gaps: tuple[int, ...]
) -> None:
    (line,) = lines("".join(f"A,{year},1\n" for year in years)).lines
    assert line.gaps == gaps


def test_scenarios_leave_dashed_from_the_end_of_the_past() -> None:
    plot = lines("Viel,2030,9\nGemessen,2020,1\nGemessen,2024,2\nWenig,2030,3\n", "Gemessen")
    assert (plot.today, plot.ahead) == (2024, "Ausblick")
    much, past, little = plot.lines
    assert [point.x for point in much.points] == [2024, 2030]
    assert much.points[0] == little.points[0] == past.points[-1]
    assert not past.look.dash
    assert much.look.dash and little.look.dash and much.look.dash != little.look.dash


def test_lines_without_a_past_are_all_solid_and_have_no_scenarios() -> None:
    plot = lines("CN,2020,1\nUS,2020,2\n")
    assert (plot.today, plot.ahead, [line.look.dash for line in plot.lines]) == (None, "", [(), ()])


def test_a_figure_is_in_the_language_of_the_page_and_marks_what_is_not() -> None:
    data = "reihe,jahr,twh\nGemessen,2023,1361\nGemessen,2024,\nViel,2024,2000\n"
    card = chart(f'{LINES}\nhistory = "Gemessen"\n', data)
    figure = make_figure(card, ENGLISH, lambda key, compute: "drawn")
    assert (str(figure.verdict), figure.verdict.locale) == ("proven", "en")
    assert (str(figure.title), figure.title.locale) == ("Strom", "de")
    cells = [[str(cell.text) for cell in row] for row in figure.rows]
    assert cells == [
        ["Measured", "2023", "1,361"],
        ["Measured", "2024", "–"],
        ["Viel", "2024", "2,000"],
    ]


def test_a_drawing_is_remembered_by_all_that_it_shows() -> None:
    rows = ["DE;488,5", "DE;488,4", "FR;488,5"]
    tables = [f"land;twh\n{row}\nCN;1\n" for row in rows]
    drawings = [
        drawing
        for table in tables
        for language in (GERMAN, ENGLISH)
        for figure in [make_figure(chart(BARS, table), language, lambda key, compute: key)]
        for drawing in (figure.wide, figure.narrow)
    ]
    assert len(set(drawings)) == len(drawings)
    again = make_figure(chart(BARS, tables[0]), GERMAN, lambda key, compute: key)
    assert [again.wide, again.narrow] == drawings[:2]


@pytest.mark.parametrize(
    ("places", "sizes", "end", "placed"),
    [
        ([10.0, 50.0], [5, 5], 100, [10, 50]),
        ([50.0, 10.0, 11.0], [5, 5, 5], 100, [50, 10, 15]),
        ([10.0, 10.0, 10.0], [4, 4, 8], 100, [10, 14, 20]),
        ([90.0, 99.0], [10, 10], 100, [85, 95]),
        ([], [], 100, []),
    ],
)
def test_labels_that_would_touch_move_apart(
    places: list[float], sizes: list[float], end: float, placed: list[float]
) -> None:
    assert spread(places, sizes, end) == placed


@given(st.lists(st.tuples(st.integers(0, 100).map(float), st.integers(1, 20)), max_size=20))
def test_labels_are_apart_before_the_end_and_keep_their_order(
    labels: list[tuple[float, int]],
) -> None:
    places, sizes = [place for place, _ in labels], [size for _, size in labels]
    placed = spread(places, sizes, end=500)
    order = sorted(range(len(labels)), key=lambda at: places[at])
    for before, after in pairwise(order):
        assert placed[after] - placed[before] >= (sizes[before] + sizes[after]) / 2
    assert all(place + size / 2 <= 500 for place, size in zip(placed, sizes, strict=True))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0 0.2 0.4 0.6 0.8 1"),
        (0.7, "0 0.2 0.4 0.6 0.8"),
        (1, "0 0.2 0.4 0.6 0.8 1"),
        (1719, "0 500 1000 1500 2000"),
        (416, "0 100 200 300 400 500"),
        (10086.8, "0 3000 6000 9000 12000"),
    ],
)
def test_an_axis_goes_in_round_steps_to_a_round_end(value: float, written: str) -> None:
    assert steps(value) == [Decimal(step) for step in written.split()]


@given(st.floats(1e-6, 1e12))
def test_an_axis_holds_its_highest_value_and_is_not_twice_as_high(value: float) -> None:
    found = steps(value)
    assert found[0] == 0
    assert value <= float(found[-1]) <= value * 1.51
    assert 3 < len(found) < 7
    assert len({after - before for before, after in pairwise(found)}) == 1


@given(st.lists(st.floats(1e-6, 1e12), min_size=1))
def test_decades_hold_all_values_and_are_at_least_one(values: list[float]) -> None:
    powers = decades(values)
    assert 10.0 ** powers[0] <= min(values) * (1 + 1e-9)
    assert 10.0 ** powers[-1] >= max(values) * (1 - 1e-9)
    assert len(powers) > 1


def test_labels_stand_at_their_starts_unless_another_is_in_the_way() -> None:
    assert line_up([0, 100, 120], [40, 40, 40], 300) == [0, 100, 152]
    assert line_up([0, 280], [40, 40], 300) == [0, 260]
    assert line_up([0, 10], [200, 200], 300) is None


def test_labels_flow_from_line_to_line() -> None:
    assert flow([100, 100, 100], 230) == [(0, 0), (112, 0), (0, 1)]
    assert flow([500], 230) == [(0, 0)]


def test_an_axis_names_the_last_and_every_second_or_third_before_it() -> None:
    places = [float(place) for place in range(0, 200, 20)]
    assert thin_out(places, [5] * 10) == list(range(10))
    assert thin_out(places, [20] * 10) == [1, 3, 5, 7, 9]
    assert thin_out(places, [500] * 10) == [9]


def test_the_marked_years_are_written_first_and_others_where_there_is_room() -> None:
    years = list(range(2000, 2026))
    assert pick_years([2000, 2025], years, 2) == [2000, 2005, 2010, 2015, 2020, 2025]
    assert pick_years([2000, 2025], years, 5) == [2000, 2005, 2010, 2015, 2020, 2025]
    assert pick_years([2020, 2035, 2024], [2020, 2023, 2024, 2030, 2035], 3) == [
        2020,
        2024,
        2030,
        2035,
    ]
    assert pick_years([2020, 2020], [2020], 3) == [2020]
