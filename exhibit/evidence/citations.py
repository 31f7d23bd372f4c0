"""What people state about where figures come from, and about whether a claim is true.

An entry of sources.toml says who published something and what is taken from it; one of
claims.toml, what was found when somebody compared a claim with such sources, and when it is to
be compared again. definitions.toml says which numbers need no source at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from exhibit.diagnostics.faults import ContentError, Place, say
from exhibit.diagnostics.toml import Names, required, spec, suggest

Verdict = Literal["belegt", "präzisiert", "offen", "Meinung", "nicht gestützt"]
OPINION: Verdict = "Meinung"  # the one that needs no source


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


@spec
class Claim:
    """What somebody says, and what is known of it: one entry of claims.toml."""

    claim: str = required(say('Say in your own words what is claimed: claim = "Coal grows."'))
    finding: str = required(say('Say in 1 to 3 sentences what you found: finding = "It does."'))
    verdict: Verdict
    checked: date = required(say("Say when you looked: checked = 2026-11-26"))
    next_check: date = required(say("Say when to look again: next_check = 2027-05-26"))
    sources: Names = ()  # keys of sources.toml
    station: str = ""  # the file of the one that looks at it more closely


@spec
class Definitions:
    """Numbers that come from no source: all that definitions.toml says."""

    exact: tuple[str, ...] = ()  # that hold by definition, each with its unit: 60 Minuten
    names: tuple[str, ...] = ()  # in which digits state nothing: GPT-4, Jahrgang 2024/25
    counted: tuple[str, ...] = ()  # what is counted on the page itself: Stufen, Balken
    scales: Mapping[str, float] = field(default_factory=dict)  # what a word multiplies: kWh, 1000


def check_citation(name: str, citations: Iterable[str], place: Place) -> None:
    """What somebody names as a source at a place is an entry of sources.toml."""
    if name not in citations:
        message = say("“{name}” is not in content/sources.toml.", name=name)
        raise ContentError(place, message, suggest(name, citations))
