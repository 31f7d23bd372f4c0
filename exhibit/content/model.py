"""The values that pass from stage to stage, in the order in which they come to be.

All are frozen, complete from the moment they exist, and name one another by path
or key and never by object, so none of them can be half made or form a circle.
Classes marked `@spec` are what people write: their fields are the keys of TOML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType

from exhibit.content.settings import Settings
from exhibit.diagnostics.faults import Place, say
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import Names, required, spec
from exhibit.evidence.citations import Citation, Claim, Definitions, Verdict
from exhibit.features.bench_cards import Bench
from exhibit.features.guess_cards import Guess
from exhibit.features.plates import Plate
from exhibit.features.terms import Term
from exhibit.i18n.catalogue import Catalogue
from exhibit.images.cards import Illustration
from exhibit.images.photographs import Photograph
from exhibit.tables.table import Table

Locale = NewType("Locale", str)  # a BCP 47 tag, such as "de"


@spec
class FrontMatter:
    """What an editor states about a page."""

    title: str = required(say('Give the page its heading: title = "Visit us"'))
    description: str = required(
        say('Say in a sentence what it is about: description = "How to find the museum."')
    )
    label: str = ""  # short name in the navigation; the title if there is none
    layout: Literal[
        "page", "start", "station", "simple", "sheet", "ledger", "sources", "404",
        "stations", "object", "objects", "glossary", "credits",
    ] = "page"  # fmt: skip
    slug: str = ""  # the address; made of the label if there is none
    aliases: tuple[str, ...] = ()  # earlier addresses, from the root of the site
    updated: date | None = None
    sources: tuple[str, ...] = ()  # keys of sources.toml that the text draws on
    counter: str = ""  # of the start page: a sentence whose first number stands on rollers
    counter_source: str = ""  # where that number comes from
    station: str = ""  # the station that a page of another kind belongs to
    picture: str = ""  # of an object: a card of content/pictures
    plate: Plate | None = None  # of an object


@spec
class Column:
    """One column of a chart's table: its heading and how its cells are written."""

    label: str
    format: Literal["text", "number", "percent", "year", "month", "date", "country"] = "text"
    decimals: int = 0
    unit: str = ""  # of its figures, as in every language: TWh; for whoever takes the table away


@spec
class Card:
    """What an editor states about a chart: content/charts/NAME.toml."""

    kind: Literal[
        "bars", "grouped", "shares", "hundred", "tiles", "pair", "columns", "lines", "dots"
    ]
    table: str  # a file in content/data
    title: str = required(  # the message, as a sentence
        say('Say in a sentence what is to be seen: title = "China generates most electricity"')
    )
    unit: str = required(
        say('Say what is measured, and when: unit = "Terawatt-hours (TWh) in the year 2024"')
    )
    summary: str = required(
        say(
            "Say it to those who do not see the chart: "
            'summary = "Bar chart with 3 bars. China comes first with 10,087 TWh."'
        )
    )
    source: Names = required(  # a key of sources.toml, or several
        say('Name an entry of content/sources.toml: source = "name"')
    )
    verdict: Verdict = required(
        say(
            'Say how sure it is: verdict = "belegt" (or "präzisiert", "offen", "Meinung", '
            '"nicht gestützt")'
        )
    )
    columns: Mapping[str, Column]
    value: str = ""  # the column of the figures
    category: str = ""  # the column of names
    series: str = ""  # the column that tells bars, lines, dots or tiles apart
    x: str = ""  # the column of years, months or days
    panels: tuple[str, ...] = ()  # pair: the columns of figures, a panel for each
    label: str = ""  # dots: the column of what is written beside them
    history: str = ""  # lines: the series of the past; all others are scenarios that leave its end
    tile: float = 1  # tiles: what one of them stands for
    short: str = ""  # a name of one to three words, where one switches between charts
    highlight: str = ""  # the category, x or series that carries the red mark
    annotation: str = ""  # the sentence there
    line: float | None = None  # a value to compare with
    line_label: str = ""


@dataclass(frozen=True)
class Document:
    """One content file, taken apart but not yet given its place in the site."""

    source: Source
    front_matter: FrontMatter
    body_line: int  # the line of the file on which the Markdown begins

    @property
    def key(self) -> str:
        """The file from the content folder, as links name it: stations/1-messen.md."""
        return self.source.file.relative_to("content").as_posix()


@dataclass(frozen=True)
class Chart:
    """A card with its table, both sound."""

    name: str
    source: Source
    card: Card
    table: Table


@dataclass(frozen=True)
class Project:
    """Everything that people wrote."""

    settings: Settings
    settings_source: Source
    documents: Mapping[str, Document]  # by key
    charts: Mapping[str, Chart]  # by name
    illustrations: Mapping[str, Illustration]  # by name
    guesses: Mapping[str, Guess]  # by name
    benches: Mapping[str, Bench]  # by name
    citations: Mapping[str, Citation]
    citations_source: Source
    claims: Mapping[str, Claim]  # by key, which is the anchor on the page of the ledger
    claims_source: Source  # claims.toml; empty if there is none
    definitions: Definitions
    terms: Mapping[str, Term]  # of the glossary, by key, which is the anchor on its page
    terms_source: Source  # glossary.toml; empty if there is none
    released: Source  # addresses.txt: where pages have ever been; empty if there is none
    catalogues: Mapping[Locale, Catalogue]  # of every language but the source
    pictures: Mapping[str, bytes]  # drawings as they are, by path from the content folder
    photographs: Mapping[str, Photograph]  # by path from the content folder
    templates: Mapping[str, Source]  # by path from the templates folder
    static: Mapping[str, bytes]  # by path from the static folder

    @property
    def locales(self) -> tuple[Locale, ...]:
        return tuple(Locale(tag) for tag in self.settings.languages)

    def laid_out(self, layout: str) -> list[Document]:
        """The documents with a layout, by file."""
        return [one for one in self.documents.values() if one.front_matter.layout == layout]


@dataclass(frozen=True)
class Phrase:
    """A text, and the language it really is in."""

    text: str
    locale: Locale
    is_stale: bool = False  # it translates an earlier text

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Page:
    """One document in one locale, with its place in the site."""

    key: str  # of its document
    locale: Locale
    path: str  # from the root of the site, such as en/measure.html
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


@dataclass(frozen=True)
class Reference:
    """A link from a content file to a page of the site, to be checked when all pages exist."""

    place: Place
    path: str
    fragment: str


@dataclass(frozen=True)
class Rendered:
    """The finished site in memory, with what is needed to check and to describe it."""

    files: Mapping[str, bytes]  # by path from the root of the site
    references: tuple[Reference, ...]
    share: Mapping[Locale, float]  # of the messages that are translated
    charts: int
    terms: frozenset[str]  # of the glossary, that pages lead to
