"""A number that is followed by words: what it is in figures, to the last zero."""

from __future__ import annotations

import pytest

from exhibit.tables.numbers import Marks
from exhibit.tables.slips import correct

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
