"""What is read beside the pages, each part under a key that knows its type.

A Shelf says where a part of the content lies and how it is read. Whoever needs that part asks
for it by the shelf itself, so nobody else has to know that it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from exhibit.charts import AnyChart, parse_chart
from exhibit.content.disk import read_csv, read_optional, read_source
from exhibit.content.files import PICTURES
from exhibit.content.settings import Settings
from exhibit.diagnostics import Source, content_file, each
from exhibit.evidence import CITATIONS, read_citations
from exhibit.i18n import known
from exhibit.images import Illustration, parse_illustration
from exhibit.tables import Table, parse_table

_Held = TypeVar("_Held")
_Some = TypeVar("_Some")


@dataclass(frozen=True, eq=False)  # a key is itself
class Shelf(Generic[_Held]):
    """A folder of cards, or single files of the folder content."""

    name: str
    read: Callable[[Library], _Held]
    folder: str = ""  # of content
    suffixes: frozenset[str] = frozenset({".toml"})  # of the files in that folder
    files: tuple[PurePosixPath, ...] = ()


class Shelves:
    """What each shelf holds."""

    def __init__(self, held: Mapping[Shelf[Any], Any]) -> None:
        self.held = held

    def __getitem__(self, shelf: Shelf[_Held]) -> _Held:
        held: _Held = self.held[shelf]
        return held


@dataclass(frozen=True)
class Library:
    """What whoever reads a shelf may ask for: files by their kind, and what all of them share."""

    root: Path
    files: tuple[PurePosixPath, ...]  # of the folder content
    settings: Settings
    citations: tuple[str, ...]  # the keys of sources.toml, whatever else is wrong with it
    pictures: Mapping[str, bytes]  # by path from the content folder

    def read(self, file: PurePosixPath) -> Source:
        return read_source(self.root, file)

    def read_optional(self, file: PurePosixPath) -> Source:
        return read_optional(self.root, file)

    def read_cards(self, folder: str, parse: Callable[[Source], _Some]) -> Mapping[str, _Some]:
        """What the cards in a folder of the content describe, by name."""
        cards = [file for file in self.files if file.match(f"content/{folder}/*.toml")]
        found = each(lambda card: (card.stem, parse(self.read(card))), cards)
        return dict(found)

    @cached_property
    def tables(self) -> Mapping[str, PurePosixPath]:
        return {file.name: file for file in self.files if file.parent == content_file("data")}

    @cached_property
    def read_before(self) -> dict[str, Table]:
        """The tables that somebody has asked for."""
        return {}

    def read_table(self, name: str) -> Table:
        """A table by the name of its file; read once, however many cards show it."""
        if name not in self.read_before:
            self.read_before[name] = parse_table(read_csv(self.root, self.tables[name]))
        return self.read_before[name]

    @property
    def languages(self) -> list[str]:
        """Those in which people may have named a country."""
        return [*filter(known, self.settings.languages)] or ["en"]


def _read_charts(library: Library) -> Mapping[str, AnyChart]:
    def parse(card: Source) -> AnyChart:
        names = library.citations, library.tables
        return parse_chart(card, *names, library.read_table, library.languages)

    return library.read_cards("charts", parse)


def _read_illustrations(library: Library) -> Mapping[str, Illustration]:
    return library.read_cards(
        "pictures", lambda card: parse_illustration(card, library.pictures, library.read)
    )


CHARTS = Shelf("charts", _read_charts, folder="charts")
ILLUSTRATIONS = Shelf(
    "illustrations", _read_illustrations, folder="pictures", suffixes=PICTURES | {".toml"}
)
SOURCES = Shelf(
    "sources",
    lambda library: read_citations(library.read_optional(CITATIONS)),
    files=(CITATIONS,),
)
OWN: tuple[Shelf[Any], ...] = (CHARTS, ILLUSTRATIONS, SOURCES)  # read in every exhibit
