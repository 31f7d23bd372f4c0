"""A number as people write it in a cell, read by the marks that its whole table uses.

The same signs mean different numbers: 1.264 is a little more than one or more than a thousand.
So what a cell says of the marks by itself is kept apart from how it is read: `weigh` knows which
mark a cell proves, and `read_number` reads it once the marks of the table are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

MAX_DIGITS = 15  # more cannot be drawn exactly

BLANKS = "\u0020\u00a0\u2007\u2009\u202f'’"  # between thousands they can mean nothing else
_OTHER = {",": ".", ".": ","}
_SPACED = re.compile(rf"(\d{{1,3}}(?:[{BLANKS}]\d{{3}})+)(?:([.,])\d+)?", re.ASCII)
_MARKED = re.compile(r"\d+(?:[.,]\d+)+", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*", re.ASCII)


@dataclass(frozen=True)
class Marks:
    """How a table writes its numbers."""

    decimal: str = "."
    group: str = ""  # the other mark, if it parts thousands; blanks and apostrophes always may


PLAIN = Marks()
MANNERS: Mapping[str, Marks] = {  # as a card may name them, each by an example
    "1234,5": Marks(","),
    "1.234,5": Marks(",", "."),
    "1 234,5": Marks(","),
    "1'234,5": Marks(","),
    "1234.5": Marks("."),
    "1,234.5": Marks(".", ","),
    "1 234.5": Marks("."),
    "1'234.5": Marks("."),
}


@dataclass(frozen=True)
class Weight:
    """What the marks of one number prove; empty is what they leave open."""

    decimal: str = ""  # this mark parts the decimals
    group: str = ""  # this one parts thousands
    either: str = ""  # this one parts either, and three digits follow

    @property
    def vote(self) -> str:
        """The mark that must part the decimals of the table if this number is one of its own."""
        return self.decimal or _OTHER.get(self.group, "")


def weigh(number: str) -> Weight:
    """What a number says of the marks of its table; nothing if it has none, or is no number."""
    digits = _plain_sign(number).lstrip("+-")
    if spaced := _SPACED.fullmatch(digits):
        return Weight(decimal=spaced[2] or "")
    if not _MARKED.fullmatch(digits):
        return Weight()
    last = max(digits.rfind("."), digits.rfind(","))
    whole, mark, fraction = digits[:last], digits[last], digits[last + 1 :]
    if whole.isdigit():
        is_open = len(whole) <= 3 and whole[0] != "0" and len(fraction) == 3
        return Weight(either=mark) if is_open else Weight(decimal=mark)
    if _GROUPED.fullmatch(digits):
        return Weight(group=mark)
    grouped = _GROUPED.fullmatch(whole)
    return Weight(mark, grouped[1]) if grouped and grouped[1] != mark else Weight()


def read_number(cell: str, marks: Marks) -> Decimal | None:
    """The number in a cell that is not empty; None if there is none, or not for certain."""
    cell = _plain_sign(cell)
    if not _pattern(marks).fullmatch(cell) or count_digits(cell) > MAX_DIGITS:
        return None
    return Decimal(re.sub(rf"[{BLANKS}{marks.group}]", "", cell).replace(marks.decimal, "."))


@cache
def _pattern(marks: Marks) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}([{BLANKS}{marks.group}])\d{{3}}(?:\1\d{{3}})*"
    return re.compile(rf"[+-]?(?:{grouped}|\d+)(?:[{marks.decimal}]\d+)?", re.ASCII)


def read_by_itself(cell: str) -> Decimal | None:
    """The number in a cell whose own marks leave nothing open."""
    weight = weigh(cell)
    decimal = weight.vote or "."
    return None if weight.either else read_number(cell, Marks(decimal, weight.group))


def write_number(number: Decimal, marks: Marks) -> str:
    """A number as the table writes it, without marks between thousands."""
    return format(number, "f").replace(".", marks.decimal)


def other_mark(mark: str) -> str:
    return _OTHER[mark]


def _plain_sign(cell: str) -> str:
    return re.sub(r"^[−–](?=\d)", "-", cell)


def count_digits(cell: str) -> int:
    return sum(sign.isdigit() for sign in cell)


def count_decimals(value: Decimal) -> int:
    """How many of them a number has, trailing zeros left out."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
