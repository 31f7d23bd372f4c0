"""Where things stand on the axes of a chart: round ends, years with room, labels kept apart."""

from __future__ import annotations

from math import floor, log10

LABEL = 44  # px that a year needs on the axis
ROUND = (1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10)


def spread(heights: list[float], apart: float) -> list[float]:
    """The heights, raised where needed so that neighbours are at least `apart` from each other."""
    placed: dict[int, float] = {}
    floor = float("-inf")
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        placed[index] = max(heights[index], floor)
        floor = placed[index] + apart
    return [placed[index] for index in range(len(heights))]


def nice_ceiling(value: float) -> float:
    """The next round number for the end of an axis that begins at zero."""
    power = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(step * power for step in ROUND if step * power >= value)


def pick_years(marked: list[int], years: list[int], width: float) -> list[int]:
    """The years to write on an axis of a width: the marked ones first, then as many as fit."""
    room = LABEL / width * (max(years) - min(years))
    round_years = [year for year in range(min(years), max(years)) if year % 5 == 0]
    known = sorted(set(years))
    picked: list[int] = []
    for year in dict.fromkeys([*marked, *(known if len(known) <= 8 else round_years)]):
        if all(abs(year - other) >= room for other in picked):
            picked.append(year)
    return sorted(picked)
