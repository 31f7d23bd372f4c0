"""What a kind of chart demands of the rows of its table, beyond the format of each cell.

Rows are told apart by their key: the names, times and series that they bear. A
missing figure is a gap, and allowed where a gap can be seen: bars and dots leave the
row out, lines, columns and panels stay open there. Where parts make a whole, or
are counted, there can be none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, Roles
from exhibit.diagnostics import each, say
from exhibit.tables import Table, check_cells, name_cell

_MAX_NAME = 60  # letters of a name in a chart


def check_rows(chart: AnyChart, kind: Kind) -> None:
    """Raises all that keeps the rows of a sound table from being this chart."""
    table, named = chart.table, chart.roles.named
    keys = {role: named[role] for role in kind.keys if role in named}
    steps: Sequence[Callable[[], object]] = (
        lambda: _check_keys(table, keys),
        lambda: each(lambda name: _check_figures(chart, name), chart.roles.figures),
    )
    each(lambda step: step(), steps)
    if "series" in keys:
        _check_series(table, keys["series"], chart.roles.value)
    if chart.card.is_whole:
        _check_wholes(table, chart.roles)


def _check_names(table: Table, role: str, name: str) -> None:
    """No name is missing, and each has room in a chart."""

    def check(row: int, column: int) -> None:
        cell = table.rows[row][column]
        if not cell and role != "label":
            message = say("Cell {cell} is empty.", cell=name_cell(row, column))
            hint = say(
                "Every row needs an entry in the column “{name}”; or delete the row.", name=name
            )
            raise table.fault(message, hint, row)
        if len(cell) > _MAX_NAME:
            message = say(
                "The name in cell {cell} has {count} letters.",
                cell=name_cell(row, column),
                count=len(cell),
            )
            hint = say(
                "A chart has room for {count} at most; the rest belongs in the text.",
                count=_MAX_NAME,
            )
            raise table.fault(message, hint, row)

    check_cells(table, name, check)


def _check_keys(table: Table, keys: Mapping[str, str]) -> None:
    """Every row has its names, and no two rows have the same."""
    each(lambda role: _check_names(table, role, keys[role]), keys)
    columns = {role: table.columns.index(name) for role, name in keys.items()}
    known: dict[tuple[str, ...], int] = {}

    def check(row: int, column: int) -> None:
        cells = {role: table.rows[row][at] for role, at in columns.items()}
        key = tuple(cell.lstrip("0" if role == "x" else "") for role, cell in cells.items())
        before = known.setdefault(key, row)
        if before != row:
            message = say(
                "Cells {cell} and {other} name the same: {key}.",
                cell=name_cell(before, column),
                other=name_cell(row, column),
                key=", ".join(filter(None, cells.values())),
            )
            hint = say("Delete one of the two rows, or correct what it names.")
            raise table.fault(message, hint, row)

    check_cells(table, next(iter(keys.values())), check)


def _check_figures(chart: AnyChart, name: str) -> None:
    """There are figures to compare, and the axis has a place for each."""
    table = chart.table
    figures = table.numbers(name)
    count = len(figures) - figures.count(None)
    if not count:
        message = say("The column “{name}” holds no figures.", name=name)
        raise table.source.fault(message, say("A chart needs at least two."), line=table.first - 1)
    if count == 1:
        message = say("There is one figure only, and nothing to compare it with.")
        hint = say("Write it as a sentence in the text; a chart needs at least two.")
        row = next(row for row, figure in enumerate(figures) if figure is not None)
        raise table.fault(message, hint, row)
    check_cells(table, name, lambda row, column: _check_figure(chart, row, column))


def _check_figure(chart: AnyChart, row: int, column: int) -> None:
    card, table = chart.card, chart.table
    figure = table.number(row, column)
    cell = name_cell(row, column)
    if figure is None:
        if not card.has_gaps:
            message = say("Cell {cell} is empty, and this kind of chart shows no gaps.", cell=cell)
            hint = say("Enter the figure, or 0 if there is really nothing; or delete the row.")
            raise table.fault(message, hint, row)
    elif card.is_logarithmic and figure <= 0:
        message = say("Cell {cell} is not above zero, as a logarithmic axis demands.", cell=cell)
        hint = say("Leave the cell empty, or choose another kind of chart, such as bars.")
        raise table.fault(message, hint, row)
    elif card.is_whole and figure < 0:
        message = say("Cell {cell} is negative; parts of a whole are not.", cell=cell)
        raise table.fault(message, say("Show it in a table in the text instead."), row)
    elif figure < 0:
        message = say("Cell {cell} is negative; these charts begin at zero.", cell=cell)
        raise table.fault(message, say("Show it in a table in the text instead."), row)


def _check_series(table: Table, name: str, value: str) -> None:
    """Every series has something to draw."""
    figures = table.numbers(value)
    names = table.column(name)
    drawn = {series for series, figure in zip(names, figures, strict=True) if figure is not None}
    for row, series in enumerate(names):
        if series and series not in drawn:
            message = say("The series “{name}” holds no figures.", name=series)
            raise table.fault(message, say("A chart needs at least one of each series."), row)


def _check_wholes(table: Table, roles: Roles) -> None:
    """The parts of each whole, a category or the table, make more than nothing."""
    if not roles.series:
        if not sum(figure or 0 for figure in table.numbers(roles.value)):
            message = say("The column “{name}” holds nothing but zeros.", name=roles.value)
            raise table.fault(message, say("Enter the parts of the whole."), 0)
        return
    sums: dict[str, Decimal] = {}
    for name, figure in zip(table.column(roles.category), table.numbers(roles.value), strict=True):
        sums[name] = sums.get(name, Decimal(0)) + (figure or 0)
    for row, name in enumerate(table.column(roles.category)):
        if not sums[name]:
            message = say("The parts of “{name}” are zero together.", name=name)
            raise table.fault(message, say("Delete its rows, or enter its figures."), row)
