"""Which statement a year or a day on a page goes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exhibit.audit.idle import is_round
from exhibit.audit.matching import Matcher
from exhibit.audit.reckoning import Found
from exhibit.audit.spots import Spot
from exhibit.audit.statements import Known


def trace_moments(
    spots: Sequence[Spot], matcher: Matcher, found: Found, evidence: Mapping[Spot, Sequence[Known]]
) -> None:
    """Each by its own sentence; where that says nothing else, it repeats one of its section."""
    silent = []
    for spot in spots:
        if spot in found or not spot.moment:
            continue
        beside = _find_beside(spot, evidence)
        clause = [one for other, one in beside if spot.shares_clause(other)]
        if known := matcher.explain_moment(spot, clause, [one for _, one in beside]):
            found[spot] = known[0].rule, known[0].origin
        elif not beside and matcher.is_silent(spot):
            silent.append(spot)
    here = {(one.passage.section, one.moment): found[one] for one in found if one.moment}
    for spot in silent:
        if origin := here.get((spot.passage.section, spot.moment)):
            found[spot] = "repeated", origin[1]


def _find_beside(spot: Spot, evidence: Mapping[Spot, Sequence[Known]]) -> list[tuple[Spot, Known]]:
    """The other numbers of a sentence, each with the statements that explain it."""
    return [
        (other, known)
        for other, found in evidence.items()
        if _is_beside(spot, other) and not is_round(other.quantity.value)
        for known in found
    ]


def _is_beside(spot: Spot, other: Spot) -> bool:
    """Whether two numbers stand in one sentence, or in the words of one chart."""
    if other.passage is spot.passage:
        return other.sentence == spot.sentence
    basis = spot.passage.basis
    return basis.shows in basis.tables and other.passage.basis.shows == basis.shows
