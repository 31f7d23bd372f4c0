"""Where things stand on the axes of a chart: round ends, labels kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, inf, log10

_ROUND: Sequence[tuple[str, str]] = (  # the end of an axis, and the step that leads there
    *(("1", "0.2"), ("1.2", "0.3"), ("1.5", "0.5"), ("2", "0.5"), ("3", "1")),
    *(("4", "1"), ("5", "1"), ("6", "2"), ("8", "2"), ("10", "2")),
)
APART = 12  # px between two labels on one line


@dataclass(frozen=True)
class Span:
    """An axis: the values at its two ends, and where on the drawing these are."""

    start: float
    end: float
    first: float  # px
    last: float
    is_log: bool = False

    def place(self, value: float) -> float:
        values = (value, self.start, self.end)
        value, start, end = map(log10, values) if self.is_log else values
        return self.first + (value - start) / (end - start) * (self.last - self.first)


PIXELS = Span(0, 1, 0, 1)  # places that are worked out already


def steps(value: float) -> list[Decimal]:
    """Round values from zero to the first that is not below the value."""
    power = Decimal(10) ** floor(log10(value)) if value > 0 else Decimal(1)
    ends = ((Decimal(end) * power, Decimal(step) * power) for end, step in _ROUND)
    end, step = next(found for found in ends if float(found[0]) >= value)
    return [step * count for count in range(int(end / step) + 1)]


def decades(values: Sequence[float]) -> range:
    """The powers of ten that hold all the values, none of which is zero."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return range(low, max(high, low + 1) + 1)


def spread(places: Sequence[float], sizes: Sequence[float], end: float = inf) -> list[float]:
    """The middles of labels, moved on where needed so that none touches its neighbour.

    Where that leads beyond the end, all that are in the way move back.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    placed = list(places)
    for before, at in pairwise(order):
        placed[at] = max(placed[at], placed[before] + (sizes[before] + sizes[at]) / 2)
    limit = end
    for at in reversed(order):
        placed[at] = min(placed[at], limit - sizes[at] / 2)
        limit = placed[at] - sizes[at] / 2
    return placed


def line_up(starts: Sequence[float], widths: Sequence[float], end: float) -> list[float] | None:
    """Where labels on one line begin, each as near to its start as the others allow."""
    places = list(starts)
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + widths[at - 1] + APART)
    limit = end
    for at in reversed(range(len(places))):
        places[at] = min(places[at], limit - widths[at])
        limit = places[at] - APART
    return places if not places or places[0] >= min(starts) else None


def flow(widths: Sequence[float], room: float) -> list[tuple[float, int]]:
    """Where labels stand that fill one line after the other: the place on the line, its number."""
    placed: list[tuple[float, int]] = []
    at, line = 0.0, 0
    for width in widths:
        if at and at + width > room:
            at, line = 0.0, line + 1
        placed.append((at, line))
        at += width + APART
    return placed


def thin_out(places: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Which labels of an axis to write: each, or every second, third … from the last backwards."""
    for step in range(1, len(places)):
        kept = list(range(len(places) - 1, -1, -step))[::-1]
        if all(places[a] + widths[a] + APART <= places[b] for a, b in pairwise(kept)):
            return kept
    return [len(places) - 1] if places else []


def pick_years(marked: Sequence[int], years: Sequence[int], room: float) -> list[int]:
    """The years to write on the axis: the marked ones first, then as many as find room.

    room is how many years one label takes.
    """
    known = sorted(set(years))
    round_years = [year for year in known if year % 5 == 0]
    steps = [after - before for before, after in pairwise(known)]
    all_fit = len(known) <= 8 or min(steps) >= room
    picked: list[int] = []
    for year in dict.fromkeys([*marked, *(known if all_fit else round_years)]):
        if all(abs(year - other) >= room for other in picked):
            picked.append(year)
    return sorted(picked)
