"""All that there is to translate, in the order of the tour, and where it stands.

Texts of pages are found by the very walk that translates them. A build leaves out the text of
a page that cannot be taken apart, since the stage that renders it says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from exhibit.content import HOME, SETTINGS, Contents, Document, Project
from exhibit.diagnostics import ContentError, Place, Source, each
from exhibit.i18n import SLUG, Language, Message, Messages, find_value
from exhibit.markup import Picture, Reference, convert, find_messages
from exhibit.render.context import NOT_YET, PARTLY
from exhibit.render.feature import Features
from exhibit.render.templates import template_messages
from exhibit.site import STAND_INS, source_slug
from exhibit.storage import Run, Watched

_SITE = SETTINGS  # what stands in the place of a page's key for what all pages share


def collect_sound(project: Project, features: Features) -> Messages:
    """All messages; raises the faults of pages, whose own would else seem to be gone."""
    language = Language(project.locales[0], project.locales[0])

    def check(document: Document) -> None:
        convert(document, language, AnyLinks(), features.syntaxes, lambda island: "")

    documents = project.contents.documents
    each(lambda key: check(documents[key]), project.contents.in_order)
    return collect_messages(project, features, Run())


def collect_messages(
    project: Project, features: Features, run: Run
) -> Watched[str, tuple[Message, ...]]:
    """The messages of every page, by page; of one without a sound text those above it."""
    contents, language = project.contents, Language(project.locales[0], project.locales[0])
    groups = {one.group: one for one in features.every if one.group}
    templates = project.look.templates

    def collect(group: str) -> tuple[Message, ...]:
        if group == _SITE:
            return tuple(_site_messages(project.settings_source, contents, templates, run))
        if group in groups:
            return tuple(groups[group].messages(contents))
        document = contents.documents[group]
        try:
            return tuple(_page_messages(contents, document, language, features))
        except* ContentError:
            pass
        return tuple(document_messages(document, features))

    return run.each("messages", (_SITE, *contents.in_order, *groups), collect, shared=True)


def _page_messages(
    contents: Contents, document: Document, language: Language, features: Features
) -> Iterator[Message]:
    """What there is to translate on a page, and in the cards that it shows."""
    messages, directives = find_messages(document, language, features.syntaxes)
    yield from document_messages(document, features)
    yield from messages
    layout = features.layouts[document.layout]
    shown = ((one.name, one.argument) for one in directives)
    named = features.with_named(contents, (*layout.names(document), *shown))
    for name, argument in dict.fromkeys(named):
        card = features.find(contents, name, argument)
        if card is not None:
            yield from features.directives[name].messages(card)
    yield from layout.messages(contents, document)


def document_messages(document: Document, features: Features) -> Iterator[Message]:
    matter, source = document.front_matter, document.source
    for key in ("title", "label", "description"):
        if text := getattr(matter, key):
            yield Message(text, find_value(source, text, (key,), first=2))
    yield from features.layouts[document.layout].matter_messages(document)
    if document.key != HOME and document.layout not in STAND_INS:
        yield Message(
            source_slug(document.key, matter), source.place(document.line_of("slug")), SLUG
        )


def _site_messages(
    source: Source, contents: Contents, templates: Mapping[str, Source], run: Run
) -> Iterator[Message]:
    """What all pages share: the name, what the switcher says, and what templates say."""
    name = contents.settings.name
    yield Message(name, find_value(source, name, ("name",)))
    for text in (PARTLY, NOT_YET):
        yield Message(text, source.find("languages"))
    for file in templates:
        find = partial(_find_in, templates, file)
        yield from run.one(("messages", "template", file), find)


def _find_in(templates: Mapping[str, Source], file: str) -> tuple[Message, ...]:
    return tuple(template_messages(templates[file]))


@dataclass(frozen=True)
class AnyLinks:
    """Takes every link as it is: where it leads does not change what there is to translate."""

    def page(self, target: str, place: Place) -> tuple[str, Reference]:
        return target, Reference(place, target, "")

    def picture(self, target: str, place: Place) -> Picture:
        return Picture(target)
