"""Room for labels: rectangles of a drawing that are taken, and those that are free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exhibit.charts.draw.lettering import LINE, count_lines, width

_BESIDE, _OVER = 11, 8  # px from the middle of a dot to its label


@dataclass(frozen=True)
class Area:
    """A rectangle of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Area) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def find_room(areas: Iterable[Area], taken: Iterable[Area], frame: Area) -> Area | None:
    """The first of the areas that lies within the frame and on nothing else."""
    known = list(taken)
    free = (a for a in areas if frame.holds(a) and not any(a.meets(other) for other in known))
    return next(free, None)


def areas_around(text: str, x: float, y: float) -> Iterator[Area]:
    """Where the name of a dot may stand, the best place first."""
    wide, tall = width(text), count_lines(text) * LINE
    middle, above, below = y - tall / 2, y - _OVER - tall, y + _OVER
    lefts = (x + _BESIDE, x - _BESIDE - wide, x - wide / 2, x + 6, x - 6 - wide)
    right, left, centred, aside, back = lefts
    places = (
        *((right, middle), (left, middle), (centred, above), (centred, below)),
        *((aside, above), (aside, below), (back, above), (back, below)),
    )
    return (Area(left, top, left + wide, top + tall) for left, top in places)
