"""Nothing is ever off by a thousand: how a table writes its numbers is proved, stated or asked."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.source import Source
from exhibit.tables.manner import check_manner, settle_marks
from exhibit.tables.numbers import MANNERS
from exhibit.tables.table import Table, parse_table

STEADY = settings(deadline=None, derandomize="CI" in os.environ)


def to_table(cells: Sequence[str], delimiter: str = ";", other: Sequence[str] = ()) -> Table:
    others = [*other, *[""] * len(cells)]
    rows = "".join(
        f'A{delimiter}"{cell}"{delimiter}"{beside}"\n'
        for cell, beside in zip(cells, others, strict=False)
    )
    text = f"name{delimiter}wert{delimiter}andere\n{rows}"
    return parse_table(Source(PurePosixPath("content/data/a.csv"), text))


def read(
    cells: Sequence[str], delimiter: str = ";", manner: str = "", other: Sequence[str] = ()
) -> list[str]:
    """The numbers of a column, or what is told of them."""
    table, doubts = settle_marks(to_table(cells, delimiter, other), ["wert"], manner)
    if doubts:
        return [f"{one.message} → {one.hint}" for one in doubts]
    return [str(number) for number in table.numbers("wert")]


UNDERSTOOD = [  # typed → shown
    (["496.2", "568.114", "170.5", "68.124"], ["496.2", "568.114", "170.5", "68.124"]),
    (["22.1", "36.5"], ["22.1", "36.5"]),
    (["139.514", "258.986", "270.11", "0.467"], ["139.514", "258.986", "270.11", "0.467"]),
    (["0.0", "139.514", "258.986"], ["0.0", "139.514", "258.986"]),
    (["1160.505", "748.925", "481.82"], ["1160.505", "748.925", "481.82"]),
    (["7.6", "6.5", "3.089", "2.811"], ["7.6", "6.5", "3.089", "2.811"]),
    (["1,264", "2,317", "0,5"], ["1.264", "2.317", "0.5"]),
    (["1.234,5", "1.234", "4391"], ["1234.5", "1234", "4391"]),
    (["1.234.567", "1.234", "391"], ["1234567", "1234", "391"]),
    (["1,234.5", "1,234"], ["1234.5", "1234"]),
    (["1,234,567", "1,234"], ["1234567", "1234"]),
    (["1 234,5", "12\u202f345", "2\u00a0030"], ["1234.5", "12345", "2030"]),
    (["1'234.5", "12’345"], ["1234.5", "12345"]),
    (["1 234,567", "2,5"], ["1234.567", "2.5"]),
    (["−1,5", "+2,25"], ["-1.5", "2.25"]),
    (["1264", "2310"], ["1264", "2310"]),
]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(("typed", "shown"), UNDERSTOOD)
def test_what_proves_its_marks_is_read_whatever_parts_the_cells(
    typed: Sequence[str], shown: Sequence[str], delimiter: str
) -> None:
    assert read(typed, delimiter) == shown


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        (["19.321", "19.114"], "B2 (19.321), B3 (19.114)"),
        (["269", "416", "1.264"], "B4 (1.264)"),
        (["269", "416", "1,264"], "B4 (1,264)"),
        (["496,2", "568.114", "170,5", "68.124"], "B3 (568.114), B5 (68.124)"),
        (["373.6", "70.1", "45.9", "1.264"], "B5 (1.264)"),
        (["373,6", "70,1", "45,9", "1,264"], "B5 (1,264)"),
        (["500", "0", "900", "700", "1.264"], "B6 (1.264)"),
        (["1.264 GW", "900"], "B2 (1.264 GW)"),
        (["19.321 p", "19"], "B2 (19.321 p)"),
        (["1.264"] * 60, "B2 (1.264), B3 (1.264), B4 (1.264) and 57 more"),
    ],
)
def test_three_digits_that_could_be_thousands_are_told_once_and_together(
    typed: Sequence[str], cells: str, delimiter: str
) -> None:
    (said,) = read(typed, delimiter)
    assert f"thousands, or decimals? {cells} → If " in said


COMMA = "In this table the comma is the decimal mark:"
POINT = "In this table the point is the decimal mark:"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["496,2", "170.5", "3,5"], f"B3 (170.5). → {COMMA} 170,5"),
        (["496.2", "1.234,5", "3.5"], f"B3 (1.234,5). → {POINT} 1234.5"),
        (["1.234.567", "12.5", "2.345.678"], f"B3 (12.5). → {COMMA} 12,5"),
        (["12.5", "1.234.567", "3.5"], f"B3 (1.234.567). → {POINT} 1234567"),
        (["1,5"] * 9 + ["2.5"] * 5, f"and 2 more. → {COMMA} 2,5; 2,5; 2,5"),
    ],
)
def test_cells_that_contradict_each_other_are_told_once(typed: Sequence[str], hint: str) -> None:
    (said,) = read(typed)
    assert said.startswith("This table writes its numbers in two ways: ")
    assert hint in said


def test_the_other_columns_of_numbers_are_asked_if_they_agree() -> None:
    assert read(["19.321", "19.114"], ",", other=["0.5", "12.25"]) == ["19.321", "19.114"]
    assert "thousands, or decimals?" in read(["19.321", "19.114"], ",", other=["0.5", "1,5"])[0]
    assert "thousands, or decimals?" in read(["19.321", "19"], ",", other=["Kap. 0.5", "1.5"])[0]
    assert "thousands, or decimals?" in read(["19.321", "900"], ",", other=["0.5", "1.5"])[0]
    assert "thousands, or decimals?" in read(["19.321", "1.2", "7.5"], other=["", "", ""])[0]


@pytest.mark.parametrize(
    ("typed", "manner", "shown"),
    [
        (["19.321", "19.114"], "1.234,5", ["19321", "19114"]),
        (["19.321", "19.114"], "1234.5", ["19.321", "19.114"]),
        (["1,264", "2,5"], "1234,5", ["1.264", "2.5"]),
        (["1,264", "25"], "1,234.5", ["1264", "25"]),
        (["373.6", "70.1", "45.9", "1.264"], "1234.5", ["373.6", "70.1", "45.9", "1.264"]),
    ],
)
def test_what_the_card_states_holds(
    typed: Sequence[str], manner: str, shown: Sequence[str]
) -> None:
    for delimiter in ";,\t":
        assert read(typed, delimiter, manner) == shown


def test_a_card_that_the_table_contradicts_is_told_so() -> None:
    (said,) = read(["22.1", "36.5", "568.114"], manner="1.234,5")
    assert said.startswith('The card says numbers = "1.234,5", but B2 (22.1), B3 (36.5). → ')
    assert said.endswith('write numbers = "1234.5" in the card, as most cells do.')
    (said,) = read(["22,1", "36,5", "5.5"], manner="1.234,5")
    assert "comma is the decimal mark: 5,5" in said


def test_a_manner_that_there_is_not_is_told_with_those_that_there_are() -> None:
    card = Source(PurePosixPath("content/charts/a.toml"), 'kind = "bars"\nnumbers = "deutsch"\n')
    with pytest.raises(ContentError) as raised:
        check_manner(card, "deutsch")
    assert raised.value.place.line == 2
    assert "1.234,5" in str(raised.value.hint)
    for manner in ("", *MANNERS):
        check_manner(card, manner)


# Whoever does what the messages say, and no more, gets the numbers that were meant.


def obey(
    cells: Sequence[str], manner: str, said: str, meant: Sequence[Decimal]
) -> tuple[list[str], str]:
    """The cells and the card after a message; what was meant decides where it leaves a choice."""
    message, _, hint = said.partition(" → ")
    named = [int(row) - 2 for row in re.findall(r"B(\d+) \(", message)]
    if message.startswith("This table"):
        named = named[1:]  # the first is written as it should be
    if choice := re.match(r"If (\d+) is meant, (.*); if it is \d+ and a fraction, (.*)\.$", hint):
        hint = choice[2] if meant[named[0]] == int(choice[1]) else choice[3]
    if stated := re.search(r'write numbers = "([^"]*)" in the card', hint):
        return list(cells), stated[1]
    written = re.search(r"(?:write|decimal mark:) ([-\d., ;]+)", hint)
    assert written, hint
    new = dict(zip(named, written[1].strip().split("; "), strict=False))
    return [new.get(row, cell) for row, cell in enumerate(cells)], manner


MANNERS_OF_PEOPLE = [(",", "."), (",", ""), (".", ","), (".", ""), (",", " "), (".", "'")]


@st.composite
def tables_of_a_person(draw: st.DrawFn) -> tuple[list[str], list[Decimal]]:
    """Cells as one person writes them, in one manner, and what each means."""
    decimal, group = draw(st.sampled_from(MANNERS_OF_PEOPLE))
    numbers = draw(
        st.lists(st.decimals(0, 10**6, places=draw(st.integers(0, 3))), min_size=2, max_size=6)
    )
    written = [f"{number:,f}".replace(",", "g").replace(".", decimal) for number in numbers]
    return [cell.replace("g", group) for cell in written], numbers


@STEADY
@given(tables_of_a_person(), st.sampled_from([";", ",", "\t"]))
def test_whoever_obeys_gets_the_numbers_that_were_meant(
    table: tuple[list[str], list[Decimal]], delimiter: str
) -> None:
    cells, meant = table
    manner = ""
    for _ in range(len(cells) + 3):
        settled, doubts = settle_marks(to_table(cells, delimiter), ["wert"], manner)
        if not doubts:
            assert list(settled.numbers("wert")) == meant
            return
        said = f"{doubts[0].message} → {doubts[0].hint}"
        cells, manner = obey(cells, manner, said, meant)
    raise AssertionError("The messages never end.")
