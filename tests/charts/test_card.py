"""A card and its table as an office gave it: read as they are meant, or told in their own terms."""

from __future__ import annotations

import pytest

from exhibit.cli.report import report, speaker
from exhibit.diagnostics.faults import ContentError, faults
from tests.exhibits import make_chart

CARD = """
kind = "{kind}"
table = "tabelle.csv"
title = "Titel"
unit = "TWh"
summary = "Ein Satz."
source = "haus"
verdict = "belegt"
{roles}
"""


def shown(table: str, formats: str, kind: str = "bars", more: str = "") -> str:
    """The columns that the card names, as they are read; or all that its editor is told."""
    named = dict(pair.split(":") for pair in formats.split())
    first, second = named
    role = "x" if kind == "columns" else "category"
    card = CARD.format(kind=kind, roles=f'{role} = "{first}"\nvalue = "{second}"\n{more}')
    card += "".join(f'[columns."{n}"]\nlabel = "L"\nformat = "{f}"\n' for n, f in named.items())
    try:
        chart = make_chart(card, table)
    except ContentError as error:
        return report([error], speaker("de"))[0]
    except ExceptionGroup as group:
        return report(list(faults(group)), speaker("de"))[0]
    numbers = map(str, chart.table.numbers(second))
    return " ".join(map(":".join, zip(chart.table.column(first), numbers, strict=True)))


POINTS = "geo;Data;2020;2019\nDE;x;19.3;1\nFR;x;19.1;1\n"
MONTHS = "Date,Price\n2016-01-01,29.03\n2016-02-01,22.0\n2016-03-01,24.3\n"


@pytest.mark.parametrize(
    ("table", "formats", "read"),
    [
        (POINTS, "geo:country 2020:percent", "DE:19.3 FR:19.1"),
        (POINTS.replace("geo", "geo\\TIME_PERIOD"), "geo:country 2020:number", "DE:19.3 FR:19.1"),
        (POINTS.replace(";", "|"), "geo:country 2020:percent", "DE:19.3 FR:19.1"),
        ("land;twh\nDE;1 264\nFR;19'321,5\n", "land:country twh:number", "DE:1264 FR:19321.5"),
    ],
)
def test_files_of_offices_are_read(table: str, formats: str, read: str) -> None:
    assert shown(table, formats) == read


def test_months_as_first_days_are_the_months_of_columns() -> None:
    read = shown(MONTHS, "Date:month Price:number", kind="columns")
    assert read == "2016-01:29.03 2016-02:22.0 2016-03:24.3"


@pytest.mark.parametrize(
    ("table", "formats", "told"),
    [
        (
            "geo\t2019\nDE\t19.3 p\nFR\t19.1 p\nSE\t60.1 e\nAT\t:\n",
            "geo:country 2019:percent",
            [
                "Ebenso: B3 (19.1 p).",
                "→ Schreiben Sie nur 19.3; „p“ heißt: vorläufig.",
                "→ Schreiben Sie nur 60.1; „e“ heißt: geschätzt.",
                "→ Lassen Sie die Zelle leer; „:“ heißt: nicht verfügbar.",
            ],
        ),
        (
            "land,twh\nUK,1\nEL,2\nEA20,3\nOWID_WRL,4\nAUT,5\n",
            "land:country twh:number",
            ["→ Meinten Sie GB (", "(EL → GR, EA20 → EZ, OWID_WRL → 001, AUT → AT)"],
        ),
        (
            "land;twh\nDE;19.321\nFR;19.114\n",
            "land:country twh:number",
            [
                "Tausender oder Dezimalstellen? B2 (19.321), B3 (19.114)",
                '→ Ist 19321 gemeint, schreiben Sie in die Diagrammkarte numbers = "1.234,5";',
            ],
        ),
        (
            "land;twh\nDE;1,5\nXX;2.5\n",
            "land:country twh:number",
            ["auf zwei Arten: B2 (1,5), aber B3 (2.5)", "„XX“ in Zelle A3"],
        ),
    ],
)
def test_what_an_office_writes_is_told_in_its_own_terms(
    table: str, formats: str, told: list[str]
) -> None:
    said = shown(table, formats)
    assert [part for part in told if part not in said] == []


def test_the_card_says_what_the_table_leaves_open() -> None:
    table, formats = "land;twh\nDE;19.321\nFR;19.114\n", "land:country twh:number"
    assert shown(table, formats, more='numbers = "1.234,5"') == "DE:19321 FR:19114"
    assert shown(table, formats, more='numbers = "1234.5"') == "DE:19.321 FR:19.114"
    said = shown(table, formats, more='numbers = "deutsch"')
    assert "„numbers“ kann nicht „deutsch“ sein." in said


def test_a_card_without_columns_is_told_how_to_write_them() -> None:
    for more in ("", 'columns = "land"'):
        card = CARD.format(kind="bars", roles=f'category = "land"\nvalue = "twh"\n{more}')
        with pytest.raises(ExceptionGroup) as raised:
            make_chart(card, "land;twh\nDE;1\nFR;2\n")
        (fault,) = faults(raised.value)
        assert "[columns.NAME]" in str(fault.hint)
