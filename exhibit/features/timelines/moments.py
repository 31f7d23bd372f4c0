"""When something was: a year, a span of years, a month or a day, as an editor writes it.

A moment in words is a row of pieces, because browsers are told the date of some of them: a span is
two dates, and between them stands what the language puts there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exhibit.i18n import format_date, format_month, format_years
from exhibit.tables import parse_moment

_SPAN = re.compile(r"(\d{1,4}) ?[-–] ?(\d{3,4})")  # 2024-08 is a month, so both years are whole
_YEARS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Piece:
    """A part of a moment in words."""

    words: str
    date: str = ""  # as browsers read it; empty for what stands between two dates


@dataclass(frozen=True)
class Moment:
    """A time that is known to its year, month or day."""

    first: date  # on which it begins
    last: date  # on which its last year begins, if there are several
    known_to: Literal["year", "month", "day"]

    def write(self, locale: str) -> tuple[Piece, ...]:
        match self.known_to:
            case "day":
                return (Piece(format_date(self.first, locale), self.first.isoformat()),)
            case "month":
                return (Piece(format_month(self.first, locale), self.first.isoformat()[:7]),)
        return tuple(self._write_years(locale))

    def _write_years(self, locale: str) -> Iterator[Piece]:
        """1939–1945, and in some languages a word behind each year."""
        words = format_years(self.first.year, self.last.year, locale)
        years = iter((self.first.year, self.last.year))
        for piece in filter(None, _YEARS.split(words)):
            yield Piece(piece, f"{next(years):04}" if piece.isdecimal() else "")


def read_moment(written: object) -> Moment | None:
    """The moment that a card states; None if it is something else. Its years may be reversed."""
    text = str(written).strip()
    if span := _SPAN.fullmatch(text):
        first, last = (parse_moment(year, "year") for year in span.groups())
        return Moment(first.day, last.day, "year") if first and last else None
    if year := parse_moment(text, "year"):
        return Moment(year.day, year.day, "year")
    if found := parse_moment(text, "date"):
        return Moment(found.day, found.day, "day" if found.has_day else "month")
    return None


def say_moment(moment: Moment, locale: str) -> str:
    """A moment in words, for where no date can be told."""
    return "".join(piece.words for piece in moment.write(locale))
