"""A number that is followed by words: what it is in figures, to the last zero."""

from __future__ import annotations

import pytest

from exhibit.tables.numbers import Marks
from exhibit.tables.slips import correct, find_figure, find_unit

GERMAN, PLAIN = Marks(",", "."), Marks()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((f"10 {word}", "10000") for word in ("Tsd.", "tsd", "Tsd. €", "TSD", "Tausend")),
        *((f"10 {word}", "10000000") for word in ("Mio.", "mio", "Mio. t", "Mill.", "mill")),
        *((f"10 {word}", "10000000") for word in ("Million", "Millionen Euro", "million")),
        *((f"10 {word}", "10000000000") for word in ("Mrd.", "mrd", "Mrd €", "Milliarden")),
        *(("1 Milliarde", "1000000000"), ("10Mio.€", "10000000")),
        *(("1,5 Tsd.", "1500"), ("1,25 Mio.", "1250000"), ("0,5 Mrd.", "500000000")),
        *(("-5 Mio.", "-5000000"), ("−5 Mio.", "-5000000"), ("+5 Mio.", "5000000")),
        *(("10 Tausend", "10000"), ("1.234,5 Tsd.", "1234500")),
    ],
)
def test_a_number_with_a_word_for_zeros_is_written_out(cell: str, number: str) -> None:
    assert str(correct(cell, GERMAN)) == f"Write the number out: {number}"


@pytest.mark.parametrize(
    "unit",
    ["Millimeter", "Milligramm", "mm", "Milliliter", "Mt", "Miozän", "Tsdr", "Billionen", "bn"],
)
def test_a_unit_that_begins_like_such_a_word_is_none(unit: str) -> None:
    assert str(correct(f"10 {unit}", GERMAN)).startswith("Write 10 alone; the unit")


@pytest.mark.parametrize("marks", [GERMAN, PLAIN])
@pytest.mark.parametrize("digits", [15, 16])
def test_a_number_has_at_most_fifteen_digits(marks: Marks, digits: int) -> None:
    cell = "1" * (digits - 1) + marks.decimal.translate({44: ".", 46: ","}) + "5"
    assert ("at most 15 digits" in str(correct(cell, marks))) == (digits > 15)


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("−1e3", "Write the number out: -1000"),
        ("−4391.5", "In this table the comma is the decimal mark: -4391,5"),
        ("−", "Write 0 if “-” means that"),
        ("5 (p)", "Write 5 alone: “p” means provisional"),
    ],
)
def test_a_true_minus_sign_and_flags_are_understood(cell: str, hint: str) -> None:
    assert str(correct(cell, GERMAN)).startswith(hint)


@pytest.mark.parametrize(
    ("cell", "figure", "unit"),
    [
        *(("12 GW", "12", "GW"), ("−1.234,5 %", "−1.234,5", "%"), ("5", "5", ""), ("viel", "", "")),
        *(("1e3", "", ""), ("(12,3)", "12,3", ""), ("19,3 p", "19,3", "")),
    ],
)
def test_a_figure_is_parted_from_its_unit(cell: str, figure: str, unit: str) -> None:
    assert (find_figure(cell), find_unit(cell)) == (figure, unit)
