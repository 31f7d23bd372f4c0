"""Moments as a cell of a table holds them: a year, a month or a day.

Each knows its number on an axis, which counts years, months or days as its
column does, so that moments of one column are as far apart as in the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

_FORMATS: Mapping[str, re.Pattern[str]] = {
    "year": re.compile(r"(\d{1,4})"),
    "month": re.compile(r"(\d{4})-(\d{2})"),
    "date": re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?"),  # of some things only the month is known
}


@dataclass(frozen=True)
class _Moment:
    day: date  # the first, where only the month or the year is known
    has_day: bool


def parse_moment(cell: str, format: str) -> _Moment | None:
    """The moment in a cell; None if it holds something else, or no day of the calendar."""
    found = _FORMATS[format].fullmatch(cell)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        day = date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        return None
    return _Moment(day, has_day=len(parts) == 3) if parts else None


_NUMBERS: Mapping[str, Callable[[date], int]] = {
    "year": lambda day: day.year,
    "month": lambda day: day.year * 12 + day.month - 1,
    "date": date.toordinal,
}


def number(day: date, format: str) -> int:
    """Where a day stands on an axis of years, months or days."""
    return _NUMBERS[format](day)
