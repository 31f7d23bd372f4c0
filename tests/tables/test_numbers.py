"""What a number proves of the marks of its table, and how it is read once they are known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from exhibit.tables.numbers import (
    MANNERS,
    MAX_DIGITS,
    PLAIN,
    Marks,
    Weight,
    count_decimals,
    count_digits,
    other_mark,
    read_by_itself,
    read_number,
    weigh,
    write_number,
)

EXAMPLES = ("1234,5", "1.234,5", "1 234,5", "1'234,5", "1234.5", "1,234.5", "1 234.5", "1'234.5")


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_manner_reads_its_own_example_and_not_that_of_the_other_mark(example: str) -> None:
    marks = MANNERS[example]
    assert read_number(example, marks) == Decimal("1234.5")
    assert read_number("1" + other_mark(marks.decimal) + "5", marks) is None
    assert read_number("1X5", marks) is None


def test_there_are_no_other_manners() -> None:
    assert tuple(MANNERS) == EXAMPLES
    assert MANNERS["1234.5"] == PLAIN == Marks(".", "")


@pytest.mark.parametrize(
    ("number", "weight"),
    [
        *((one, Weight("", "", "")) for one in ("12", "0", "-7", "", "x", "1X5", "X1.5", "1,2,3")),
        *(
            (one, Weight(",", "", ""))
            for one in ("1,5", "-1,5", "−1,5", "–1,5", "+0,123", "1234,567")
        ),
        *((one, Weight(".", "", "")) for one in ("1.5", "12.3456", "0.500", "1.1234", "1234.567")),
        *((one, Weight("", "", ".")) for one in ("1.264", "12.264", "123.264", "-1.264")),
        *((one, Weight("", "", ",")) for one in ("1,264", "999,999")),
        *((one, Weight("", ".", "")) for one in ("1.234.567", "12.345.678", "-1.234.567.890")),
        *((one, Weight("", ",", "")) for one in ("1,234,567", "123,456,789")),
        *((one, Weight(",", ".", "")) for one in ("1.234,5", "1.234.567,89", "1.234,567")),
        *((one, Weight(".", ",", "")) for one in ("1,234.5", "12,345,678.9")),
        *((f"1{blank}234", Weight()) for blank in " '’\u00a0\u2007\u2009\u202f"),
        *(("1 234,5", Weight(",")), ("1 234.567", Weight(".")), ("12 345 678,9", Weight(","))),
        *((one, Weight()) for one in ("0.234.567", "1234.567.890", "1.23.456", "1.234.567.8")),
        *((one, Weight()) for one in ("1.2345,6", "12.34,5", "1 23,5", "1234 567,5", "1X234,5")),
    ],
)
def test_a_number_proves_what_its_marks_cannot_mean_otherwise(number: str, weight: Weight) -> None:
    assert weigh(number) == weight


def test_what_parts_thousands_leaves_the_other_mark_for_decimals() -> None:
    votes = {Weight(): "", Weight(","): ",", Weight("", "."): ",", Weight("", ","): "."}
    assert {weight: weight.vote for weight in votes} == votes


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("1.234,5", "1234.5"), ("-1,234.5", "-1234.5"), ("1,5", "1.5"), ("12", "12")),
        *(("1.234.567", "1234567"), ("−1 234,5", "-1234.5"), ("1.264", None), ("1X5", None)),
        *(("", None), ("1,2,3", None), ("1.2345,6", None), ("1" * 15, "1" * 15), ("1" * 16, None)),
    ],
)
def test_a_number_is_read_by_itself_if_it_leaves_nothing_open(
    cell: str, number: str | None
) -> None:
    assert read_by_itself(cell) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("+1.234,5", "1234.5"), ("−5", "-5"), ("–5", "-5"), ("0,5", "0.5"), ("1 234", "1234")),
        *(("1.234.567,25", "1234567.25"), ("12.345", "12345"), ("1234567", "1234567")),
        *(("0.234", None), ("1.23", None), ("1234.567", None), ("1.234 567", None), ("5−", None)),
        *((",5", None), ("5,", None), ("--5", None), ("− 5", None), ("1,234,567", None)),
        *(("٣", None), ("²", None), ("1e3", None), ("1_000", None), ("1\n", None)),
    ],
)
def test_a_german_table_reads_a_number_or_none(cell: str, number: str | None) -> None:
    marks = MANNERS["1.234,5"]
    assert read_number(cell, marks) == (None if number is None else Decimal(number))


def test_as_many_digits_as_can_be_drawn_are_read() -> None:
    german = MANNERS["1.234,5"]
    assert MAX_DIGITS == 15
    assert read_number("12.345.678.901.234,5", german) == Decimal("12345678901234.5")
    assert read_number("12.345.678.901.234,56", german) is None


@pytest.mark.parametrize(
    ("number", "marks", "written"),
    [
        ("1234.50", Marks(",", "."), "1234,50"),
        ("-0.001", PLAIN, "-0.001"),
        ("1E+6", PLAIN, "1000000"),
    ],
)
def test_a_number_is_written_without_marks_between_thousands(
    number: str, marks: Marks, written: str
) -> None:
    assert write_number(Decimal(number), marks) == written


@pytest.mark.parametrize(
    ("number", "decimals"),
    [("1.50", 1), ("1.25", 2), ("100", 0), ("1E+3", 0), ("0.00", 0), ("-0.001", 3), ("NaN", 0)],
)
def test_decimals_are_counted_without_trailing_zeros(number: str, decimals: int) -> None:
    assert count_decimals(Decimal(number)) == decimals


def test_digits_are_counted_and_other_signs_are_not() -> None:
    assert count_digits("-1.234,5 GW") == 5
    assert (other_mark(","), other_mark(".")) == (".", ",")
