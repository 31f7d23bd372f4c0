"""Lines over years; scenarios leave the end of the past, dashed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exhibit.charts.cells import write_name
from exhibit.charts.kinds.kind import Kind, check_series
from exhibit.charts.kinds.lines.draw import draw_lines
from exhibit.charts.model import Chart, ComparingCard, role
from exhibit.charts.plan.categories import note_of, reference_of, series_of
from exhibit.charts.plan.looks import look_of, look_of_scenario, looks_of_series
from exhibit.charts.plan.moments import find_gaps, mark_once, plan_ticks, plan_times, read_points
from exhibit.charts.plan.plot import Line, Plot, Point
from exhibit.diagnostics import say, spec, suggest
from exhibit.i18n import Language

AHEAD = "Ausblick"  # written over the part of a chart that lies ahead; a message to translate


@spec
class _LinesCard(ComparingCard):
    x: str = role()
    value: str = role()
    series: str = role()
    history: str = ""  # the series of the past; all others are scenarios that leave its end


def _check_history(chart: Chart[_LinesCard]) -> None:
    check_series(chart, beside=chart.card.history)
    known = set(chart.table.column(chart.roles.series))
    if chart.card.history and chart.card.history not in known:
        message = say("The table has no series “{name}”.", name=chart.card.history)
        raise chart.fault("history", message, suggest(chart.card.history, known))


def _plan_lines(chart: Chart[_LinesCard], language: Language) -> Plot:
    history = chart.card.history
    past = tuple(read_points(chart, chart.roles.value, language, history)) if history else ()
    lines = tuple(_plan_line(chart, language, name, past) for name in series_of(chart))
    reference = reference_of(chart, language)
    return Plot(
        "lines",
        lines=mark_once(lines),
        ticks=plan_ticks(chart, chart.roles.value, lines, language, reference),
        times=plan_times(chart, lines, language),
        reference=reference,
        note=note_of(chart, language),
        today=past[-1].x if past else None,
        ahead=language.phrase(AHEAD).text if past else "",
    )


def _plan_line(
    chart: Chart[_LinesCard], language: Language, name: str, past: Sequence[Point]
) -> Line:
    """A series; a scenario begins where the past ends."""
    names = [series for series in series_of(chart) if series != chart.card.history]
    own = tuple(read_points(chart, chart.roles.value, language, name))
    if chart.card.highlight == name:
        own = (*own[:-1], replace(own[-1], marked=True))
    title = write_name(chart, chart.roles.series, name, language)
    if past and name in names:
        return Line(title, (*past[-1:], *own), look_of_scenario(names.index(name)))
    look = look_of(name) if past else looks_of_series(names)[name]
    return Line(title, own, look, tuple(find_gaps(own)))


def _says_ahead(card: _LinesCard) -> Iterable[tuple[str, str]]:
    return [(AHEAD, "history")] if card.history else []


LINES = Kind(
    name="lines",
    card=_LinesCard,
    needs=lambda card: ("x", "value", "series"),
    keys=("series", "x"),
    moments=("year",),
    plan=_plan_lines,
    draw=draw_lines,
    check=_check_history,
    says=_says_ahead,
)
