"""Plots of a whole: what its parts are of it, in per cent or in squares of a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from exhibit.charts.plan.plot import Mark, Row
from exhibit.i18n import Language, format_percent


def share_marks(row: Row, language: Language) -> Iterator[Mark]:
    whole = sum(mark.value for mark in row.marks)
    for mark in row.marks:
        share = mark.value / whole
        label = format_percent(share, language.locale)
        tip = write_tip(mark, format_percent(share, mark.voice))
        yield replace(mark, value=share, label=label, tip=tip)


def write_tip(mark: Mark, label: str) -> str:
    """The sentence of a mark with what it is of the whole: the figure stands in brackets."""
    head, _, figure = mark.tip.rpartition(": ")
    return f"{head}: {label} ({figure})"


def starts_of(row: Row) -> list[float]:
    """Where each part of a whole begins."""
    return list(accumulate((mark.value for mark in row.marks), initial=0.0))[:-1]
