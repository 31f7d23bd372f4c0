"""The second stage: every page in every language gets its place, before any text is converted.

Addresses are flat files (`messen.html`, `en/measure.html`) so that they work on any
host, in any subfolder and from a folder opened by a double click.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from functools import partial

from exhibit.content import HOME, Contents, Document, Project, check_settings
from exhibit.diagnostics import ContentError, Place, Source, each, say, suggest
from exhibit.evidence import check_citation
from exhibit.i18n import SLUG, Language, Languages, slugify
from exhibit.site.aliases import Host, place_aliases
from exhibit.site.model import Page, Site
from exhibit.site.released import check_released
from exhibit.site.urls import folder_of, make_path, source_slug, station_number

Rule = Callable[[Contents, Languages], None]  # raises what keeps the contents from being a site


def assemble_site(project: Project, languages: Languages, rules: Iterable[Rule]) -> Site:
    """Place all pages; raises a fault for every address or reference that cannot be."""
    contents, settings = project.contents, project.settings
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_settings(settings, project.settings_source),
        lambda: _check_contents(contents, project.settings_source),
        *(partial(rule, contents, languages) for rule in rules),
    )
    each(lambda check: check(), checks)
    documents = contents.documents
    pages = tuple(
        _place_page(document, language)
        for language in languages.values()
        for document in documents.values()
    )
    _check_addresses(pages, documents, languages)
    by_key = {(page.key, page.locale): page for page in pages}
    host = Host(project.locales, settings.base_url)
    site = Site(pages, by_key, place_aliases(documents.values(), pages, host))
    check_released(project.released, site, documents, project.locales)
    return site


def _place_page(document: Document, language: Language) -> Page:
    matter = document.front_matter
    return Page(
        key=document.key,
        locale=language.locale,
        path=make_path(document, language),
        layout=document.layout,
        title=language.write(matter.title),
        label=language.write(matter.label or matter.title),
        description=language.write(matter.description),
        number=station_number(document.key),
    )


def _check_contents(contents: Contents, settings: Source) -> None:
    """What leads where leads somewhere; settings is the file that says so."""
    navigation, documents = contents.navigation, contents.documents
    named = (*navigation.stations, *navigation.menu, *navigation.footer)
    checks: tuple[Callable[[], object], ...] = (
        lambda: _check_home(documents, settings),
        lambda: each(lambda key: _check_navigation(documents, settings, key), named),
        lambda: each(lambda page: _check_sources(page, contents.citations), documents.values()),
        lambda: each(lambda page: _check_station(page, navigation.stations), documents.values()),
    )
    each(lambda check: check(), checks)


def _check_home(documents: Container[str], settings: Source) -> None:
    if HOME not in documents:
        hint = say("Every exhibit has a page content/{home}, where it begins.", home=HOME)
        raise settings.fault(say("There is no start page."), hint)


def _check_navigation(documents: Collection[str], settings: Source, key: str) -> None:
    if key not in documents:
        message = say("There is no page “{name}”.", name=key)
        raise ContentError(settings.find(f'"{key}"'), message, suggest(key, documents))


def _check_sources(document: Document, citations: Collection[str]) -> None:
    for key in filter(None, document.front_matter.cited):
        check_citation(key, citations, document.source.find(f'"{key}"'))


def _check_station(document: Document, stations: Collection[str]) -> None:
    """A page belongs to a station of the tour."""
    name = document.front_matter.station
    if name and name not in stations:
        place = document.source.find_near(f'"{name}"', document.line_of("station"))
        message = say("“{name}” is no station of the tour.", name=name)
        raise ContentError(place, message, suggest(name, stations))


def _check_addresses(
    pages: Iterable[Page], documents: Mapping[str, Document], languages: Languages
) -> None:
    """No two pages share an address, also on systems where Ä and ä are the same file."""
    taken: dict[str, Page] = {}

    def check(page: Page) -> None:
        slug, place = _find_slug(page, documents[page.key], languages[page.locale])
        if not slug:
            hint = say('Give it one: slug = "name"')
            raise ContentError(place, say("This page has no address."), hint)
        if slug != slugify(slug):
            hint = say("Write small letters, digits and hyphens: {slug}", slug=slugify(slug) or "…")
            raise ContentError(place, say("“{slug}” cannot be an address.", slug=slug), hint)
        other = taken.setdefault(page.path.casefold(), page)
        if other is not page:
            message = say(
                "This page has the same address as {file}: {path}", file=other.key, path=page.path
            )
            hint = say('Give one of them a slug of its own: slug = "…"')
            raise ContentError(place, message, hint)

    each(check, pages)


def _find_slug(page: Page, document: Document, language: Language) -> tuple[str, Place]:
    """The last part of a page's address, and where somebody wrote it or left it out."""
    slug = page.path.removeprefix(folder_of(language)).removesuffix(".html")
    catalogue = language.catalogue
    entry = catalogue and catalogue.find(source_slug(document), SLUG)
    if catalogue and entry:
        return slug, catalogue.source.find_near(f'"{slug}"', entry.line)
    return slug, document.source.find_near(slug, document.line_of("slug"))
