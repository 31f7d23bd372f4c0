"""The second stage: every page in every language gets its place, before any text is converted.

Addresses are flat files (`messen.html`, `en/measure.html`) so that they work on any
host, in any subfolder and from a folder opened by a double click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exhibit.content.model import Document, Locale, Page, Phrase, Project, Site
from exhibit.diagnostics.faults import ContentError, Place, each, say
from exhibit.diagnostics.toml import line_of, suggest
from exhibit.evidence.citations import check_citation
from exhibit.features.glossary import check_glossary
from exhibit.features.ledger import check_ledger, check_unused
from exhibit.features.objects import check_objects
from exhibit.features.plain_language import check_plain_pages
from exhibit.i18n.cldr import known, private, slugify
from exhibit.i18n.language import Language, make_language
from exhibit.i18n.typography import set_phrase
from exhibit.site.aliases import place_aliases
from exhibit.site.released import check_released
from exhibit.site.urls import HOME, SLUG, check_url, make_path, source_slug, station_number


def assemble_site(project: Project) -> Site:
    """Place all pages; raises a fault for every address or reference that cannot be."""
    check_settings(project)
    pages = tuple(
        place_page(document, make_language(project, locale), project.locales[0])
        for locale in project.locales
        for document in project.documents.values()
    )
    check_addresses(project, pages)
    by_key = {(page.key, page.locale): page for page in pages}
    site = Site(pages, by_key, place_aliases(project, pages))
    check_released(project, site)
    return site


def place_page(document: Document, language: Language, source: Locale) -> Page:
    matter = document.front_matter

    def phrase(text: str) -> Phrase:
        return set_phrase(language.phrase(text))

    return Page(
        key=document.key,
        locale=language.locale,
        path=make_path(document, language, source),
        title=phrase(matter.title),
        label=phrase(matter.label or matter.title),
        description=phrase(matter.description),
        number=station_number(document.key),
    )


def check_settings(project: Project) -> None:
    navigation = project.settings.navigation
    named = (*navigation.stations, *navigation.menu, *navigation.footer)
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_languages(project),
        lambda: check_base_url(project),
        lambda: check_threshold(project),
        lambda: check_home(project),
        lambda: each(lambda key: check_navigation(project, key), named),
        lambda: each(lambda page: check_sources(project, page), project.documents.values()),
        lambda: each(lambda page: check_station(project, page), project.documents.values()),
        lambda: check_plain_pages(project),
        lambda: check_unused(project),
        lambda: check_ledger(project),
        lambda: check_glossary(project),
        lambda: check_objects(project),
    )
    each(lambda check: check(), checks)


def check_base_url(project: Project) -> None:
    url, source = project.settings.base_url, project.settings_source
    if url:
        check_url(url, source.find(url, line_of(("base_url",), source)))


def check_threshold(project: Project) -> None:
    if not 0 <= project.settings.threshold <= 1:
        source = project.settings_source
        message = say("“threshold” is a share, from 0 to 1.")
        hint = say("80 of 100 are written as 0.8: threshold = 0.8")
        raise source.fault(message, hint, line=line_of(("threshold",), source))


def check_home(project: Project) -> None:
    contact = project.settings.contact
    if contact and contact.website:
        check_url(contact.website, project.settings_source.find("website"))
    if HOME not in project.documents:
        hint = say("Every exhibit has a page content/{home}, where it begins.", home=HOME)
        raise project.settings_source.fault(say("There is no start page."), hint)


def check_languages(project: Project) -> None:
    tags, source = project.settings.languages, project.settings_source
    each(lambda tag: check_language(project, tag), tags)
    if len(set(tags)) < len(tags):
        message = say("Each language is named once.")
        hint = say("Delete one of the two.")
        raise source.fault(message, hint, line=line_of(("languages",), source))


def check_language(project: Project, tag: str) -> None:
    if not known(tag):
        source = project.settings_source
        message = say("“{tag}” is not a language.", tag=tag)
        place = source.find(f'"{tag}"', line_of(("languages",), source))
        raise ContentError(place, message, say("Write de, en, fr …"))
    if private(tag) and tag not in project.settings.names:
        source = project.settings_source
        place = source.find(f'"{tag}"', line_of(("languages",), source))
        message = say("The language “{tag}” has no name.", tag=tag)
        hint = say('Add a table [names] at the end, and in it: {tag} = "Einfache Sprache"', tag=tag)
        raise ContentError(place, message, hint)


def check_navigation(project: Project, key: str) -> None:
    if key not in project.documents:
        place = project.settings_source.find(f'"{key}"')
        message = say("There is no page “{name}”.", name=key)
        raise ContentError(place, message, suggest(key, project.documents))


def check_sources(project: Project, document: Document) -> None:
    matter = document.front_matter
    for key in filter(None, (*matter.sources, matter.counter_source)):
        check_citation(key, project.citations, document.source.find(f'"{key}"'))


def check_station(project: Project, document: Document) -> None:
    """A page belongs to a station of the tour."""
    name, stations = document.front_matter.station, project.settings.navigation.stations
    if name and name not in stations:
        place = document.source.find_near(f'"{name}"', line_of(("station",), document.source, 2))
        message = say("“{name}” is no station of the tour.", name=name)
        raise ContentError(place, message, suggest(name, stations))


def check_addresses(project: Project, pages: Iterable[Page]) -> None:
    """No two pages share an address, also on systems where Ä and ä are the same file."""
    taken: dict[str, Page] = {}

    def check(page: Page) -> None:
        slug, place = find_slug(project, page)
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


def find_slug(project: Project, page: Page) -> tuple[str, Place]:
    """The last part of a page's address, and where somebody wrote it or left it out."""
    document = project.documents[page.key]
    folder = "" if page.locale == project.locales[0] else f"{page.locale}/"
    slug = page.path.removeprefix(folder).removesuffix(".html")
    catalogue = project.catalogues.get(page.locale)
    entry = catalogue and catalogue.find(source_slug(document), SLUG)
    if catalogue and entry:
        return slug, catalogue.source.find_near(f'"{slug}"', entry.line)
    return slug, document.source.find_near(slug, line_of(("slug",), document.source, 2))
