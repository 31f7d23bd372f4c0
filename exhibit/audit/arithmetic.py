"""Sums that a text shows: found, worked out, and compared with the result that stands there.

3.600 ÷ (75 × 2) = 24 is read as it stands. Units count where they differ: 200 MW × 8.760
Stunden = 1.752 GWh is true because definitions.toml says what M and G stand for. A result is
true if it is what comes out, rounded to the decimals that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf

from exhibit.i18n.quantities import Quantity, find_quantities

NUMBER, WORD = r"\d(?:[\d.,]*\d)?", r"[^\W\d_](?:[^\W\d_]|[-$₂])*"
TERM = rf"\(*{NUMBER}(?:\s{WORD}){{0,3}}(?:\s\({WORD}\))?\)*"
FORMULA = re.compile(rf"{TERM}(?:\s?[÷×−+=]\s?{TERM})+")
SIGNS = re.compile(rf"{NUMBER}|[÷×−+()]|{WORD}")
LAST_DIGIT = re.compile(r"\D+$")
SUMS, PRODUCTS = "+−", "×÷"
SIGNIFICANT = 2  # digits that rounding to tens, hundreds … leaves at least


@dataclass(frozen=True)
class Term:
    """A number of a formula, and what the words behind it multiply it by."""

    quantity: Quantity
    scale: Fraction = Fraction(1)


Side = Sequence[Term | str]  # numbers, operators, brackets
Read = Callable[[Term], Fraction]


@dataclass(frozen=True)
class Result:
    """What comes out, without regard to units and in units without prefix."""

    plain: Fraction
    scaled: Fraction

    def is_shown_as(self, term: Term) -> bool:
        value = term.quantity.value
        return is_rounded(value, self.plain) or is_rounded(value, self.scaled / term.scale)


@dataclass(frozen=True)
class Formula:
    text: str
    sides: tuple[Side, ...]  # between the signs =

    @property
    def terms(self) -> Iterator[Term]:
        return (one for side in self.sides for one in side if isinstance(one, Term))

    @property
    def values(self) -> list[Fraction]:
        """What its sides come to, and the result as it stands there, which may be rounded."""
        return [found.plain for side in self.sides if (found := work_out(side))]

    @property
    def is_true(self) -> bool:
        first = work_out(self.sides[0])
        return first is not None and all(is_equal(first, side) for side in self.sides[1:])


def find_formulas(text: str, locale: str, scales: Mapping[str, float]) -> Iterator[Formula]:
    """Every sum of a text that can be worked out, whether it is true or not."""
    quantities = {one.start: one for one in find_quantities(text, locale)}
    for found in FORMULA.finditer(text):
        sides: list[Side] = []
        start = found.start()
        for part in found[0].split("="):
            sides.append(read_side(part, start, quantities, scales))
            start += len(part) + 1
        if all(work_out(side) for side in sides):
            yield Formula(LAST_DIGIT.sub("", found[0]).lstrip("("), tuple(sides))


def read_side(
    text: str, start: int, quantities: Mapping[int, Quantity], scales: Mapping[str, float]
) -> Side:
    """The signs of a side; a bracket around a whole formula, which = cuts in two, is left out."""
    side: list[Term | str] = []
    for sign in SIGNS.finditer(text):
        at = start + sign.start()
        if at in quantities:
            side.append(Term(quantities[at]))
        elif sign[0] in SUMS + PRODUCTS + "()":
            side.append(sign[0])
        elif side and isinstance(last := side[-1], Term):
            side[-1] = Term(last.quantity, last.scale * scale_of(sign[0], scales))
    side = [one for index, one in enumerate(side) if not encloses_word(side, index)]
    while side.count("(") > side.count(")") and side[0] == "(":
        side = side[1:]
    while side.count(")") > side.count("(") and side[-1] == ")":
        side = side[:-1]
    return side


def scale_of(word: str, scales: Mapping[str, float]) -> Fraction:
    """What a word multiplies the number before it by; one that makes no sense, by nothing."""
    scale = scales.get(word, 1)
    return Fraction(str(scale)) if 0 < scale < inf else Fraction(1)


def encloses_word(side: Side, index: int) -> bool:
    """Whether a bracket stands around a unit, as in Gigawattstunden (GWh)."""
    return side[index : index + 2] == ["(", ")"] or (
        index > 0 and side[index - 1 : index + 1] == ["(", ")"]
    )


def work_out(side: Side) -> Result | None:
    """What a side comes to; nothing if it makes no sense."""
    try:
        plain, rest = add(side, lambda term: Fraction(term.quantity.value))
        scaled, _ = add(side, lambda term: Fraction(term.quantity.value) * term.scale)
    except (ZeroDivisionError, LookupError):
        return None
    return None if rest else Result(plain, scaled)


def add(side: Side, read: Read) -> tuple[Fraction, Side]:
    value, side = multiply(side, read)
    while side and side[0] in tuple(SUMS):
        other, rest = multiply(side[1:], read)
        value, side = (value + other if side[0] == "+" else value - other), rest
    return value, side


def multiply(side: Side, read: Read) -> tuple[Fraction, Side]:
    value, side = take(side, read)
    while side and side[0] in tuple(PRODUCTS):
        other, rest = take(side[1:], read)
        value, side = (value * other if side[0] == "×" else value / other), rest
    return value, side


def take(side: Side, read: Read) -> tuple[Fraction, Side]:
    """A number or what stands in brackets; LookupError if there is neither."""
    first = side[0]
    if isinstance(first, Term):
        return read(first), side[1:]
    if first != "(":
        raise LookupError(first)
    value, rest = add(side[1:], read)
    if rest[0] != ")":
        raise LookupError(rest[0])
    return value, rest[1:]


def is_equal(first: Result, side: Side) -> bool:
    if len(side) == 1 and isinstance(side[0], Term):
        return first.is_shown_as(side[0])
    return work_out(side) == first


def is_rounded(shown: Decimal, exact: Fraction, *, to_tens: bool = False) -> bool:
    """Whether a number is the exact one, rounded to the decimals that it shows.

    To tens, hundreds … only where that is asked for, and two digits stay.
    """
    steps = [Fraction(10) ** int(shown.as_tuple().exponent)]
    if to_tens and shown == shown.to_integral_value():
        digits = str(int(shown))
        zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - SIGNIFICANT)
        steps += [Fraction(10**power) for power in range(1, zeros + 1)]
    return any(round_to(exact, step) == Fraction(shown) for step in steps)


def round_to(exact: Fraction, step: Fraction) -> Fraction:
    whole = exact / step
    return Fraction((abs(whole) * 2 + 1) // 2) * step * (1 if whole >= 0 else -1)
