"""Roles: which columns each kind of chart needs of its table, and what must be in them.

A kind is drawn over categories or over time; dots and pairs can be either, and a
card that names a column x has chosen time. A key that a kind has no use for is a fault,
since whoever left it there expects to see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exhibit.charts.card.rows import LOGARITHMIC
from exhibit.content.model import Card
from exhibit.diagnostics.faults import ContentError, Notice, say
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import line_of, parse, suggest
from exhibit.tables.columns import NUMBERS
from exhibit.tables.numbers import LONG, MAX_DIGITS
from exhibit.tables.table import Table

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
OPTIONAL: Roles = {"tiles": ("series",), "dots": ("series", "label")}  # columns, if they are named
COMPARISON = ("line", "line_label")
SETTINGS: Roles = {  # what else a kind is told that others are not
    **dict.fromkeys(("bars", "grouped", "columns", "dots"), COMPARISON),
    "lines": ("history", *COMPARISON),
    "tiles": ("tile",),
}
CHOSEN = (  # the keys of a card that some kinds use and others do not
    *("category", "series", "value", "x", "panels", "label", "history", "tile", *COMPARISON),
)
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
    needed = needed_by(card)
    for role in (*needed, *OPTIONAL.get(card.kind, ())):
        if role == "panels":
            yield from (("panels", name) for name in card.panels or ("",))
        elif role in needed or getattr(card, role):
            yield role, getattr(card, role)


def needed_by(card: Card) -> Sequence[str]:
    """The roles that must have a column."""
    is_timed = card.kind in TIMED and (bool(card.x) or card.kind not in RANKED)
    return (TIMED if is_timed else RANKED)[card.kind]


def strays(source: Source, card: Card) -> Iterator[str]:
    """The keys that are set and that this kind has no use for, such as those of an earlier kind."""
    used = {*needed_by(card), *OPTIONAL.get(card.kind, ()), *SETTINGS.get(card.kind, ())}
    stated = parse(source)
    return (key for key in CHOSEN if key not in used and stated.get(key, "") not in ("", []))


def refuse_stray(source: Source, card: Card, key: str) -> None:
    message = say('kind = "{kind}" has no use for “{key}”.', kind=card.kind, key=key)
    hint = say("Delete it. This kind needs: {names}.", names=", ".join(needed_by(card)))
    if card.x and key in RANKED.get(card.kind, ()):
        message = say("There is an “x” already, and beside it no place for “{key}”.", key=key)
        hint = say("Delete one of the two: x for a chart over time, or {key}.", key=key)
    raise fault(source, key, message, hint)


def check_line(source: Source, card: Card) -> None:
    """The value to compare with has a place on the axis."""
    least = 10.0**-MAX_DIGITS if card.kind in LOGARITHMIC else 0
    if card.line is None or least <= card.line < 10.0**MAX_DIGITS:
        return
    hint = LONG
    if card.line < least:
        hint = say("The axis begins at zero; choose a number that is not below.")
        if least:
            hint = say("A logarithmic axis begins above zero; choose a number that does, too.")
    raise fault(source, "line", say("“{key}” has no place on the axis.", key="line"), hint)


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
