"""Countries and regions in a column: codes of CLDR, and what other people's files call them."""

from __future__ import annotations

from collections.abc import Sequence

from exhibit.diagnostics import Notice, say
from exhibit.i18n import find_territory, is_place, territory
from exhibit.tables.table import Table, name_cell


def check_country(table: Table, row: int, column: int, languages: Sequence[str]) -> None:
    cell = table.rows[row][column]
    if cell and not is_place(cell):
        message = say(
            "“{text}” in cell {cell} is not the code of a country or region.",
            text=cell,
            cell=name_cell(row, column),
        )
        raise table.cell_fault(message, _propose(cell, languages), row, column)


def _propose(word: str, languages: Sequence[str]) -> Notice:
    if code := find_territory(word, (*languages, "en", "de", "fr")):
        name = territory(code, languages[0])
        return say("Did you mean {code} ({name})?", code=code, name=name)
    return say(
        "Codes are two capital letters such as CN, US, EU, DE; 001 is the world, 150 Europe. "
        'For names of your own write format = "text" in the card.'
    )
