"""What people state about where figures come from: the entries of content/sources.toml.

An entry says who published something, and what is taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from exhibit.diagnostics import (
    ContentError,
    Entries,
    Place,
    Source,
    content_file,
    line_of,
    read_entries,
    required,
    say,
    spec,
    suggest,
)

CITATIONS = content_file("sources.toml")
_URL = re.compile(r"https?://[^\s/?#\[\]]+([/?#]\S*)?")


@spec
class Citation:
    """Where figures come from: one entry of sources.toml."""

    title: str
    publisher: str
    url: str
    retrieved: date = required(say("Say when you read it there: retrieved = 2026-11-23"))
    licence: str = required(
        say('Say how it may be used, as the publisher does: licence = "CC BY 4.0"')
    )
    grade: Literal["A", "B", "C"]  # the publisher's own data, quoted by the press, a blog
    published: str = ""
    next_check: date | None = None
    note: str = ""
    facts: tuple[str, ...] = ()  # exactly what is taken from it, with its figures
    tested: bool = False  # its claims are what the exhibit puts to the test, and prove nothing


def check_citation(name: str, citations: Iterable[str], place: Place) -> None:
    """What somebody names as a source at a place is an entry of sources.toml."""
    if name not in citations:
        message = say("“{name}” is not in content/sources.toml.", name=name)
        raise ContentError(place, message, suggest(name, citations))


def read_citations(source: Source) -> Entries[Citation]:
    stray = (
        say("“{key}” belongs to no source."),
        say("Each source is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, citation: Citation) -> None:
        check_url(citation.url, source.find(citation.url, line_of((key, "url"), source)))

    return read_entries(Citation, source, stray, check)


def check_url(url: str, place: Place) -> None:
    """An address on the web, as it stands in TOML."""
    if not _URL.fullmatch(url):
        hint = say("It begins with https:// and has no spaces.")
        raise ContentError(place, say("“{url}” is not an address on the web.", url=url), hint)
