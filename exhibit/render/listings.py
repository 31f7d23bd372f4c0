"""Pages that show what others hold: the tour, the objects, the glossary, whose pictures these are.

They are filled in when every text is converted, since only then is it known what stands where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exhibit.charts.figure.figure import Figure
from exhibit.content.model import Page, Phrase
from exhibit.features.glossary import make_entries
from exhibit.features.objects import inscribe, picture_of
from exhibit.images.view import Print
from exhibit.render.context import Link
from exhibit.render.directives import Body, Tools
from exhibit.site.urls import addresser

Shown = TypeVar("Shown", Print, Figure)
Bodies = Mapping[Page, Body]


@dataclass(frozen=True)
class Credit(Generic[Shown]):
    """A picture or a chart, and the pages on which it stands."""

    shown: Shown
    pages: tuple[Link, ...]


def list_others(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    """What the template of a page is given of other pages, if its layout asks for any."""
    show = LISTINGS.get(tools.project.documents[page.key].front_matter.layout)
    return show(tools, page, bodies) if show else {}


def list_stations(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    """What each station shows first."""
    return {"exhibits": {one.key: first_exhibit(body) for one, body in spoken(page, bodies)}}


def spoken(page: Page, bodies: Bodies) -> Iterator[tuple[Page, Body]]:
    """The pages in the language of one of them."""
    return ((one, body) for one, body in bodies.items() if one.locale == page.locale)


def first_exhibit(body: Body) -> Phrase | None:
    """What a page is built around: its first chart or, on a page without any, its first picture."""
    pictures = (one.caption for one in body.prints.values() if one.caption)
    return next((one.title for one in body.figures), next(pictures, None))


def show_object(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    """Its picture and its plate."""
    project = tools.project
    matter = project.documents[page.key].front_matter
    original = tools.site.by_key[page.key, project.locales[0]].path
    assert matter.plate is not None  # see check_objects
    return {
        "picture": bodies[page].prints[matter.picture],
        "subject": None,
        "original": f"{addresser(project, page)(original)}#{matter.picture}",
        "plate": inscribe(matter.plate, tools.templates[page.locale].language),
    }


def list_objects(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    """The picture of each object."""
    prints = bodies[page].prints
    keys = (one.key for one, _ in spoken(page, bodies))
    return {"prints": {key: prints.get(picture_of(tools.project, key)) for key in keys}}


def list_terms(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    language = tools.templates[page.locale].language
    return {"entries": make_entries(tools.project, tools.project.terms, language)}


def list_credits(tools: Tools, page: Page, bodies: Bodies) -> dict[str, Any]:
    """Every picture and every chart that stands on some page, in the order of the pages."""
    address = addresser(tools.project, page)
    others = list(spoken(page, bodies))
    pictures = {name: one for _, body in others for name, one in body.prints.items()}
    charts = {one.name: one for _, body in others for one in body.figures}

    def credit(shown: Shown, names: Callable[[Body], Iterable[str]]) -> Credit[Shown]:
        found = (other for other, body in others if shown.name in names(body))
        links = (Link(other, address(other.path), other == page) for other in found)
        return Credit(shown, tuple(links))

    return {
        "pictures": [credit(one, lambda body: body.prints) for one in pictures.values()],
        "charts": [credit(one, figure_names) for one in charts.values()],
    }


def figure_names(body: Body) -> Iterable[str]:
    return (figure.name for figure in body.figures)


LISTINGS: Mapping[str, Callable[[Tools, Page, Bodies], dict[str, Any]]] = {
    "stations": list_stations,
    "object": show_object,
    "objects": list_objects,
    "glossary": list_terms,
    "credits": list_credits,
}
