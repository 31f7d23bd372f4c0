"""What the templates are given to show: the page, its neighbours, its languages, its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exhibit.charts.figure.figure import Figure
from exhibit.content.model import Alias, Page, Phrase, Project, Site
from exhibit.evidence.citations import Citation
from exhibit.features.objects import LAYOUT as OBJECT
from exhibit.features.objects import LIST, find_objects
from exhibit.features.plain_language import LAYOUT as PLAIN
from exhibit.features.plain_language import plain_pages
from exhibit.i18n.cldr import autonym, direction
from exhibit.i18n.language import Messages, States, count_states, make_language
from exhibit.i18n.typography import set_phrase
from exhibit.site.assets import Assets
from exhibit.site.grounds import find_users
from exhibit.site.urls import HOME, STAND_INS, addresser, permalink, relative

SOURCES = "sources"  # the layout of pages that list every source

# What the switcher says of a language in that language; messages to translate.
PARTLY, NOT_YET = "teilweise übersetzt", "noch nicht übersetzt"

PageStates = Mapping[Page, States]  # of the messages on each page


def count_page_states(project: Project, site: Site, messages: Messages) -> PageStates:
    languages = {locale: make_language(project, locale) for locale in project.locales}
    return {page: count_states(messages[page.key], languages[page.locale]) for page in site.pages}


@dataclass(frozen=True)
class Link:
    """A page as another one names it."""

    page: Page
    url: str
    is_current: bool


@dataclass(frozen=True)
class Edition:
    """This page in one language."""

    locale: str
    name: str  # of the language, in the language
    url: str  # from this page
    permalink: str  # empty without a base URL
    is_current: bool
    is_offered: bool  # to search engines: enough of it is translated
    note: Phrase | None  # in its language, that it is not yet translated


@dataclass(frozen=True)
class Alternate:
    """The same page in a language, as search engines are told of it."""

    language: str  # or x-default, for readers of none of them
    url: str


def make_context(
    project: Project,
    site: Site,
    assets: Assets,
    page: Page,
    figures: Sequence[Figure],
    states: PageStates,
) -> dict[str, Any]:
    matter = project.documents[page.key].front_matter
    address = addresser(project, page)

    def links(keys: Iterable[str]) -> list[Link]:
        pages = [site.by_key[key, page.locale] for key in keys]
        return [Link(other, address(other.path), other.key == page.key) for other in pages]

    def first(keys: Iterable[str]) -> Link | None:
        return next(iter(links(keys)), None)

    def first_of(layout: str) -> Link | None:
        return first(document.key for document in project.laid_out(layout))

    navigation = project.settings.navigation
    editions = make_editions(project, site, page, address, states)
    stations, plain = links(navigation.stations), plain_pages(project)
    objects, menu = links(find_objects(project)), links(navigation.menu)
    rows = {OBJECT: objects, PLAIN: links(plain.values())}
    row = rows.get(matter.layout, stations)
    name = make_language(project, page.locale).phrase(project.settings.name)
    return {
        "page": page,
        "matter": matter,
        "site_name": set_phrase(name),
        "contact": project.settings.contact,
        "direction": direction(page.locale),
        "home": links([HOME])[0],
        "stations": stations,
        "menu": menu,
        "footer": links(navigation.footer),
        "station": first(filter(None, [matter.station])),
        "objects": objects,
        "previous": neighbour(row, page, -1),
        "next": neighbour([*row, *menu[:1]] if page.number else row, page, +1),
        "plain": first(filter(None, [plain.get(page.key)])),
        "standard": first(stop for stop in plain if plain[stop] == page.key),
        "plain_stations": links(plain[stop] for stop in plain if stop != HOME),
        "editions": editions,
        "alternates": make_alternates(editions),
        "states": states[page],
        "citations": cited(project, matter.sources, figures),
        "all_citations": project.citations,
        "drawn_on_by": {
            key: links(pages)
            for key, pages in (find_users(project) if matter.layout == SOURCES else {}).items()
        },
        "bibliography": first_of(SOURCES),
        "glossary": first_of("glossary"),
        "collection": first_of(LIST),
        "tour": first_of("stations"),
        "asset": lambda path: address(assets.paths[path]),
    }


def make_alias_context(
    project: Project, site: Site, assets: Assets, alias: Alias
) -> dict[str, Any]:
    page = site.by_key[alias.key, alias.locale]
    base_url = project.settings.base_url
    return {
        "page": page,
        "site_name": set_phrase(make_language(project, page.locale).phrase(project.settings.name)),
        "direction": direction(page.locale),
        "url": relative(page.path, alias.path),
        "permalink": permalink(page.path, base_url) if base_url else "",
        "asset": lambda path: relative(assets.paths[path], alias.path),
    }


def neighbour(stations: Sequence[Link], page: Page, step: int) -> Link | None:
    """The station before or after this page.

    The start page stands before the first; what comes first in the menu follows the last.
    """
    at = next((index for index, link in enumerate(stations) if link.is_current), None)
    if at is None:
        return stations[0] if stations and step > 0 and page.key == HOME else None
    return stations[at + step] if 0 <= at + step < len(stations) else None


def make_editions(
    project: Project, site: Site, page: Page, address: Callable[[str], str], states: PageStates
) -> list[Edition]:
    settings = project.settings
    others = [site.by_key[page.key, locale] for locale in project.locales]
    stands_in = project.documents[page.key].front_matter.layout in STAND_INS
    return [
        Edition(
            locale=other.locale,
            name=settings.names.get(other.locale) or autonym(other.locale),
            url=address(other.path),
            permalink=permalink(other.path, settings.base_url) if settings.base_url else "",
            is_current=other.locale == page.locale,
            is_offered=not stands_in and states[other].share >= settings.threshold,
            note=describe_edition(project, other, states[other], settings.threshold),
        )
        for other in others
    ]


def make_alternates(editions: Sequence[Edition]) -> list[Alternate]:
    """The languages that a page is offered in; none if it is not, or in no other.

    Each page in this list has the same list, which search engines ask for.
    """
    offered = [edition for edition in editions if edition.is_offered and edition.permalink]
    if len(offered) < 2 or not any(edition.is_current for edition in offered):
        return []
    named = [Alternate(edition.locale, edition.permalink) for edition in offered]
    return [*named, Alternate("x-default", offered[0].permalink)]


def describe_edition(
    project: Project, page: Page, states: States, threshold: float
) -> Phrase | None:
    """What the switcher says of a page of which less than the threshold is translated."""
    if states.share >= threshold:
        return None
    text = PARTLY if states.translated else NOT_YET
    return set_phrase(make_language(project, page.locale).phrase(text))


def cited(project: Project, keys: Iterable[str], figures: Sequence[Figure]) -> dict[str, Citation]:
    """The sources of a page, those of its charts first, each once."""
    used = dict.fromkeys([*(key for figure in figures for key in figure.sources), *keys])
    return {key: project.citations[key] for key in used}
