"""What a page is made of, and what becomes of its text.

A Workshop is the same for all pages of a build, a Scene is that of one page. Whoever shows
something on a page is given its Scene and nothing else, and changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from exhibit.charts import Palette
from exhibit.content import Contents, Document, Images, Settings
from exhibit.evidence import Citation
from exhibit.i18n import Language, Languages, Locale
from exhibit.render.links import PageLinks
from exhibit.render.templates import Templates
from exhibit.site import Assets, Page, PageKey, Site
from exhibit.storage import Memory, Run

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Workshop:
    """What every page of a build is made with."""

    contents: Contents
    images: Images
    languages: Languages
    site: Site
    assets: Assets
    style: Palette  # of the style sheet, with its text
    schemes: Mapping[str, Mapping[str, str]]  # its colours alone
    templates: Mapping[Locale, Templates]
    memory: Memory
    run: Run

    @property
    def settings(self) -> Settings:
        return self.contents.settings

    @property
    def palette(self) -> Palette:
        """The colours that the style sheet sets; what else it sets changes nothing."""
        return replace(self.style, schemes=dict(self.schemes.items()))

    def say_all(self, name: str) -> dict[str, str]:
        """What a template says in each language."""
        return {locale: one.render_text(name) for locale, one in self.templates.items()}


@dataclass(frozen=True)
class Scene:
    """One page, and all that it is made of besides its text."""

    workshop: Workshop
    page: Page
    links: PageLinks
    is_glossed: bool  # words of its text are explained

    @property
    def document(self) -> Document:
        return self.contents.documents[self.page.key]

    @property
    def contents(self) -> Contents:
        return self.workshop.contents

    @property
    def language(self) -> Language:
        return self.workshop.languages[self.page.locale]

    @property
    def templates(self) -> Templates:
        return self.workshop.templates[self.page.locale]

    @property
    def original(self) -> str:
        """The address of the page in the language that editors write."""
        source = self.language.source
        return self.links.address(self.workshop.site.page(self.page.key, source).path)

    def cite(self, keys: Iterable[str]) -> list[Citation]:
        return [self.contents.citations[key] for key in keys]


@dataclass(frozen=True)
class Shown:
    """What a directive brings to its page."""

    context: Mapping[str, Any] = field(default_factory=dict)  # what its template is given
    things: tuple[object, ...] = ()  # that other pages may ask for: a figure, a picture
    files: Mapping[str, bytes] = field(default_factory=dict)  # to take away, by path in the site


@dataclass(frozen=True)
class Body:
    """All that stands in the text of a page."""

    things: tuple[object, ...]  # in the order of the page
    files: Mapping[str, bytes]
    sources: tuple[str, ...]  # keys of citations that it draws on, each once

    def all(self, kind: type[_Thing]) -> list[_Thing]:
        """The things of a kind that stand on the page."""
        return [one for one in self.things if isinstance(one, kind)]


Bodies = Mapping[PageKey, Body]
