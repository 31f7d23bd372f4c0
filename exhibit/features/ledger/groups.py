"""The claims as the page of the ledger shows them: by verdict, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from exhibit.charts import IN_PAGE, ReadFigure, fill_source
from exhibit.diagnostics import Entries, each
from exhibit.evidence import Verdict
from exhibit.features.ledger.claims import Claim
from exhibit.i18n import Language, Phrase, set_phrase, slugify


@dataclass(frozen=True)
class _Entry:
    """A claim in the language of a page."""

    key: str
    claim: Phrase
    finding: Phrase
    sources: tuple[str, ...]
    checked: date
    next_check: date
    station: str


@dataclass(frozen=True)
class Group:
    """The claims with the same verdict, in the order of their file."""

    anchor: str
    seal: Verdict  # which mark it bears
    verdict: Phrase
    entries: tuple[_Entry, ...]


def group_claims(
    claims: Entries[Claim], language: Language, read_figure: ReadFigure
) -> tuple[Group, ...]:
    """The claims by verdict as a page shows them; raises the faults of their placeholders."""
    entries = dict(each(lambda key: (key, _make_entry(claims, key, language, read_figure)), claims))
    verdicts = dict.fromkeys(claim.verdict for claim in claims.values())
    return tuple(
        Group(
            anchor=slugify(verdict),
            seal=verdict,
            verdict=language.write(verdict),
            entries=tuple(
                entry for key, entry in entries.items() if claims[key].verdict == verdict
            ),
        )
        for verdict in get_args(Verdict)
        if verdict in verdicts
    )


def _make_entry(
    claims: Entries[Claim], key: str, language: Language, read_figure: ReadFigure
) -> _Entry:
    claim = claims[key]

    def phrase(name: str) -> Phrase:
        text, line = getattr(claim, name).strip(), claims.line(key, name)
        filled = fill_source(claims.source, text, language, IN_PAGE, read_figure, line)
        return set_phrase(filled)

    return _Entry(
        key=key,
        claim=phrase("claim"),
        finding=phrase("finding"),
        sources=claim.sources,
        checked=claim.checked,
        next_check=claim.next_check,
        station=claim.station,
    )
