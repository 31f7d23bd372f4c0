"""How origins spread on a page: through true sums, and from a text to the sums that repeat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from exhibit.audit.counts import Counts
from exhibit.audit.spots import Spot
from exhibit.audit.statements import Known, Rule, count_digits
from exhibit.audit.sums import Sum, is_near, is_result

_TELLING = 3  # digits by which a number is known

Found = dict[Spot, tuple[Rule, str]]
Evidence = dict[Spot, Sequence[Known]]


@dataclass(frozen=True)
class Reckoning:
    scales: Mapping[str, float]
    counts: Counts

    def spread(self, spots: Sequence[Spot], sums: Sequence[Sum], found: Found) -> None:
        """Trace what is left over in a true sum, and what sums come to, until nothing is new."""
        before = -1
        while len(found) > before:
            before = len(found)
            for one in sums:
                _repeat_inputs(one, found)
                first, *others = one.sides
                if found.keys() >= set(first):
                    results = [spot for spot in chain.from_iterable(others) if spot not in found]
                    found |= {spot: ("sum", one.formula.text) for spot in results}
            _repeat_terms(spots, found)
            known = [one for one in sums if one.spots <= found.keys()]
            for spot in spots:
                if spot not in found and (text := self._find_result(spot, known)):
                    found[spot] = "sum", text

    def follow(
        self,
        spots: Sequence[Spot],
        sums: Sequence[Sum],
        found: Found,
        evidence: Evidence,
    ) -> None:
        """What explains the numbers of a sum explains what it comes to."""
        scales = self.scales
        for spot in spots:
            for one in sums:
                is_found = found.get(spot) == ("sum", one.formula.text)
                if is_found or (is_near(one, spot) and is_result(one, spot, scales)):
                    terms = dict.fromkeys(chain.from_iterable(one.sides))
                    more = [known for term in terms for known in evidence.get(term, ())]
                    evidence[spot] = [*evidence.get(spot, ()), *more]

    def _find_result(self, spot: Spot, sums: Sequence[Sum]) -> str:
        if self.counts.is_counting(spot):
            return ""
        scales = self.scales
        near = [one for one in sums if is_near(one, spot)]
        if near and count_digits(spot.quantity.value) < _TELLING:
            sums = near
        return next((one.formula.text for one in sums if is_result(one, spot, scales)), "")


def _repeat_terms(spots: Sequence[Spot], found: Found) -> None:
    """What stands beside a sign of arithmetic may be explained in its own paragraph."""
    for spot in spots:
        if spot.is_summed and spot not in found:
            here = (one for one in found if one.passage is spot.passage and spot.can_repeat(one))
            if other := next(here, None):
                found[spot] = "repeated", found[other][1]


def _repeat_inputs(one: Sum, found: Found) -> None:
    """What stands in a sum may be explained in the text around it."""
    for spot in one.spots - found.keys():
        same = (other for other in found if spot.can_repeat(other) and is_near(one, other))
        if other := next(same, None):
            found[spot] = "repeated", found[other][1] or other.quantity.text
