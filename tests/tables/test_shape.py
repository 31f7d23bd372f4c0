"""Files as statistical offices give them: what is no table is told by its lines, never a row."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.tables.shape import find_delimiter
from exhibit.tables.table import parse_table


def told(text: str) -> list[str]:
    try:
        parse_table(Source(PurePosixPath("content/data/a.csv"), text))
    except ContentError as error:
        return [f"{error.place.line} {error.message} {error.hint}"]
    except ExceptionGroup as group:
        return [f"{one.place.line} {one.message} {one.hint}" for one in faults(group)]
    return []


GENESIS = """Tabelle: 43311-0001
Elektrizitätserzeugung, Nettowärmeerzeugung: Deutschland, Jahre
Deutschland

land;2023;2024
DE;449,8;431,7
FR;514,1;-
__________
© Statistisches Bundesamt (Destatis), 2025
Stand: 01.02.2025 / 12:00:00
"""
PADDED = "Strom in TWh;;\n;;\nland;2023;2024\nDE;1;2\nFR;3;4\n;;\nQuelle: Destatis;;\n"
WORLD_BANK = (
    '"Data Source","World Development Indicators",,,,\n\n"Last Updated Date","2024-03-28",,,,\n\n'
    "Country,Code,Indicator,2020,2021,2022\nGermany,DEU,x,1,2,3\nFrance,FRA,x,1,2,3\n"
)
EUROSTAT = "land\t2023\t2024\nDE\t1\t2\nFR\t3\t4\n\nSpecial value:\n:\tnot available\n"


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        (GENESIS, "Delete line 1–4: the headings are in line 5.", "Delete line 8–10."),
        (PADDED, "Delete line 1–2: the headings are in line 3.", "Delete line 6–7."),
        (WORLD_BANK, "Delete line 1–4: the headings are in line 5.", ""),
        ("sep=;\nStrom\na;b\nc;1\nd;2\n", "Delete line 2: the headings are in line 3.", ""),
        ("\na;b\nc;1\nd;2\n", "Delete line 1: the headings are in line 2.", ""),
        ("a;b\nc;1\nd;2\nQuelle: Destatis\n", "", "Delete line 4."),
        ("a|b\nc|1\nd|2\n© Eurostat, abgerufen am 1.2.2025\n", "", "Delete line 4."),
        ("a;b\nc;1\nd;2\n\nDie Zahlen sind vorläufig und gerundet.\n", "", "Delete line 4–5."),
        ("land;x;y\nDE;1;2\nFR;3;4\nIS;;\nSource: Ember\n", "", "Delete line 5."),
    ],
)
def test_what_is_above_and_below_is_told_by_its_lines(text: str, above: str, below: str) -> None:
    said = told(text)
    assert len(said) == bool(above) + bool(below)
    assert above in said[0]
    assert below in said[-1]


@pytest.mark.parametrize("text", [GENESIS, PADDED, WORLD_BANK])
def test_whoever_deletes_those_lines_has_a_table(text: str) -> None:
    lines = text.split("\n")
    for said in reversed(told(text)):
        span = re.search(r"Delete line (\d+)(?:–(\d+))?", said)
        assert span
        del lines[int(span[1]) - 1 : int(span[2] or span[1])]
    assert told("\n".join(lines)) == []


@pytest.mark.parametrize(
    "text",
    [
        "land,twh\nDE,1,5\nFR,2,5\n",  # decimal commas between commas
        "land;twh\nDE;1\nFR\n",
        "land;twh\nDE;1\n\nFR\nCN;1;2\n",
        "land;twh\nDE;1\nFR;2\n\nIS\n",
        "a;b\n1;2\n\n3;4;\n",
    ],
)
def test_rows_are_never_taken_for_what_may_be_deleted(text: str) -> None:
    assert told(text)
    assert not any("stands what is no table" in said for said in told(text))


def test_a_row_without_figures_at_the_end_is_a_row() -> None:
    assert told("land;x;y\nDE;1;2\nFR;3;4\nIS;;\n") == []


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b\\TIME_PERIOD\t2020", "A,DE\t1"], "\t"),
        (["Strom in TWh", "land|2024", "DE|1"], "|"),
        (["Strom, netto", "land;2024;2025", "DE;1,5;2,5"], ";"),
        (["land", "DE", "FR"], ";"),
        ([""], ";"),
    ],
)
def test_the_delimiter_is_that_of_the_rows(lines: list[str], delimiter: str) -> None:
    assert find_delimiter(lines) == delimiter


def test_the_first_column_of_eurostat_has_its_own_name() -> None:
    text = "geo\\TIME_PERIOD\t2023 \t2024 \nDE\t1 \t2 \nFR\t3 \t4 \n"
    assert parse_table(Source(PurePosixPath("a.csv"), text)).columns == ("geo", "2023", "2024")
    (said,) = told(text.replace("geo", "freq,unit,geo"))
    assert (
        "write tabs for the first 2 commas of each line, and “geo” for “geo\\TIME_PERIOD”" in said
    )
