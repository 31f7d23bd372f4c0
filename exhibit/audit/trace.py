"""Where each number on a page comes from; one that comes from nowhere is what `check` tells.

A number counts as traced by these rules alone, in this order:

name        it measures nothing: part of a name in definitions.toml, of an address, of an hour
read        a placeholder read it from a table
table       a chart on the page, or one that a placeholder names, has it in a row
fact        a source that the page, card or claim draws on has it in its facts, title or date
claim       a claim to which this section links states it
count       it counts what is on the page, and there are so many
definition  definitions.toml has it with the word behind it (60 Minuten); a thousand is a thousand
sum         it is part or result of a true sum whose other numbers are traced
repeated    it stands in a sum, and is explained in the text around it

What a table, fact or claim must have in common with the text is for `matching` to say. What is put
to the test (`tested` in sources.toml) is an origin only where a text says that it quotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from exhibit.audit.conflicts import find_conflicts
from exhibit.audit.counts import Counts, make_counts
from exhibit.audit.definitions import DEFINITIONS
from exhibit.audit.idle import Idle, is_round, make_idle
from exhibit.audit.matching import Matcher
from exhibit.audit.moments import trace_moments
from exhibit.audit.passages import find_passages, make_figure_reader
from exhibit.audit.reckoning import Evidence, Found, Reckoning
from exhibit.audit.spots import Spot, find_spots
from exhibit.audit.statements import Rule, count_digits
from exhibit.audit.sums import find_sums
from exhibit.audit.traces import FalseSum, Trace, Tracing
from exhibit.audit.witnesses import find_witnesses
from exhibit.content import Contact, Contents
from exhibit.i18n import Language
from exhibit.render import Features, FigureReader, Passage

_TELLING = 3  # digits by which a number is known


def trace_numbers(
    contents: Contents, contact: Contact | None, language: Language, features: Features
) -> Tracing:
    """language is the one that editors write; contact holds numbers that are no figures."""
    read_figure = make_figure_reader(contents.charts, language)
    tracer = make_tracer(contents, contact, language, features, read_figure)
    documents = [contents.documents[key] for key in contents.in_order]
    pages = [
        tracer.trace_page(list(find_passages(contents, one, features, read_figure)))
        for one in documents
    ]
    return Tracing(
        tuple(chain.from_iterable(page.traces for page in pages)),
        tuple(chain.from_iterable(page.false_sums for page in pages)),
        find_conflicts(contents.charts, tracer.matcher.witnesses),
    )


def make_tracer(
    contents: Contents,
    contact: Contact | None,
    language: Language,
    features: Features,
    read_figure: FigureReader,
) -> _Tracer:
    definitions, locale = contents.shelves[DEFINITIONS], language.locale
    entries = [one for feature in features.every for one in feature.states(contents, read_figure)]
    counts = make_counts(contents, definitions, locale)
    return _Tracer(
        locale,
        counts,
        Matcher(find_witnesses(contents, entries, definitions.tallies, language)),
        make_idle(definitions, contact, locale),
        Reckoning(definitions.scales, counts),
    )


@dataclass(frozen=True)
class _Tracer:
    locale: str
    counts: Counts
    matcher: Matcher
    idle: Idle
    reckoning: Reckoning

    def trace_page(self, passages: Sequence[Passage]) -> Tracing:
        spots = list(find_spots(passages, self.locale))
        sums = list(find_sums(passages, self.locale, self.reckoning.scales))
        checked = {spot for one in sums if one.is_checked for spot in one.inputs}
        evidence: Evidence = {}
        origins = ((spot, self._find_origin(spot, checked, evidence)) for spot in spots)
        found: Found = {spot: origin for spot, origin in origins if origin}
        true = [one for one in sums if one.formula.is_true]
        self.reckoning.spread(spots, true, found)
        self.reckoning.follow(spots, true, found, evidence)
        trace_moments(spots, self.matcher, found, evidence)
        self.reckoning.spread(spots, true, found)
        false = (one for one in sums if not one.formula.is_true)
        return Tracing(
            tuple(self._make_trace(spot, found) for spot in spots),
            tuple(FalseSum(one.passage.place, one.formula.text) for one in false),
        )

    def _make_trace(self, spot: Spot, found: Found) -> Trace:
        place, number = spot.passage.place, spot.quantity.text
        if spot in found:
            return Trace(place, number, *found[spot])
        return Trace(place, number, elsewhere=self.matcher.find_elsewhere(spot))

    def _find_origin(
        self, spot: Spot, checked: set[Spot], evidence: Evidence
    ) -> tuple[Rule, str] | None:
        """That of a number which needs no other; evidence keeps the statements that explain it."""
        if self.idle.is_idle(spot):
            return "name", ""
        if spot.moment:
            return ("read", "") if spot.is_read else None
        is_defined = self.idle.is_defined(spot, spot in checked)
        is_plain = is_round(spot.quantity.value) and not self.counts.is_counting(spot)
        if is_defined and is_plain and not spot.is_read:
            return "definition", ""
        found = self.matcher.explain_number(spot, is_checked=spot in checked)
        if not spot.is_read or count_digits(spot.quantity.value) >= _TELLING:
            evidence[spot] = found
        if spot.is_read:
            return "read", ""
        if found:
            return found[0].rule, found[0].origin
        if (counted := self.counts.explain(spot)) is not None:
            return "count", counted
        if self.counts.is_counting(spot):
            return None
        return ("definition", "") if is_defined else None
