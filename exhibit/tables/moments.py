"""What a column of years, months or days may hold, and how else people and offices write them.

A year or a month that is given as its first day is understood where the whole column does so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from exhibit.diagnostics import ContentError, Notice, say
from exhibit.tables.table import Table, name_cell

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{1,4}", re.ASCII)
_MONTH_OF_OFFICE = re.compile(r"(\d{4})-?M(\d{1,2})", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(
    r"\d{4}\s?[-/]?\s?[QW]\d{1,2}|(Q|KW|W)\s?\d{1,2}[/ -]\d{2,4}|\d\.? ?Quartal.*",
    re.ASCII | re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?:[\d./-]{8,10}[T ]\s?)?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?(?:Z| ?Uhr| ?[AP]M|[+-]\d.*)?"
    r"|\d{1,2}(?:\.\d{2})? ?Uhr",
    re.ASCII | re.IGNORECASE,
)
_FIRST_DAYS = {
    "year": re.compile(r"(\d{4})-01-01(?:[T ]00:00(?::00)?Z?)?", re.ASCII),
    "month": re.compile(r"(\d{4}-\d{2})-01(?:[T ]00:00(?::00)?Z?)?", re.ASCII),
    "date": re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00)?Z?", re.ASCII),
}
_EXAMPLES = {"month": "2024-01", "date": "2024-01-31"}


def shorten_moments(table: Table, formats: Mapping[str, str]) -> Table:
    """The table with its months as 2024-01 where the column says 2024-01-01 throughout."""
    short = {
        table.columns.index(name): _FIRST_DAYS[form]
        for name, form in formats.items()
        if form in _FIRST_DAYS and _is_throughout(table, name, _FIRST_DAYS[form])
    }
    if not short:
        return table
    rows = (
        tuple(short[at].sub(r"\1", cell) if at in short else cell for at, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _is_throughout(table: Table, name: str, first_day: re.Pattern[str]) -> bool:
    cells = [cell for cell in table.column(name) if cell]
    return bool(cells) and all(map(first_day.fullmatch, cells))


def check_year(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    if cell and not (_YEAR.fullmatch(cell) and int(cell)):
        where = name_cell(row, column)
        message = say("Cell {cell} should hold a year, not “{text}”.", cell=where, text=cell)
        hint = say("A year has at most four digits: 2026")
        raise table.cell_fault(message, _explain_part(cell) or hint, row, column)


def check_month(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    found = _MONTH.fullmatch(cell)
    if cell and not (found and _is_day(f"{cell}-01")):
        raise _day_fault(table, row, column, "month", bool(found))


def check_date(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    """A day; of some things no more than the month is known."""
    cell = table.rows[row][column]
    if cell and not (_is_day(cell) or _is_day(f"{cell}-01")):
        written = re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", cell, re.ASCII)
        raise _day_fault(table, row, column, "date", bool(written))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day_fault(table: Table, row: int, column: int, form: str, written: bool) -> ContentError:
    """A month or day that is written well and does not exist, or that is not written well."""
    cell = table.rows[row][column]
    where = name_cell(row, column)
    message = say("Cell {cell} should hold a month, not “{text}”.", cell=where, text=cell)
    if form == "date":
        message = say("Cell {cell} should hold a day, not “{text}”.", cell=where, text=cell)
    if written:
        message = say("“{text}” in cell {cell} does not exist.", text=cell, cell=where)
    hint = say("It looks like this: {example}. Format the column as text.", example=_EXAMPLES[form])
    if days := _rewrite_day(cell, form):
        hint = say("Write {day}, and format the column as text.", day=days[0])
    if len(days) > 1:
        hint = say("Write {day} or {other}, as it is meant.", day=days[0], other=days[1])
    return table.cell_fault(message, _explain_part(cell) or hint, row, column)


def _explain_part(cell: str) -> Notice | None:
    """Hours and quarters have no place on an axis, and no other way to be written."""
    if _HOUR.fullmatch(cell):
        return say(
            "An axis knows years, months and days, no hours: sum them up by day, or show them as "
            'names, kind = "bars" with category and format = "text".'
        )
    if _QUARTER.fullmatch(cell):
        return say(
            "An axis knows years, months and days, no quarters or weeks: sum them up by year, or "
            'show them as names, kind = "bars" with category and format = "text".'
        )
    return None


def _rewrite_day(cell: str, form: str) -> Sequence[str]:
    """31.12.2024 as 2024-12-31, 2024M12 as 2024-12; several if a day might be a month."""
    cell = _MONTH_OF_OFFICE.sub(r"\1-\2", cell.replace(" ", ""))
    parts = [part.zfill(2) for part in re.split(r"[./-]", cell)]
    written = [parts]
    if len(parts[-1]) == 4:
        written = [parts[::-1]]
        if len(parts) == 3 and "." not in cell:  # 02/01/2024 is in January or in February
            written.append([parts[2], parts[0], parts[1]])
    days = dict.fromkeys(map("-".join, written))
    is_open = sum(map(_is_day, days)) > 1
    fitting = [fit for day in days if (fit := _fit(day, form))]
    return [] if is_open and form == "month" else fitting


def _fit(day: str, form: str) -> str:
    """The day or month, the first day of a month as this month; empty if it is none."""
    if form == "month":
        day = day.removesuffix("-01") if len(day) == len("2024-01-01") else day
        return day if _is_day(f"{day}-01") else ""
    return day if _is_day(day) else ""
