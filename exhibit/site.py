"""The second stage: every page in every language gets its place, before any text is converted.

Addresses are flat files (`messen.html`, `en/measure.html`) so that they work on any
host, in any subfolder and from a folder opened by a double click.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from exhibit.addresses import HOME, make_path, station_number
from exhibit.errors import ContentError, each, say
from exhibit.locales import known, slugify
from exhibit.model import Document, Locale, Page, Phrase, Project, Site
from exhibit.schema import line_of, suggest
from exhibit.translation import Language, make_language
from exhibit.typography import set_phrase


def assemble_site(project: Project) -> Site:
    """Place all pages; raises a fault for every address or reference that cannot be."""
    check_settings(project)
    pages = tuple(
        place_page(document, make_language(project, locale), project.locales[0])
        for locale in project.locales
        for document in project.documents.values()
    )
    check_addresses(project, pages)
    return Site(pages, {(page.key, page.locale): page for page in pages})


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
    each(lambda tag: check_language(project, tag), project.settings.languages)
    if HOME not in project.documents:
        hint = say("Every exhibit has a page content/{home}, where it begins.", home=HOME)
        raise project.settings_source.fault(say("There is no start page."), hint)
    navigation = project.settings.navigation
    named = [*navigation.stations, *navigation.menu, *navigation.footer]
    each(lambda key: check_navigation(project, key), named)
    each(lambda document: check_sources(project, document), project.documents.values())


def check_language(project: Project, tag: str) -> None:
    if not known(tag):
        source = project.settings_source
        message = say("“{tag}” is not a language.", tag=tag)
        raise source.fault(message, say("Write de, en, fr …"), line=line_of(("languages",), source))


def check_navigation(project: Project, key: str) -> None:
    if key not in project.documents:
        place = project.settings_source.find(f'"{key}"')
        message = say("There is no page “{name}”.", name=key)
        raise ContentError(place, message, suggest(key, project.documents))


def check_sources(project: Project, document: Document) -> None:
    for key in document.front_matter.sources:
        if key not in project.citations:
            message = say("“{name}” is not in content/sources.toml.", name=key)
            place = document.source.find(f'"{key}"')
            raise ContentError(place, message, suggest(key, project.citations))


def check_addresses(project: Project, pages: Iterable[Page]) -> None:
    """No two pages share an address, also on systems where Ä and ä are the same file."""
    taken: dict[str, Page] = {}

    def check(page: Page) -> None:
        source = project.documents[page.key].source
        slug = PurePosixPath(page.path).stem
        if slug != slugify(slug):
            hint = say("Write small letters, digits and hyphens: {slug}", slug=slugify(slug))
            line = line_of(("slug",), source)
            raise source.fault(say("“{slug}” cannot be an address.", slug=slug), hint, line=line)
        other = taken.setdefault(page.path.casefold(), page)
        if other is not page:
            message = say(
                "This page has the same address as {file}: {path}", file=other.key, path=page.path
            )
            hint = say('Give one of them a slug of its own: slug = "…"')
            raise source.fault(message, hint, line=line_of(("slug",), source, 2))

    each(check, pages)
