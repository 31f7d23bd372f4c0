"""The second stage: every page in every language gets its place, before any text is converted.

Addresses are flat files (`messen.html`, `en/measure.html`) so that they work on any
host, in any subfolder and from a folder opened by a double click.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from exhibit.content import HOME, Contents, Document, Project, check_settings, is_reserved
from exhibit.diagnostics import ContentError, Notice, Place, Source, each, say, suggest
from exhibit.evidence import check_citation
from exhibit.i18n import SLUG, Language, Languages, slugify
from exhibit.site.aliases import Host, place_aliases
from exhibit.site.model import Page, Site
from exhibit.site.navigation import check_navigation
from exhibit.site.released import check_released, read_addresses
from exhibit.site.urls import LONGEST, folder_of, make_path, source_slug, station_number
from exhibit.storage import Run

Rule = Callable[[Contents, Languages], None]  # raises what keeps the contents from being a site


def assemble_site(project: Project, languages: Languages, rules: Iterable[Rule], run: Run) -> Site:
    """Place all pages; raises a fault for every address or reference that cannot be."""
    contents, every = project.contents, [*rules]
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_settings(project.settings, project.settings_source),
        lambda: run.one("references", lambda: _check_contents(contents, project.settings_source)),
        lambda: run.each("rules", range(len(every)), lambda at: every[at](contents, languages)),
    )
    each(lambda check: check(), checks)
    keys = [(key, locale) for locale in languages for key in contents.matters]
    pages = run.each("pages", keys, lambda one: _place_page(contents, one[0], languages[one[1]]))
    run.one(
        "single addresses", lambda: _check_addresses(pages.values(), contents.documents, languages)
    )
    listed = frozenset(address for _, address in read_addresses(project.released))
    hosts = run.watch("host", {"": Host(project.locales, project.settings.base_url, listed)})
    aliases = run.one("aliases", lambda: place_aliases(contents, pages.values(), hosts[""]))
    site = Site(pages, run.watch("aliases", aliases))
    lists = run.watch("release list", {"": project.released})
    run.one("released", lambda: check_released(lists[""], site, contents, project.locales))
    return site


def _place_page(contents: Contents, key: str, language: Language) -> Page:
    matter = contents.matters[key]
    return Page(
        key=key,
        locale=language.locale,
        path=make_path(key, matter, language),
        layout=matter.layout,
        title=language.write(matter.title),
        label=language.write(matter.label or matter.title),
        description=language.write(matter.description),
        number=station_number(key),
    )


def _check_contents(contents: Contents, settings: Source) -> None:
    """What leads where leads somewhere; settings is the file that says so."""
    matters = contents.matters
    checks: tuple[Callable[[], object], ...] = (
        lambda: _check_home(matters, settings),
        lambda: check_navigation(contents.navigation, matters, settings),
        lambda: each(lambda key: _check_sources(contents, key), matters),
        lambda: each(lambda key: _check_station(contents, key), matters),
    )
    each(lambda check: check(), checks)


def _check_home(documents: Container[str], settings: Source) -> None:
    if HOME not in documents:
        hint = say("Every exhibit has a page content/{home}, where it begins.", home=HOME)
        raise settings.fault(say("There is no start page."), hint)


def _check_sources(contents: Contents, key: str) -> None:
    unknown = [
        name for name in contents.matters[key].cited if name and name not in contents.citations
    ]
    for name in unknown:
        place = contents.documents[key].source.find(f'"{name}"')
        check_citation(name, contents.citations, place)


def _check_station(contents: Contents, key: str) -> None:
    """A page belongs to a station of the tour."""
    name, stations = contents.matters[key].station, contents.navigation.stations
    is_known = name in stations or not all(one in contents.matters for one in stations)
    if name and not is_known:  # what site.toml names wrongly is told there
        document = contents.documents[key]
        place = document.source.find_near(f'"{name}"', document.line_of("station"))
        message = say("“{name}” is no station of the tour.", name=name)
        raise ContentError(place, message, suggest(name, stations))


def _check_addresses(
    pages: Iterable[Page], documents: Mapping[str, Document], languages: Languages
) -> None:
    """No two pages share an address, also on systems where Ä and ä are the same file."""
    taken: dict[str, Page] = {}

    def check(page: Page) -> None:
        language = languages[page.locale]
        slug = page.path.removeprefix(folder_of(language)).removesuffix(".html")
        other = taken.setdefault(page.path.casefold(), page)
        told = _find_fault(slug, page, other)
        if told:
            raise ContentError(_find_slug(slug, documents[page.key], language), *told)

    each(check, pages)


def _find_fault(slug: str, page: Page, other: Page) -> tuple[Notice, Notice] | None:
    """What is wrong with the last part of an address, which the other page had first."""
    if not slug:
        return say("This page has no address."), say('Give it one: slug = "name"')
    if len(slug) > LONGEST:
        hint = say('Give it a short one: slug = "name"')
        return say("An address has at most {count} letters.", count=LONGEST), hint
    if slug != slugify(slug):
        hint = say("Write small letters, digits and hyphens: {slug}", slug=slugify(slug) or "…")
        return say("“{slug}” cannot be an address.", slug=slug), hint
    if is_reserved(slug):
        message = say("Windows keeps the name “{name}” for itself.", name=slug)
        return message, say("Add something to it: {name}", name=f"{slug}-1")
    if other is page:
        return None
    message = say(
        "This page has the same address as {file}: {path}", file=other.key, path=page.path
    )
    return message, say('Give one of them a slug of its own: slug = "…"')


def _find_slug(slug: str, document: Document, language: Language) -> Place:
    """Where somebody wrote the last part of a page's address, or left it out."""
    catalogue = language.catalogue
    entry = catalogue and catalogue.find(source_slug(document.key, document.front_matter), SLUG)
    if catalogue and entry:
        return catalogue.source.find_near(f'"{slug}"', entry.line)
    return document.source.find_near(slug, document.line_of("slug"))
