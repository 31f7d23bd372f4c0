"""The kinds of chart: how each is planned, and what of it there is to translate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exhibit.charts.cells import find_unit
from exhibit.charts.plan.categories import (
    DECADES,
    TILE,
    plan_bars,
    plan_ranked_dots,
    plan_ranked_pair,
    plan_tiles,
)
from exhibit.charts.plan.moments import (
    AHEAD,
    plan_columns,
    plan_lines,
    plan_timed_dots,
    plan_timed_pair,
)
from exhibit.charts.plan.plot import Plot
from exhibit.charts.plan.wholes import OF_A_HUNDRED, plan_hundred, plan_shares
from exhibit.content.model import Card, Chart
from exhibit.i18n.language import Language

Planner = Callable[[Chart, Language], Plot]


def plan(chart: Chart, language: Language) -> Plot:
    """Chart in one language."""
    planners = TIMED if chart.card.x else RANKED
    return planners[chart.card.kind](chart, language)


RANKED: Mapping[str, Planner] = {
    "bars": plan_bars,
    "grouped": plan_bars,
    "shares": plan_shares,
    "hundred": plan_hundred,
    "tiles": plan_tiles,
    "dots": plan_ranked_dots,
    "pair": plan_ranked_pair,
}
TIMED: Mapping[str, Planner] = {
    "lines": plan_lines,
    "columns": plan_columns,
    "dots": plan_timed_dots,
    "pair": plan_timed_pair,
}


def plan_messages(card: Card) -> Iterator[tuple[str, str]]:
    """What a drawing says besides the table, each with the key of the card that it comes from."""
    if card.annotation:
        yield card.annotation, "annotation"
    if card.line_label:
        yield card.line_label, "line_label"
    if card.history:
        yield AHEAD, "history"
    if card.kind == "dots":
        yield DECADES, "kind"
    if card.kind == "hundred":
        yield OF_A_HUNDRED, "kind"
    if card.kind == "tiles" and find_unit(card.unit):
        yield TILE, "kind"
