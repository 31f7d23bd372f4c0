"""A chart as its editor states it: a card, the table it names, and which column plays which part.

Each kind of chart has a card of its own, with the keys that it has a use for and no others; what
all cards have in common stands here. A role is a key whose value names a column of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, TypeVar

from exhibit.diagnostics import ContentError, Names, Notice, Source, line_of, required, say, spec
from exhibit.evidence import Verdict
from exhibit.tables import Table

_ROLE = {"role": True}  # marks a key of a card that names a column


def role(default: Any = "") -> Any:
    """A key that names a column of the table; empty if the card names none."""
    return field(default=default, metadata=_ROLE)


@spec
class Column:
    """One column of a chart's table: its heading and how its cells are written."""

    label: str
    format: Literal["text", "number", "percent", "year", "month", "date", "country"] = "text"
    decimals: int = 0
    unit: str = ""  # of its figures, as in every language: TWh; for whoever takes the table away


@spec
class Card:
    """What an editor states about any chart: content/charts/NAME.toml."""

    is_logarithmic: ClassVar[bool] = False  # its axis multiplies
    is_whole: ClassVar[bool] = False  # its figures are parts of a whole
    has_gaps: ClassVar[bool] = True  # a missing figure can be seen as such

    kind: str
    table: str  # a file in content/data
    title: str = required(  # the message, as a sentence
        say('Say in a sentence what is to be seen: title = "China generates most electricity"')
    )
    unit: str = required(
        say('Say what is measured, and when: unit = "Terawatt-hours (TWh) in the year 2024"')
    )
    summary: str = required(
        say(
            "Say it to those who do not see the chart: "
            'summary = "Bar chart with 3 bars. China comes first with 10,087 TWh."'
        )
    )
    source: Names = required(  # a key of sources.toml, or several
        say('Name an entry of content/sources.toml: source = "name"')
    )
    verdict: Verdict = required(
        say(
            'Say how sure it is: verdict = "belegt" (or "präzisiert", "offen", "Meinung", '
            '"nicht gestützt")'
        )
    )
    columns: Mapping[str, Column] = required(
        say('Give each column that is shown a table: [columns.NAME], and below it label = "…"')
    )
    numbers: str = ""  # how the table writes its numbers, by an example, if it leaves that open
    short: str = ""  # a name of one to three words, where one switches between charts
    highlight: str = ""  # the category, x or series that carries the red mark
    annotation: str = ""  # the sentence there


@spec
class ComparingCard(Card):
    """That of a chart with an axis of values, on which one can be compared with all others."""

    line: float | None = None  # a value to compare with
    line_label: str = ""


_SomeCard = TypeVar("_SomeCard", bound=Card, covariant=True)


@dataclass(frozen=True)
class Roles:
    """Which columns of a table play a part in its chart; empty for a part that none plays."""

    category: str = ""  # the column of names
    series: str = ""  # the column that tells bars, lines, dots or tiles apart
    value: str = ""  # the column of the figures
    x: str = ""  # the column of years, months or days
    label: str = ""  # the column of what is written beside dots
    panels: tuple[str, ...] = ()  # the columns of figures that stand side by side

    @property
    def figures(self) -> Sequence[str]:
        """The columns that are drawn: one, or one for each panel."""
        return self.panels or (self.value,)

    @property
    def line(self) -> str:
        """The column whose names have a line each, over time."""
        return self.series or self.category

    @property
    def named(self) -> Mapping[str, str]:
        """The roles that one column has each, with this column."""
        single = {key.name: getattr(self, key.name) for key in fields(self) if key.name != "panels"}
        return {name: column for name, column in single.items() if column}


def role_keys(card: type[Card]) -> Iterator[str]:
    """The keys of a kind of card that name columns."""
    return (key.name for key in fields(card) if key.metadata.get("role"))


@dataclass(frozen=True)
class Chart(Generic[_SomeCard]):
    """A card with its table, both sound."""

    name: str
    source: Source
    card: _SomeCard
    table: Table

    @cached_property
    def roles(self) -> Roles:
        return Roles(**{key: getattr(self.card, key) for key in role_keys(type(self.card))})

    def fault(self, key: str, message: Notice, hint: Notice) -> ContentError:
        """A fault of what the card says under a key."""
        return self.source.fault(message, hint, line=line_of((key,), self.source))

    @property
    def key_columns(self) -> Sequence[str]:
        """The columns whose cells tell rows apart, in the order in which people name them."""
        roles = self.roles
        return [name for name in (roles.category, roles.series, roles.x) if name]

    @cached_property
    def rows_called(self) -> Mapping[str, Sequence[int]]:
        """The rows that each cell of a key column names; many placeholders may ask for them."""
        called: dict[str, dict[int, None]] = {}
        for name in self.key_columns:
            for row, cell in enumerate(self.table.column(name)):
                called.setdefault(cell, {})[row] = None
        return {cell: sorted(rows) for cell, rows in called.items()}


AnyChart = Chart[Card]
