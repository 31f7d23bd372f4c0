"""Roles: which columns a kind of chart needs of its table, and what must be in them.

A kind is drawn over categories or over time; dots and pairs can be either, and a
card that names a column x has chosen time. A key that a kind has no use for is a fault,
since whoever left it there expects to see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from exhibit.charts.kinds import KINDS
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.model import AnyChart, Card, ComparingCard, role_keys
from exhibit.diagnostics import ContentError, Notice, Source, line_of, say, suggest
from exhibit.tables import LONG, MAX_DIGITS, NUMBERS


def roles_of(card: Card, kind: Kind) -> Iterator[tuple[str, str]]:
    """The roles of a card, each with the column that has it; it is empty if one is missing."""
    needed = kind.needs(card)
    for role in (*needed, *kind.may_have):
        columns = getattr(card, role)
        if role == "panels":
            yield from (("panels", name) for name in columns or ("",))
        elif role in needed or columns:
            yield role, columns


def strays(stated: Mapping[str, Any], card: Card, kind: Kind) -> Iterator[str]:
    """The keys that are set and that this kind has no use for, such as those of an earlier kind."""
    unused = {*role_keys(type(card))} - {*kind.needs(card), *kind.may_have}
    unused |= keys_of_others(kind)
    return (key for key in stated if key in unused and stated[key] not in ("", []))


def keys_of_others(kind: Kind) -> set[str]:
    """The keys that the cards of other kinds have, and this kind's has not."""
    known = {key.name for other in KINDS.values() for key in fields(other.card)}
    return known - {key.name for key in fields(kind.card)}


def refuse_stray(source: Source, card: Card, kind: Kind, key: str) -> None:
    needed = kind.needs(card)
    message = say('kind = "{kind}" has no use for “{key}”.', kind=kind.name, key=key)
    hint = say("Delete it. This kind needs: {names}.", names=", ".join(needed))
    if "x" in needed and key in role_keys(kind.card):
        message = say("There is an “x” already, and beside it no place for “{key}”.", key=key)
        hint = say("Delete one of the two: x for a chart over time, or {key}.", key=key)
    raise fault(source, key, message, hint)


def check_line(source: Source, card: Card) -> None:
    """The value to compare with has a place on the axis."""
    if not isinstance(card, ComparingCard):
        return
    least = 10.0**-MAX_DIGITS if card.is_logarithmic else 0
    if card.line is None or least <= card.line < 10.0**MAX_DIGITS:
        return
    hint = LONG
    if card.line < least:
        hint = say("The axis begins at zero; choose a number that is not below.")
        if least:
            hint = say("A logarithmic axis begins above zero; choose a number that does, too.")
    raise fault(source, "line", say("“{key}” has no place on the axis.", key="line"), hint)


def formats_of(kind: Kind, role: str) -> Sequence[str]:
    """The formats that a role's column may have; none if it may have any."""
    if role == "x":
        return kind.moments
    return tuple(sorted(NUMBERS)) if role in {"value", "panels"} else ()


def fault(source: Source, key: str, message: Notice, hint: Notice) -> ContentError:
    return source.fault(message, hint, line=line_of((key,), source))


def check_highlight(chart: AnyChart) -> None:
    """The red mark has a place, and there is a figure that it can stand at."""
    highlight, rows = chart.card.highlight, range(len(chart.table.rows))
    shown = chart.roles.figures[:1] if chart.roles.x else chart.roles.figures
    figures = list(zip(*map(chart.table.numbers, shown), strict=True))
    marked = _places_of(chart, [row for row in rows if set(figures[row]) != {None}])
    if not highlight or highlight in marked:
        return
    if highlight in _places_of(chart, rows):
        message = say("“{name}” has no figure that the red mark could stand at.", name=highlight)
        hint = say("Enter its figure in the table, or choose another place.")
        raise chart.fault("highlight", message, hint)
    message = say("“{name}” is not in the table.", name=highlight)
    raise chart.fault("highlight", message, suggest(highlight, marked))


def _places_of(chart: AnyChart, rows: Iterable[int]) -> list[str]:
    """What the red mark can stand at: a name, a moment, or both with a stroke between."""
    own, table, kept = chart.roles, chart.table, list(rows)
    keys = [[table.column(name)[row] for row in kept] for name in chart.key_columns]
    labels = [[table.column(own.label)[row] for row in kept]] if own.label else []
    both = ("/".join(key) for key in zip(*keys, strict=True))
    single = [*keys, *labels] if own.x else keys[:1]
    return list(dict.fromkeys([*(name for column in single for name in column), *both]))
