"""Months and years as offices give them are understood, hours and quarters told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.tables.columns import check_column
from exhibit.tables.moments import shorten_moments
from exhibit.tables.table import parse_table


def shown(form: str, *cells: str) -> list[str]:
    """The cells of a column as they are read, or what is told of them."""
    rows = "".join(f"{cell},1\n" for cell in cells)
    table = parse_table(Source(PurePosixPath("content/data/a.csv"), f"wann,wert\n{rows}"))
    table = shorten_moments(table, {"wann": form, "wert": "number"})
    try:
        check_column(table, "wann", form, ["de"])
    except ContentError as error:
        return [f"{error.message} {error.hint}"]
    except ExceptionGroup as group:
        return [f"{one.message} {one.hint}" for one in faults(group)]
    return list(table.column("wann"))


@pytest.mark.parametrize(
    ("form", "typed", "read"),
    [
        ("month", ("2016-01-01", "2016-02-01"), ["2016-01", "2016-02"]),
        ("month", ("2016-01-01T00:00:00Z", "", "2016-02-01"), ["2016-01", "", "2016-02"]),
        ("year", ("2016-01-01", "2017-01-01"), ["2016", "2017"]),
        ("date", ("2016-01-05T00:00", "2017-01-01 00:00:00"), ["2016-01-05", "2017-01-01"]),
        ("date", ("2016-01-01", "2016-02-01"), ["2016-01-01", "2016-02-01"]),
        ("text", ("2016-01-01", "2016-02-01"), ["2016-01-01", "2016-02-01"]),
    ],
)
def test_first_days_are_months_where_the_whole_column_has_them(
    form: str, typed: tuple[str, ...], read: list[str]
) -> None:
    assert shown(form, *typed) == read


@pytest.mark.parametrize(
    ("form", "cell", "hint"),
    [
        *(("date", cell, "no hours") for cell in ("2024-01-01T13:00", "13:00", "2024-01-01 13:00")),
        *(
            ("month", cell, "no hours")
            for cell in ("01.01.2024 13:00", "13 Uhr", "13:00:00", "1:00 PM")
        ),
        ("year", "2024-01-01T13:00:00+01:00", "no hours"),
        *(("year", cell, "no quarters") for cell in ("2024-Q1", "2024Q1", "Q1 2024", "1. Quartal")),
        *(("month", cell, "no quarters") for cell in ("2024-W05", "KW 5/2024")),
        *(("month", cell, "Write 2024-03, and") for cell in ("2024M03", "2024-M03", "01.03.2024")),
        ("date", "12/31/2024", "Write 2024-12-31, and"),
        ("date", "02/01/2024", "Write 2024-01-02 or 2024-02-01, as it is meant."),
        ("date", "02.01.2024", "Write 2024-01-02, and"),
        ("month", "02/01/2024", "It looks like this: 2024-01."),
        ("month", "01/01/2024", "Write 2024-01, and"),
        ("month", "2024-01-15", "It looks like this: 2024-01."),
    ],
)
def test_what_no_axis_has_is_told_in_its_own_terms(form: str, cell: str, hint: str) -> None:
    first = {"year": "2020", "month": "2020-01", "date": "2020-01-01"}[form]
    (said,) = shown(form, first, cell)
    assert hint in said
