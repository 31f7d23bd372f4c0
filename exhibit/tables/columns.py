"""What the cells of a column must hold, by the format that the chart's card gives it.

An empty cell is in order here; where there may be none, the kind of chart decides.
Of many faults in one column the first are told and the others counted, since they
have one cause as a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from exhibit.diagnostics import ContentError, Notice, each, faults, say
from exhibit.i18n import find_territory, territory
from exhibit.tables.numbers import DIGITS, TWO_WAYS, choose, correct, find_unit
from exhibit.tables.table import Table, name_cell

NUMBERS = frozenset({"number", "percent"})
_MAX_TOLD = 5  # faults of one column
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{1,4}", re.ASCII)
_EXAMPLES = {"month": "2024-01", "date": "2024-01-31"}


def check_headings(table: Table, formats: Mapping[str, str]) -> None:
    """There is one line of headings, and not a second of units or of another language."""
    numbers = [table.columns.index(name) for name, form in formats.items() if form in NUMBERS]
    first, others = table.rows[0], table.rows[1:]
    if numbers and all(
        _is_heading(first[at], [row[at] for row in others], table.german) for at in numbers
    ):
        message = say("Row 2 looks like a second line of headings.")
        hint = say("Delete it if it is one, since units stand in the card; else enter its figures.")
        raise table.fault(message, hint, 0)


def _is_heading(cell: str, below: Iterable[str], german: bool) -> bool:
    return _is_word(cell, german) and any(map(_has_digit, below))


def _is_word(cell: str, german: bool) -> bool:
    """No figure, and none of the known slips for one."""
    return any(map(str.isalpha, cell)) and not _has_digit(cell) and correct(cell, german) is DIGITS


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def check_column(table: Table, name: str, form: str, languages: Sequence[str]) -> None:
    """Every cell of a column is as its format says; languages are those of the exhibit."""
    if form in NUMBERS:
        _check_digits(table, name)
        _check_units(table, name)
    if form in _CHECKS:
        check_cells(table, name, lambda row, at: _CHECKS[form](table, row, at, languages))
    if form in NUMBERS and table.german:
        _check_thousands(table, name)


def check_cells(table: Table, name: str, check: Callable[[int, int], object]) -> None:
    at = table.columns.index(name)
    found: list[ContentError] = []
    try:
        each(lambda row: check(row, at), range(len(table.rows)))
    except* ContentError as group:
        found = list(faults(group))
    if found:
        raise ExceptionGroup("cells", list(_count_others(table, name, found)))


def _count_others(table: Table, name: str, found: Sequence[ContentError]) -> Iterable[ContentError]:
    told = _MAX_TOLD if len(found) > _MAX_TOLD + 1 else len(found)
    yield from found[:told]
    if others := found[told:]:
        message = say(
            "{count} more cells of the column “{name}” are at fault.", count=len(others), name=name
        )
        hint = say("They come to light one after the other; perhaps all have the same cause.")
        yield ContentError(others[0].place, message, hint)


def _check_digits(table: Table, name: str) -> None:
    """The column is not one of words, named by mistake."""
    cells = [cell for cell in table.column(name) if cell]
    if len(cells) > 1 and all(_is_word(cell, table.german) for cell in cells):
        message = say("The column “{name}” holds words such as “{text}”.", name=name, text=cells[0])
        hint = say('Choose another column in the card, or write format = "text" there.')
        raise table.fault(message, hint, table.column(name).index(cells[0]))


def _check_units(table: Table, name: str) -> None:
    """If cells hold their units, they are not even all the same."""
    units: dict[str, int] = {}
    for row, cell in enumerate(table.column(name)):
        if unit := find_unit(cell):
            units.setdefault(unit, row)
    if len(units) > 1:
        message = say(
            "The column “{name}” mixes units: {units}.", name=name, units=", ".join(units)
        )
        hint = say('Convert all figures to one unit, and name it in the card: unit = "…"')
        raise table.fault(message, hint, list(units.values())[1])


def _check_thousands(table: Table, name: str) -> None:
    """1.234 is a thousand and more only where all thousands are written so, or it is evident."""
    cells = [cell.replace("−", "-") for cell in table.column(name)]
    bare = [row for row, cell in enumerate(cells) if re.match(r"[+-]?\d{4}", cell, re.ASCII)]
    if not bare or any(cell.count(".") > 1 or ("." in cell and "," in cell) for cell in cells):
        return

    def check(row: int, column: int) -> None:
        if TWO_WAYS.fullmatch(cells[row]) and "." in cells[row]:
            message = say(
                "Cell {cell} can be read in two ways: “{text}”; {other} has no dot.",
                cell=name_cell(row, column),
                text=cells[row],
                other=name_cell(bare[0], column),
            )
            raise table.cell_fault(message, choose(cells[row], german=True), row, column)

    check_cells(table, name, check)


def _check_number(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    table.number(row, column)


def _check_year(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    if cell and not (_YEAR.fullmatch(cell) and int(cell)):
        where = name_cell(row, column)
        message = say("Cell {cell} should hold a year, not “{text}”.", cell=where, text=cell)
        raise table.cell_fault(message, say("A year has at most four digits: 2026"), row, column)


def _check_month(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    found = _MONTH.fullmatch(cell)
    if cell and not (found and _is_day(f"{cell}-01")):
        raise _day_fault(table, row, column, "month", bool(found))


def _check_date(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
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
    if day := _rewrite_day(cell, form):
        hint = say("Write {day}, and format the column as text.", day=day)
    return table.cell_fault(message, hint, row, column)


def _rewrite_day(cell: str, form: str) -> str:
    """31.12.2024 as 2024-12-31, 12/2024 as 2024-12; empty if that is no day either."""
    parts = [part.zfill(2) for part in re.split(r"[./-]", cell.replace(" ", ""))]
    day = "-".join(reversed(parts) if len(parts[-1]) == 4 else parts)
    fitting = _is_day(day) if form == "date" else _is_day(f"{day}-01")
    return day if fitting else ""


def _check_country(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    if cell and not territory(cell, languages[0]):
        message = say(
            "“{code}” in cell {cell} is not the code of a country or region.",
            code=cell,
            cell=name_cell(row, column),
        )
        raise table.cell_fault(message, _propose_country(cell, languages), row, column)


def _propose_country(word: str, languages: Sequence[str]) -> Notice:
    if code := find_territory(word, (*languages, "en")):
        name = territory(code, languages[0])
        return say("Did you mean {code} ({name})?", code=code, name=name)
    return say(
        "Codes are two capital letters such as CN, US, EU, DE; 001 is the world, 150 Europe. "
        'For names of your own write format = "text" in the card.'
    )


_CHECKS: Mapping[str, Callable[[Table, int, int, Sequence[str]], None]] = {
    "number": _check_number,
    "percent": _check_number,
    "year": _check_year,
    "month": _check_month,
    "date": _check_date,
    "country": _check_country,
}
