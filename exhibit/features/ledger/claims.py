"""What people state about claims, and whether each is true: the entries of content/claims.toml.

A claim is worth its evidence: it names a source of sources.toml unless it is an opinion, and says
when it is to be compared with such sources again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from exhibit.content import Library, Shelf
from exhibit.diagnostics import (
    Entries,
    Names,
    Source,
    content_file,
    each,
    line_of,
    read_entries,
    required,
    say,
    spec,
    suggest,
)
from exhibit.evidence import OPINION, Verdict, check_citation
from exhibit.features.listing import check_key

FILE = content_file("claims.toml")


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


def read_claims(library: Library) -> Entries[Claim]:
    source, stations = library.read_optional(FILE), library.stations
    stray = (
        say("“{key}” belongs to no claim."),
        say("Each claim is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, claim: Claim) -> None:
        check_one = partial(_check_source, key, source=source, citations=library.citations)
        steps: tuple[Callable[[], object], ...] = (
            lambda: check_key(key, source),
            lambda: each(check_one, claim.sources),
            lambda: _check_evidence(key, claim, source),
            lambda: _check_dates(key, claim, source),
            lambda: _check_station(key, claim, source, stations),
        )
        each(lambda step: step(), steps)

    return read_entries(Claim, source, stray, check)


def _check_source(key: str, name: str, source: Source, citations: Iterable[str]) -> None:
    line = source.find(f'"{name}"', line_of((key, "sources"), source)).line
    check_citation(name, citations, source.place(line))


def _check_evidence(key: str, claim: Claim, source: Source) -> None:
    if not claim.sources and claim.verdict != OPINION:
        message = say("This claim has no source.")
        hint = say(
            'Name what you compared it with: sources = ["key"]; only what has the verdict '
            "“{verdict}” needs none.",
            verdict=OPINION,
        )
        raise source.fault(message, hint, line=line_of((key,), source))


def _check_dates(key: str, claim: Claim, source: Source) -> None:
    if claim.next_check <= claim.checked:
        message = say("The next check is not after the last one.")
        hint = say("Choose a day after {day}.", day=claim.checked)
        raise source.fault(message, hint, line=line_of((key, "next_check"), source))


def _check_station(key: str, claim: Claim, source: Source, stations: Iterable[str]) -> None:
    if claim.station and claim.station not in stations:
        message = say("“{name}” is no station of the tour.", name=claim.station)
        line = line_of((key, "station"), source)
        raise source.fault(message, suggest(claim.station, stations), line=line)


CLAIMS = Shelf("claims", read_claims, files=(FILE,))
