"""Where each number on a page comes from; one that comes from nowhere is what `check` tells.

A number counts as traced by these rules alone, in this order:

name        it is part of a name in definitions.toml, or of the museum's address: GPT-4
read        a placeholder read it from a table
count       it counts what is seen, up to twelve: a word of definitions.toml follows (5 Stufen),
            or it describes a picture; what counts the rows of a chart may be larger
definition  definitions.toml has it with the word behind it (60 Minuten), or it stands in a sum
            and has it at all; 1, 100 and 1.000, 1.000.000 … always hold
table       a chart on the page, or one that a placeholder names, has it in its table
fact        a source that the page, card or claim draws on has it in its facts, title or date
claim       a claim that the page links to states it
sum         it is part or result of a true sum on the page all of whose other numbers are traced
likeness    a table, fact or claim has it in more digits, or with another unit

Sums come out at the decimals that they show; elsewhere on the page their results may be rounded
to tens, hundreds … while two digits stay, or be said of a hundred. A likeness is rounded to the
decimals that it shows, and has two digits, or three if it is like one of a table; or it has the
same digits and is a thousand times as much, as 0,024 kW are 24 W. Four digits with no mark
between them are a year: it equals nothing but a year, and is not rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from exhibit.audit.arithmetic import Formula, Term, find_formulas, scale_of
from exhibit.audit.definitions import DEFINITIONS, Definitions
from exhibit.audit.known_numbers import Known, Rule, Witnesses, find_witnesses, is_same, is_within
from exhibit.audit.passages import find_passages, make_figure_reader
from exhibit.audit.traces import FalseSum, Trace, Tracing
from exhibit.content import Contact, Contents
from exhibit.i18n import Language, Quantity, find_quantities, words_after
from exhibit.render import Features, FigureReader, Passage

_MOST_COUNTED = 12  # what can be counted at a glance
_NEAR = 3  # words between a count and what it counts: 3 öffentlichen Preislisten
_UNITS = 2  # words that say how much a number is: 39,3 Millionen Kilowattstunden
_THOUSANDS = re.compile(r"1(000)*")
_PER_CENT = 100
_SIGNS = "÷×−+="


@dataclass(frozen=True)
class _Spot:
    """A number in a passage."""

    passage: Passage
    quantity: Quantity

    def words(self, count: int) -> list[str]:
        """The words behind the number, up to the next pause."""
        return words_after(self.passage.text, self.quantity, count)

    @property
    def is_summed(self) -> bool:
        """Whether a sign of arithmetic stands beside it."""
        text, quantity = self.passage.text, self.quantity
        signs = text[: quantity.start].rstrip(" (")[-1:], text[quantity.end :].lstrip(" )")[:1]
        return any(sign and sign in _SIGNS for sign in signs)


_Found = dict[_Spot, tuple[Rule, str]]
_Sum = tuple[Passage, Formula]


def trace_numbers(
    contents: Contents, contact: Contact | None, language: Language, features: Features
) -> Tracing:
    """language is the one that editors write; contact holds numbers that are no figures."""
    read_figure = make_figure_reader(contents.charts, language)
    tracer = make_tracer(contents, contact, language.locale, features, read_figure)
    documents = [contents.documents[key] for key in contents.in_order]
    pages = [
        tracer.trace_page(list(find_passages(contents, one, features, read_figure)))
        for one in documents
    ]
    return Tracing(
        tuple(chain.from_iterable(page.traces for page in pages)),
        tuple(chain.from_iterable(page.false_sums for page in pages)),
    )


def make_tracer(
    contents: Contents,
    contact: Contact | None,
    locale: str,
    features: Features,
    read_figure: FigureReader,
) -> _Tracer:
    definitions = contents.shelves[DEFINITIONS]
    address = [contact.street, contact.town, contact.phone] if contact else []
    exact = []
    for text in definitions.exact:
        for quantity in find_quantities(text, locale):
            exact.append((quantity.value, words_after(text, quantity, 1)))
    names = [*filter(None, address), *definitions.names]
    entries = [one for feature in features.every for one in feature.states(contents, read_figure)]
    witnesses = find_witnesses(contents, entries, locale)
    rows = {name: len(chart.table.rows) for name, chart in contents.charts.items()}
    return _Tracer(locale, definitions, rows, *witnesses, names, exact)


@dataclass(frozen=True)
class _Tracer:
    locale: str
    definitions: Definitions
    rows: Mapping[str, int]  # how many each chart has
    tables: Witnesses
    facts: Witnesses
    claims: Witnesses
    names: Sequence[str]
    exact: Sequence[tuple[Decimal, list[str]]]  # each with the word behind it

    def trace_page(self, passages: Sequence[Passage]) -> Tracing:
        locale, scales = self.locale, self.definitions.scales
        spots = [
            _Spot(one, found) for one in passages for found in find_quantities(one.text, locale)
        ]
        sums = [
            (one, formula)
            for one in passages
            for formula in find_formulas(one.text, locale, scales)
        ]
        true = [(one, formula) for one, formula in sums if formula.is_true]
        found: _Found = {}
        for find in (self.find_origin, self.find_likeness):
            left = [spot for spot in spots if spot not in found]
            found |= {spot: origin for spot in left if (origin := find(spot))}
            self.spread(spots, true, found)
        return Tracing(
            tuple(
                Trace(spot.passage.place, spot.quantity.text, *found.get(spot, ()))
                for spot in spots
            ),
            tuple(
                FalseSum(one.place, formula.text) for one, formula in sums if not formula.is_true
            ),
        )

    def find_origin(self, spot: _Spot) -> tuple[Rule, str] | None:
        """What needs no comparison, and the witness that has the number as it is written here."""
        if is_within(spot.passage.text, spot.quantity, self.names):
            return "name", ""
        if spot.quantity.start in spot.passage.figures:
            return "read", ""
        if self.is_count(spot):
            return "count", ""
        if self.is_defined(spot):
            return "definition", ""
        word = " ".join(spot.words(1))
        written = (one for one in self.find_witnesses(spot.passage) if one.writes(spot.quantity))
        best = max(written, key=lambda one: bool(word) and one.word == word, default=None)
        return (best.rule, best.origin) if best else None

    def find_likeness(self, spot: _Spot) -> tuple[Rule, str] | None:
        """A witness that has the number in more digits, or with another unit."""
        found = (one for one in self.find_witnesses(spot.passage) if one.states(spot.quantity))
        return next(((known.rule, known.origin) for known in found), None)

    def find_witnesses(self, passage: Passage) -> Iterator[Known]:
        yield from chain.from_iterable(self.tables[name] for name in passage.basis.tables)
        yield from chain.from_iterable(self.facts[key] for key in passage.basis.sources)
        yield from chain.from_iterable(self.claims.get(key, ()) for key in passage.basis.claims)

    def is_defined(self, spot: _Spot) -> bool:
        value, word = spot.quantity.value, spot.words(1)
        if value == _PER_CENT or _THOUSANDS.fullmatch(f"{value:f}"):
            return True
        return any(value == one and (spot.is_summed or word == unit) for one, unit in self.exact)

    def is_count(self, spot: _Spot) -> bool:
        value, shows = spot.quantity.value, spot.passage.basis.shows
        if spot.quantity.moment or not value or value.as_tuple().exponent:
            return False
        if spot.passage.basis.is_picture:
            return value <= _MOST_COUNTED
        if not self.counted.intersection(spot.words(_NEAR)):
            return False
        return value <= _MOST_COUNTED or value == self.rows.get(shows)

    @property
    def counted(self) -> set[str]:
        return set(self.definitions.counted)

    def spread(self, spots: Sequence[_Spot], sums: Sequence[_Sum], found: _Found) -> None:
        """Trace what is left over in a true sum, and what sums come to, until nothing is new."""
        before = -1
        while len(found) > before:
            before = len(found)
            for passage, formula in sums:
                sides = [
                    [_Spot(passage, term.quantity) for term in side if isinstance(term, Term)]
                    for side in formula.sides
                ]
                missing = [spot for spot in chain.from_iterable(sides) if spot not in found]
                if len(sides) > 1 and (len(missing) == 1 or found.keys() >= set(sides[0])):
                    found |= {spot: ("sum", formula.text) for spot in missing}
            results = list(_find_results(sums, found))
            for spot in spots:
                texts = (text for value, text in results if self.is_result(spot, value))
                if spot not in found and (text := next(texts, "")):
                    found[spot] = "sum", text

    def is_result(self, spot: _Spot, exact: Fraction) -> bool:
        """Whether a number is this result: as it is, of a hundred, or in a larger unit."""
        scale = Fraction(1)
        for word in spot.words(_UNITS):
            scale *= scale_of(word, self.definitions.scales)
        ways = (exact, exact * _PER_CENT, exact / scale)
        quantity = spot.quantity
        if quantity.moment or quantity.is_year:
            return False
        return any(is_same(quantity.value, one, to_tens=True) for one in ways)


def _find_results(sums: Sequence[_Sum], found: _Found) -> Iterator[tuple[Fraction, str]]:
    """What sums come to, all of whose numbers are traced, and the numbers that repeat that."""
    for passage, formula in sums:
        if all(_Spot(passage, term.quantity) in found for term in formula.terms):
            yield from ((value, formula.text) for value in formula.values)
    for spot, (rule, text) in found.items():
        if rule == "sum":
            yield Fraction(spot.quantity.value), text
