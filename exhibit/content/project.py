"""Everything that people wrote, checked one by one: what the later stages begin with.

All of it is frozen, complete from the moment it exists, and names one another by path or key and
never by object, so none of it can be half made or form a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from exhibit.charts import AnyChart
from exhibit.content.front_matter import Document, FrontMatter
from exhibit.content.settings import SETTINGS, Navigation, Settings
from exhibit.content.shelves import CHARTS, ILLUSTRATIONS, SOURCES, Shelves
from exhibit.diagnostics import Entries, Source
from exhibit.evidence import Citation
from exhibit.i18n import Catalogue, Locale
from exhibit.images import Illustration, Photograph

HOME = "index.md"  # the page where an exhibit begins


@dataclass(frozen=True)
class Contents:
    """What the folder content holds, and what leads where in it."""

    documents: Mapping[str, Document]  # by key
    matters: Mapping[str, FrontMatter]  # the same, without their texts
    strays: Mapping[str, tuple[str, ...]]  # keys in them that only pages of another layout have
    layouts: Mapping[str, tuple[str, ...]]  # the keys of the pages that have each
    given: Mapping[str, Settings]  # site.toml, under its name
    shelves: Shelves

    @property
    def settings(self) -> Settings:
        return self.given[SETTINGS]

    @property
    def navigation(self) -> Navigation:
        return self.settings.navigation

    @property
    def in_order(self) -> Iterable[str]:
        """The keys of all pages: the start, the tour, what the navigation names, the rest."""
        navigation = self.navigation
        named = (HOME, *navigation.stations, *navigation.menu, *navigation.footer)
        known = (key for key in named if key in self.matters)
        return dict.fromkeys((*known, *sorted(self.matters)))

    def laid_out(self, layout: str) -> tuple[str, ...]:
        """The keys of the pages with a layout, by file."""
        return self.layouts.get(layout, ())

    @property
    def charts(self) -> Mapping[str, AnyChart]:
        return self.shelves[CHARTS]

    @property
    def illustrations(self) -> Mapping[str, Illustration]:
        return self.shelves[ILLUSTRATIONS]

    @property
    def citations(self) -> Entries[Citation]:
        return self.shelves[SOURCES]


def sort_layouts(matters: Mapping[str, FrontMatter]) -> Mapping[str, tuple[str, ...]]:
    """The keys of the pages by what kind of page they are."""
    layouts: dict[str, list[str]] = {}
    for key, matter in matters.items():
        layouts.setdefault(matter.layout, []).append(key)
    return {layout: tuple(keys) for layout, keys in layouts.items()}


@dataclass(frozen=True)
class Images:
    """The pictures of the content folder, by path from there."""

    drawings: Mapping[str, bytes]  # as they are
    photographs: Mapping[str, Photograph]


@dataclass(frozen=True)
class Look:
    """What the pages look like."""

    templates: Mapping[str, Source]  # by path from the templates folder
    static: Mapping[str, bytes]  # by path from the static folder


@dataclass(frozen=True)
class Project:
    """Everything that people wrote."""

    settings: Settings
    settings_file: Mapping[str, Source]  # site.toml as it is written, under its name
    contents: Contents
    images: Images
    look: Look
    catalogues: Mapping[Locale, Catalogue]  # of every language but the source
    released: Source  # addresses.txt: where pages have ever been; empty if there is none
    unused: Sequence[PurePosixPath] = ()  # files of the folder content that no stage needs

    @property
    def settings_source(self) -> Source:
        return self.settings_file[SETTINGS]

    @property
    def locales(self) -> tuple[Locale, ...]:
        return tuple(Locale(tag) for tag in self.settings.languages)
