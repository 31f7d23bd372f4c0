"""Pages in their places: one value for each page in each language, and the site they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exhibit.i18n import Locale, Phrase

PageKey = tuple[str, Locale]  # of its document, and of its language


@dataclass(frozen=True)
class Page:
    """One document in one locale, with its place in the site."""

    key: str  # of its document
    locale: Locale
    path: str  # from the root of the site, such as en/measure.html
    layout: str
    title: Phrase
    label: Phrase
    description: Phrase
    number: str  # of a station; empty for other pages

    @property
    def name(self) -> PageKey:
        return self.key, self.locale


@dataclass(frozen=True)
class Alias:
    """An earlier address of a page, which leads on to the page."""

    path: str  # from the root of the site
    key: str  # of the page
    locale: Locale


@dataclass(frozen=True)
class Site:
    """All pages; every address is decided before any text is converted."""

    by_key: Mapping[PageKey, Page]
    aliases: Mapping[str, Alias] = field(default_factory=dict)  # by path

    @property
    def pages(self) -> Sequence[Page]:
        return tuple(self.by_key.values())

    def page(self, key: str, locale: Locale) -> Page:
        return self.by_key[key, locale]
