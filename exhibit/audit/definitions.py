"""Numbers that come from no source: what content/definitions.toml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from exhibit.content.shelves import Library, Shelf
from exhibit.diagnostics.source import content_file
from exhibit.diagnostics.toml import parse, read, spec

FILE = content_file("definitions.toml")


@spec
class Definitions:
    """Numbers that come from no source: all that definitions.toml says."""

    exact: tuple[str, ...] = ()  # that hold by definition, each with its unit: 60 Minuten
    names: tuple[str, ...] = ()  # in which digits state nothing: GPT-4, Jahrgang 2024/25
    counted: tuple[str, ...] = ()  # what is counted on the page itself: Stufen, Balken
    scales: Mapping[str, float] = field(default_factory=dict)  # what a word multiplies: kWh, 1000


def read_definitions(library: Library) -> Definitions:
    source = library.read_optional(FILE)
    return read(Definitions, parse(source), source)


DEFINITIONS = Shelf("definitions", read_definitions, files=(FILE,))
