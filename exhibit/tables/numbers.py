"""A number as people write it in a cell, and what to tell them of a cell that holds none.

A table is German (1.234,5) or plain (1234.5) as a whole. What looks like a number in
the other manner is refused with the right way to write it, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from exhibit.diagnostics import Notice, say

MAX_DIGITS = 15  # more cannot be drawn exactly

_GERMAN = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_ENGLISH = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)  # a thousand and more, or a fraction
_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d)\s*([^\W\d_].*|[%‰€$£°].*)", re.DOTALL)
_SPACED = re.compile(r"[+-]?\d{1,3}([\s'’]\d{3})+([.,]\d+)?")
_POWER = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d{1,2}", re.ASCII)
_DAY = re.compile(r"\d{1,2}\.\s?(\d{1,2}\.(\d{2,4})?|[A-Z][a-zä]{2,}\.?)|[A-Z][a-zä]{2}\.? \d\d")
_UNKNOWN = re.compile(
    r"[-–—.?*]+|k\.?\s?A\.?|n\.?/?a\.?|none|null|nan|unbekannt|fehlt", re.IGNORECASE
)
_NO_RESULT = re.compile(r"#[\w/#]*[!?]?|[+-]?(∞|inf(inity)?)", re.IGNORECASE)
_FACTORS = {
    "tsd": 3,
    "mio": 6,
    "mrd": 9,
    "milliard": 9,
    "mill": 6,
}  # powers of ten, by how they begin

_FORMULA = say("Save the table with the results, not with the formulas.")
_EMPTY = say("Leave the cell empty if there is no value.")
_FAILED = say("The spreadsheet could not calculate this. Correct it, or leave the cell empty.")
_DATE = say("The spreadsheet has taken a number for a date. Write it again in a column of numbers.")
LONG = say("A number has at most {count} digits; choose a larger unit.", count=MAX_DIGITS)
DIGITS = say(
    "Only digits and a decimal point belong in the cell; the unit stands in the chart's card."
)


def read_number(cell: str, german: bool) -> Decimal | None:
    """The number in a cell that is not empty; None if there is none, or not for certain."""
    cell = cell.replace("−", "-")
    if not (_GERMAN if german else _PLAIN).fullmatch(cell) or _count_digits(cell) > MAX_DIGITS:
        return None
    return Decimal(cell.replace(".", "").replace(",", ".") if german else cell)


def _count_digits(cell: str) -> int:
    return sum(sign.isdigit() for sign in cell)


def count_decimals(value: Decimal) -> int:
    """How many of them a number has, trailing zeros left out."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def find_unit(cell: str) -> str:
    """What stands after a number, such as GW; empty if there is no number before it."""
    found = _WITH_UNIT.fullmatch(cell)
    return found[2].strip() if found and not _POWER.fullmatch(cell) else ""


def correct(cell: str, german: bool) -> Notice:
    """What to do about a cell that should hold a number."""
    cell = cell.replace("−", "-")
    fitting = (advise(cell, german) for pattern, advise in _SLIPS if pattern.fullmatch(cell))
    return next(fitting, DIGITS)


def _drop_unit(cell: str, german: bool) -> Notice:
    unit = find_unit(cell)
    number = cell[: -len(unit)].strip()
    powers = (power for word, power in _FACTORS.items() if unit.lower().startswith(word))
    if power := next(powers, 0):
        return _write_out(number, power, german)
    return say("Write {number} alone; the unit stands in the chart's card.", number=number)


def _join_digits(cell: str, german: bool) -> Notice:
    return say("Without a space: {number}", number=re.sub(r"[\s'’]", "", cell))


def _expand_power(cell: str, german: bool) -> Notice:
    number, power = re.split("[eE]", cell)
    return _write_out(number, int(power), german)


def _write_out(number: str, power: int, german: bool) -> Notice:
    """A number that is followed by a power of ten; its mark may be that of the other manner."""
    if TWO_WAYS.fullmatch(number) and ("." if german else ",") in number:
        whole, fraction = re.sub("[.,]", "", number), number.replace(",", ".")
        return _offer(*(_multiply(Decimal(one), power, german) for one in (whole, fraction)))
    read = read_number(number, german)
    if read is None:
        read = read_number(number, not german)
    if read is None:
        return DIGITS
    return say("Write the number out: {number}", number=_multiply(read, power, german))


def _multiply(number: Decimal, power: int, german: bool) -> str:
    return _localize(format(number.scaleb(power), "f"), german)


def _change_mark(cell: str, german: bool) -> Notice:
    """The number is written as in the other kind of table."""
    if _count_digits(cell) > MAX_DIGITS:
        return LONG
    if not german and TWO_WAYS.fullmatch(cell):
        return choose(cell, german)
    number = read_number(cell, german=not german)
    if number is None:  # thousands as the English write them
        number = Decimal(cell.replace(",", ""))
    proposal = _localize(format(number, "f"), german)
    if german:
        return say("In this table the comma is the decimal mark: {number}", number=proposal)
    return say("In this table the point is the decimal mark: {number}", number=proposal)


def choose(cell: str, german: bool) -> Notice:
    """A number that might be a thousand and more or a fraction."""
    whole, fraction = re.split("[.,]", cell)
    return _offer(whole + fraction, _localize(f"{whole}.{fraction}", german))


def _offer(whole: str, number: str) -> Notice:
    return say(
        "Write {whole} or {number}, as it is meant; thousands need no mark.",
        whole=whole,
        number=number,
    )


def _localize(number: str, german: bool) -> str:
    return number.replace(".", ",") if german else number


_SLIPS: Sequence[tuple[re.Pattern[str], Callable[[str, bool], Notice]]] = (  # the first that fits
    (re.compile(r"[=@].*", re.DOTALL), lambda cell, german: _FORMULA),
    (_UNKNOWN, lambda cell, german: _EMPTY),
    (_NO_RESULT, lambda cell, german: _FAILED),
    (_PLAIN, _change_mark),
    (_GERMAN, _change_mark),
    (_ENGLISH, _change_mark),
    (_SPACED, _join_digits),
    (_POWER, _expand_power),
    (_DAY, lambda cell, german: _DATE),
    (_WITH_UNIT, _drop_unit),
)
