"""The table of a chart as files for others: plain CSV, CSV for a German Excel, a dictionary.

The plain one is made for programs: ISO codes, decimal points, an empty cell where
there is no figure. The one for Excel opens with a double click in Germany, and so
it is made for people: headings and names in words. The dictionary says what each
column of the plain one means. In none of them does a text begin like a formula, which
a spreadsheet would work out; where that takes an apostrophe, the dictionary says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from exhibit.charts.cells import fill_text, write_cell
from exhibit.charts.lookup import NAMES
from exhibit.charts.model import AnyChart, Column
from exhibit.evidence import Citation
from exhibit.i18n import Language

_SIGNS = "[=+@＝＋－＠-]"
_FORMULA = re.compile(  # also behind what parts the cells for other spreadsheets
    rf"^(?=\s*{_SIGNS}|[\t\r\n])|(?<=[;,\t])(?={_SIGNS})"
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a file without it for one in the encoding of Windows


def make_table(chart: AnyChart) -> str:
    """The columns that the card names, as a tidy table."""
    return _to_csv([list(chart.card.columns), *_plain_rows(chart)])


def make_excel(chart: AnyChart, language: Language) -> str:
    columns = chart.card.columns.values()
    rows = [
        [
            _write_for_excel(cell, column, language)
            for cell, column in zip(row, columns, strict=True)
        ]
        for row in _plain_rows(chart)
    ]
    headings = [fill_text(chart, column.label, language).text for column in columns]
    return _BYTE_ORDER_MARK + _to_csv([headings, *rows], delimiter=";", end="\r\n")


def _write_for_excel(cell: str, column: Column, language: Language) -> str:
    if _holds_figures(column):
        return cell.replace(".", ",")
    return write_cell(cell, None, column, language).text if cell else ""


def make_dictionary(
    chart: AnyChart,
    languages: Sequence[Language],
    citations: Iterable[Citation],
    missing: Mapping[str, str],
    guarded: Mapping[str, str],
) -> str:
    """What each column means, in every language.

    missing says what an empty cell means; guarded, what an apostrophe before a sign.
    """
    tags = [language.locale for language in languages]
    headings = ["column", *(f"label_{tag}" for tag in tags), "format"]
    headings += [f"{name}_{tag}" for name in ("unit", "missing_values") for tag in tags]
    headings += ["source", "licence", "retrieved"]
    origin = [
        " | ".join(f"{one.title}. {one.publisher}. {one.url}" for one in citations),
        " | ".join(dict.fromkeys(one.licence for one in citations)),
        " | ".join(dict.fromkeys(one.retrieved.isoformat() for one in citations)),
    ]
    rows = []
    for name, column in chart.card.columns.items():
        labels = [fill_text(chart, column.label, language).text for language in languages]
        units = [unit_of(chart, name, language) for language in languages]
        rows.append([name, *labels, column.format, *units, *(missing[t] for t in tags), *origin])
    if any(guard(cell) != cell for row in (*rows, *_plain_rows(chart)) for cell in row):
        headings += [f"note_{tag}" for tag in tags]
        rows = [[*row, *(guarded[tag] for tag in tags)] for row in rows]
    return _to_csv([headings, *rows])


def unit_of(chart: AnyChart, name: str, language: Language) -> str:
    """The unit that the column states; else what the card says of its values."""
    if unit := chart.card.columns[name].unit:
        return unit
    return fill_text(chart, chart.card.unit, language).text if name == chart.roles.value else ""


def _holds_figures(column: Column) -> bool:
    return column.format not in NAMES


def _plain_rows(chart: AnyChart) -> Iterable[list[str]]:
    """The cells of each row; figures as programs write them, whatever the table's way is."""
    columns = [
        [_plain(number) for number in chart.table.numbers(name)]
        if _holds_figures(column)
        else list(chart.table.column(name))
        for name, column in chart.card.columns.items()
    ]
    return map(list, zip(*columns, strict=True))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _to_csv(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    text = StringIO()
    safe = (map(guard, row) for row in rows)
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(safe)
    return text.getvalue()


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, however it parts the line."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub("'", cell)
