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

from exhibit.i18n import Quantity, find_quantities

_NUMBER, _WORD = r"\d(?:[\d.,]*\d)?", r"[^\W\d_](?:[^\W\d_]|[-$₂])*"
_TERM = rf"(?<!\()\(*+(?<!\d)(?<!\d[.,]){_NUMBER}(?:\s{_WORD}){{0,3}}(?:\s\({_WORD}\))?\)*"
_FORMULA = re.compile(rf"{_TERM}(?:\s?[÷×−+=]\s?{_TERM})+")
_SIGNS = re.compile(rf"{_NUMBER}|[÷×−+()]|{_WORD}")
_LAST_DIGIT = re.compile(r"\D+$")
_SUMS, _PRODUCTS = "+−", "×÷"
_SIGNIFICANT = 2  # digits that rounding to tens, hundreds … leaves at least


@dataclass(frozen=True)
class Term:
    """A number of a formula, and what the words behind it multiply it by."""

    quantity: Quantity
    scale: Fraction = Fraction(1)


_Side = Sequence[Term | str]  # numbers, operators, brackets
_Read = Callable[[Term], Fraction]


@dataclass(frozen=True)
class _Result:
    """What comes out, without regard to units and in units without prefix."""

    plain: Fraction
    scaled: Fraction

    def is_shown_as(self, term: Term) -> bool:
        value = term.quantity.value
        return is_rounded(value, self.plain) or is_rounded(value, self.scaled / term.scale)


@dataclass(frozen=True)
class Formula:
    text: str
    sides: tuple[_Side, ...]  # between the signs =

    @property
    def terms(self) -> Iterator[Term]:
        return (one for side in self.sides for one in side if isinstance(one, Term))

    @property
    def values(self) -> list[Fraction]:
        """What its sides come to, and the result as it stands there, which may be rounded."""
        return [found.plain for side in self.sides if (found := _work_out(side))]

    @property
    def is_true(self) -> bool:
        first = _work_out(self.sides[0])
        return first is not None and all(_is_equal(first, side) for side in self.sides[1:])


def find_formulas(text: str, locale: str, scales: Mapping[str, float]) -> Iterator[Formula]:
    """Every sum of a text that can be worked out, whether it is true or not."""
    quantities = {one.start: one for one in find_quantities(text, locale)}
    for found in _FORMULA.finditer(text):
        sides: list[_Side] = []
        start = found.start()
        for part in found[0].split("="):
            sides.append(_read_side(part, start, quantities, scales))
            start += len(part) + 1
        if all(_work_out(side) for side in sides):
            yield Formula(_LAST_DIGIT.sub("", found[0]).lstrip("("), tuple(sides))


def _read_side(
    text: str, start: int, quantities: Mapping[int, Quantity], scales: Mapping[str, float]
) -> _Side:
    """The signs of a side; a bracket around a whole formula, which = cuts in two, is left out."""
    side: list[Term | str] = []
    for sign in _SIGNS.finditer(text):
        at = start + sign.start()
        if at in quantities:
            side.append(Term(quantities[at]))
        elif sign[0] in _SUMS + _PRODUCTS + "()":
            side.append(sign[0])
        elif side and isinstance(last := side[-1], Term):
            side[-1] = Term(last.quantity, last.scale * scale_of(sign[0], scales))
    side = [one for index, one in enumerate(side) if not _encloses_word(side, index)]
    while side.count("(") > side.count(")") and side[0] == "(":
        side = side[1:]
    while side.count(")") > side.count("(") and side[-1] == ")":
        side = side[:-1]
    return side


def scale_of(word: str, scales: Mapping[str, float]) -> Fraction:
    """What a word multiplies the number before it by; one that makes no sense, by nothing."""
    scale = scales.get(word, 1)
    return Fraction(str(scale)) if 0 < scale < inf else Fraction(1)


def _encloses_word(side: _Side, index: int) -> bool:
    """Whether a bracket stands around a unit, as in Gigawattstunden (GWh)."""
    return side[index : index + 2] == ["(", ")"] or (
        index > 0 and side[index - 1 : index + 1] == ["(", ")"]
    )


def _work_out(side: _Side) -> _Result | None:
    """What a side comes to; nothing if it makes no sense."""
    try:
        plain, rest = _add(side, lambda term: Fraction(term.quantity.value))
        scaled, _ = _add(side, lambda term: Fraction(term.quantity.value) * term.scale)
    except (ZeroDivisionError, LookupError):
        return None
    return None if rest else _Result(plain, scaled)


def _add(side: _Side, read: _Read) -> tuple[Fraction, _Side]:
    value, side = _multiply(side, read)
    while side and side[0] in tuple(_SUMS):
        other, rest = _multiply(side[1:], read)
        value, side = (value + other if side[0] == "+" else value - other), rest
    return value, side


def _multiply(side: _Side, read: _Read) -> tuple[Fraction, _Side]:
    value, side = _take(side, read)
    while side and side[0] in tuple(_PRODUCTS):
        other, rest = _take(side[1:], read)
        value, side = (value * other if side[0] == "×" else value / other), rest
    return value, side


def _take(side: _Side, read: _Read) -> tuple[Fraction, _Side]:
    """A number or what stands in brackets; LookupError if there is neither."""
    first = side[0]
    if isinstance(first, Term):
        return read(first), side[1:]
    if first != "(":
        raise LookupError(first)
    value, rest = _add(side[1:], read)
    if rest[0] != ")":
        raise LookupError(rest[0])
    return value, rest[1:]


def _is_equal(first: _Result, side: _Side) -> bool:
    if len(side) == 1 and isinstance(side[0], Term):
        return first.is_shown_as(side[0])
    return _work_out(side) == first


def is_rounded(shown: Decimal, exact: Fraction, *, to_tens: bool = False) -> bool:
    """Whether a number is the exact one, rounded to the decimals that it shows.

    To tens, hundreds … only where that is asked for, and two digits stay.
    """
    if abs(float(exact) - float(shown)) > abs(float(shown)) / 10 + 1:
        return False
    steps = [Fraction(10) ** int(shown.as_tuple().exponent)]
    if to_tens and shown == shown.to_integral_value():
        digits = str(int(shown))
        zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - _SIGNIFICANT)
        steps += [Fraction(10**power) for power in range(1, zeros + 1)]
    return any(_round_to(exact, step) == Fraction(shown) for step in steps)


def _round_to(exact: Fraction, step: Fraction) -> Fraction:
    whole = exact / step
    return Fraction((abs(whole) * 2 + 1) // 2) * step * (1 if whole >= 0 else -1)
