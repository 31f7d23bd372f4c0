"""What the templates are given to show: the page, its neighbours, its languages, its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup

from exhibit.charts import Figure
from exhibit.content import HOME, Contact, FrontMatter
from exhibit.evidence import Citation
from exhibit.i18n import Language, Phrase, States, autonym, direction
from exhibit.markup import Article
from exhibit.render.feature import Layout
from exhibit.render.links import Link
from exhibit.render.scene import Body, Scene, Workshop
from exhibit.render.template_faults import find_asset
from exhibit.site import STAND_INS, Alias, Page, PageStates, permalink, relative

# What the switcher says of a language in that language; messages to translate.
PARTLY, NOT_YET = "teilweise übersetzt", "noch nicht übersetzt"


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


@dataclass(frozen=True)
class _PageContext:
    """What every template of a page is given, by the names that it uses."""

    page: Page
    matter: FrontMatter
    site_name: Phrase
    contact: Contact | None
    direction: str  # of the language: ltr or rtl
    home: Link
    stations: list[Link]
    menu: list[Link]
    footer: list[Link]
    station: Link | None  # that the page belongs to
    previous: Link | None
    next: Link | None
    editions: list[Edition]
    alternates: list[Alternate]
    states: States  # of its translation
    citations: Mapping[str, Citation]  # that it draws on
    all_citations: Mapping[str, Citation]
    asset: Callable[[str], str]  # where a file of the folder static stands
    body: Markup
    parts: list[Markup]  # of the body: what comes first, then each section

    def with_others(self, *others: Mapping[str, Any]) -> dict[str, Any]:
        """Together with what features and the layout add for templates of their own."""
        context: dict[str, Any] = {key.name: getattr(self, key.name) for key in fields(self)}
        for other in others:
            context |= other
        return context


def make_context(
    scene: Scene, article: Article, body: Body, layout: Layout, states: PageStates
) -> _PageContext:
    page, contents, links = scene.page, scene.contents, scene.links
    navigation, settings = contents.navigation, scene.workshop.settings
    stations, menu = links.links(navigation.stations), links.links(navigation.menu)
    row = links.links(layout.row(contents)) if layout.row else stations
    editions = make_editions(scene, states)
    matter = scene.document.front_matter
    return _PageContext(
        page=page,
        matter=matter,
        site_name=scene.language.write(settings.name),
        contact=settings.contact,
        direction=direction(page.locale),
        home=links.links([HOME])[0],
        stations=stations,
        menu=menu,
        footer=links.links(navigation.footer),
        station=links.first(filter(None, [matter.station])),
        previous=_neighbour(row, page, -1),
        next=_neighbour([*row, *menu[:1]] if page.number else row, page, +1),
        editions=editions,
        alternates=make_alternates(editions),
        states=states[page.name],
        citations=_cited(contents.citations, matter.sources, body.all(Figure)),
        all_citations=contents.citations,
        asset=links.asset,
        body=Markup(article.html),
        parts=[Markup(section) for section in article.sections],
    )


def make_alias_context(workshop: Workshop, alias: Alias) -> dict[str, Any]:
    page = workshop.site.page(alias.key, alias.locale)
    base_url, assets = workshop.settings.base_url, workshop.assets
    return {
        "page": page,
        "site_name": workshop.languages[page.locale].write(workshop.settings.name),
        "direction": direction(page.locale),
        "url": relative(page.path, alias.path),
        "permalink": permalink(page.path, base_url) if base_url else "",
        "asset": lambda path: relative(find_asset(assets.paths, path), alias.path),
    }


def _neighbour(stations: Sequence[Link], page: Page, step: int) -> Link | None:
    """The station before or after this page.

    The start page stands before the first; what comes first in the menu follows the last.
    """
    at = next((index for index, link in enumerate(stations) if link.is_current), None)
    if at is None:
        return stations[0] if stations and step > 0 and page.key == HOME else None
    return stations[at + step] if 0 <= at + step < len(stations) else None


def make_editions(scene: Scene, states: PageStates) -> list[Edition]:
    workshop, page = scene.workshop, scene.page
    settings, languages = workshop.settings, workshop.languages
    others = [workshop.site.page(page.key, locale) for locale in languages]
    return [
        Edition(
            locale=other.locale,
            name=settings.names.get(other.locale) or autonym(other.locale),
            url=scene.links.address(other.path),
            permalink=permalink(other.path, settings.base_url) if settings.base_url else "",
            is_current=other.locale == page.locale,
            is_offered=_is_offered(other, states[other.name], settings.threshold),
            note=_describe_edition(languages[other.locale], states[other.name], settings.threshold),
        )
        for other in others
    ]


def _is_offered(page: Page, states: States, threshold: float) -> bool:
    """Whether search engines are told of it: it has a place of its own, and is translated."""
    return page.layout not in STAND_INS and states.share >= threshold


def make_alternates(editions: Sequence[Edition]) -> list[Alternate]:
    """The languages that a page is offered in; none if it is not, or in no other.

    Each page in this list has the same list, which search engines ask for.
    """
    offered = [edition for edition in editions if edition.is_offered and edition.permalink]
    if len(offered) < 2 or not any(edition.is_current for edition in offered):
        return []
    named = [Alternate(edition.locale, edition.permalink) for edition in offered]
    return [*named, Alternate("x-default", offered[0].permalink)]


def _describe_edition(language: Language, states: States, threshold: float) -> Phrase | None:
    """What the switcher says of a page of which less than the threshold is translated."""
    if states.share >= threshold:
        return None
    return language.write(PARTLY if states.translated else NOT_YET)


def _cited(
    citations: Mapping[str, Citation], keys: Iterable[str], figures: Iterable[Figure]
) -> dict[str, Citation]:
    """The sources of a page, those of its charts first, each once."""
    used = dict.fromkeys([*(key for figure in figures for key in figure.sources), *keys])
    return {key: citations[key] for key in used}
