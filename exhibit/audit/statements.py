"""What states a number, so that a page may repeat it.

A number alone tells little. Each is kept with its unit, the words and the moments of the statement
it stands in, so that a page that repeats it can be asked whether it speaks of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from exhibit.audit.everyday import find_idle
from exhibit.audit.units import Unit, unit_of
from exhibit.audit.wordings import clause_at, read_words
from exhibit.i18n import Quantity, find_quantities

Rule = Literal[
    "name", "read", "table", "fact", "claim", "definition", "count", "sum", "repeated", ""
]
_AGAINST = re.compile(r"\b(?:als|than|gegenüber)\s(?:im Jahr\s)?$")
_SHOWN = 60  # letters of a statement that are enough to find it


@dataclass(frozen=True)
class Known:
    """A number or moment and the statement it stands in."""

    quantity: Quantity
    rule: Rule
    origin: str
    unit: Unit | None = None
    own: frozenset[str] = frozenset()  # words right beside it: a clause, the names of a row
    wider: frozenset[str] = frozenset()  # words of the whole statement
    moments: frozenset[str] = frozenset()  # years and dates of the statement
    decimals: int | None = None  # that a table shows of it
    key: str = ""  # of the source, card or claim
    body: frozenset[str] = frozenset()  # words of the statement, its source left out
    is_imprint: bool = False  # when and as what a source came out
    row: int | None = None  # of a table
    name: str = ""  # what the row is called, if the number is part of that
    is_event: bool = False  # a moment at which the course of a table turns
    is_said: bool = False  # a moment that the card of a table states for all of it

    @property
    def telling(self) -> frozenset[str]:
        """Words beside a moment; where there are none, those of its statement."""
        return self.own or (self.body if self.is_moment else self.own)

    @property
    def is_figure(self) -> bool:
        """Whether it is a cell that says how much."""
        return self.decimals is not None

    @property
    def places(self) -> int:
        return self.decimals or 0

    @cached_property
    def size(self) -> float:
        """About how much it is, to see at once what it cannot be."""
        return float(self.quantity.value)

    @cached_property
    def is_moment(self) -> bool:
        return bool(self.quantity.moment) or self.quantity.is_year

    @cached_property
    def shown(self) -> Decimal:
        value = self.quantity.value
        return value if self.decimals is None else round(value, self.decimals)


def moment_of(quantity: Quantity) -> str:
    """2025-10-16, 2025-10 or 2025; nothing if it is a number."""
    return quantity.moment or (quantity.text if quantity.is_year else "")


def moments_of(quantities: Sequence[Quantity]) -> frozenset[str]:
    return frozenset(moment for one in quantities if (moment := moment_of(one)))


def includes(moment: str, other: str) -> bool:
    """16. Oktober 2025 says Oktober 2025, 16. Oktober and 2025 as well."""
    return moment == other or moment.startswith(f"{other}-") or moment.endswith(f"-{other}")


def find_figures(text: str, locale: str) -> list[Quantity]:
    """The numbers of a text that say how much, and are no part of a name."""
    idle = find_idle(text)
    return [
        one
        for one in find_quantities(text, locale)
        if not any(start <= one.start and one.end <= end for start, end in idle)
    ]


def read_statement(
    text: str, rule: Rule, key: str, locale: str,
    about: frozenset[str] = frozenset(), imprint: frozenset[str] = frozenset(),
) -> Iterator[Known]:  # fmt: skip
    quantities = find_figures(text, locale)
    units = _inherit([unit_of(text, one, locale) for one in quantities])
    words, body = read_words(text, locale) | about, read_words(text, locale)
    for one, unit in zip(quantities, units, strict=True):
        start, end = clause_at(text, one.start, one.end)
        clause = text[start:end].strip()
        moments = _find_moments(text, quantities, one, (start, end))
        if rule == "count":
            moments = moments_of(quantities)
        yield Known(
            one, rule, f"{key}: {shorten(clause)}", unit, read_words(clause, locale), words,
            moments or imprint, None, key, body=body,
        )  # fmt: skip


def _find_moments(
    text: str, quantities: Sequence[Quantity], one: Quantity, clause: tuple[int, int]
) -> frozenset[str]:
    """When something was so much: as its clause says, or the last moment before, or the next."""
    if moment := moment_of(one):
        return frozenset([moment])
    start, end = clause
    timed = [other for other in quantities if moment_of(other)]
    beside = [other for other in timed if start <= other.start < end]
    own = [other for other in timed if not _AGAINST.search(text[: other.start])]
    before = [other for other in own if other.start < start]
    if beside and not set(beside) & set(own):  # 17 Prozent mehr als 2024
        return moments_of([*beside, *before[-1:]])
    nearest = sorted(beside, key=lambda other: abs(other.start - one.end))
    return moments_of(nearest[:1] or before[-1:] or own[:1])


def _inherit(units: Sequence[Unit | None]) -> list[Unit | None]:
    """In a list the unit is said once: USA 183, China 102, Europa 68 TWh."""
    measured = [unit if unit and unit.is_measured else None for unit in units]
    kinds = {unit for unit in measured if unit}
    only = kinds.pop() if len(kinds) == 1 else None
    inherited = replace(only, is_inherited=True) if only else None
    return [unit or inherited for unit in units]


def shorten(text: str) -> str:
    """A statement by its beginning, in one line."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2].rsplit(' ', 1)[0]} …"


def count_digits(number: Decimal) -> int:
    """Those that tell something: of 0,0120 three, of 1.200 two."""
    digits = f"{number:f}"
    return len(digits.replace(".", "").lstrip("0") if "." in digits else digits.strip("0"))


def scaled(known: Known, unit: Unit | None) -> Fraction:
    """The number of a statement in another unit of its kind."""
    value = Fraction(known.quantity.value)
    return value * known.unit.ratio(unit) if known.unit and unit else value
