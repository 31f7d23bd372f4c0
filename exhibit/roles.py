"""Roles: which columns each kind of chart needs of its table, and what must be in them.

A kind is drawn over categories or over time; dots and pairs can be either, and a
card that names a column x has chosen time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exhibit.columns import NUMBERS
from exhibit.errors import ContentError, Notice, say
from exhibit.model import Card
from exhibit.schema import line_of, suggest
from exhibit.source import Source
from exhibit.tables import Table

Roles = Mapping[str, tuple[str, ...]]
RANKED: Roles = {
    "bars": ("category", "value"),
    "grouped": ("category", "series", "value"),
    "shares": ("category", "series", "value"),
    "hundred": ("category", "value"),
    "tiles": ("category", "value"),
    "dots": ("category", "value"),
    "pair": ("category", "panels"),
}
TIMED: Roles = {
    "lines": ("x", "value", "series"),
    "columns": ("x", "value"),
    "dots": ("x", "value"),
    "pair": ("x", "panels"),
}
OPTIONAL = ("series", "label")
MOMENTS: Roles = {  # the formats of x; the first is proposed
    "lines": ("year",),
    "columns": ("month", "year"),
    "dots": ("date", "month", "year"),
    "pair": ("month", "year"),
}
SERIES = 4  # that can be told apart; scenarios have their past besides
TILES = 400  # that anyone may want to count


def roles_of(card: Card) -> Iterator[tuple[str, str]]:
    """The roles of a card, each with the column that has it; it is empty if one is missing."""
    is_timed = card.kind in TIMED and (bool(card.x) or card.kind not in RANKED)
    needed = (TIMED if is_timed else RANKED)[card.kind]
    for role in (*needed, *(role for role in OPTIONAL if role not in needed)):
        if role == "panels":
            yield from (("panels", name) for name in card.panels or ("",))
        elif role in needed or getattr(card, role):
            yield role, getattr(card, role)


def formats_of(card: Card, role: str) -> Sequence[str]:
    """The formats that a role's column may have; none if it may have any."""
    if role == "x":
        return MOMENTS[card.kind]
    return tuple(sorted(NUMBERS)) if role in {"value", "panels"} else ()


def check_kind(source: Source, card: Card, table: Table) -> None:
    """What the kind asks of the table as a whole, once every role has its column."""
    if card.kind == "pair" and not 2 <= len(card.panels) <= 3:
        hint = say("Two or three columns of figures stand side by side.")
        raise fault(
            source, "panels", say("Columns in “panels”: {count}.", count=len(card.panels)), hint
        )
    if card.kind == "tiles":
        check_tiles(source, card, table)
    check_series_count(source, card, table)
    check_highlight(source, card, table)


def fault(source: Source, key: str, message: Notice, hint: Notice) -> ContentError:
    return source.fault(message, hint, line=line_of((key,), source))


def check_tiles(source: Source, card: Card, table: Table) -> None:
    most = max(value or 0 for value in table.numbers(card.value))
    if card.tile <= 0 or float(most) / card.tile > TILES:
        count = f"{float(most) / card.tile:.0f}" if card.tile > 0 else "0"
        message = say(
            "With this “{key}” the largest figure has {count} tiles.", key="tile", count=count
        )
        hint = say("Choose one that leaves between one and {most}.", most=TILES)
        raise fault(source, "tile", message, hint)


def check_series_count(source: Source, card: Card, table: Table) -> None:
    names = set(table.column(card.series)) - {card.history} if card.series else set()
    role, message = "series", say("The table has {count} series.", count=len(names))
    if card.kind == "hundred":
        names = set(table.column(card.category))
        role, message = "category", say("The whole has {count} parts.", count=len(names))
    if len(names) > SERIES:
        hint = say("More than {most} cannot be told apart; put some together.", most=SERIES)
        raise fault(source, role, message, hint)


def check_highlight(source: Source, card: Card, table: Table) -> None:
    if card.highlight and card.highlight not in (known := places_of(card, table)):
        message = say("“{name}” is not in the table.", name=card.highlight)
        raise fault(source, "highlight", message, suggest(card.highlight, known))


def places_of(card: Card, table: Table) -> list[str]:
    """What the red mark can stand at: a name, a moment, or both with a stroke between."""
    roles = (card.series, card.x) if card.x else (card.category, card.series)
    names = [table.column(name) for name in (*roles, card.label) if name]
    pairs = zip(*(table.column(name) for name in roles if name), strict=True)
    both = ("/".join(pair) for pair in pairs)
    single = names if card.x else names[:1]
    return list(dict.fromkeys([*(name for column in single for name in column), *both]))
