"""The past and what leaves it: which series were measured, and which of them a scenario continues.

A scenario begins where its own first figure stands, after the end of what it continues. What a
card leaves open here could be drawn in two ways, of which one is false, so it is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from exhibit.charts.kinds.kind import check_count, check_series
from exhibit.charts.model import Chart, ComparingCard, role
from exhibit.charts.plan.categories import series_of
from exhibit.diagnostics import ContentError, Names, Notice, each, line_of, say, spec, suggest


@spec
class LinesCard(ComparingCard):
    x: str = role()
    value: str = role()
    series: str = role()
    history: Names = ()  # the series of the past; all others are scenarios
    # Of each scenario the history whose end it leaves; empty if it leaves none
    continues: Mapping[str, str] = field(default_factory=dict)


LinesChart = Chart[LinesCard]


def histories_of(chart: LinesChart) -> Sequence[str]:
    """The series that have been measured, in the order of the table; none if nobody says."""
    return [name for name in series_of(chart) if name in chart.card.history]


def scenarios_of(chart: LinesChart) -> Sequence[str]:
    histories = histories_of(chart)
    return [name for name in series_of(chart) if name not in histories] if histories else []


def find_origin(chart: LinesChart, scenario: str) -> str:
    """The history that a scenario continues; empty if it stands alone."""
    histories = histories_of(chart)
    alone = histories[0] if len(histories) == 1 else ""
    return chart.card.continues.get(scenario, alone)


def check_past(chart: LinesChart) -> None:
    """Every history is known, and every scenario says what it continues and begins after that."""
    histories, scenarios = histories_of(chart), scenarios_of(chart)
    check_series(chart, beside=histories)
    each(lambda name: _check_known(chart, name), filter(None, chart.card.history))
    if histories and not scenarios:
        message = say("All series of the table are past, and no scenario is left.")
        hint = say("Delete the line: without it, all are drawn as measured.")
        raise chart.fault("history", message, hint)
    message = say("The table has {count} series of the past.", count=len(histories))
    check_count(chart, "history", set(histories), message)
    each(lambda name: _check_entry(chart, name), chart.card.continues)
    each(lambda name: _check_origin(chart, name), scenarios)
    each(lambda name: _check_beginning(chart, name), scenarios)


def _check_known(chart: LinesChart, name: str) -> None:
    known = series_of(chart)
    if name not in known:
        message = say("The table has no series “{name}”.", name=name)
        raise chart.fault("history", message, suggest(name, known))


def _check_entry(chart: LinesChart, name: str) -> None:
    """An entry under continues leads from a scenario to a history, or to none."""
    origin, histories = chart.card.continues[name], histories_of(chart)
    if not histories:
        hint = say("Name the series that were measured, too: {example}", example='history = "…"')
        raise chart.fault("continues", say("Nothing says which series are past."), hint)
    scenarios = scenarios_of(chart)
    if name not in scenarios:
        message = say("No scenario is called “{name}”.", name=name)
        raise _entry_fault(chart, name, message, suggest(name, scenarios))
    if origin and origin not in histories:
        message = say("No series of the past is called “{name}”.", name=origin)
        raise _entry_fault(chart, name, message, suggest(origin, histories))


def _entry_fault(chart: LinesChart, name: str, message: Notice, hint: Notice) -> ContentError:
    return chart.source.fault(message, hint, line=line_of(("continues", name), chart.source))


def _check_origin(chart: LinesChart, name: str) -> None:
    """Of several histories, a scenario says which it continues: its names and places do not."""
    histories, said = histories_of(chart), chart.card.continues
    if len(histories) > 1 and name not in said:
        message = say(
            "{count} series are past, and the card does not say which of them “{name}” continues.",
            count=len(histories),
            name=name,
        )
        open_ones = [one for one in scenarios_of(chart) if one not in said]
        hint = say(
            "Write below “history”: {example}; for the dots one of these: {names}; or {nothing}, "
            "if it continues none.",
            example=_write_continues(chart, dict.fromkeys(open_ones, "…")),
            names=", ".join(histories),
            nothing='""',
        )
        raise chart.fault("history", message, hint)


@dataclass(frozen=True, order=True)
class _Figure:
    """A figure of a series as it stands in the table."""

    year: int
    row: int
    value: Decimal = field(compare=False)


def _figures(chart: LinesChart, name: str) -> Iterator[_Figure]:
    """All of a series; a sound table has one at least."""
    table, roles = chart.table, chart.roles
    columns = table.column(roles.series), table.column(roles.x), table.numbers(roles.value)
    for row, (series, year, value) in enumerate(zip(*columns, strict=True)):
        if series == name and value is not None and year.isdigit():
            yield _Figure(int(year), row, value)


def _check_beginning(chart: LinesChart, name: str) -> None:
    """A scenario begins after its past; the end of the past may be its own first figure."""
    if not _is_early(chart, name):
        return
    past = find_origin(chart, name)
    first, last = _find_joint(chart, name)
    cells = chart.table.column(chart.roles.value)
    message = say(
        "The scenario “{name}” begins in {first}, before the past “{past}” ends ({last}).",
        name=name,
        first=first.year,
        past=past,
        last=last.year,
    )
    if first.year == last.year:
        message = say(
            "In {year} the past “{past}” ends at {end}, and the scenario “{name}” begins at {own}.",
            year=first.year,
            past=past,
            end=cells[last.row],
            name=name,
            own=cells[first.row],
        )
    raise chart.table.fault(message, _propose(chart, name), first.row)


def _is_early(chart: LinesChart, name: str) -> bool:
    """Whether a scenario would leave its past before that ends, or from another figure."""
    if not find_origin(chart, name):
        return False
    first, last = _find_joint(chart, name)
    return first.year < last.year or (first.year == last.year and first.value != last.value)


def _find_joint(chart: LinesChart, name: str) -> tuple[_Figure, _Figure]:
    """The first figure of a scenario, and the last of what it continues."""
    return min(_figures(chart, name)), max(_figures(chart, find_origin(chart, name)))


def _propose(chart: LinesChart, name: str) -> Notice:
    """What the card could say instead of all that are early; nothing of the table is lost."""
    early = [one for one in scenarios_of(chart) if _is_early(chart, one)]
    return say(
        "If “{name}” was measured as well, write in the card {file}: {history}. If it continues "
        "nothing, write: {alone}. Or correct the year.",
        name=name,
        file=chart.source.file,
        history=f"history = [{', '.join(map(_quote, [*histories_of(chart), *early]))}]",
        alone=_write_continues(chart, dict.fromkeys(early, "")),
    )


def _write_continues(chart: LinesChart, others: Mapping[str, str]) -> str:
    entries = {**chart.card.continues, **others}
    written = ", ".join(f"{_quote(one)} = {_quote(other)}" for one, other in entries.items())
    return f"continues = {{ {written} }}"


def _quote(text: str) -> str:
    """As TOML writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False)
