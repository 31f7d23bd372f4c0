"""What is worked out on a page: parts of true sums, and what sums come to.

A sum explains a number only where it is shown: in its paragraph or footnote, or wherever the
text speaks of the same. Its inputs need an origin of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain

from exhibit.audit.arithmetic import Formula, Term, find_formulas, is_rounded, scale_of
from exhibit.audit.spots import Spot
from exhibit.audit.statements import count_digits
from exhibit.audit.units import SHARE, TIMES, Unit, unit_of
from exhibit.audit.wordings import read_words, sentence_at, shared_words
from exhibit.i18n import find_quantities
from exhibit.render import Passage

_PER_CENT = 100
_TELLING = 3  # digits by which a result is known wherever it stands
_AGREED = 2  # words that a text shares with a sum that it repeats
_ROUNDED = 2  # digits that a result has at least in a unit that is not said
_THOUSANDS = [Fraction(1000) ** power for power in (-3, -2, -1, 1, 2, 3)]
_NEAR = 2  # numbers before a sum of which one may be what it comes to
_UNITS = 2  # words that say how much a number is: 39,3 Millionen Kilowattstunden


@dataclass(frozen=True)
class Sum:
    """A formula and where it stands."""

    passage: Passage
    formula: Formula
    locale: str

    @cached_property
    def sides(self) -> list[list[Spot]]:
        return [
            [Spot(self.passage, one.quantity, self.locale) for one in side if isinstance(one, Term)]
            for side in self.formula.sides
        ]

    @cached_property
    def spots(self) -> set[Spot]:
        return set(chain.from_iterable(self.sides))

    @property
    def is_checked(self) -> bool:
        """Whether it has a result that stands there and comes out: 500 Lampen (1.000 ÷ 2)."""
        if len(self.formula.sides) > 1:
            return self.formula.is_true
        start = min(spot.quantity.start for spot in self.spots)
        sentence = sentence_at(self.passage.text, start)
        before = [one for one in find_quantities(self.passage.text, self.locale) if one.end < start]
        shown = [one for one in before if sentence_at(self.passage.text, one.start) == sentence]
        return any(is_rounded(one.value, value) for one in shown[-_NEAR:] for value in self.values)

    @cached_property
    def unit(self) -> Unit | None:
        last = self.sides[-1]
        quantity = last[-1].quantity if len(self.formula.sides) > 1 and last else None
        return unit_of(self.passage.text, quantity, self.locale) if quantity else None

    @property
    def inputs(self) -> set[Spot]:
        """Its numbers but for what they come to."""
        return self.spots - {side[0] for side in self.sides[1:] if len(side) == 1}

    @cached_property
    def values(self) -> list[Fraction]:
        return list(self.formula.values)

    @cached_property
    def words(self) -> frozenset[str]:
        text, around = self.passage.text, self.passage.around
        return read_words(text, self.locale) | read_words(around, self.locale)


def find_sums(
    passages: Sequence[Passage], locale: str, scales: Mapping[str, float]
) -> Iterator[Sum]:
    for passage in passages:
        for formula in find_formulas(passage.text, locale, scales):
            yield Sum(passage, formula, locale)


def is_near(one: Sum, spot: Spot) -> bool:
    """Whether the sum stands in the paragraph of the number, or in its footnote."""
    other = spot.passage
    if other.place == one.passage.place:
        return True
    return bool(other.around) and (
        one.passage.text in other.around
        or one.formula.text in other.around
        or other.text in one.passage.around
    )


def is_result(one: Sum, spot: Spot, scales: Mapping[str, float]) -> bool:
    """Whether a number repeats what a sum comes to: as it is, of a hundred, in a larger unit."""
    if spot.moment:
        return False
    is_telling = count_digits(spot.quantity.value) >= _TELLING
    if not is_near(one, spot) and not (is_telling or _agrees(one, spot)):
        return False
    return any(
        is_rounded(spot.quantity.value, value, to_tens=True)
        for exact in one.values
        for value in _ways(exact, one, spot, scales)
    )


def _agrees(one: Sum, spot: Spot) -> bool:
    own, unit = one.unit, spot.unit
    is_same = bool(own and unit and own.is_measured and own.fits(unit))
    words = read_words(spot.passage.text, spot.locale)
    return len(shared_words(one.words, words)) + is_same >= _AGREED


def _ways(exact: Fraction, one: Sum, spot: Spot, scales: Mapping[str, float]) -> Iterator[Fraction]:
    unit, own = spot.unit or spot.nearest_unit, one.unit
    if spot.is_share:
        yield exact * _PER_CENT
    if unit and unit.kind == SHARE:
        return
    if own and unit and own.is_measured and unit.is_measured and unit.kind != TIMES:
        if own.fits(unit):
            yield exact * own.scale / unit.scale
        return
    yield exact
    scale = Fraction(1)
    for word in spot.following[:_UNITS]:
        scale *= scale_of(word, scales)
    if scale != 1:
        yield exact / scale
    if is_near(one, spot) and count_digits(spot.quantity.value) >= _ROUNDED:
        yield from (exact * power for power in _THOUSANDS)
