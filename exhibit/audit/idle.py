"""Numbers that come from no source: what names and notices hold, and what holds by definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from exhibit.audit.definitions import Definitions
from exhibit.audit.everyday import find_idle, is_notice
from exhibit.audit.spots import Spot
from exhibit.audit.units import SHARE, Unit, unit_of
from exhibit.content import Contact
from exhibit.i18n import find_quantities

_THOUSANDS = re.compile(r"1(000)*")
_PER_CENT = 100
_WHOLE = re.compile(r"(?:von|Von|je|Je|auf|Auf|of|Of|out of|per|für|bei)\s(?:den\s)?$")


@dataclass(frozen=True)
class Idle:
    names: Sequence[str]
    exact: Sequence[tuple[Decimal, Unit | None]]

    def is_idle(self, spot: Spot) -> bool:
        """Whether it measures nothing: part of a name, an hour, the day when something was read."""
        text, quantity = spot.passage.text, spot.quantity
        spans = chain(_find_names(text, self.names), find_idle(text))
        if any(start <= quantity.start and quantity.end <= end for start, end in spans):
            return True
        return bool(quantity.moment) and is_notice(spot.sentence)

    def is_defined(self, spot: Spot, is_checked: bool) -> bool:
        value = spot.quantity.value
        if value == _PER_CENT:
            before = spot.passage.text[: spot.quantity.start]
            is_measure = spot.unit is not None and spot.unit.is_measured and spot.unit.kind != SHARE
            if is_checked or not is_measure or _WHOLE.search(before):
                return True
        if _THOUSANDS.fullmatch(f"{value:f}") and not self._has_other(spot):
            return True
        return any(_is_exact(spot, one, unit, is_checked) for one, unit in self.exact)

    def _has_other(self, spot: Spot) -> bool:
        """Whether definitions.toml has another number of the same things: 2 Personen."""
        kinds = {unit.kind for _, unit in self.exact if unit and not unit.is_measured}
        return spot.unit is not None and spot.unit.kind in kinds


def is_round(value: Decimal) -> bool:
    """Whether a number is so common that it tells nothing: 1, 100, 1.000."""
    return value == _PER_CENT or bool(_THOUSANDS.fullmatch(f"{value:f}"))


def make_idle(definitions: Definitions, contact: Contact | None, locale: str) -> Idle:
    """contact holds numbers that are no figures."""
    address = [contact.street, contact.town, contact.phone] if contact else []
    exact = [
        (one.value, unit_of(text, one, locale))
        for text in definitions.exact
        for one in find_quantities(text, locale)
    ]
    return Idle([*filter(None, address), *definitions.names], exact)


def _is_exact(spot: Spot, value: Decimal, unit: Unit | None, is_checked: bool) -> bool:
    """Whether a number is one of definitions.toml; in a sum it may stand without its unit."""
    own = spot.unit
    if own is None or unit is None:
        return value == spot.quantity.value and (is_checked or own is unit)
    same = Fraction(spot.quantity.value) * own.scale == Fraction(value) * unit.scale
    return own.fits(unit) and same


def _find_names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + 1)
