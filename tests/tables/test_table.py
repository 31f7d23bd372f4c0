"""A table has one shape, and a fault stands at its very cell, whatever its neighbours hold."""

from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, say
from exhibit.diagnostics.source import Source
from exhibit.tables.table import Table, name_cell, parse_table

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

PLAIN = st.text(st.sampled_from('ab1"; ,\t'), max_size=5).map(str.strip)


def to_table(text: str) -> Table:
    return parse_table(Source(PurePosixPath("content/data/a.csv"), text))


def refused(text: str) -> tuple[int, str]:
    """The line and the sentence of the one fault of a table."""
    try:
        to_table(text)
    except ContentError as error:
        found: object = error
    except ExceptionGroup as group:
        (found,) = group.exceptions
    else:
        raise AssertionError("The table is read.")
    assert isinstance(found, ContentError)
    return found.place.line, str(found.message)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "The table is empty."),
        ("name;wert\n", 1, "The table is empty."),
        ("name;wert\n;\n;\n", 1, "The table is empty."),
        ("sep=;\n", 1, "The table is empty."),
        ("\nname\n", 2, "This row has 1 cells, the headings are 0."),
        ("a,b\\TIME_PERIOD\t2020\nA,DE\t1\n", 1, "The first column holds a, b together."),
        ("name;\nA;1\n", 1, "A column has no heading."),
        ("sep=;\nname;\nA;1\n", 2, "A column has no heading."),
        ("wert;name;wert\n1;A;2\n", 1, "Two columns are called “wert”."),
        ("wert; wert \n1;2\n", 1, "Two columns are called “wert”."),
        ("name;wert\nA;1\n;\nB;2\n", 3, "This row is empty."),
        ("name;wert\nA;1\n\nB;2\n", 3, "This row is empty."),
        ("name;wert\nA;1\nB\n", 3, "This row has 1 cells, the headings are 2."),
        ("name;wert\nA;1;2\nB;2\n", 2, "This row has 3 cells, the headings are 2."),
        ("name,wert\nA,1\nB,1,5\n", 3, "This row has 3 cells, the headings are 2."),
        ("sep=;\nname;wert\nA;1\nB\n", 4, "This row has 1 cells, the headings are 2."),
        ('name;wert\n"A\nB";1\n', 2, "A cell does not end on this line."),
        ('name;wert\nA;1\n"B;2\nC;3\n', 3, "A cell does not end on this line."),
    ],
)
def test_a_table_that_has_no_shape_is_refused_at_its_line(
    text: str, line: int, message: str
) -> None:
    assert refused(text) == (line, message)


def test_rows_that_are_too_short_are_told_together_and_so_are_those_that_are_too_long() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        to_table("name;wert\nA\nB;1\nC;1;2\nD\nE;1\nF;1\n")
    assert [str(one) for one in caught.value.exceptions] == [
        "content/data/a.csv:2: This row has 1 cells, the headings are 2. The same: A5 (D).",
        "content/data/a.csv:4: This row has 3 cells, the headings are 2.",
    ]


@pytest.mark.parametrize(
    ("heading", "delimiter"),
    [
        *(("a;b,c;d", ";"), ("a,b;c,d", ","), ("a\tb;c\td", "\t"), ("a|b|c;d", "|")),
        *(("SEP=,\na,b;c;d;e", ","), ("sep=|\na|b;c;d;e", "|")),
    ],
)
def test_cells_are_parted_by_what_the_heading_uses_most_or_says(
    heading: str, delimiter: str
) -> None:
    row = heading.split("\n")[-1].replace(delimiter, f"1{delimiter}")
    table = to_table(f"{heading}\n{row}\n")
    assert table.delimiter == delimiter
    assert len(table.rows[0]) == len(table.columns) > 1


def write(rows: list[list[str]], delimiter: str, quoting: int) -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    cells = st.lists(PLAIN, min_size=width, max_size=width)
    return draw(st.lists(cells, min_size=1, max_size=4))


@STEADY
@given(grids(), st.sampled_from(";,\t"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_a_fault_of_a_cell_stands_where_the_cell_begins(
    grid: list[list[str]], delimiter: str, quoting: int
) -> None:
    rows = [["#", *row] for row in grid]  # so that no row is empty
    headings = [f"s{number}" for number in range(len(rows[0]) - 1)] + ["last"]
    rows = [[*row, "#"] for row in rows]
    text = f"sep={delimiter}\n" + write([["first", *headings], *rows], delimiter, quoting)
    table = to_table(text)
    assert [list(row) for row in table.rows] == rows
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            place = table.cell_fault(say("x"), say("y"), number, at).place
            assert place.line == number + 3
            written = place.excerpt[place.column - 1 :].replace('""', '"')
            before = place.excerpt[: place.column - 1]
            assert written.startswith(cell) or (not cell and written[:1] in {'"', delimiter})
            assert at == 0 or before.rstrip('"')[-1:] == delimiter


def test_a_cell_is_not_taken_for_another_that_holds_the_same() -> None:
    table = to_table('name,wert\n"1x",1x\n"a ""b""",a "b"\n')
    with pytest.raises(ExceptionGroup) as caught:
        table.numbers("wert")
    places = [one.place for one in caught.value.exceptions if isinstance(one, ContentError)]
    assert [(place.line, place.column) for place in places] == [(2, 6), (3, 11)]


@STEADY
@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_columns_have_names_in_the_order_of_a_spreadsheet(one: int, other: int) -> None:
    names = [name_cell(0, column).removesuffix("2") for column in (one, other)]
    assert all(name.isascii() and name.isalpha() and name.isupper() for name in names)
    assert (one < other) == ((len(names[0]), names[0]) < (len(names[1]), names[1]))


@pytest.mark.parametrize(("column", "name"), [(701, "ZZ9"), (702, "AAA9"), (16383, "XFD9")])
def test_the_last_column_of_a_spreadsheet_has_its_name(column: int, name: str) -> None:
    assert name_cell(7, column) == name


def test_a_table_that_no_chart_could_show_is_refused_where_it_is_too_large() -> None:
    wide = ";".join(f"c{number}" for number in range(201))
    assert refused(f"{wide}\n{wide}") == (1, "The table has 201 columns.")
    long = f"a;b\n1;2\n1;{'x' * 2001}"
    assert refused(long) == (3, "A cell of this row has more than 2000 letters.")
    assert refused("a;b\n" + "1" * 5_000_000)[0] == 1
