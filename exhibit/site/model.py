"""Pages in their places: one value for each page in each language, and the site they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exhibit.i18n import Locale, Phrase


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


@dataclass(frozen=True)
class Alias:
    """An earlier address of a page, which leads on to the page."""

    path: str  # from the root of the site
    key: str  # of the page
    locale: Locale


@dataclass(frozen=True)
class Site:
    """All pages; every address is decided before any text is converted."""

    pages: tuple[Page, ...]
    by_key: Mapping[tuple[str, Locale], Page]
    aliases: tuple[Alias, ...] = ()

    def page(self, key: str, locale: Locale) -> Page:
        return self.by_key[key, locale]
