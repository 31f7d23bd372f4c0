"""Whether a statement explains a number on a page: the same number, the same unit, the same matter.

The fewer digits a number has, the less it tells, and the more its surroundings must agree: 10.087
TWh is known by its digits, 28 Reaktoren only where a statement on China has them. A year tells
least of all. It counts with the statement that explains another number of its sentence or, if
there is none, with the statement that shares most words with the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import fsum

from exhibit.audit.arithmetic import is_rounded
from exhibit.audit.spots import Spot
from exhibit.audit.statements import Known, count_digits, includes, scaled
from exhibit.audit.units import Unit
from exhibit.audit.witnesses import Witnesses
from exhibit.audit.wordings import read_words, shared_words

_TELLING = 3  # digits by which a number is known
_ROUNDED = 2  # that one has at least which is not the very one that it is like
_TALLIED = 2  # words that a sentence shares with what was counted by hand
_TEN = 10  # below which a number is so common that it needs its unit
_CLOSE = 0.8  # of the best agreement, which a statement must reach to be meant


@dataclass(frozen=True)
class Matcher:
    witnesses: Witnesses

    def find_known(self, spot: Spot) -> Iterator[Known]:
        """All that the passage may draw on."""
        basis, witnesses = spot.passage.basis, self.witnesses
        for name in basis.tables:
            yield from witnesses.tables[name]
        for key in basis.sources:
            if self.is_heard(key, spot):
                yield from witnesses.facts[key]
        for key in basis.claims:
            yield from witnesses.claims.get(key, ())
        yield from witnesses.tallies

    def is_heard(self, key: str, spot: Spot) -> bool:
        """What is put to the test proves nothing; it may be quoted where it is spoken of."""
        tested = self.witnesses.tested.get(key)
        if tested is None or spot.passage.basis.is_claim:
            return True
        return bool(shared_words(tested, read_words(spot.passage.text, spot.locale)))

    def explain_number(self, spot: Spot, *, is_checked: bool = False) -> Sequence[Known]:
        """The statements that have it, the most telling first; is_checked: a true sum holds it."""
        found = [one for one in self.find_known(spot) if _has_number(one, spot)]
        meant = [one for one in found if _is_meant(one, spot)]
        if is_checked and not meant:
            meant = [one for one in found if one.rule != "count"]
        counts_last = is_checked  # what was counted is seldom what is reckoned with
        return sorted(
            meant,
            key=lambda one: ((one.rule == "count") == counts_last, -_measure_agreement(one, spot)),
        )

    def explain_moment(
        self, spot: Spot, clause: Sequence[Known], sentence: Sequence[Known]
    ) -> Sequence[Known]:
        """The statements by which a year or day is meant here.

        clause and sentence are those that explain the numbers around it.
        """
        known = list(self.find_known(spot))
        if beside := [one for one in clause if one.moments]:
            keys = {one.key for one in beside}
            beside += [one for one in known if one.key in keys and _is_quoted(one, spot)]
            return [one for one in beside if _tells_moment(one, spot)]
        beside = [one for one in sentence if one.moments]
        if sure := [one for one in beside if _tells_moment(one, spot)]:
            return sure
        told = [one for one in known if _may_tell(one, spot, bool(beside))]
        for words in (spot.words,) if beside else (spot.words, spot.near_words):
            if found := self._find_closest(told, spot, words):
                return found
        is_silent = not any(self._measure(one, spot.clause_words, spot.near_words) for one in told)
        found = self._find_closest(told, spot, spot.all_words) if is_silent and not beside else []
        return found or _find_named(known, spot)

    def find_elsewhere(self, spot: Spot) -> str:
        """What has the number, but with another unit or on another matter."""
        for one in self.find_known(spot):
            is_same = _tells_moment(one, spot) if spot.moment else (
                not one.is_moment and one.quantity.value == spot.quantity.value
            )  # fmt: skip
            if is_same:
                return one.origin
        return ""

    def is_silent(self, spot: Spot) -> bool:
        """Whether nothing that has a moment shares a word with the sentence."""
        known = (one for one in self.find_known(spot) if one.moments)
        return not any(self._measure(one, spot.clause_words, spot.words) for one in known)

    def _find_closest(
        self, known: Sequence[Known], spot: Spot, words: frozenset[str]
    ) -> list[Known]:
        """The statements with this moment among those of their kind that share most words."""
        found: list[Known] = []
        for rule in ("fact", "claim", "table", "count"):
            group = [one for one in known if one.rule == rule]
            scores = [self._measure(one, spot.clause_words, words) for one in group]
            least = max(scores, default=0) * _CLOSE
            near = (one for one, score in zip(group, scores, strict=True) if score >= least > 0)
            found += [one for one in near if _tells_moment(one, spot)]
        return found

    def _measure(self, known: Known, clause: frozenset[str], words: frozenset[str]) -> float:
        """What a statement shares with a text; words right beside the moment count most."""
        beside = self._weigh(shared_words(known.telling, clause))
        own = self._weigh(shared_words(known.telling, words))
        return 4 * beside + 2 * own + self._weigh(shared_words(known.wider, words))

    def _weigh(self, words: Iterable[str]) -> float:
        weights = self.witnesses.weights
        return fsum(weights.get(word, 1) for word in words)  # the same in whatever order they come


def _find_named(known: Sequence[Known], spot: Spot) -> list[Known]:
    """What is meant without a word: the one source of a text, the span of its own chart."""
    basis = spot.passage.basis
    is_note = not basis.tables and not basis.shows
    is_single = len(basis.sources) == 1
    is_mute = spot.is_alone or (is_single and (is_note or not spot.words))
    return [one for one in known if _tells_moment(one, spot) and (
        (is_mute and one.rule == "fact")
        or (spot.is_bound and one.is_event and one.key == basis.shows)
        or _is_quoted(one, spot)
    )]  # fmt: skip


def _is_quoted(known: Known, spot: Spot) -> bool:
    """Whether a text says when the one came out whom it quotes, or the one source of a card."""
    if not known.is_imprint:
        return False
    is_only = len(spot.passage.basis.sources) == 1
    return "-" in spot.moment and (is_only or bool(shared_words(known.own, spot.words)))


def _may_tell(known: Known, spot: Spot, is_beside: bool) -> bool:
    """Whether a moment may be meant that no number goes with: not any year of a long table."""
    basis = spot.passage.basis
    if known.is_imprint:
        return _is_quoted(known, spot)
    if known.rule == "table":
        near = basis.tables if basis.near is None else basis.near
        is_own = basis.shows == known.key
        if known.is_said and is_own:
            return False
        return known.is_event and known.key in near and (is_own or not is_beside)
    if known.rule == "count":
        return len(shared_words(known.wider, spot.words)) >= _TALLIED
    if is_beside and not shared_words(known.own, spot.clause_words):
        return False
    return bool(known.moments)


def _tells_moment(known: Known, spot: Spot) -> bool:
    return any(includes(moment, spot.moment) for moment in known.moments)


def _has_number(known: Known, spot: Spot) -> bool:
    """Whether it is the number, as it is written or rounded, and its unit does not forbid it."""
    own, unit = known.unit, spot.unit
    if known.rule == "count" and unit and unit.is_measured:  # what is counted has no measure
        return False
    size = known.size * float(own.ratio(unit)) if own and unit else known.size
    if abs(size - spot.size) > spot.step:
        return False
    if known.is_moment or spot.moment or known.is_imprint:
        return False
    if own and unit and not own.fits(unit) and (own.is_measured or unit.is_measured):
        return False
    return is_same_number(known, spot.quantity.value, unit)


def is_same_number(known: Known, shown: Decimal, unit: Unit | None) -> bool:
    """Whether a number is that of a statement, as it is written there or rounded."""
    value = scaled(known, unit)
    if Fraction(shown) == value or shown == known.shown:
        return True
    is_far = known.rule == "table" and not _is_measured_alike(known.unit, unit)
    least = _TELLING if is_far else _ROUNDED
    return count_digits(shown) >= least and is_rounded(shown, value)


def _is_meant(known: Known, spot: Spot) -> bool:
    """Whether the number tells enough, or the words around it agree."""
    digits = count_digits(spot.quantity.value)
    own, unit = known.unit, spot.unit
    is_other = bool(own and unit and not own.fits(unit))
    if known.rule == "count" and len(shared_words(known.wider, spot.words)) < _TALLIED:
        return False
    if digits >= _TELLING and not is_other:
        return True
    if known.name and known.name in spot.passage.text:
        return True
    if known.rule == "claim" and known.key in spot.passage.basis.quoted:
        return True
    if spot.quantity.value < _TEN and (is_other or not _is_counted_alike(known, unit)):
        return False
    return _measure_agreement(known, spot) > 0


def _is_counted_alike(known: Known, unit: Unit | None) -> bool:
    """Whether both have a unit or none; a statement may name the thing elsewhere."""
    if _is_bare(known.unit) == _is_bare(unit):
        return True
    return (
        unit is not None
        and not unit.is_measured
        and bool(shared_words(frozenset([unit.kind]), known.wider))
    )


def _is_bare(unit: Unit | None) -> bool:
    return unit is None or unit.is_inherited


def _is_measured_alike(own: Unit | None, unit: Unit | None) -> bool:
    return bool(own and unit and own.is_measured and unit.is_measured)


def _measure_agreement(known: Known, spot: Spot) -> int:
    """How many words the statement and the text around the number share, the unit left out."""
    unit = spot.unit
    counted = frozenset([unit.kind]) if unit and not unit.is_measured and unit.kind else frozenset()
    is_loose = known.rule == "table" and _is_bare(unit) and not _is_bare(known.unit)
    words = spot.words if is_loose else spot.all_words
    own = known.own - shared_words(known.own, counted)
    if own and not _is_measured_alike(known.unit, unit):
        score = len(shared_words(own, words))
        return 2 * score + len(shared_words(known.wider, words)) if score else 0
    shared = len(shared_words(known.wider - shared_words(known.wider, counted), words))
    return 2 * len(shared_words(own, words)) + shared
