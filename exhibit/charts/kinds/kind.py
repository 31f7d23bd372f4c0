"""What a kind of chart is: one record, made in the module of that kind.

It says which card describes such a chart, what it demands of the table, how it is planned in a
language and how the plan is drawn. Whoever works with charts asks the record, and knows no kind
by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from exhibit.charts.draw.blocks import Box, Drawn, Gauge
from exhibit.charts.model import Card, Chart
from exhibit.charts.plan.looks import MOST_SERIES
from exhibit.charts.plan.plot import Plot
from exhibit.diagnostics import Notice, say
from exhibit.i18n import Language


def _accept(chart: Chart[Any]) -> None:
    """Nothing more is demanded."""


def _says_nothing(card: Any) -> Iterable[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class Kind:
    name: str
    card: type[Card]
    needs: Callable[[Any], Sequence[str]]  # of a card: the roles that must have a column
    keys: Sequence[str]  # the roles whose cells together name a row
    plan: Callable[[Chart[Any], Language], Plot]
    draw: Callable[[Plot, Box], Drawn]
    may_have: Sequence[str] = ()  # roles that may have a column besides
    moments: Sequence[str] = ()  # the formats of x; the first is proposed
    check: Callable[[Chart[Any]], None] = _accept  # what it asks of a table as a whole
    gauge: Callable[[Plot, Box], Gauge] | None = None  # where a value stands that is guessed
    says: Callable[[Any], Iterable[tuple[str, str]]] = _says_nothing  # texts, each with its key


def check_count(chart: Chart[Any], role: str, names: set[str], message: Notice) -> None:
    """So many colours and shapes can be told apart, and not more."""
    if len(names) > MOST_SERIES:
        hint = say("More than {most} cannot be told apart; put some together.", most=MOST_SERIES)
        raise chart.fault(role, message, hint)


def check_series(chart: Chart[Any], beside: Iterable[str] = ()) -> None:
    """The series can be told apart; others may stand beside them."""
    name = chart.roles.series
    names = set(chart.table.column(name)).difference(beside) if name else set()
    check_count(chart, "series", names, say("The table has {count} series.", count=len(names)))
