"""What can be taken away of a chart: tables that programs and Excel read, and pictures."""

import csv
import json
import re
import struct
from collections.abc import Mapping
from io import StringIO
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest
from frictionless import validate

from exhibit.charts.export.datapackage import PublishedTable, make_field, make_package
from exhibit.charts.export.downloads import offer_pictures, offer_tables
from exhibit.charts.export.posters import CARD, break_lines, make_card, make_poster
from exhibit.charts.export.tables import make_dictionary, make_excel, make_table
from exhibit.charts.figure.figure import Figure, make_figure
from exhibit.charts.legibility.palette import read_palette
from exhibit.charts.model import AnyChart
from exhibit.diagnostics.source import Source
from exhibit.evidence.citations import Citation
from exhibit.i18n.phrase import Phrase
from exhibit.storage.cache import Memory
from exhibit.tables.manner import settle_marks
from exhibit.tables.table import parse_table
from tests import ROOT
from tests.charts.test_figures import BARS, ENGLISH, GERMAN, LINES, chart
from tests.charts.test_figures import CARD as STATED
from tests.exhibits import languages_of, make_chart, read_exhibit

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = read_palette((ROOT / "static" / "style.css").read_bytes()).schemes["light"]
GERMAN_TABLE = "land;twh\nCN;10.086,8\nUS;4.391\nFR;\nDE;0,5\n"
PLACES = BARS.replace(', format = "country"', "")  # any names


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def drawn(known: AnyChart) -> Figure:
    """The figure as it is, with Altair at work."""
    return make_figure(known, GERMAN, lambda key, compute: compute())


def citation(known: AnyChart) -> Citation:
    return read_exhibit(ROOT).contents.citations["owid-ember-strom"]


def test_the_plain_table_is_the_same_whatever_the_way_it_was_saved() -> None:
    text = make_table(chart(BARS, GERMAN_TABLE))
    assert text == "land,twh\nCN,10086.8\nUS,4391\nFR,\nDE,0.5\n"
    assert text == make_table(chart(BARS, text))
    assert text.isascii()


SAFE = {"de": "Apostroph", "en": "apostrophe"}


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        *(
            (cell, f"'{cell}")
            for cell in ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "＝1", "＋1", "－x", "＠x")
        ),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("- davon Kohle", "'- davon Kohle"),
        ("Hier;=1+1", "Hier;'=1+1"),
        ("Hier,@x", "Hier,'@x"),
        *((cell, cell) for cell in ("A = B", "a-b", "Öl + Gas", "A, =b", "-5", "+3,5", "CO2")),
    ],
)
def test_no_text_begins_like_a_formula_in_any_csv(cell: str, safe: str) -> None:
    known = chart(PLACES, f'land;twh\n"{cell}";1\nB;2\n')
    plain, excel = make_table(known), make_excel(known, GERMAN).removeprefix("\ufeff")
    assert rows(plain)[1] == [safe, "1"]
    assert rows(excel, ";")[1] == [safe, "1"]
    dictionary = make_dictionary(known, [GERMAN], [], {"de": ""}, SAFE)
    assert dictionary.endswith("Apostroph\n") == (cell != safe)


def test_headings_labels_and_sources_do_not_either_and_figures_stay_what_they_are() -> None:
    card = STATED.replace("twh", "=1+1") + BARS.replace("twh", '"=1+1"').replace("Strom", "@Strom")
    known = make_chart(card, "land;=1+1\nCN;2,5\nFR;3\n", "strom")
    assert make_table(known) == "land,'=1+1\nCN,2.5\nFR,3\n"
    assert make_field(known, "=1+1", GERMAN, "")["name"] == "'=1+1"
    dictionary = make_dictionary(known, [GERMAN], [], {"de": "="}, SAFE)
    for text in (make_excel(known, GERMAN), dictionary):
        assert not re.search(r"(^|[;,\ufeff])\"?[=@]", text, re.MULTILINE)


def test_a_cell_that_holds_the_separator_is_quoted() -> None:
    known = chart(PLACES, 'land;twh\n"Hier; dort";1\nA,B;2\n')
    assert make_table(known) == 'land,twh\nHier; dort,1\n"A,B",2\n'
    assert rows(make_excel(known, GERMAN).removeprefix("\ufeff"), ";")[1] == ["Hier; dort", "1"]


def test_a_german_excel_opens_its_table_with_names_and_decimal_commas() -> None:
    known = chart(BARS, GERMAN_TABLE)
    text = make_excel(known, GERMAN)
    assert text.startswith("\ufeffLand;Strom\r\nChina;10086,8\r\n")
    assert rows(text.removeprefix("\ufeff"), ";")[1:] == [
        ["China", "10086,8"],
        ["Vereinigte Staaten", "4391"],
        ["Frankreich", ""],
        ["Deutschland", "0,5"],
    ]
    again = parse_table(Source(PurePosixPath("t.csv"), text.removeprefix("\ufeff")))
    again, doubts = settle_marks(again, ["Strom"])
    assert not doubts
    assert again.numbers("Strom") == known.table.numbers("twh")


def test_the_dictionary_describes_every_column_in_every_language() -> None:
    known = chart(LINES, "reihe,jahr,twh\nGemessen,2020,269\nGemessen,2021,300\n")
    text = make_dictionary(
        known, [GERMAN, ENGLISH], [citation(known)], {"de": "leer", "en": "no"}, SAFE
    )
    headings, *described = rows(text)
    assert [row[0] for row in described] == rows(make_table(known))[0]
    figures = dict(zip(headings, described[2], strict=True))
    assert figures["label_de"] == "Strom"
    assert figures["unit_de"] == "TWh"
    assert (figures["missing_values_de"], figures["missing_values_en"]) == ("leer", "no")
    assert figures["format"] == "number"
    assert "Ember" in figures["source"]
    assert figures["licence"] == "CC BY 4.0"
    assert figures["retrieved"] == citation(known).retrieved.isoformat()
    assert dict(zip(headings, described[0], strict=True))["unit_de"] == ""


def test_a_column_states_the_unit_of_its_own_figures() -> None:
    """A card says how its drawing is read, such as “of 100”; the table may hold something else."""
    stated = BARS.replace('label = "Strom"', 'label = "Strom", unit = "TWh"')
    known = chart(stated, GERMAN_TABLE)
    text = make_dictionary(known, [GERMAN, ENGLISH], [citation(known)], {"de": "", "en": ""}, SAFE)
    headings, _, figures = rows(text)
    described = dict(zip(headings, figures, strict=True))
    assert (described["unit_de"], described["unit_en"]) == ("TWh", "TWh")


def test_a_heading_reads_its_figures_wherever_it_is_taken_to() -> None:
    known = chart(BARS.replace('"Strom"', '"Strom, in China {CN.value}"'), GERMAN_TABLE)
    filled = "Strom, in China 10.086,8"
    text = make_dictionary(known, [GERMAN], [citation(known)], {"de": ""}, SAFE)
    assert rows(make_excel(known, GERMAN), ";")[0][1] == filled
    assert rows(text)[2][1] == filled
    assert make_field(known, "twh", GERMAN, "")["title"] == filled


def texts(svg: str) -> str:
    return " ".join(one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("make", [make_poster, make_card])
def test_a_picture_says_what_it_shows_and_where_it_is_from(make: type) -> None:
    figure = drawn(chart(BARS, "land;twh\nCN;10086,8\nDE;488\n"))
    svg = str(make(figure, "Quelle: Haus. Lizenz: CC BY 4.0. Grafik: Museum", TOKENS, "de"))
    root = ElementTree.fromstring(svg)
    assert root.get("lang") == "de"
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == [
        "Strom",
        "Eine Zusammenfassung.",
    ]
    assert "Strom TWh" in texts(svg)
    assert "Quelle: Haus. Lizenz: CC BY 4.0. Grafik: Museum" in texts(svg)
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.get("fill"), ground.get("width")) == (TOKENS["--papier"], root.get("width"))
    assert TOKENS["--kupfer"] in svg
    assert "var(" not in svg


def test_a_colour_that_is_not_set_is_black_on_white() -> None:
    svg = make_poster(drawn(chart(BARS, "land;twh\nCN;1\nDE;2\n")), "", {}, "de")
    assert 'fill="#fff"' in svg
    assert 'fill="#000"' in svg


def test_lines_of_a_title_are_short_enough_for_their_room() -> None:
    title = "In 2 von 4 Szenarien brauchen Rechenzentren 2030 mehr als doppelt so viel wie 2024"
    lines = break_lines(title, 400, 36, 600)
    assert " ".join(lines) == title
    assert max(map(len, lines)) <= 19


def test_a_card_has_the_size_that_others_show_and_is_the_same_every_time(tmp_path: Path) -> None:
    figure = drawn(chart(BARS, "land;twh\nCN;10086,8\nDE;488\n"))
    made: list[Mapping[str, bytes]] = []
    for memory in (Memory(tmp_path / "one"), Memory(tmp_path / "two")):
        offered = offer_pictures(figure, GERMAN, "Quelle", TOKENS, memory.recall_bytes)
        made.append({kind: download.content for kind, download in offered.items()})
    assert made[0] == made[1]
    png = made[0]["png"]
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == CARD
    assert len(png) > 5_000


def test_a_picture_is_remembered_by_all_that_it_shows() -> None:
    figure = drawn(chart(BARS, "land;twh\nCN;1\nDE;2\n"))
    keys = []
    for credit, tokens in (("a", TOKENS), ("b", TOKENS), ("a", {**TOKENS, "--kupfer": "#000"})):
        offered = offer_pictures(figure, GERMAN, credit, tokens, lambda key, _: key.encode())
        keys.append(offered["png"].content)
    assert len(set(keys)) == 3


def test_memory_keeps_bytes_and_computes_anew_what_is_damaged(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    content = b"\x89PNG\r\n\xff\n\n"
    assert memory.recall_bytes("key", lambda: content) == content
    assert memory.recall_bytes("key", lambda: b"other") == content
    memory.file("key").write_bytes(memory.file("key").read_bytes() + b"x")
    assert memory.recall_bytes("key", lambda: b"other") == b"other"


def test_sizes_are_announced_in_whole_kilobytes() -> None:
    project = read_exhibit(ROOT)
    contents, languages = project.contents, [*languages_of(project).values()]
    known = contents.charts["strom-2024"]
    citations = [contents.citations[key] for key in known.card.source]
    offered = offer_tables(known, citations, languages, {"de": "", "en": ""}, SAFE)
    assert offered["csv"].size("de") == "1\u00a0kB"
    assert offered["csv"].path == "daten/strom-2024.csv"
    assert {one.path for one in offered.values()} == {
        "daten/strom-2024.csv",
        "daten/strom-2024.excel.csv",
        "daten/strom-2024.woerterbuch.csv",
    }


def test_the_data_package_of_the_exhibit_is_valid(output: Path) -> None:
    package = output / "daten" / "datapackage.json"
    report = validate(package)
    assert report.valid, report.flatten(["name", "title", "note"])
    listed = {one["path"] for one in json.loads(package.read_text(encoding="utf-8"))["resources"]}
    tables = {file.name for file in package.parent.glob("*.csv") if file.name.count(".") == 1}
    assert listed == tables
    assert len(listed) >= 7


def test_the_data_package_finds_a_table_that_was_changed(output: Path, tmp_path: Path) -> None:
    for file in (output / "daten").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    table = tmp_path / "strom-2024.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("10086.88", "zehn"), "utf-8")
    assert not validate(tmp_path / "datapackage.json").valid


def test_fields_have_the_types_of_their_cells(tmp_path: Path) -> None:
    known = chart(LINES, "reihe;jahr;twh\nGemessen;2020;\nGemessen;2024;1.416,5\nMehr;2030;2\n")
    content = make_table(known).encode()
    tables, citations = [PublishedTable(known, content)], {"haus": citation(known)}
    missing = "leer heißt unbekannt"
    package = json.loads(make_package("Haus", "", tables, citations, GERMAN, missing))
    (resource,) = package["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert {name: field["type"] for name, field in fields.items()} == {
        "reihe": "string",
        "jahr": "year",
        "twh": "number",
    }
    assert fields["twh"]["description"] == "leer heißt unbekannt"
    assert fields["twh"]["unit"] == "TWh"
    assert "unit" not in fields["jahr"]
    assert resource["schema"]["primaryKey"] == ["reihe", "jahr"]
    assert resource["bytes"] == len(content)
    assert resource["licenses"][0]["name"] == "CC-BY-4.0"
    (tmp_path / "strom.csv").write_bytes(content)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert validate(tmp_path / "datapackage.json").valid


def test_each_page_links_the_downloads_of_its_charts_and_every_file_is_linked(output: Path) -> None:
    linked = set()
    for page in output.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        for folder in ("daten", "grafik"):
            for file in (output / folder).iterdir():
                if f'{folder}/{file.name}"' in html:
                    linked.add(f"{folder}/{file.name}")
    present = {
        f"{folder}/{file.name}"
        for folder in ("daten", "grafik")
        for file in (output / folder).iterdir()
    }
    assert linked == present


def test_the_language_of_a_picture_is_that_of_its_page(output: Path) -> None:
    project = read_exhibit(ROOT)
    english = languages_of(project)[project.locales[1]]
    title: Phrase = english.phrase(project.contents.charts["strom-2024"].card.title)
    svg = (output / "grafik" / "strom-2024.en.svg").read_text(encoding="utf-8")
    assert f"<title>{title.text}</title>" in svg
    assert "Licence: CC BY 4.0" in texts(svg)
    assert "Industriemuseum" in texts(svg)
