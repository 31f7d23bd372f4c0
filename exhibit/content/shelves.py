"""What is read beside the pages, each part under a key that knows its type.

A Shelf says where a part of the content lies and how it is read. Whoever needs that part asks
for it by the shelf itself, so nobody else has to know that it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from exhibit.charts import AnyChart, parse_chart
from exhibit.content.disk import to_source, to_table
from exhibit.content.files import PICTURES
from exhibit.content.settings import SETTINGS, Settings
from exhibit.diagnostics import Source, content_file, each
from exhibit.evidence import CITATIONS, read_citations
from exhibit.i18n import known
from exhibit.images import Illustration, parse_illustration
from exhibit.storage import Run
from exhibit.tables import Table, parse_table

_Held = TypeVar("_Held")
_Some = TypeVar("_Some")


@dataclass(frozen=True, eq=False)  # a key is itself
class Shelf(Generic[_Held]):
    """A folder of cards, or single files of the folder content."""

    name: str
    read: Callable[[Library], _Held]  # a folder: as a mapping of its cards by name
    folder: str = ""  # of content
    suffixes: frozenset[str] = frozenset({".toml"})  # of the files in that folder
    files: tuple[PurePosixPath, ...] = ()


@dataclass(frozen=True)
class Shelves:
    """What each shelf holds."""

    held: Mapping[str, Any]  # by the name of the shelf

    def __getitem__(self, shelf: Shelf[_Held]) -> _Held:
        held: _Held = self.held[shelf.name]
        return held


@dataclass(frozen=True)
class Library:
    """What whoever reads a shelf may ask for: files by their kind, and what all of them share."""

    content: Mapping[PurePosixPath, bytes]  # the files of the folder content
    pictures: Mapping[str, bytes]  # those of them that are pictures, by path from that folder
    settings: Mapping[str, Settings]  # site.toml, under its name
    citations: Mapping[str, None]  # the keys of sources.toml, whatever else is wrong with it
    run: Run

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        return tuple(self.content)

    def read(self, file: PurePosixPath) -> Source:
        return to_source(file, self.content[file])

    def read_optional(self, file: PurePosixPath) -> Source:
        """A text file that an exhibit may do without."""
        return self.read(file) if file in self.content else Source(file, "")

    def read_cards(
        self, folder: str, parse: Callable[[Source, Library], _Some]
    ) -> Mapping[str, _Some]:
        """What the cards in a folder of the content describe, by name.

        Each card is a step of its own. So parse is given the library, and what it needs to know
        of other files it asks for itself: then it is asked again when those have changed.
        """

        def read_card(card: PurePosixPath) -> tuple[str, _Some]:
            return card.stem, self.run.one(("card", card), lambda: parse(self.read(card), self))

        return dict(each(read_card, find_cards(self.files, folder)))

    @property
    def tables(self) -> Mapping[str, PurePosixPath]:
        return {file.name: file for file in self.files if file.parent == content_file("data")}

    def read_table(self, name: str) -> Table:
        """A table by the name of its file; read once, however many cards show it."""

        def parse_file() -> Table:
            file = content_file("data", name)
            return parse_table(to_table(file, self.content[file]))

        return self.run.one(("table", name), parse_file)

    @property
    def languages(self) -> list[str]:
        """Those in which people may have named a country."""
        return [*filter(known, self.settings[SETTINGS].languages)] or ["en"]

    @property
    def stations(self) -> tuple[str, ...]:
        """Those of the tour; every page, if one is not there, which is told in site.toml."""
        stations = self.settings[SETTINGS].navigation.stations
        if all(content_file(key) in self.content for key in stations):
            return stations
        return tuple(file.relative_to("content").as_posix() for file in self.content)


def find_cards(files: Iterable[PurePosixPath], folder: str) -> list[PurePosixPath]:
    return [file for file in files if file.match(f"content/{folder}/*.toml")]


def _read_chart(card: Source, library: Library) -> AnyChart:
    names = library.citations, library.tables
    return parse_chart(card, *names, library.read_table, library.languages)


def _read_illustration(card: Source, library: Library) -> Illustration:
    return parse_illustration(card, library.pictures, library.read)


CHARTS = Shelf("charts", lambda library: library.read_cards("charts", _read_chart), folder="charts")
ILLUSTRATIONS = Shelf(
    "illustrations",
    lambda library: library.read_cards("pictures", _read_illustration),
    folder="pictures",
    suffixes=PICTURES | {".toml"},
)
SOURCES = Shelf(
    "sources",
    lambda library: read_citations(library.read_optional(CITATIONS)),
    files=(CITATIONS,),
)
OWN: tuple[Shelf[Any], ...] = (CHARTS, ILLUSTRATIONS, SOURCES)  # read in every exhibit
