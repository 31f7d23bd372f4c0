"""What a column may hold follows from its format, and each slip has its way out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.tables.columns import check_column, check_headings
from exhibit.tables.dates import number, parse_moment
from exhibit.tables.manner import settle_marks
from exhibit.tables.table import Table, parse_table

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
FORMATS = st.sampled_from(["year", "month", "date"])


def to_table(*cells: str) -> Table:
    rows = "".join(f"A;{cell}\n" for cell in cells)
    return parse_table(Source(PurePosixPath("content/data/a.csv"), f"name;wert\n{rows}"))


def told(form: str, *cells: str) -> list[str]:
    """Each fault of a column with its line, its sentence and its way out."""
    table, _ = settle_marks(to_table(*cells), ["wert"] if form == "number" else [])
    try:
        check_column(table, "wert", form, ["de"])
    except ContentError as error:
        return [f"{error.place.line} {error.message} {error.hint}"]
    except ExceptionGroup as group:
        found = [one for one in faults(group) if isinstance(one, ContentError)]
        return [f"{one.place.line} {one.message} {one.hint}" for one in found]
    return []


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        ("year", ("1", "800", "2026")),
        ("month", ("2024-01", "2024-12")),
        ("date", ("2024-02-29", "2024-02")),
        ("country", ("DE", "001", "EU")),
        ("number", ("1.234,5", "-2")),
        ("text", ("NaN", "12 GW", "#DIV/0!")),
    ],
)
def test_what_fits_a_format_is_left_alone_and_so_is_an_empty_cell(
    form: str, cells: tuple[str, ...]
) -> None:
    assert told(form, *cells, "", "") == []


@pytest.mark.parametrize(
    ("form", "cell", "hint"),
    [
        *(("year", cell, "at most four digits") for cell in ("0", "20244", "2024/25", "٢٠٢٤")),
        ("month", "2024-13", "“2024-13” in cell B3 does not exist."),
        ("month", "01/2024", "Write 2024-01, and"),
        ("month", "1.2024", "Write 2024-01, and"),
        ("month", "2024-1", "Write 2024-01, and"),
        ("month", "Januar", "It looks like this: 2024-01."),
        ("month", "2024-01-31", "It looks like this: 2024-01."),
        ("date", "31.12.2024", "Write 2024-12-31, and"),
        ("date", "1. 2. 2024", "Write 2024-02-01, and"),
        ("date", "2024/1/5", "Write 2024-01-05, and"),
        ("date", "2023-02-29", "“2023-02-29” in cell B3 does not exist."),
        ("date", "31.02.2024", "It looks like this: 2024-01-31."),
        ("date", "2024-W01-1", "It looks like this: 2024-01-31."),
        ("country", "Deutschland", "Did you mean DE (Deutschland)?"),
        ("country", "DEU", "Did you mean DE (Deutschland)?"),
        ("country", "de", "Did you mean DE (Deutschland)?"),
        ("country", "Germany", "Did you mean DE (Deutschland)?"),
        ("country", "Übrige", "Codes are two capital letters"),
    ],
)
def test_what_does_not_fit_is_told_at_its_cell_with_a_way_out(
    form: str, cell: str, hint: str
) -> None:
    first = {"year": "1", "month": "2024-01", "date": "2024-01-31", "country": "CN"}[form]
    (fault,) = told(form, first, cell)
    assert fault.startswith("3 ") and hint in fault


@STEADY
@given(DAYS, st.sampled_from(["{0.day}.{0.month}.{0.year:04}", "{0.year:04}/{0.month}/{0.day}"]))
def test_the_day_that_is_proposed_is_the_one_that_was_meant(day: date, written: str) -> None:
    (fault,) = told("date", written.format(day))
    assert f"Write {day.isoformat()}, and" in fault


def test_a_column_of_words_is_one_fault_and_not_one_for_each_cell() -> None:
    (fault,) = told("number", "", "Wind", "Sonne", "Wasser")
    assert fault.startswith("3 The column “wert” holds words such as “Wind”.")


def test_one_word_among_figures_is_a_fault_of_its_cell() -> None:
    (fault,) = told("number", "1", "viel", "2")
    assert fault.startswith("3 Cell B3 should hold a number, not “viel”.")


def test_units_that_differ_are_told_once_where_the_second_first_stands() -> None:
    (fault,) = told("number", "1 MW", "2 MW", "3 GW", "4 GW")
    assert fault.startswith("4 The column “wert” mixes units: MW, GW.")


@pytest.mark.parametrize(
    ("wrong", "others"),
    [
        (1, ""),
        (2, "The same: B4 (20x)."),
        (4, "The same: B4 (20x), B5 (20x), B6 (20x)."),
        (60, "The same: B4 (20x), B5 (20x) and 57 more."),
    ],
)
def test_cells_with_the_same_fault_are_one_sentence(wrong: int, others: str) -> None:
    (fault,) = told("year", "2020", *["20x"] * wrong)
    assert fault.startswith("3 Cell B3 should hold a year, not “20x”.")
    assert others in fault


def test_of_many_kinds_of_fault_the_first_are_told_and_the_others_counted() -> None:
    found = told("number", "1", "#NV", "k. A.", "1 p", "2 e", "x", "(1)", "=A1", "/", ":")
    assert [int(fault.split()[0]) for fault in found] == [3, 4, 5, 6, 7, 8]
    assert "4 more cells of the column “wert” are at fault." in found[-1]


def test_a_proposal_is_told_for_every_word_and_for_some_figures() -> None:
    (fault,) = told("country", "CN", "AUT", "Belgium", "AUT", "Griechenland", "EL", "OWID_WRL")
    assert fault.endswith("(Belgium → BE, Griechenland → GR, EL → GR, OWID_WRL → 001)")
    assert "Did you mean AT (Österreich)?" in fault
    (fault,) = told("number", "1,5", "19,3 p", "20 p", "4 p", "5 p", "6 p")
    assert "B4: 20, B5: 4" in fault


def headings_are_refused(*cells: str, form: str = "number") -> bool:
    try:
        check_headings(to_table(*cells), {"wert": form})
    except ContentError as error:
        return error.place.line == 2
    return False


def test_a_second_line_of_headings_is_told_from_a_figure_that_is_missing() -> None:
    assert headings_are_refused("TWh", "1", "2")
    assert not headings_are_refused("1", "2")
    assert not headings_are_refused("", "1", "2")
    assert not headings_are_refused("k. A.", "1", "2")
    assert not headings_are_refused("12 GW", "1", "2")
    assert not headings_are_refused("Wind", "Sonne")
    assert not headings_are_refused("TWh", "1", "2", form="text")


# Moments: what is later in the calendar is later on an axis.


@STEADY
@given(DAYS, DAYS, FORMATS)
def test_moments_are_as_far_apart_as_in_the_calendar(one: date, other: date, form: str) -> None:
    apart = number(other, form) - number(one, form)
    expected = {
        "year": other.year - one.year,
        "month": (other.year - one.year) * 12 + other.month - one.month,
        "date": (other - one).days,
    }
    assert apart == expected[form]


@STEADY
@given(DAYS)
def test_a_moment_is_the_day_that_is_written_or_the_first_of_its_month_or_year(day: date) -> None:
    cells = {"year": str(day.year), "month": day.isoformat()[:7], "date": day.isoformat()}
    days = {"year": day.replace(month=1, day=1), "month": day.replace(day=1), "date": day}
    for form, cell in cells.items():
        moment = parse_moment(cell, form)
        assert moment and (moment.day, moment.has_day) == (days[form], form == "date")
    of_month = parse_moment(cells["month"], "date")
    assert of_month and (of_month.day, of_month.has_day) == (days["month"], False)


@STEADY
@given(st.text(st.sampled_from("0129-x "), max_size=10), FORMATS)
def test_a_cell_is_a_moment_just_if_its_column_may_hold_it(cell: str, form: str) -> None:
    cell = cell.strip()
    is_fine = not told(form, "", cell) if cell else False
    assert (parse_moment(cell, form) is not None) == is_fine
