"""What people state about where figures come from, and about whether a claim is true.

An entry of sources.toml says who published something; one of claims.toml, what was found
when somebody compared a claim with such sources, and when it is to be compared again.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from exhibit.errors import say
from exhibit.schema import Names, required, spec

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
