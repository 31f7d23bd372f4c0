"""What the cells of a column must hold, by the format that the chart's card gives it.

An empty cell is in order here; where there may be none, the kind of chart decides.
Cells with the same fault are told together, since they have one cause as a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from exhibit.diagnostics import ContentError, faults, say
from exhibit.tables.countries import check_country
from exhibit.tables.manner import is_told
from exhibit.tables.moments import check_date, check_month, check_year
from exhibit.tables.slips import DIGITS, correct, find_unit
from exhibit.tables.table import Table, name_cell
from exhibit.tables.together import Told, join_faults

NUMBERS = frozenset({"number", "percent"})
_MAX_TOLD = 5  # kinds of fault in one column


def check_headings(table: Table, formats: Mapping[str, str]) -> None:
    """There is one line of headings, and not a second of units or of another language."""
    numbers = [table.columns.index(name) for name, form in formats.items() if form in NUMBERS]
    first, others = table.rows[0], table.rows[1:]
    if numbers and all(
        _is_heading(table, first[at], [row[at] for row in others]) for at in numbers
    ):
        message = say("Row 2 looks like a second line of headings.")
        hint = say("Delete it if it is one, since units stand in the card; else enter its figures.")
        raise table.fault(message, hint, 0)


def _is_heading(table: Table, cell: str, below: Iterable[str]) -> bool:
    return _is_word(table, cell) and any(map(_has_digit, below))


def _is_word(table: Table, cell: str) -> bool:
    """No figure, and none of the known slips for one."""
    is_known = _has_digit(cell) or correct(cell, table.marks) is not DIGITS
    return any(map(str.isalpha, cell)) and not is_known


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def check_column(table: Table, name: str, form: str, languages: Sequence[str]) -> None:
    """Every cell of a column is as its format says; languages are those of the exhibit."""
    if form in NUMBERS:
        _check_digits(table, name)
        _check_units(table, name)
    if form in _CHECKS:
        check_cells(table, name, lambda row, at: _CHECKS[form](table, row, at, languages))


def check_cells(table: Table, name: str, check: Callable[[int, int], object]) -> None:
    """Check each cell of a column; those with the same fault are told in one sentence."""
    at = table.columns.index(name)
    found: list[Told] = []
    for row, cell in enumerate(table.column(name)):
        try:
            check(row, at)
        except* ContentError as group:
            found += (Told(name_cell(row, at), cell, fault) for fault in faults(group))
    if found:
        raise ExceptionGroup("cells", list(_count_others(name, join_faults(found))))


def _count_others(name: str, found: Sequence[ContentError]) -> Iterator[ContentError]:
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
    if len(cells) > 1 and all(_is_word(table, cell) for cell in cells):
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


def _check_number(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    if not is_told(table.rows[row][column], table.marks):
        table.number(row, column)


_CHECKS: Mapping[str, Callable[[Table, int, int, Sequence[str]], None]] = {
    "number": _check_number,
    "percent": _check_number,
    "year": check_year,
    "month": check_month,
    "date": check_date,
    "country": check_country,
}
