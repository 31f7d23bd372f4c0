"""The ledger: claims that were compared with sources, the page that shows them, their seals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from exhibit.charts import IN_PAGE, find_tables, make_plain_reader, write_cell
from exhibit.content import Contents, Document
from exhibit.diagnostics import Place, say
from exhibit.evidence import Verdict
from exhibit.features.ledger.claims import CLAIMS, FILE
from exhibit.features.ledger.groups import Group, group_claims
from exhibit.features.listing import check_single
from exhibit.i18n import Languages, Message, slugify
from exhibit.render import (
    Basis,
    Bodies,
    Dated,
    Feature,
    FigureReader,
    Layout,
    Passage,
    Scene,
    Target,
    fill_marks,
)

_LAYOUT = "ledger"


def _name_claims(contents: Contents) -> Iterable[str]:
    return contents.shelves[CLAIMS].by_key


def _check_ledger(contents: Contents, languages: Languages) -> None:
    """Claims have one page to stand on."""
    nowhere = say("No page shows these claims.")
    again = say("The claims already stand on {file}.")
    check_single(contents, _LAYOUT, contents.shelves[CLAIMS].source, nowhere, again)


def _cite_claims(contents: Contents) -> Iterator[str]:
    return (key for claim in contents.shelves[CLAIMS].values() for key in claim.sources)


def _claim_messages(contents: Contents, document: Document) -> Iterator[Message]:
    """What there is to translate in the claims."""
    claims = contents.shelves[CLAIMS]
    for key, claim in claims.items():
        for name in ("claim", "finding", "verdict"):
            text = getattr(claim, name).strip()
            yield Message(text, claims.find(text, key, name))


def _place_claims(contents: Contents, document: Document) -> Iterator[tuple[str, Place]]:
    """The anchor of each claim, and where it is written."""
    claims = contents.shelves[CLAIMS]
    return ((key, claims.place(key)) for key in claims)


def _make_groups(scene: Scene) -> Iterable[Group]:
    reader = make_plain_reader(scene.contents.charts, write_cell)
    return group_claims(scene.contents.shelves[CLAIMS], scene.language, reader)


def _show_groups(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    return {"groups": bodies[scene.page.name].all(Group)}


def locate_verdict(scene: Scene, verdict: Verdict) -> str:
    """Where the claims with this verdict stand; the page as a whole if there are none."""
    claims = scene.contents.shelves[CLAIMS].values()
    has_claims = any(claim.verdict == verdict for claim in claims)
    return scene.links.on_page(_LAYOUT, slugify(verdict) if has_claims else "")


def _seal_claims(scene: Scene) -> Mapping[str, str]:
    """The seal of each claim, by the address that links to it have on the page."""
    if scene.page.layout == _LAYOUT:  # where each claim bears its own
        return {}
    return {
        scene.links.on_page(_LAYOUT, key): scene.templates.render(
            "partials/claim.html", verdict=claim.verdict, locale=scene.page.locale
        )
        for key, claim in scene.contents.shelves[CLAIMS].items()
    }


def _claim_passages(
    contents: Contents, read_figure: FigureReader, shared: tuple[str, ...] = ()
) -> Iterator[Passage]:
    """The claims; all of them may draw on what their page names as its sources."""
    claims = contents.shelves[CLAIMS]
    for name, claim in claims.items():
        tables = tuple(find_tables(contents.charts, claim.finding))
        for key in ("claim", "finding"):
            place = claims.place(name, key)
            text = getattr(claim, key)
            sources = (*claim.sources, *shared)
            basis = Basis(tables, sources, shows=name, is_claim=key == "claim")
            yield Passage(*fill_marks(text, IN_PAGE, place, read_figure), place, basis)


def _state_claims(contents: Contents, read_figure: FigureReader) -> Iterator[Passage]:
    """What others say, so that pages may repeat it; what we found is no origin of itself."""
    return (one for one in _claim_passages(contents, read_figure) if one.basis.is_claim)


def _page_passages(
    contents: Contents, document: Document, read_figure: FigureReader
) -> Iterator[Passage]:
    return _claim_passages(contents, read_figure, document.front_matter.sources)


def _date_claims(contents: Contents) -> Iterator[Dated]:
    claims = contents.shelves[CLAIMS]
    return (
        Dated(key, claims.place(key, "next_check"), claim.next_check)
        for key, claim in claims.items()
    )


LEDGER = Feature(
    shelves=(CLAIMS,),
    layouts=(
        Layout(
            _LAYOUT,
            messages=_claim_messages,
            anchors=_place_claims,
            things=_make_groups,
            context=_show_groups,
            cites=lambda contents, document: _cite_claims(contents),
            passages=_page_passages,
            is_glossed=True,
            is_told=True,
        ),
    ),
    rule=_check_ledger,
    cites=_cite_claims,
    targets=(
        Target(
            FILE.name,
            _LAYOUT,
            say("There is no claim “{name}” in content/claims.toml."),
            _name_claims,
        ),
    ),
    seals=_seal_claims,
    dated=_date_claims,
    states=_state_claims,
)
