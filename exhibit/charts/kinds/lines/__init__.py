"""Lines over years; scenarios leave the end of the past, dashed.

A line stays open wherever the table knows a moment for which this series has no figure: whoever
follows it with the eye would take what it passes for measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exhibit.charts.cells import write_name
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.kinds.lines.draw import draw_lines
from exhibit.charts.kinds.lines.past import (
    LinesCard,
    LinesChart,
    check_past,
    find_origin,
    histories_of,
    scenarios_of,
)
from exhibit.charts.plan.categories import note_of, reference_of, series_of
from exhibit.charts.plan.looks import look_of, look_of_scenario, looks_of_series
from exhibit.charts.plan.moments import (
    find_breaks,
    find_gaps,
    find_moments,
    is_between,
    mark_once,
    plan_ticks,
    plan_times,
    read_points,
)
from exhibit.charts.plan.plot import Line, Look, Plot, Point
from exhibit.i18n import Language

AHEAD = "Ausblick"  # written over the part of a chart that lies ahead; a message to translate


def _plan_lines(chart: LinesChart, language: Language) -> Plot:
    histories, moments = histories_of(chart), find_moments(chart)
    lines = tuple(_plan_line(chart, language, name, moments) for name in series_of(chart))
    past = [line.points[-1].x for line in lines if histories and not line.look.dash]
    reference = reference_of(chart, language)
    return Plot(
        "lines",
        lines=mark_once(lines),
        ticks=plan_ticks(chart, chart.roles.value, lines, language, reference),
        times=plan_times(chart, moments, language),
        moments=moments,
        reference=reference,
        note=note_of(chart, language),
        today=max(past, default=None),
        ahead=language.phrase(AHEAD).text if past else "",
    )


def _plan_line(chart: LinesChart, language: Language, name: str, moments: Sequence[int]) -> Line:
    """A series; a scenario begins where its past ends, if no moment lies between."""
    own = _read(chart, language, name)
    if chart.card.highlight == name:
        own = (*own[:-1], replace(own[-1], marked=True))
    title = write_name(chart, chart.roles.series, name, language)
    look = _looks(chart)[name]
    if not look.dash:
        gaps = find_gaps(own, find_moments(chart, name))
        return Line(title, own, look, tuple(gaps), tuple(find_breaks(own, moments)))
    origin = find_origin(chart, name)
    joint = _read(chart, language, origin)[-1:] if origin else ()
    joint = tuple(p for p in joint if p.x < own[0].x and not is_between(p.x, own[0].x, moments))
    breaks = find_breaks(own, moments)
    return Line(title, (*joint, *own), look, breaks=tuple(breaks), is_joined=bool(joint))


def _read(chart: LinesChart, language: Language, name: str) -> tuple[Point, ...]:
    return tuple(read_points(chart, chart.roles.value, language, name))


def _looks(chart: LinesChart) -> dict[str, Look]:
    """Of one history, scenarios are ink; of several, each has the colour of what it continues."""
    histories, scenarios = histories_of(chart), scenarios_of(chart)
    if not histories:
        return dict(looks_of_series(series_of(chart)))
    if len(histories) == 1:
        measured = {histories[0]: look_of(histories[0])}
    else:
        measured = dict(looks_of_series(histories))
    looks = dict(measured)
    for at, name in enumerate(scenarios):
        looks[name] = look_of_scenario(at)
        if len(histories) > 1 and (origin := find_origin(chart, name)):
            looks[name] = replace(measured[origin], dash=looks[name].dash)
    return looks


def _says_ahead(card: LinesCard) -> Iterable[tuple[str, str]]:
    return [(AHEAD, "history")] if card.history else []


LINES = Kind(
    name="lines",
    card=LinesCard,
    needs=lambda card: ("x", "value", "series"),
    keys=("series", "x"),
    moments=("year",),
    plan=_plan_lines,
    draw=draw_lines,
    check=check_past,
    says=_says_ahead,
)
