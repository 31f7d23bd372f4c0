"""What states a number, so that a page may repeat it: tables, facts, claims, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from exhibit.audit.arithmetic import is_rounded
from exhibit.charts import NAMES, AnyChart
from exhibit.content import Contents
from exhibit.evidence import Citation
from exhibit.i18n import Quantity, find_quantities, words_after
from exhibit.render import Passage
from exhibit.tables import name_cell

Rule = Literal["name", "read", "table", "fact", "claim", "definition", "count", "sum", ""]
_THOUSANDS = [Fraction(1000) ** power for power in (-3, -2, -1, 1, 2, 3)]
_TELLING = 2  # digits that a number has at least if it is not the very one that it is like
_IN_TABLE = 3  # in a table, which has many numbers


@dataclass(frozen=True)
class Known:
    """A number and what states it."""

    quantity: Quantity
    rule: Rule
    origin: str
    word: str = ""  # behind it
    decimals: int | None = None  # that a table shows of it

    def writes(self, other: Quantity) -> bool:
        """Whether the number stands there as it is written here."""
        own = self.quantity
        if own.moment or other.moment or own.is_year or other.is_year:
            return self.states(other)
        shown = own.value if self.decimals is None else round(own.value, self.decimals)
        return other.value == shown

    def states(self, other: Quantity) -> bool:
        own = self.quantity
        if own.moment or other.moment:
            return _includes(own.moment, other)
        if own.is_year or other.is_year:
            return own.is_year and other.is_year and own.value == other.value
        if _count_digits(other.value) < (_IN_TABLE if self.rule == "table" else _TELLING):
            return False
        return is_same(other.value, Fraction(own.value))


def _includes(moment: str, other: Quantity) -> bool:
    """16. Oktober 2025 says Oktober 2025, 16. Oktober and 2025 as well."""
    if not moment:
        return False
    if other.moment:
        return moment.startswith(other.moment) or moment.endswith(f"-{other.moment}")
    return f"{other.value:f}" == moment.partition("-")[0]


def is_same(shown: Decimal, exact: Fraction, *, to_tens: bool = False) -> bool:
    """Whether a number is another one, rounded or with a larger or smaller unit."""
    if is_rounded(shown, exact, to_tens=to_tens):
        return True
    is_telling = _count_digits(shown) >= _TELLING
    return is_telling and any(Fraction(shown) == exact * power for power in _THOUSANDS)


def _count_digits(number: Decimal) -> int:
    """Those that tell something: of 0,0120 three, of 1.200 two."""
    digits = f"{number:f}"
    return len(digits.replace(".", "").lstrip("0") if "." in digits else digits.strip("0"))


Witnesses = Mapping[str, Sequence[Known]]  # by the name of a chart, or the key of a source or claim


def _table_numbers(chart: AnyChart, locale: str) -> Iterator[Known]:
    """Every cell; those of words, months and days may hold numbers as well."""
    for index, column in enumerate(chart.table.columns):
        described = chart.card.columns.get(column)
        if described is None or described.format == "country":
            continue
        for row, cells in enumerate(chart.table.rows):
            origin = f"{chart.card.table} {name_cell(row, index)}"
            if described.format in NAMES:
                for one in find_quantities(cells[index], locale):
                    word = " ".join(words_after(cells[index], one, 1))
                    yield Known(one, "table", origin, word)
            elif (number := chart.table.number(row, index)) is not None:
                written = cells[index] if described.format == "year" else ""
                quantity = Quantity(written, 0, number)
                yield Known(quantity, "table", origin, decimals=described.decimals)


def _fact_numbers(key: str, citation: Citation, locale: str) -> Iterator[Known]:
    """What is taken from a source, its title, and the days when it came out and was read."""
    dates = (citation.published, citation.retrieved.isoformat())
    for text in (*citation.facts, citation.title, *dates):
        for one in find_quantities(text, locale):
            yield Known(one, "fact", key, " ".join(words_after(text, one, 1)))


def _entry_numbers(passages: Iterable[Passage], locale: str) -> Witnesses:
    """What all entries say, by key, such as claims and their findings."""
    found: dict[str, list[Known]] = {}
    for passage in passages:
        known = found.setdefault(passage.basis.shows, [])
        for one in find_quantities(passage.text, locale):
            word = " ".join(words_after(passage.text, one, 1))
            known.append(Known(one, "claim", passage.basis.shows, word))
    return found


def find_witnesses(
    contents: Contents, entries: Iterable[Passage], locale: str
) -> tuple[Witnesses, Witnesses, Witnesses]:
    """Of tables, sources and entries."""
    charts, citations = contents.charts, contents.citations
    return (
        {name: tuple(_table_numbers(chart, locale)) for name, chart in charts.items()},
        {key: tuple(_fact_numbers(key, one, locale)) for key, one in citations.items()},
        _entry_numbers(entries, locale),
    )


def is_within(text: str, quantity: Quantity, names: Iterable[str]) -> bool:
    """Whether a number of the text stands in one of these words."""
    for name in names:
        at = text.find(name)
        while at >= 0:
            if at <= quantity.start and quantity.end <= at + len(name):
                return True
            at = text.find(name, at + 1)
    return False
