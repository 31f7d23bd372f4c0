"""Cells of tables that their own source contradicts: 417 in the table, 416 in its facts.

A fact is taken for a cell that it means if it has the same unit and speaks of the same row, is
nearly the cell or looks like it, and stands nowhere in the table as it is. What a fact does not say
cannot be compared; most cells of a long table are of that kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exhibit.audit.matching import is_same_number
from exhibit.audit.statements import Known, count_digits, includes, scaled
from exhibit.audit.witnesses import Witnesses
from exhibit.audit.wordings import shared_words
from exhibit.charts import AnyChart
from exhibit.diagnostics import Place

_TELLING = 2  # digits of a fact that can be compared
_NEAR = 0.15  # part of a number by which another one may be off and still be meant


@dataclass(frozen=True)
class Conflict:
    """A cell of a table, and the fact that has another number."""

    place: Place
    cell: str  # as it stands there
    number: str  # of the fact
    origin: str


def find_conflicts(charts: Mapping[str, AnyChart], witnesses: Witnesses) -> tuple[Conflict, ...]:
    """Each cell once, however many charts show it."""
    found: dict[tuple[Place, str], Conflict] = {}
    for name, chart in charts.items():
        rows = witnesses.tables[name]
        said = frozenset().union(*(one.moments for one in rows if one.is_said))
        names = frozenset().union(*(one.own for one in rows))
        facts = [one for key in chart.card.source for one in witnesses.facts[key]]
        facts = [one for one in facts if _can_be_compared(one)]
        for cell in (one for one in rows if one.is_figure):
            meant = [one for one in facts if _means(one, cell, said, names)]
            is_confirmed = any(_has(one, cell) for one in meant)
            slips = (one for one in meant if not is_confirmed and _is_slip(one, cell, rows))
            for fact in slips:
                conflict = _make_conflict(chart, cell, fact)
                found.setdefault((conflict.place, conflict.cell), conflict)
    return tuple(found.values())


def _can_be_compared(fact: Known) -> bool:
    is_difference = len(fact.moments) > 1  # 494 TWh mehr als 2024
    is_number = not (fact.is_moment or fact.is_imprint or is_difference)
    return is_number and count_digits(fact.quantity.value) >= _TELLING


def _has(fact: Known, cell: Known) -> bool:
    return is_same_number(cell, fact.quantity.value, fact.unit)


def _means(fact: Known, cell: Known, said: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a fact speaks of this cell: its unit, its moment, its row and what it measures."""
    is_named = bool(shared_words(cell.own, fact.own or fact.wider))
    if fact.unit is None or cell.unit is None:
        if not is_named:
            return False
    elif not fact.unit.fits(cell.unit):
        return False
    moments = cell.moments or said
    if moments and fact.moments and not _share_moment(moments, fact.moments):
        return False
    if cell.own and not is_named and not (cell.moments and shared_words(fact.own, cell.wider)):
        return not fact.own and bool(cell.moments)
    matter = fact.body - shared_words(fact.body, names)
    return not matter or bool(shared_words(matter, cell.wider - names))


def _share_moment(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(includes(one, two) or includes(two, one) for one in some for two in others)


def _is_slip(fact: Known, cell: Known, rows: Sequence[Known]) -> bool:
    """Whether one number may be the other, mistyped, and is no other cell of these moments."""
    rest = (one for one in rows if one.is_figure and one.row != cell.row)
    if any(_has(fact, one) for one in rest if one.moments == cell.moments and one.own == cell.own):
        return False
    stated, shown = float(fact.quantity.value), float(scaled(cell, fact.unit))
    if stated and abs(shown - stated) <= _NEAR * abs(stated):
        return True
    one, other = _digits(fact.quantity.value), _digits(round(cell.quantity.value, cell.places))
    return len(one) > _TELLING and len(one) == len(other) and sorted(one) == sorted(other)


def _digits(number: Decimal) -> str:
    return f"{number:f}".replace(".", "").strip("0")


def _make_conflict(chart: AnyChart, cell: Known, fact: Known) -> Conflict:
    table = chart.table
    assert cell.row is not None
    place = table.source.place(cell.row + table.first)
    return Conflict(place, f"{cell.quantity.value:f}", fact.quantity.text, fact.origin)
