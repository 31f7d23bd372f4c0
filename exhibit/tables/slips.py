"""What to tell of a cell that should hold a number and holds none.

Each known slip has its own way out, and a figure that is proposed is written as its table does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from exhibit.diagnostics import NOTHING, Notice, say
from exhibit.tables.numbers import (
    BLANKS,
    MAX_DIGITS,
    Marks,
    Weight,
    count_digits,
    read_by_itself,
    read_number,
    weigh,
    write_number,
)
from exhibit.tables.signs import explain_missing, mean

_NUMBER = rf"[+−–-]?\d[\d.,{BLANKS}]*(?<=\d)"
_WITH_UNIT = re.compile(rf"({_NUMBER})\s*([^\W\d_].*|[%‰€$£°(].*)", re.DOTALL)
_WITH_NOTE = re.compile(rf"({_NUMBER})(?:\s*[*†‡¹²³⁴⁵⁶⁷⁸⁹]+|\s\d\)|\s*\[\w\])")
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_IN_BRACKETS = re.compile(rf"\(({_NUMBER})\)")
_POWER = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d{1,2}", re.ASCII)
_DAY = re.compile(r"\d{1,2}\.\s?(\d{1,2}\.(\d{2,4})?|[A-Z][a-zä]{2,}\.?)|[A-Z][a-zä]{2}\.? \d\d")
_NO_RESULT = re.compile(r"#[\w/#]*[!?]?|[+-]?(∞|inf(inity)?)", re.IGNORECASE)
_FACTORS = {  # powers of ten; a billion is another number in English than in German
    "tsd|tausend|thousand": 3,
    "mio|mill|million(?:en|s)?": 6,
    "mrd|milliarden?": 9,
}

_FORMULA = say("Save the table with the results, not with the formulas.")
_FAILED = say("The spreadsheet could not calculate this. Correct it, or leave the cell empty.")
_DATE = say("The spreadsheet has taken a number for a date. Write it again in a column of numbers.")
LONG = say("A number has at most {count} digits; choose a larger unit.", count=MAX_DIGITS)
DIGITS = say(
    "Only digits and a decimal point belong in the cell; the unit stands in the chart's card."
)


def find_figure(cell: str) -> str:
    """The number in a cell without what stands about it; empty if the cell holds none."""
    found = _WITH_UNIT.fullmatch(cell) or _WITH_NOTE.fullmatch(cell) or _IN_BRACKETS.fullmatch(cell)
    if found:
        return "" if _POWER.fullmatch(cell) else found[1]
    return cell if re.fullmatch(_NUMBER, cell) else ""


def find_unit(cell: str) -> str:
    """What stands after a number, such as GW; empty if there is none, or a flag."""
    found = _WITH_UNIT.fullmatch(cell)
    if not found or _POWER.fullmatch(cell) or mean(found[2].strip()) != NOTHING:
        return ""
    return found[2].strip()


def correct(cell: str, marks: Marks) -> Notice:
    """What to do about a cell that should hold a number."""
    cell = cell.replace("−", "-")
    if (missing := explain_missing(cell)) != NOTHING:
        return missing
    if weigh(cell) != Weight() or _WHOLE.fullmatch(cell):
        return _change_mark(cell, marks)
    fitting = (advise(cell, marks) for pattern, advise in _SLIPS if pattern.fullmatch(cell))
    return next(fitting, DIGITS)


def rewrite(cell: str, marks: Marks) -> str:
    """The figure of a cell as the table writes it; as it is if that is not certain."""
    figure = find_figure(cell)
    number = read_by_itself(figure) if weigh(figure).vote else read_number(figure, marks)
    return figure if number is None else write_number(number, marks)


def _drop_unit(cell: str, marks: Marks) -> Notice:
    found = _WITH_UNIT.fullmatch(cell)
    assert found, "only cells with a unit have this slip"
    sign = found[2].strip()
    if (meaning := mean(sign)) != NOTHING:
        return _drop_flag(cell, sign.strip("()"), meaning, marks)
    for words, power in _FACTORS.items():
        if re.match(rf"(?:{words})(?!\w)", sign, re.IGNORECASE):
            return _write_out(found[1], power, marks)
    return say(
        "Write {number} alone; the unit stands in the chart's card.", number=rewrite(cell, marks)
    )


def _drop_flag(cell: str, flag: str, meaning: Notice, marks: Marks) -> Notice:
    return say(
        "Write {number} alone: “{flag}” means {meaning}; say so in the note of the source.",
        number=rewrite(cell, marks),
        flag=flag,
        meaning=meaning,
    )


def _drop_note(cell: str, marks: Marks) -> Notice:
    return say(
        "Write {number} alone; what the mark refers to stands in the note of the source.",
        number=rewrite(cell, marks),
    )


def _write_zero(cell: str, marks: Marks) -> Notice:
    number = re.sub("[Oo]", "0", cell)
    return say("Write {number} if the letter O stands for a zero.", number=number)


def _open_brackets(cell: str, marks: Marks) -> Notice:
    return say(
        "Write {number} if the brackets mean “uncertain”, or −{number} if they mean “negative”.",
        number=rewrite(cell, marks),
    )


def _expand_power(cell: str, marks: Marks) -> Notice:
    number, power = re.split("[eE]", cell)
    return _write_out(number, int(power), marks)


def _write_out(number: str, power: int, marks: Marks) -> Notice:
    """A number that is followed by a power of ten; its mark may be that of the other manner."""
    if weigh(number).either not in ("", marks.decimal):
        whole, fraction = re.sub("[.,]", "", number), number.replace(",", ".")
        return _offer(*(_multiply(Decimal(one), power, marks) for one in (whole, fraction)))
    read = read_number(number, marks)
    if read is None:
        read = read_by_itself(number)
    if read is None:
        return DIGITS
    return say("Write the number out: {number}", number=_multiply(read, power, marks))


def _multiply(number: Decimal, power: int, marks: Marks) -> str:
    return write_number(number.scaleb(power), marks)


def _change_mark(cell: str, marks: Marks) -> Notice:
    """The number is written as in the other kind of table."""
    if count_digits(cell) > MAX_DIGITS:
        return LONG
    if weigh(cell).either:
        whole, fraction = re.split("[.,]", cell)
        return _offer(whole + fraction, f"{whole}{marks.decimal}{fraction}")
    return say_mark(marks, rewrite(cell, marks))


def say_mark(marks: Marks, numbers: str) -> Notice:
    """How the table writes its numbers, and so how these are written."""
    if marks.decimal == ",":
        return say("In this table the comma is the decimal mark: {number}", number=numbers)
    return say("In this table the point is the decimal mark: {number}", number=numbers)


def _offer(whole: str, number: str) -> Notice:
    return say(
        "Write {whole} or {number}, as it is meant; thousands need no mark.",
        whole=whole,
        number=number,
    )


_SLIPS: Sequence[tuple[re.Pattern[str], Callable[[str, Marks], Notice]]] = (  # the first that fits
    (re.compile(r"[=@].*", re.DOTALL), lambda cell, marks: _FORMULA),
    (_NO_RESULT, lambda cell, marks: _FAILED),
    (_POWER, _expand_power),
    (_DAY, lambda cell, marks: _DATE),
    (re.compile(r"[+-]?(?=[.,Oo]*\d)[\d.,]*[Oo][\d.,Oo]*", re.ASCII), _write_zero),
    (_WITH_NOTE, _drop_note),
    (_IN_BRACKETS, _open_brackets),
    (_WITH_UNIT, _drop_unit),
)
