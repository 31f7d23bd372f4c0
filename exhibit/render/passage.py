"""A line of text as its readers see it, and what the numbers in it may come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from exhibit.diagnostics import Place

FigureReader = Callable[[str, Place], str]  # a placeholder, as it is filled in


@dataclass(frozen=True)
class Basis:
    """What the numbers of a text may come from, by name or key."""

    tables: tuple[str, ...] = ()  # of charts
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    near: tuple[str, ...] | None = None  # those of the tables that the same section shows
    quoted: tuple[str, ...] = ()  # claims to which this very line links
    shows: str = ""  # the chart, picture or claim whose words these are
    is_picture: bool = False  # it counts what can be seen
    is_claim: bool = False  # it repeats what others say, true or not


@dataclass(frozen=True)
class Passage:
    """A line of text."""

    text: str
    figures: frozenset[int]  # where those of its figures begin that are read from a table
    place: Place
    basis: Basis
    around: str = ""  # its paragraph, heading and footnotes: what its numbers speak of

    @property
    def section(self) -> tuple[object, str]:
        """Where it stands: the file, and the heading above it."""
        return self.place.file, self.around.partition("\n")[0]


def fill_marks(
    text: str,
    marks: re.Pattern[str],
    place: Place,
    read_one: FigureReader,
    strip: Callable[[str], str] = str,
) -> tuple[str, frozenset[int]]:
    """A text with its figures, and where they begin."""
    plain, figures, end = "", set[int](), 0
    for mark in marks.finditer(text):
        if mark[0].startswith("`"):
            continue
        plain += strip(text[end : mark.start()])
        figures.add(len(plain))
        plain, end = plain + read_one(mark[0], place), mark.end()
    return plain + strip(text[end:]), frozenset(figures)
