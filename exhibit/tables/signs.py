"""Signs that statistical offices set behind a figure, or in its place, and what they mean.

They are those of Eurostat and of the German offices. A sign is no figure: what it says belongs into
the note of the source, and a cell without a figure stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from exhibit.diagnostics import NOTHING, Notice, say

_FLAGS: Mapping[str, Notice] = {
    "b": say("break in the series"),
    "c": say("confidential"),
    "d": say("defined in another way, or days"),
    "e": say("estimated"),
    "f": say("forecast"),
    "i": say("see the notes"),
    "n": say("not significant"),
    "p": say("provisional"),
    "r": say("revised"),
    "s": say("estimated by Eurostat, or seconds"),
    "u": say("not reliable"),
    "z": say("not applicable"),
}
_FLAG = re.compile(rf"\(?([{''.join(_FLAGS)}]|[bdefprsu]{{2,3}})\)?")  # but not the inch, in
_NO_VALUE = say("not available")
_MISSING: Mapping[str, Notice] = {
    ":": _NO_VALUE,
    "..": _NO_VALUE,
    ".": say("unknown or secret"),
    "/": say("not reliable"),
    "x": say("blocked, as a figure would make no sense"),
    "...": say("comes later"),
    "…": say("comes later"),
    "c": _FLAGS["c"],
    "n": _FLAGS["n"],
    "u": _FLAGS["u"],
    "z": _FLAGS["z"],
}
_COLON = re.compile(r":\s*([a-z]{0,3})")
_NOTHING_THERE = frozenset("-–—")
_NO_WORD = re.compile(
    r"[-–—.?*]+|k\.?\s?A\.?|n\.?\s?/?\s?[av]\.?|none|null|nan|unbekannt|fehlt", re.I
)


def mean(flags: str) -> Notice:
    """What the flags behind a figure mean; nothing if these letters are none."""
    found = _FLAG.fullmatch(flags)
    if not found or len(set(found[1])) < len(found[1]):
        return NOTHING
    one, *others = (_FLAGS[flag] for flag in found[1])
    for other in others:
        one = say("{one}, {other}", one=one, other=other)
    return one


def explain_missing(cell: str) -> Notice:
    """What to do about a sign in the place of a figure; nothing if it is no such sign."""
    if cell in _NOTHING_THERE:
        return say(
            "Write 0 if “{sign}” means that there is nothing; else leave it empty.", sign=cell
        )
    meaning = _MISSING.get(cell.lower(), NOTHING)
    if found := _COLON.fullmatch(cell):
        meaning = mean(found[1])
        if meaning == NOTHING:
            meaning = _NO_VALUE
    if meaning != NOTHING:
        return say("Leave the cell empty: “{sign}” means {meaning}.", sign=cell, meaning=meaning)
    if _NO_WORD.fullmatch(cell):
        return say("Leave the cell empty if there is no value.")
    return NOTHING
