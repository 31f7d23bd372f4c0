"""Tables as people really save them are read, or the fault names the cell and the way out."""

import re
import time
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exhibit.charts.card.rows import check_rows
from exhibit.charts.kinds import KINDS
from exhibit.charts.model import AnyChart, Card, Chart, Column
from exhibit.cli.report import report, speaker
from exhibit.content import disk
from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.i18n.cldr import find_territory
from exhibit.tables.columns import check_column
from exhibit.tables.manner import settle_marks
from exhibit.tables.numbers import PLAIN, Marks, read_number
from exhibit.tables.slips import correct
from exhibit.tables.table import Table, name_cell, parse_table

GERMAN = Marks(",", ".")
SAME = ("Größe", Decimal("10086.8")), ("Lampe", Decimal("0.5"))


def to_table(text: str) -> Table:
    return parse_table(Source(PurePosixPath("content/data/a.csv"), text))


def told(function: Any, *arguments: Any) -> str:
    """All that a volunteer is told."""
    try:
        function(*arguments)
    except ContentError as error:
        return report([error], speaker("de"))[0]
    except ExceptionGroup as group:
        return report(list(faults(group)), speaker("de"))[0]
    return ""


@pytest.mark.parametrize(
    "content",
    [
        "name;wert\r\nGröße;10.086,8\r\nLampe;0,5\r\n".encode("cp1252"),
        "name;wert\r\nGröße;10.086,8\r\nLampe;0,5\r\n".encode("utf-8-sig"),
        "sep=;\r\nname;wert\r\nGröße;10086,8\r\nLampe;0,5\r\n;\r\n;\r\n".encode("utf-8-sig"),
        "name;wert;;\nGröße;10.086,8;;\nLampe;0,5;;\n;;;\n".encode("cp1252"),
        b"SEP=,\nname,wert\nGr\xc3\xb6\xc3\x9fe,10086.8\nLampe,0.5\n",
        "name\twert\nGröße\t10086.8\nLampe\t0.5\n".encode(),
        'name,wert\n"Größe","10086.8"\n"Lampe", 0.5\n\n\n'.encode(),
    ],
)
def test_a_table_is_the_same_however_it_was_saved(content: bytes) -> None:
    table = parse_table(disk.to_table(PurePosixPath("a.csv"), content))
    assert table.columns == ("name", "wert")
    table, doubts = settle_marks(table, ["wert"])
    assert not doubts
    assert tuple(zip(table.column("name"), table.numbers("wert"), strict=True)) == SAME


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_by_another_name_is_told_from_a_table(start: bytes) -> None:
    said = told(disk.to_table, PurePosixPath("a.csv"), start + bytes(200))
    assert said.startswith("a.csv: Das ist eine Arbeitsmappe, keine Tabelle als Text.\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_table_in_wide_characters_is_one_fault(encoding: str) -> None:
    content = "\ufeffland;twh\r\nDE;1\r\n".encode(encoding)
    said = told(disk.to_table, PurePosixPath("a.csv"), content)
    assert said.startswith("a.csv: Die Datei ist nicht als UTF-8 gespeichert.\n")
    assert "CSV UTF-8" in said


@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_a_cell_has_the_name_that_the_spreadsheet_shows_and_the_line_of_the_file(
    first: str,
) -> None:
    table = to_table(f"{first}name;wert\nA;1\nB;zwei\n")
    with pytest.raises(ExceptionGroup) as raised:
        table.numbers("wert")
    (fault,) = faults(raised.value)
    assert "Cell B3 should hold" in str(fault)
    assert (fault.place.line, fault.place.column) == (4 if first else 3, 3)


def test_columns_after_z_have_two_letters() -> None:
    assert [name_cell(0, column) for column in (0, 25, 26, 51, 52)] == [
        *("A2", "Z2", "AA2", "AZ2", "BA2")
    ]


@pytest.mark.parametrize(
    ("cell", "marks", "number"),
    [
        ("10.086,8", GERMAN, "10086.8"),
        ("1.234.567", GERMAN, "1234567"),
        ("−2,5", GERMAN, "-2.5"),
        ("+5", GERMAN, "5"),
        ("10086.8", PLAIN, "10086.8"),
        ("1.234", PLAIN, "1.234"),
        *((f"2{blank}030,2", GERMAN, "2030.2") for blank in " \u00a0\u2009\u202f'’"),
        ("2'030'500.5", PLAIN, "2030500.5"),
        ("–5", GERMAN, "-5"),
        ("123456789012345", PLAIN, "123456789012345"),
    ],
)
def test_a_number_is_read_as_its_table_writes_it(cell: str, marks: Marks, number: str) -> None:
    assert read_number(cell, marks) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "marks", "hint"),
    [
        ("4391.5", GERMAN, "the comma is the decimal mark: 4391,5"),
        ("0.123", GERMAN, "the comma is the decimal mark: 0,123"),
        ("1,234.5", GERMAN, "the comma is the decimal mark: 1234,5"),
        ("4391,5", PLAIN, "the point is the decimal mark: 4391.5"),
        ("1.234,5", PLAIN, "the point is the decimal mark: 1234.5"),
        ("12,345,678", PLAIN, "the point is the decimal mark: 12345678"),
        ("1,234", PLAIN, "Write 1234 or 1.234, as it is meant"),
        ("12 GW", GERMAN, "Write 12 alone; the unit"),
        ("12,5%", GERMAN, "Write 12,5 alone; the unit"),
        ("5 µg", GERMAN, "Write 5 alone; the unit"),
        ("10 Tsd.", GERMAN, "Write the number out: 10000"),
        ("1,5 Mrd. €", GERMAN, "Write the number out: 1500000000"),
        ("1,5E+06", GERMAN, "Write the number out: 1500000"),
        ("1e-3", PLAIN, "Write the number out: 0.001"),
        ("1.234 Mio.", GERMAN, "Write 1234000000 or 1234000, as it is meant"),
        ("-1.234e-3", GERMAN, "Write -1,234 or -0,001234, as it is meant"),
        ("1,234 Mio.", PLAIN, "Write 1234000000 or 1234000, as it is meant"),
        ("1,234 Mio.", GERMAN, "Write the number out: 1234000"),
        ("1.234e6", PLAIN, "Write the number out: 1234000"),
        ("4391.5e3", GERMAN, "Write the number out: 4391500"),
        ("1.234,5 Mio.", GERMAN, "Write the number out: 1234500000"),
        ("1.2.3 Mio.", GERMAN, "Only digits"),
        ("19,3 p", GERMAN, "Write 19,3 alone: “p” means provisional"),
        ("19.3 p", GERMAN, "Write 19,3 alone: “p” means provisional"),
        ("21,2 bp", GERMAN, "“bp” means break in the series, provisional"),
        ("21.2(e)", PLAIN, "Write 21.2 alone: “e” means estimated"),
        ("5 in", PLAIN, "Write 5 alone; the unit"),
        ("19,3*", GERMAN, "Write 19,3 alone; what the mark refers to"),
        ("19,3 1)", GERMAN, "Write 19,3 alone; what the mark refers to"),
        ("12²", GERMAN, "Write 12 alone; what the mark refers to"),
        ("(12,3)", GERMAN, "Write 12,3 if the brackets mean “uncertain”, or −12,3"),
        (":", PLAIN, "Leave the cell empty: “:” means not available."),
        (": c", PLAIN, "Leave the cell empty: “: c” means confidential."),
        (":z", PLAIN, "Leave the cell empty: “:z” means not applicable."),
        (".", GERMAN, "Leave the cell empty: “.” means unknown or secret."),
        ("/", GERMAN, "Leave the cell empty: “/” means not reliable."),
        ("x", GERMAN, "Leave the cell empty: “x” means blocked"),
        ("X", GERMAN, "Leave the cell empty: “X” means blocked"),
        *((cell, GERMAN, f"“{cell}” means comes later.") for cell in ("...", "…")),
        ("..", GERMAN, "Leave the cell empty: “..” means not available."),
        *((cell, GERMAN, f"Write 0 if “{cell}” means that") for cell in ("-", "–", "—")),
        ("=A1*2", GERMAN, "Save the table with the results"),
        *(
            (cell, GERMAN, "Leave the cell empty")
            for cell in ("NaN", "k. A.", "n/a", "NA", "n. v.", "?", "***", "NULL")
        ),
        *(
            (cell, GERMAN, "The spreadsheet could not")
            for cell in ("#DIV/0!", "#NV", "#WERT!", "inf", "-Infinity", "∞", "####")
        ),
        *(
            (cell, GERMAN, "taken a number for a date")
            for cell in ("01. Mai", "Mrz 24", "1.5.2024")
        ),
        ("1234567890123456", GERMAN, "at most 15 digits"),
        ("1234567890123456.5", GERMAN, "at most 15 digits"),
        ("viel", GERMAN, "Only digits"),
        ("1O", GERMAN, "Write 10 if the letter O"),
        ("-o,5", GERMAN, "Write -0,5 if the letter O"),
        ("1,2,3", GERMAN, "Only digits"),
    ],
)
def test_what_is_no_number_has_a_way_out(cell: str, marks: Marks, hint: str) -> None:
    assert read_number(cell, marks) is None
    assert hint in str(correct(cell, marks))


MARKS = st.text(st.sampled_from("0123456789.,+-−eE %ä'\u202f∞#="), max_size=12)


@given(MARKS | st.text(max_size=8), st.sampled_from([GERMAN, PLAIN]))
@example("1" * 400, GERMAN)
def test_any_cell_is_a_finite_number_or_has_a_way_out(cell: str, marks: Marks) -> None:
    number = read_number(cell, marks)
    assert str(correct(cell, marks)) if number is None else number.is_finite()


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_proposed_number_is_the_one_that_was_meant(number: Decimal) -> None:
    plain = format(number, "f")
    proposal = str(correct(plain, GERMAN)).rpartition(": ")[2]
    assert read_number(proposal, GERMAN) == number


def test_ten_thousand_rows_are_refused_at_once() -> None:
    text = "name;wert\n" + "".join(f"Tag {row};{row}\n" for row in range(10_000))
    started = time.process_time()
    assert "Die Tabelle hat 10000 Zeilen." in told(to_table, text)
    assert time.process_time() - started < 1


def test_a_thousand_faults_in_a_column_are_one_sentence_and_soon_told() -> None:
    table = to_table("name;wert\n" + "A1;1x1\n" * 1000)
    started = time.process_time()
    faults = told(check_column, table, "wert", "number", ["de"])
    assert faults.count("content/data/a.csv") == 1
    assert "Ebenso: B3 (1x1), B4 (1x1) und 997 weitere." in faults
    assert time.process_time() - started < 2


def test_a_column_of_unknown_countries_is_soon_told() -> None:
    table = to_table("name;wert\n" + "".join(f"Gebiet {row};1\n" for row in range(1000)))
    started = time.process_time()
    assert "ist kein Kürzel" in told(check_column, table, "name", "country", ["de"])
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("DEU", "DE"), ("de", "DE"), ("USA", "US"), ("UK", "GB"), ("Europäische Union", "EU")),
        *(("Vereinigte Staaten", "US"), ("United States", "US"), ("Welt", "001"), ("Inden", "IN")),
        *(("Rest der Welt", ""), ("", ""), ("XX", "")),
    ],
)
def test_a_country_by_another_name_is_found(word: str, code: str) -> None:
    assert find_territory(word, ("de", "en")) == code


FORMATS = {"wert": "number", "jahr": "year", "tag": "date"}


def card(kind: str, *columns: str) -> Card:
    described = {name: Column(name, FORMATS.get(name, "text")) for name in columns}  # type: ignore[arg-type]
    roles = {"name": "category", "teil": "series", "jahr": "x", "tag": "x"}
    named: dict[str, Any] = {roles[name]: name for name in columns if name in roles}
    named |= {"panels": ("wert",)} if kind == "pair" else {"value": "wert"}
    fixed: dict[str, Any] = {"table": "a.csv", "title": "T", "unit": "TWh", "summary": "S"}
    fixed |= {"kind": kind, "source": ("haus",), "verdict": "belegt", "columns": described}
    return KINDS[kind].card(**fixed, **named)


def judged(kind: str, text: str) -> str:
    table = to_table(text)
    table, _ = settle_marks(
        table, [name for name in table.columns if FORMATS.get(name) == "number"]
    )
    chart: AnyChart = Chart("karte", table.source, card(kind, *table.columns), table)
    return told(check_rows, chart, KINDS[kind])


@pytest.mark.parametrize("kind", ["bars", "tiles", "dots"])
def test_any_kind_needs_two_figures(kind: str) -> None:
    assert "nur eine einzige Zahl" in judged(kind, "name;wert\nA;1\n")
    assert judged(kind, "name;wert\nA;1\nB;2\n") == ""


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [("bars", True), ("dots", True), ("pair", True), ("tiles", False)],
)
def test_a_gap_is_allowed_where_it_can_be_seen(kind: str, allowed: bool) -> None:
    said = judged(kind, "name;wert\nA;1\nB;2\nC;\n")
    assert said == "" if allowed else "Zelle B4 ist leer, und diese Art" in said


def test_the_parts_of_a_whole_have_no_gap_are_not_negative_and_make_more_than_nothing() -> None:
    head = "name;teil;wert\n2024;Wind;1\n2024;Sonne;2\n2025;Wind;"
    assert judged("shares", f"{head}1\n2025;Sonne;0\n") == ""
    assert "Zelle C5 ist leer" in judged("shares", f"{head}1\n2025;Sonne;\n")
    assert "Zelle C5 ist negativ; Teile eines Ganzen" in judged(
        "shares", f"{head}1\n2025;Sonne;-1\n"
    )
    assert "Die Teile von „2025“ ergeben zusammen null." in judged(
        "shares", f"{head}0\n2025;Sonne;0\n"
    )


@pytest.mark.parametrize("figure", ["0", "-0,5"])
def test_a_logarithmic_axis_begins_above_zero(figure: str) -> None:
    said = judged("dots", f"name;wert\nA;1\nB;2\nC;{figure}\n")
    assert "Der Wert in Zelle B4 ist nicht größer als null" in said
    assert ("Zelle B4 ist negativ" in judged("bars", f"name;wert\nA;1\nB;2\nC;{figure}\n")) == (
        figure != "0"
    )


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("grouped", "name;teil;wert\nA;x;1\nA;y;2\nA;x;3\n"),
        ("shares", "name;teil;wert\nA;x;1\nA;y;2\nA;x;3\n"),
        ("columns", "jahr;wert\n2020;1\n2021;2\n2020;3\n"),
        ("lines", "teil;jahr;wert\nA;2020;1\nB;2020;2\nA;2020;3\n"),
        ("dots", "tag;teil;wert\n2024-01-31;A;1\n2024-01-31;B;2\n2024-01-31;A;3\n"),
        ("pair", "name;wert\nA;1\nB;2\nA;3\n"),
    ],
)
def test_no_two_rows_name_the_same(kind: str, rows: str) -> None:
    assert re.search("Die Zellen [AB]2 und [AB]4 nennen dasselbe", judged(kind, rows))
    assert judged(kind, rows[: rows.rindex("\n", 0, -1)] + "\n") == ""


def test_a_name_has_room_in_a_chart() -> None:
    assert judged("bars", f"name;wert\n{'a' * 60};1\nB;2\n") == ""
    assert "Der Name in Zelle A2 hat 61 Zeichen." in judged(
        "bars", f"name;wert\n{'a' * 61};1\nB;2\n"
    )
