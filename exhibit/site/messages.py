"""All that there is to translate, in the order of the tour, and where it stands.

Texts of pages are found by the very walk that translates them. A build leaves out a
page with a fault, since the stage that renders it says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from exhibit.charts.figure.figure import chart_messages
from exhibit.content.model import Document, Project, Reference
from exhibit.diagnostics.faults import ContentError, Place, each
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import Key, line_of
from exhibit.features.bench import trial_messages
from exhibit.features.glossary import LAYOUT as GLOSSARY
from exhibit.features.glossary import term_messages
from exhibit.features.guess import question_messages
from exhibit.features.ledger import LAYOUT, claim_messages
from exhibit.features.objects import plate_messages
from exhibit.i18n.language import Language, Message, Messages, make_language
from exhibit.i18n.merge import merge
from exhibit.images.cards import Illustration
from exhibit.markup.blocks import Island
from exhibit.markup.convert import convert
from exhibit.markup.directives import Directive
from exhibit.markup.sanitize import Picture
from exhibit.render.context import NOT_YET, PARTLY
from exhibit.render.templates import template_messages
from exhibit.site.grounds import order_pages
from exhibit.site.urls import HOME, SLUG, STAND_INS, source_slug

# What stands in the place of a page's key for what pages share.
SITE, SOURCES = "site.toml", "sources.toml"


def translate_project(project: Project, messages: Messages) -> Project:
    """The project with catalogues that know exactly its messages, stale ones among them."""
    everything = [message for group in messages.values() for message in group]
    merged = {locale: merge(known, everything) for locale, known in project.catalogues.items()}
    return replace(project, catalogues=merged)


def collect_sound(project: Project) -> Messages:
    """All messages; raises the faults of pages, whose own would else seem to be gone."""
    language = make_language(project, project.locales[0])

    def collect(key: str) -> tuple[str, tuple[Message, ...]]:
        return key, tuple(page_messages(project, project.documents[key], language))

    return add_shared(project, dict(each(collect, order_pages(project))))


def collect_messages(project: Project) -> Messages:
    """The messages of every page, by page; of one with a fault those of its front matter."""
    language = make_language(project, project.locales[0])

    def collect(document: Document) -> tuple[Message, ...]:
        found = tuple(document_messages(document))
        with suppress_faults():
            found = tuple(page_messages(project, document, language))
        return found

    pages = {key: collect(project.documents[key]) for key in order_pages(project)}
    return add_shared(project, pages)


def add_shared(project: Project, pages: Messages) -> Messages:
    shared = {SITE: tuple(site_messages(project))}
    return {**shared, **pages, SOURCES: tuple(source_messages(project))}


@contextmanager
def suppress_faults() -> Iterator[None]:
    try:
        yield
    except* ContentError:
        pass


def page_messages(project: Project, document: Document, language: Language) -> Iterator[Message]:
    """What there is to translate on a page, its charts, pictures and claims included."""
    shown: list[Directive] = []

    def fill(island: Island) -> str:
        shown.insert(0, island.directive)  # the last on the page is filled in first
        return ""

    yield from document_messages(document)
    article = convert(document, language, AnyLinks(), fill)
    yield from sorted(article.messages, key=lambda one: one.place.line)
    own = ("figure", document.front_matter.picture)
    for kind, name in dict.fromkeys((own, *((one.name, one.argument) for one in shown))):
        if kind == "chart" and name in project.charts:
            yield from chart_messages(project.charts[name])
        if kind == "figure" and name in project.illustrations:
            yield from picture_messages(project.illustrations[name])
        if kind == "guess" and name in project.guesses:
            yield from question_messages(project.guesses[name])
        if kind == "bench" and name in project.benches:
            yield from trial_messages(project.benches[name])
    if document.front_matter.layout == LAYOUT:
        yield from claim_messages(project)
    if document.front_matter.layout == GLOSSARY:
        yield from term_messages(project)


def picture_messages(illustration: Illustration) -> Iterator[Message]:
    """What there is to translate in the card of a picture, the parts each at its own place."""
    card, source = illustration.card, illustration.source
    for key in ("alternative", "caption", "credit", "licence"):
        if text := getattr(card, key):
            yield Message(text, find_value(source, text, (key,)))
    yield from list_messages(source, card.parts, ("parts",))


def list_messages(source: Source, entries: Iterable[str], key: Key) -> Iterator[Message]:
    """The entries of a list of TOML, each at its own place."""
    line = line_of(key, source)
    for entry in entries:
        place = find_entry(source, entry, line)
        line = place.line
        yield Message(entry, place)


def find_entry(source: Source, text: str, line: int) -> Place:
    """Where a whole entry of a list of TOML stands, and not one that begins like it."""
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    for entry in (f'"{written}"', f"'{text}'"):
        place = source.find(entry, line)
        if place.column:
            return source.place(place.line, place.column + 1)
    return source.place(line)


def document_messages(document: Document) -> Iterator[Message]:
    matter, source = document.front_matter, document.source
    for key in ("title", "label", "description", "counter"):
        if text := getattr(matter, key):
            yield Message(text, find_value(source, text, (key,), first=2))
    yield from plate_messages(document)
    if document.key != HOME and matter.layout not in STAND_INS:
        yield Message(source_slug(document), source.place(line_of(("slug",), source, 2)), SLUG)


def site_messages(project: Project) -> Iterator[Message]:
    """What all pages share: the name, what the switcher says, and what templates say."""
    name, source = project.settings.name, project.settings_source
    yield Message(name, find_value(source, name, ("name",)))
    for text in (PARTLY, NOT_YET):
        yield Message(text, source.find("languages"))
    yield from template_messages(project.templates)


def source_messages(project: Project) -> Iterator[Message]:
    source = project.citations_source
    for name, citation in project.citations.items():
        for key in ("title", "publisher", "published", "licence", "note"):
            if text := getattr(citation, key):
                yield Message(text, find_value(source, text, (name, key)))
        yield from list_messages(source, citation.facts, (name, "facts"))


def find_value(source: Source, text: str, key: Key, first: int = 1) -> Place:
    """Where the value of a key of TOML stands."""
    return source.find(text.split("\n")[0], line_of(key, source, first))


@dataclass(frozen=True)
class AnyLinks:
    """Takes every link as it is: where it leads does not change what there is to translate."""

    def page(self, target: str, place: Place) -> tuple[str, Reference]:
        return target, Reference(place, target, "")

    def picture(self, target: str, place: Place) -> Picture:
        return Picture(target)
