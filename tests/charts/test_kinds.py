"""Kinds of chart: what each plans of a table, and that none draws a strange table badly."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest

from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.svg import clean
from exhibit.charts.figure.table import make_headings, make_rows
from exhibit.charts.kinds import KINDS
from exhibit.charts.model import AnyChart, Column
from exhibit.charts.plan.looks import COLOURS
from exhibit.charts.plan.plot import Mark, Plot
from exhibit.diagnostics.faults import faults
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Catalogue, Entry
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from tests.charts.test_gallery import count_figures, texts
from tests.exhibits import make_chart, plan

pytestmark = pytest.mark.cold
GERMAN = Language(Locale("de"), Locale("de"))
TRANSLATIONS = {
    "Ein Kästchen steht für {}": "One tile stands for {}",
    "Kohle": "Coal",
    "Preis in Dollar ($)": "Price in dollars ($)",
}
ENGLISH = Language(
    Locale("en"),
    Locale("de"),
    Catalogue(
        Source(PurePosixPath("translations/en.po"), ""),
        {("", german): Entry(("", german), english) for german, english in TRANSLATIONS.items()},
    ),
)
CARD = """
table = "tabelle.csv"
title = "Titel"
unit = "Terawattstunden (TWh)"
summary = "Eine Zusammenfassung."
source = "haus"
verdict = "belegt"
"""
SHAPES = {  # the keys of each kind of chart, for a table with these columns
    "bars": 'category = "wer"\nvalue = "zahl"',
    "grouped": 'category = "wer"\nseries = "reihe"\nvalue = "zahl"',
    "shares": 'category = "wer"\nseries = "reihe"\nvalue = "zahl"',
    "hundred": 'category = "wer"\nvalue = "zahl"',
    "tiles": 'category = "wer"\nvalue = "zahl"',
    "lines": 'x = "wann"\nseries = "reihe"\nvalue = "zahl"',
    "columns": 'x = "wann"\nvalue = "zahl"',
    "slope": 'category = "wer"\nx = "wann"\nvalue = "zahl"',
    "dots": 'value = "zahl"',
    "pair": 'panels = ["zahl", "andere"]',
}
COLUMNS = {
    "wer": '{ label = "Wer", format = "country" }',
    "reihe": '{ label = "Reihe" }',
    "name": '{ label = "Name" }',
    "zahl": '{ label = "Leistung (GW)", format = "number" }',
    "andere": '{ label = "Menge (t)", format = "number", decimals = 1 }',
}


def chart(kind: str, table: str, keys: str = "", when: str = "year") -> AnyChart:
    used = table.split("\n")[0].split(",")
    known = COLUMNS | {"wann": f'{{ label = "Wann", format = "{when}" }}'}
    if not re.search(r"^(DE|CN|US),", table, re.M):
        known["wer"] = '{ label = "Wer" }'
    columns = "\n".join(f"columns.{name} = {known[name]}" for name in used)
    card = f'kind = "{kind}"\n{CARD}{SHAPES[kind]}\n{keys}\n{columns}\n'
    return make_chart(card, table)


def planned(
    kind: str, table: str, keys: str = "", when: str = "year", language: Language = GERMAN
) -> Plot:
    return plan(chart(kind, table, keys, when), language)


def marks(plot: Plot) -> list[tuple[str, str, Mark]]:
    return [(row.name, mark.name, mark) for row in plot.rows for mark in row.marks]


def test_a_kind_that_there_is_not_is_told_with_all_that_there_are() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        make_chart(f'kind = "torte"\n{CARD}', "wer,zahl\nDE,1\nCN,2\n")
    hints = [str(error.hint) for error in faults(caught.value)]
    assert f"Known here: {', '.join(KINDS)}." in hints


def test_groups_stand_by_their_last_figure_and_countries_keep_their_colour() -> None:
    table = "wer,reihe,zahl\nDE,2024,9\nDE,2030,10\nCN,2024,5\nCN,2030,20\nUS,2024,7\n"
    plot = planned("grouped", table)
    names = [(row, series) for row, series, _ in marks(plot)]
    assert names == [
        ("China", "2024"),
        ("China", "2030"),
        ("Deutschland", "2024"),
        ("Deutschland", "2030"),
        ("Vereinigte Staaten", "2024"),
    ]
    assert {mark.look.colour for mark in plot.rows[0].marks} == {COLOURS["CN"][0]}
    assert [mark.look.tint for mark in plot.rows[0].marks] == [0, 1]
    assert plot.rows[0].marks[1].tip == "China, 2030: 20\u00a0TWh"


def test_shares_are_computed_and_say_their_figure_too() -> None:
    table = "wer,reihe,zahl\nDE,Kohle,106\nDE,Rest,390\nCN,Rest,0\nCN,Kohle,50\n"
    plot = planned("shares", table, language=ENGLISH)
    assert [(row, series, mark.label) for row, series, mark in marks(plot)] == [
        ("China", "Coal", "100%"),
        ("China", "Rest", "0%"),
        ("Germany", "Coal", "21%"),
        ("Germany", "Rest", "79%"),
    ]
    assert plot.rows[1].marks[0].tip == "Germany, Coal: 21% (106\u00a0TWh)"


def test_tiles_say_what_one_stands_for_if_they_have_a_unit() -> None:
    plot = planned("tiles", "wer,zahl\nDE,50\nCN,120\n", "tile = 2.5", language=ENGLISH)
    assert plot.explanation == "One tile stands for 2.5\u00a0TWh"
    assert [(row, mark.label) for row, _, mark in marks(plot)] == [
        ("China", "120"),
        ("Germany", "50"),
    ]


def test_columns_mark_the_record_and_leave_a_place_for_missing_months() -> None:
    plot = planned(
        "columns", "wann,zahl\n2025-01,5\n2025-02,\n2025-03,9\n2024-12,9\n", when="month"
    )
    (line,) = plot.lines
    assert [point.x - line.points[0].x for point in line.points] == [0, 1, 3]
    assert [point.marked for point in line.points] == [True, False, False]
    assert plot.note == "Dezember 2024: 9\u00a0TWh"
    assert [tick.text for tick in plot.times] == ["Dez 2024", "2025", "Feb", "Mär"]


def test_columns_mark_what_the_card_says() -> None:
    keys = 'highlight = "2021"\nannotation = "Ein Sprung"'
    plot = planned("columns", "wann,zahl\n2020,5\n2021,7\n2022,9\n", keys)
    assert [point.marked for point in plot.lines[0].points] == [False, True, False]
    assert plot.note == "Ein Sprung"


def test_the_end_of_a_line_is_marked_if_its_series_is_named() -> None:
    table = "reihe,wann,zahl\nCN,2020,1\nCN,2021,2\nUS,2020,3\n"
    plot = planned("lines", table, 'highlight = "CN"')
    assert [[point.marked for point in line.points] for line in plot.lines] == [
        [False, True],
        [False],
    ]


def test_a_year_alone_marks_the_first_line_that_has_it() -> None:
    table = "reihe,wann,zahl\nCN,2020,1\nUS,2020,3\nUS,2021,3\n"
    plot = planned("lines", table, 'highlight = "2020"')
    assert [[point.marked for point in line.points] for line in plot.lines] == [
        [True],
        [False, False],
    ]


def test_dots_stand_between_powers_of_ten_without_useless_zeros() -> None:
    plot = planned("dots", "wer,zahl\nDE,0.5\nCN,2000000\n", 'category = "wer"')
    assert [(row, mark.label) for row, _, mark in marks(plot)] == [
        ("China", "2.000.000"),
        ("Deutschland", "0,5"),
    ]
    assert [tick.text for tick in plot.ticks][:2] == ["0,1", "1"]
    assert [tick.text for tick in plot.ticks][-2:] == ["1 Million", "10 Millionen"]


def test_dots_by_day_have_the_name_of_a_thing_and_a_shape_for_each_series() -> None:
    table = "name,wann,reihe,zahl\nA,2024-05-14,offen,3\nB,2024-06,zu,60\n"
    keys = 'x = "wann"\nseries = "reihe"\nlabel = "name"\nhighlight = "B"'
    plot = planned("dots", table, keys, "date")
    first, second = plot.lines
    assert (first.points[0].name, first.points[0].tip) == ("A", "A, 14. Mai 2024: 3\u00a0TWh")
    assert (second.points[0].tip, second.points[0].marked) == ("B, Juni 2024: 60\u00a0TWh", True)
    assert first.look.shape != second.look.shape


def test_a_pair_has_one_order_and_the_units_of_its_columns() -> None:
    plot = planned("pair", "wer,zahl,andere\nDE,1,9\nCN,5,2\n", 'category = "wer"')
    assert [[row.name for row in panel.rows] for panel in plot.panels] == [
        ["China", "Deutschland"],
        ["China", "Deutschland"],
    ]
    assert [panel.rows[0].marks[0].tip for panel in plot.panels] == [
        "China: 5\u00a0GW",
        "China: 2,0\u00a0t",
    ]
    assert [panel.heading for panel in plot.panels] == ["Leistung (GW)", "Menge (t)"]


@pytest.mark.parametrize(
    ("table", "key"), [("wer,zahl,andere", "category"), ("wann,zahl,andere", "x")]
)
def test_the_heading_of_a_panel_has_its_figures_filled_in(table: str, key: str) -> None:
    made = chart("pair", f"{table}\n2020,1,9\n2021,5,2\n", f'{key} = "{table.split(",")[0]}"')
    figure = "{2021.zahl}"
    columns = {**made.card.columns, "zahl": Column(f"Leistung, zuletzt {figure}", "number")}
    plot = plan(replace(made, card=replace(made.card, columns=columns)), GERMAN)
    assert [panel.heading for panel in plot.panels] == ["Leistung, zuletzt 5", "Menge (t)"]


def test_a_sum_of_money_is_written_as_each_language_does() -> None:
    card = chart("bars", "wer,zahl\nDE,60\nCN,50\n", "").source.text.replace(
        "Terawattstunden (TWh)", "Preis in Dollar ($)"
    )
    money = make_chart(card, "wer,zahl\nDE,60\nCN,50\n")
    tips = [plan(money, language).rows[0].marks[0].tip for language in (GERMAN, ENGLISH)]
    assert tips == ["Deutschland: 60\u00a0$", "Germany: $60"]


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
STRANGE = [
    ("bars", "wer,zahl\nDE,0\nCN,0\n", "", ""),
    ("bars", "wer,zahl\nDE,0.0001\nCN,123456789\n", "line = 500\nline_label = 'ein Vergleich'", ""),
    ("bars", f"wer,zahl\n{LONG[:44]},1\nEin Name aus vielen kurzen Wörtern,3\n", "", ""),
    ("grouped", "wer,reihe,zahl\nDE,ein langer Name einer Reihe,0\nCN,kurz,7\n", "", ""),
    ("grouped", "wer,reihe,zahl\nA,a,1\nA,b,2\nA,c,3\nA,d,4\nB,b,2\n", "", ""),
    ("shares", "wer,reihe,zahl\nA,Eins,1\nA,Zwei,0.01\nA,Drei,0.01\nA,Vier,0.01\nB,Vier,1\n",
     "", ""),
    ("hundred", "wer,zahl\nDE,0\nCN,0.4\n", "", ""),
    ("hundred", f"wer,zahl\n{LONG[:44]},0.001\nB,2\nC,3\nalles andere,4\n",
     "highlight = 'B'\nannotation = 'Ein Satz, der etwas länger ist als sein Platz'", ""),
    ("tiles", "wer,zahl\nDE,0\nCN,0.4\nUS,400\n", "", ""),
    ("tiles", "wer,reihe,zahl\nDE,ja,3.5\nDE,nein,1.5\nDE,vielleicht,0\n", 'series = "reihe"', ""),
    ("lines", "reihe,wann,zahl\nA,2020,0\nA,2021,0\n", "", "year"),
    ("lines", "reihe,wann,zahl\nA,2020,5\nB,2020,5\nC,2020,5\nD,2020,5\n", "", "year"),
    ("lines", "reihe,wann,zahl\nA,2020,1\nA,2029,10\nB,2020,10\nB,2029,10\n",
     'line = 7\nline_label = "Grenze"\nhighlight = "A/2029"\nannotation = "Hier"', "year"),
    ("columns", "wann,zahl\n2025-08,5\n2025-09,4\n", "", "month"),
    ("columns", "wann,zahl\n2020,0\n2024,0\n", "", "year"),
    ("columns", "wann,zahl\n1925,10\n2025,1200000\n", "line = 3000000\nline_label = 'viel'",
     "year"),
    ("slope", "wer,wann,zahl\nA,2020,0\nA,2024,0\nB,2020,0\nB,2024,0\n", "", "year"),
    ("slope", f"wer,wann,zahl\n{LONG[:44]},2020,1\n{LONG[:44]},2024,\nB,2022,5\nB,2024,9\n",
     "highlight = 'B'\nannotation = 'Ein Satz, der etwas länger ist als sein Platz'", "year"),
    ("dots", "wer,zahl\nDE,1\nCN,1\n", 'category = "wer"', ""),
    ("dots", "wer,zahl\nDE,0.000001\nCN,1000000000000\n",
     'category = "wer"\nline = 5\nline_label = "Vergleich"\nhighlight = "DE"\nannotation = "da"',
     ""),
    ("dots", "wann,zahl\n2024-05-01,10\n2024-05-02,10\n", 'x = "wann"', "date"),
    ("dots", "wann,name,zahl\n2024-05-01,A,10\n2024-05-01,B,10\n2024-05-02,C,10\n",
     'x = "wann"\nlabel = "name"\nhighlight = "C"\nannotation = "Ein Satz dazu"', "date"),
    ("pair", "wer,zahl,andere\nDE,1,\nCN,2,3\nUS,,2\n", 'category = "wer"', ""),
    ("pair", "wann,zahl,andere\n2020,1,\n2021,2,3\n2022,,2\n", 'x = "wann"', "year"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "table", "keys", "when"), STRANGE)
@pytest.mark.parametrize("width", [704, 328])
def test_a_strange_table_is_drawn_whole(
    kind: str, table: str, keys: str, when: str, width: int
) -> None:
    made = chart(kind, table, keys, when)
    svg = ElementTree.fromstring(clean(draw(plan(made, GERMAN), width), "x"))
    assert "NaN" not in ElementTree.tostring(svg, encoding="unicode")
    assert len(list(svg.iter("title"))) == count_figures(made)
    high = float(svg.attrib["height"])
    outside = [
        text
        for text in texts(svg)
        if text.left < -0.5 or text.top < 0 or text.right > width + 0.5 or text.bottom > high
    ]
    assert outside == []


def test_the_table_shows_the_shares_that_are_drawn() -> None:
    known = chart("shares", "wer,reihe,zahl\nCN,Kohle,3\nCN,Sonne,1\nUS,Kohle,1\nUS,Sonne,0\n")
    *_, heading = make_headings(known, GERMAN)
    assert heading.text == "Anteil"
    shown = [row[-1].text.text.replace("\u00a0", " ") for row in make_rows(known, GERMAN)]
    assert shown == ["75,0 %", "25,0 %", "100,0 %", "0,0 %"]


def test_the_table_of_a_hundred_squares_says_what_each_part_is() -> None:
    made = chart("hundred", "wer,zahl\nA,416\nB,30522\n")
    rows = [[cell.text.text for cell in row] for row in make_rows(made, GERMAN)]
    assert rows == [["A", "416", "1,3\u00a0%"], ["B", "30.522", "98,7\u00a0%"]]
    marks = plan(made, GERMAN).rows[0].marks
    assert [mark.tip for mark in marks] == [
        "A: 1,3 von 100 (416\u00a0TWh)",
        "B: 98,7 von 100 (30.522\u00a0TWh)",
    ]
