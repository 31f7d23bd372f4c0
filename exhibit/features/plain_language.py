"""The tour in plain language: pages of their own, each standing for a stop of the tour.

Plain language is no sentence by sentence translation, so it is no further language of the
same pages. Such a page names its station; the one that names none stands for the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exhibit.content import HOME, Contents, Document, FrontMatter
from exhibit.diagnostics import each, say
from exhibit.i18n import Languages
from exhibit.render import Body, Feature, Layout, Scene

_LAYOUT = "simple"


def plain_pages(contents: Contents) -> Mapping[str, str]:
    """The key of the page in plain language, by that of its stop, in the order of the tour."""
    found = {_stop_of(contents.matters[key]): key for key in contents.laid_out(_LAYOUT)}
    stops = (HOME, *contents.navigation.stations)
    return {stop: found[stop] for stop in stops if stop in found}


def _check_plain_pages(contents: Contents, languages: Languages) -> None:
    """Each stop of the tour has at most one page in plain language."""
    taken: dict[str, Document] = {}

    def check(document: Document) -> None:
        stop = _stop_of(document.front_matter)
        other = taken.setdefault(stop, document)
        if other is not document:
            message = say(
                "“{name}” is told in plain language by {file} already.",
                name=stop,
                file=other.key,
            )
            hint = say('Name another station: station = "stations/…"')
            raise document.fault("station", message, hint)

    each(lambda key: check(contents.documents[key]), contents.laid_out(_LAYOUT))


def _stop_of(matter: FrontMatter) -> str:
    return matter.station or HOME


def _show_both(scene: Scene, body: Body) -> Mapping[str, Any]:
    """The way from a page to the same in plain language, and back."""
    links, plain = scene.links, plain_pages(scene.contents)
    return {
        "plain": links.first(filter(None, [plain.get(scene.page.key)])),
        "standard": links.first(stop for stop in plain if plain[stop] == scene.page.key),
        "plain_stations": links.links(plain[stop] for stop in plain if stop != HOME),
    }


PLAIN_LANGUAGE = Feature(
    layouts=(Layout(_LAYOUT, row=lambda contents: plain_pages(contents).values()),),
    rule=_check_plain_pages,
    context=_show_both,
)
