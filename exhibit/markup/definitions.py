"""Definitions of links and abbreviations: nothing is shown of them where they stand.

"[Hinweis]: Geschlossen" looks to Markdown like the address of a link, and would vanish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exhibit.diagnostics import Source, each, say
from exhibit.markup.lines import Piece, Pieces

_LINK = re.compile(r" {0,3}\[(?P<name>[^\]^][^\]]*)\]: *\S+(?P<more> .*)?$")
_ABBREVIATION = re.compile(r"\*\[(?P<name>[^\]]+)\] ?:")
_TITLE = re.compile(r"(?:\".*\"|'.*'|\(.*\))?")


def check_definitions(source: Source, pieces: Pieces) -> None:
    """Each is defined once, and a link stands in the text."""
    lines = [line for line in pieces if not line.is_fixed]
    links = [line for line in lines if _find_link(line)]
    short = [line for line in lines if _ABBREVIATION.match(line.text)]
    defined = {line.number for line in (*links, *short)}
    if defined:
        text = "\n".join(line.text for line in lines if line.number not in defined).casefold()
        each(lambda line: _check_link(source, line, text), links)
        _check_twice(source, [(line, _find_link(line)) for line in links])
        _check_twice(source, [(line, _ABBREVIATION.match(line.text)) for line in short])


def _find_link(line: Piece) -> re.Match[str] | None:
    """The definition of a link, which has an address without blanks, and at most a title."""
    found = _LINK.match(line.text)
    return found if found and _TITLE.fullmatch((found["more"] or "").strip()) else None


def _check_link(source: Source, line: Piece, text: str) -> None:
    found = _find_link(line)
    if found and f"[{found['name'].strip().casefold()}]" not in text:
        message = say("This line would not be shown.")
        hint = say(
            "It says where [{name}] leads, and no text has that. If it is meant to be read, write "
            "a backslash in front: \\[{name}]:",
            name=found["name"],
        )
        raise source.fault(message, hint, line=line.number)


def _check_twice(source: Source, found: Sequence[tuple[Piece, re.Match[str] | None]]) -> None:
    known: set[str] = set()
    for line, one in found:
        name = one["name"].strip() if one else ""
        if name.casefold() in known:
            message = say("“{name}” is explained twice.", name=name)
            hint = say("Leave only one of the two lines.")
            raise source.fault(message, hint, line=line.number)
        known.add(name.casefold())
