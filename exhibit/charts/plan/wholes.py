"""Plots of a whole: what its parts are of it, in per cent or in squares of a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exhibit.charts.plan.categories import categories, note_of, plan_rows
from exhibit.charts.plan.looks import looks_of_series
from exhibit.charts.plan.plot import Look, Mark, Plot, Row
from exhibit.content.model import Chart
from exhibit.i18n.cldr import format_number, format_percent
from exhibit.i18n.language import Language
from exhibit.i18n.typography import set_phrase

OF_A_HUNDRED = "{} von 100"  # a message to translate


def plan_shares(chart: Chart, language: Language) -> Plot:
    """Each category as a whole: what its parts are in a hundred."""
    rows = plan_rows(chart, language, lambda row: 0, within=False)
    shared = (Row(row.name, tuple(share_marks(row, language))) for row in rows)
    ordered = sorted(shared, key=lambda row: -row.marks[0].value)
    return Plot("shares", tuple(ordered), note=note_of(chart, language))


def share_marks(row: Row, language: Language) -> Iterator[Mark]:
    whole = sum(mark.value for mark in row.marks)
    for mark in row.marks:
        share = mark.value / whole
        label = format_percent(share, language.locale)
        yield replace(mark, value=share, label=label, tip=write_tip(mark, label))


def plan_hundred(chart: Chart, language: Language) -> Plot:
    """The whole table as a hundred: its parts in their order; the last is what is left over."""
    rows = plan_rows(chart, language, lambda row: 0)  # in the order of the table
    marks, names = [row.marks[0] for row in rows], [row.name for row in rows]
    whole = sum(mark.value for mark in marks)
    shares = [100 * mark.value / whole for mark in marks]
    looks = [*looks_of_series(categories(chart)).values()]
    looks[-1] = Look(tint=0)
    labels = write_shares(shares, language)
    counted = (
        replace(mark, name=name, value=share, label=label, tip=write_tip(mark, label), look=look)
        for mark, name, share, label, look in zip(marks, names, shares, labels, looks, strict=True)
    )
    return Plot("hundred", (Row("", tuple(counted)),), note=note_of(chart, language))


def write_shares(shares: list[float], language: Language) -> Iterator[str]:
    """1,3 von 100; with decimals if one of them has any."""
    form = set_phrase(language.phrase(OF_A_HUNDRED)).text
    decimals = 0 if all(share == round(share) for share in shares) else 1
    for share in shares:
        yield form.replace("{}", format_number(round(share, decimals), language.locale, decimals))


def write_tip(mark: Mark, label: str) -> str:
    """The sentence of a mark with what it is of the whole: the figure stands in brackets."""
    head, _, figure = mark.tip.rpartition(": ")
    return f"{head}: {label} ({figure})"
