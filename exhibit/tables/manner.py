"""The manner in which a table writes its numbers, decided once from all its cells together.

A cell that can be read in one way only is a vote for its marks. What three digits behind a mark
mean follows from such votes, or from the card; nothing else decides it, and least of all the
sign that parts the cells. What stays open is told in one sentence, with the words that settle it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exhibit.diagnostics import ContentError, Notice, Source, line_of, say
from exhibit.tables.numbers import MANNERS, Marks, Weight, other_mark, read_number, weigh
from exhibit.tables.slips import find_figure, rewrite, say_mark
from exhibit.tables.table import Table, name_cell
from exhibit.tables.together import list_cells

_SHOWN = 3  # cells whose numbers a way out writes
_MANY = 3  # decimals; where some number has them for certain, three are nothing odd


@dataclass(frozen=True)
class _Figure:
    """The number in a cell, and what its marks prove."""

    row: int
    column: int
    text: str
    weight: Weight

    @property
    def label(self) -> str:
        return f"{name_cell(self.row, self.column)} ({self.text})"


def check_manner(source: Source, manner: str) -> None:
    """A card states one of the manners that there are."""
    if manner and manner not in MANNERS:
        message = say("“{key}” cannot be “{value}”.", key="numbers", value=manner)
        hint = say("Known here: {names}.", names=", ".join(f'"{name}"' for name in MANNERS))
        raise source.fault(message, hint, line=line_of(("numbers",), source))


def settle_marks(
    table: Table, names: Iterable[str], manner: str = ""
) -> tuple[Table, Sequence[ContentError]]:
    """The table with the marks of its numbers, and what is at fault with them in these columns.

    They are those that the card states, or that these columns prove, or else all others.
    """
    own = list(_figures(table, names))
    is_open = any(one.weight.either for one in own) and not _votes(own)
    known = _others(table) if is_open else own
    marks = MANNERS[manner] if manner else _decide(table, known)
    settled = replace(table, marks=marks)
    if strays := [one for one in own if one.weight.vote not in ("", marks.decimal)]:
        return settled, [_contradict(settled, own, strays, manner)]
    is_sure = bool(manner or _votes(known))
    return settled, list(_doubts(settled, own, manner, is_sure))


def is_told(cell: str, marks: Marks) -> bool:
    """Whether the marks of a cell are at fault, which is told of all such cells together."""
    weight = weigh(find_figure(cell))
    is_stray = weight.vote not in ("", marks.decimal)
    return is_stray or weight.either not in ("", marks.decimal, marks.group)


def _figures(table: Table, names: Iterable[str]) -> Iterator[_Figure]:
    for name in names:
        column = table.columns.index(name)
        for row, cell in enumerate(table.column(name)):
            yield _Figure(row, column, cell, weigh(find_figure(cell)))


def _others(table: Table) -> Sequence[_Figure]:
    """All columns of numbers, if they agree."""
    names = [
        name
        for name in table.columns
        if all(find_figure(cell) == cell for cell in table.column(name))
    ]
    figures = list(_figures(table, names))
    return figures if len(_votes(figures)) == 1 else ()


def _votes(figures: Iterable[_Figure]) -> Counter[str]:
    return Counter(one.weight.vote for one in figures if one.weight.vote)


def _decide(table: Table, figures: Sequence[_Figure]) -> Marks:
    """As most cells prove it; if none does, only whole numbers are read for certain."""
    votes = _votes(figures)
    usual = "," if table.delimiter == ";" else "."
    decimal = max((usual, other_mark(usual)), key=lambda mark: votes[mark])
    other = other_mark(decimal)
    is_grouped = any(one.weight.group == other for one in figures)
    return Marks(decimal, other if is_grouped else "")


def _contradict(
    table: Table, figures: Sequence[_Figure], strays: Sequence[_Figure], manner: str
) -> ContentError:
    fitting = [one.label for one in figures if one.weight.vote == table.marks.decimal]
    cells = list_cells([one.label for one in strays])
    if manner:
        message = say(
            'The card says numbers = "{manner}", but {cells}.', manner=manner, cells=cells
        )
    else:
        message = say(
            "This table writes its numbers in two ways: {usual}, but {cells}.",
            usual=fitting[0],
            cells=cells,
        )
    hint = say_mark(
        table.marks, "; ".join(rewrite(one.text, table.marks) for one in strays[:_SHOWN])
    )
    if manner and len(strays) > len(fitting):
        hint = say("{way}, as most cells do.", way=_state(_decide(table, figures)))
    return table.cell_fault(message, hint, strays[0].row, strays[0].column)


def _doubts(
    table: Table, figures: Sequence[_Figure], manner: str, is_sure: bool
) -> Iterator[ContentError]:
    """For each mark, the cells in which it may part thousands or decimals."""
    odd = set() if manner else _odd_columns(figures, table.marks)
    for mark in (".", ","):
        is_decimal = mark == table.marks.decimal and is_sure
        if mark == table.marks.group:
            continue
        cells = [
            one
            for one in figures
            if one.weight.either == mark and (not is_decimal or one.column in odd)
        ]
        if cells:
            yield _doubt(table, cells, is_decimal, is_sure)


def _odd_columns(figures: Iterable[_Figure], marks: Marks) -> set[int]:
    """Columns in which three digits behind the decimal mark would be more than others have.

    Programs leave out zeros at the end, so where three are usual nine numbers in ten have them,
    and where one number has none, others have one or two.
    """
    columns: dict[int, list[_Figure]] = {}
    for one in figures:
        columns.setdefault(one.column, []).append(one)
    return {at for at, column in columns.items() if _is_odd(column, marks)}


def _is_odd(column: Sequence[_Figure], marks: Marks) -> bool:
    unsure = sum(one.weight.either == marks.decimal for one in column)
    sure = [one for one in column if not one.weight.either]
    numbers = filter(None, (read_number(find_figure(one.text), marks) for one in sure))
    places = [-int(number.as_tuple().exponent) for number in numbers]
    if any(count >= _MANY for count in places):
        return False
    return unsure < len(places) or (0 in places and not any(places))


def _doubt(table: Table, cells: Sequence[_Figure], is_decimal: bool, is_sure: bool) -> ContentError:
    """The cells are told together; a way out settles all of them, or shows how to write one."""
    first = cells[0]
    mark, number = first.weight.either, find_figure(first.text)
    shown = "; ".join(find_figure(one.text) for one in cells[:_SHOWN])
    as_whole, as_fraction = _state(Marks(other_mark(mark), mark)), _state(Marks(mark))
    if is_decimal:
        as_whole = say("write {number} in the cell", number=shown.replace(mark, ""))
    elif is_sure:
        as_fraction = say(
            "write {number} in the cell", number=shown.replace(mark, other_mark(mark))
        )
    labels = list_cells([one.label for one in cells])
    message = say("Three digits follow a comma: thousands, or decimals? {cells}", cells=labels)
    if mark == ".":
        message = say("Three digits follow a point: thousands, or decimals? {cells}", cells=labels)
    hint = say(
        "If {whole} is meant, {as_whole}; if it is {part} and a fraction, {as_fraction}.",
        whole=number.replace(mark, ""),
        as_whole=as_whole,
        part=number.partition(mark)[0],
        as_fraction=as_fraction,
    )
    return table.cell_fault(message, hint, first.row, first.column)


def _state(marks: Marks) -> Notice:
    """How the card states a manner."""
    manner = next(name for name, known in MANNERS.items() if known == marks)
    return say('write numbers = "{manner}" in the card', manner=manner)
