"""A slope: a few things at two or three moments, each a stroke whose steepness is its change.

No axis is drawn, since every value is written at its dot. So the drawing begins at zero only if
that costs less than a third of its height, else just below the smallest value: who compares
changes would see least of them where they lie flat above an empty field. What is long then are
the ways between values, and no length from a baseline tells a lie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from exhibit.charts.cells import write_name
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.kinds.slope.draw import draw_slope
from exhibit.charts.model import Card, Chart, role
from exhibit.charts.plan.categories import categories, note_of
from exhibit.charts.plan.looks import SHAPES, look_of, look_of_scenario
from exhibit.charts.plan.moments import read_points
from exhibit.charts.plan.plot import Line, Look, Plot, Point, Tick
from exhibit.diagnostics import each, say, spec, suggest
from exhibit.i18n import Language
from exhibit.tables import parse_moment

_LEAST, _MOST = 2, 3  # moments; more are a line
_MOST_CATEGORIES = 8
_DASHES = 5  # ways to draw a stroke: whole, and four in pieces


@spec
class _SlopeCard(Card):
    category: str = role()
    x: str = role()
    value: str = role()


_Slope = Chart[_SlopeCard]


def _check_slope(chart: _Slope) -> None:
    steps: Sequence[Callable[[_Slope], None]] = (_check_moments, _check_count, _check_highlight)
    each(lambda step: step(chart), steps)
    each(lambda name: _check_ends(chart, name), categories(chart))


def _moments(chart: _Slope) -> Sequence[str]:
    """The cells of those that have a figure, in their order."""
    table, roles = chart.table, chart.roles
    cells = zip(table.column(roles.x), table.numbers(roles.value), strict=True)
    found = {cell for cell, figure in cells if figure is not None}
    format = chart.card.columns[roles.x].format
    days = {cell: moment.day for cell in found if (moment := parse_moment(cell, format))}
    return sorted(found, key=days.__getitem__)


def _check_moments(chart: _Slope) -> None:
    known = _moments(chart)
    if not _LEAST <= len(known) <= _MOST:
        hint = say('Show two or three. For more there is kind = "lines".')
        raise chart.fault("x", say("Moments with figures: {count}.", count=len(known)), hint)
    for row, cell in enumerate(chart.table.column(chart.roles.x)):
        if cell not in known:
            message = say("No name has a figure for {moment}.", moment=cell)
            hint = say("Enter one, or delete the rows of {moment}: nothing marks it.", moment=cell)
            raise chart.table.fault(message, hint, row)


def _check_count(chart: _Slope) -> None:
    count = len(categories(chart))
    if 2 <= count <= _MOST_CATEGORIES:
        return
    hint = say("A chart needs at least two.")
    if count > _MOST_CATEGORIES:
        most = _MOST_CATEGORIES
        hint = say("More than {most} cannot be told apart; put some together.", most=most)
    raise chart.fault("category", say("Names in the table: {count}.", count=count), hint)


def _check_highlight(chart: _Slope) -> None:
    """The red mark is a whole stroke, so it has a name and no moment."""
    name, known = chart.card.highlight, categories(chart)
    if name and name not in known:
        message = say("A whole stroke is red here, and none is called “{name}”.", name=name)
        raise chart.fault("highlight", message, suggest(name, known))


def _check_ends(chart: _Slope, name: str) -> None:
    """A stroke is named at its ends, so it has one of them."""
    table, roles = chart.table, chart.roles
    moments = _moments(chart)
    columns = (table.column(roles.category), table.column(roles.x), table.numbers(roles.value))
    rows = list(zip(*columns, strict=True))
    known = {cell for own, cell, figure in rows if own == name and figure is not None}
    if not known & {moments[0], moments[-1]}:
        first, last = moments[0], moments[-1]
        message = say(
            "“{name}” has no figure for {first} and none for {last}.",
            name=name,
            first=first,
            last=last,
        )
        hint = say("A stroke is named where it begins and ends: enter one of the two figures.")
        raise table.fault(message, hint, [own for own, *_ in rows].index(name))


def _plan_slope(chart: _Slope, language: Language) -> Plot:
    names = categories(chart)
    points = [tuple(read_points(chart, chart.roles.value, language, name)) for name in names]
    times = dict(sorted((point.x, point.name) for line in points for point in line))
    lines = (
        _make_line(chart, language, name, own, look, list(times))
        for name, own, look in zip(names, points, _looks(names), strict=True)
    )
    ticks = tuple(Tick(x, text) for x, text in times.items())
    return Plot("slope", lines=tuple(lines), times=ticks, note=note_of(chart, language))


def _make_line(
    chart: _Slope,
    language: Language,
    name: str,
    points: Sequence[Point],
    look: Look,
    moments: Sequence[int],
) -> Line:
    """A stroke; it is red from end to end, or not at all."""
    is_red = name == chart.card.highlight
    own = tuple(replace(point, marked=is_red) for point in points)
    title = write_name(chart, chart.roles.category, name, language)
    return Line(title, own, look, tuple(_find_leaps(own, moments)))


def _find_leaps(points: Sequence[Point], moments: Sequence[int]) -> Iterator[int]:
    """The x of each point before which a moment has no figure."""
    follows = dict(pairwise(moments))
    return (after.x for before, after in pairwise(points) if follows[before.x] != after.x)


def _looks(names: Sequence[str]) -> Iterator[Look]:
    """The colour of a country, or ink; who shares it has another dash, and beside it a shape."""
    seen: Counter[str] = Counter()
    for at, name in enumerate(names):
        own = look_of(name)
        same = seen[own.colour] % _DASHES
        seen[own.colour] += 1
        dash = look_of_scenario(same - 1).dash if same else ()
        yield replace(own, dash=dash, shape=SHAPES[at % len(SHAPES)])


SLOPE = Kind(
    name="slope",
    card=_SlopeCard,
    needs=lambda card: ("category", "x", "value"),
    keys=("category", "x"),
    moments=("year", "month"),
    plan=_plan_slope,
    draw=draw_slope,
    check=_check_slope,
)
