"""The ledger: sources, the claims that were compared with them, and the page that shows both.

A claim is worth its evidence: it names a source of sources.toml unless it is an opinion, and
no source stands there that nothing draws on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from exhibit.charts.placeholders import IN_PAGE, ReadFigure, fill_source
from exhibit.content.model import Phrase, Project
from exhibit.diagnostics.faults import Notice, Place, each, say
from exhibit.diagnostics.source import Source, content_file
from exhibit.diagnostics.toml import Spec, line_of, parse, read, suggest
from exhibit.evidence.citations import OPINION, Citation, Claim, Verdict, check_citation
from exhibit.i18n.cldr import slugify
from exhibit.i18n.language import Language, Message
from exhibit.i18n.typography import set_phrase
from exhibit.site.urls import check_url

CITATIONS, CLAIMS = content_file("sources.toml"), content_file("claims.toml")
DEFINITIONS = content_file("definitions.toml")
LAYOUT = "ledger"  # of the page that shows the claims


@dataclass(frozen=True)
class Entry:
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
    entries: tuple[Entry, ...]


def read_citations(source: Source) -> Mapping[str, Citation]:
    stray = (
        say("“{key}” belongs to no source."),
        say("Each source is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, citation: Citation) -> None:
        check_url(citation.url, source.find(citation.url, line_of((key, "url"), source)))

    return read_tables(Citation, source, stray, check)


def read_claims(
    source: Source, citations: Iterable[str], stations: Iterable[str]
) -> Mapping[str, Claim]:
    stray = (
        say("“{key}” belongs to no claim."),
        say("Each claim is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, claim: Claim) -> None:
        steps: tuple[Callable[[], object], ...] = (
            lambda: check_key(key, source),
            lambda: each(lambda name: check_source(key, name, source, citations), claim.sources),
            lambda: check_evidence(key, claim, source),
            lambda: check_dates(key, claim, source),
            lambda: check_station(key, claim, source, stations),
        )
        each(lambda step: step(), steps)

    return read_tables(Claim, source, stray, check)


def read_tables(
    cls: type[Spec],
    source: Source,
    stray: tuple[Notice, Notice],
    check: Callable[[str, Spec], None],
) -> Mapping[str, Spec]:
    """Every table of a file by its key; stray says what is wrong with a line above all tables."""
    tables = parse(source)

    def read_table(key: str) -> tuple[str, Spec]:
        if not isinstance(tables[key], dict):
            message = Notice(stray[0].template, {"key": key})
            raise source.fault(message, stray[1], line=line_of((key,), source))
        found = read(cls, tables[key], source, within=(key,))
        check(key, found)
        return key, found

    return dict(each(read_table, tables))


def check_key(key: str, source: Source) -> None:
    """It becomes an anchor, which people link to."""
    if key != slugify(key):
        message = say("“{name}” cannot be an anchor.", name=key)
        hint = say("Write small letters, digits and hyphens: {slug}", slug=slugify(key) or "…")
        raise source.fault(message, hint, line=line_of((key,), source))


def check_source(key: str, name: str, source: Source, citations: Iterable[str]) -> None:
    line = source.find(f'"{name}"', line_of((key, "sources"), source)).line
    check_citation(name, citations, source.place(line))


def check_evidence(key: str, claim: Claim, source: Source) -> None:
    if not claim.sources and claim.verdict != OPINION:
        message = say("This claim has no source.")
        hint = say(
            'Name what you compared it with: sources = ["key"]; only what has the verdict '
            "“{verdict}” needs none.",
            verdict=OPINION,
        )
        raise source.fault(message, hint, line=line_of((key,), source))


def check_dates(key: str, claim: Claim, source: Source) -> None:
    if claim.next_check <= claim.checked:
        message = say("The next check is not after the last one.")
        hint = say("Choose a day after {day}.", day=claim.checked)
        raise source.fault(message, hint, line=line_of((key, "next_check"), source))


def check_station(key: str, claim: Claim, source: Source, stations: Iterable[str]) -> None:
    if claim.station and claim.station not in stations:
        message = say("“{name}” is no station of the tour.", name=claim.station)
        line = line_of((key, "station"), source)
        raise source.fault(message, suggest(claim.station, stations), line=line)


def check_ledger(project: Project) -> None:
    """Claims have one page to stand on."""
    nowhere = say("No page shows these claims.")
    again = say("The claims already stand on {file}.")
    check_page(project, LAYOUT, project.claims_source, nowhere, again)


def check_page(
    project: Project, layout: str, entries: Source, nowhere: Notice, again: Notice
) -> None:
    """What a file lists is shown by one page; nowhere and again say what is wrong otherwise."""
    pages = project.laid_out(layout)
    if entries.text.strip() and not pages:
        hint = say('Give one page the layout: layout = "{layout}"', layout=layout)
        raise entries.fault(nowhere, hint, line=1)
    for page in pages[1:]:
        message = Notice(again.template, {"file": pages[0].key})
        hint = say("Give this page another layout.")
        raise page.source.fault(message, hint, line=line_of(("layout",), page.source, 2))


def check_unused(project: Project) -> None:
    """Every source is drawn on by a page, a chart or a claim.

    While a page misspells one, which is told where it stands, this cannot be known.
    """
    used = {key for one in project.documents.values() for key in one.front_matter.sources}
    used |= {key for chart in project.charts.values() for key in chart.card.source}
    used |= {key for bench in project.benches.values() for key in bench.card.source}
    used |= {key for claim in project.claims.values() for key in claim.sources}
    source = project.citations_source

    def refuse(key: str) -> None:
        message = say("Nothing draws on the source “{name}”.", name=key)
        hint = say("Name it on the page, chart or claim that needs it, or delete it here.")
        raise source.fault(message, hint, line=line_of((key,), source))

    if used <= set(project.citations):
        each(refuse, (key for key in project.citations if key not in used))


def claim_messages(project: Project) -> Iterator[Message]:
    """What there is to translate in the claims."""
    source = project.claims_source
    for key, claim in project.claims.items():
        for name in ("claim", "finding", "verdict"):
            text = getattr(claim, name).strip()
            place = source.find(text.split("\n")[0], line_of((key, name), source))
            yield Message(text, place)


def group_claims(
    project: Project, language: Language, read_figure: ReadFigure
) -> tuple[Group, ...]:
    """The claims by verdict as a page shows them; raises the faults of their placeholders."""
    entries = dict(
        each(lambda key: (key, make_entry(project, key, language, read_figure)), project.claims)
    )
    verdicts = dict.fromkeys(claim.verdict for claim in project.claims.values())
    return tuple(
        Group(
            anchor=slugify(verdict),
            seal=verdict,
            verdict=set_phrase(language.phrase(verdict)),
            entries=tuple(
                entry for key, entry in entries.items() if project.claims[key].verdict == verdict
            ),
        )
        for verdict in get_args(Verdict)
        if verdict in verdicts
    )


def place_claims(project: Project) -> Iterator[tuple[str, Place]]:
    """The anchor of each claim, and where it is written."""
    source = project.claims_source
    return ((key, source.place(line_of((key,), source))) for key in project.claims)


def make_entry(project: Project, key: str, language: Language, read_figure: ReadFigure) -> Entry:
    claim, source = project.claims[key], project.claims_source

    def phrase(name: str) -> Phrase:
        text = getattr(claim, name).strip()
        line = line_of((key, name), source)
        return set_phrase(fill_source(source, text, language, IN_PAGE, read_figure, line))

    return Entry(
        key=key,
        claim=phrase("claim"),
        finding=phrase("finding"),
        sources=claim.sources,
        checked=claim.checked,
        next_check=claim.next_check,
        station=claim.station,
    )
