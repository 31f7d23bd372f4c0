"""Numbers that come from no source: what content/definitions.toml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from exhibit.content import Library, Shelf
from exhibit.diagnostics import content_file, parse, read, spec

_FILE = content_file("definitions.toml")


@spec
class Definitions:
    """Numbers that come from no source: all that definitions.toml says."""

    exact: tuple[str, ...] = ()  # that hold by definition, each with its unit: 60 Minuten
    names: tuple[str, ...] = ()  # in which digits state nothing: GPT-4, Jahrgang 2024/25
    counted: tuple[str, ...] = ()  # what is counted on the page itself: 5 Stufen; or Stufen alone
    tallies: tuple[str, ...] = ()  # what was counted by hand, in a sentence: 15 von 24 Preisen …
    scales: Mapping[str, float] = field(default_factory=dict)  # what a word multiplies: kWh, 1000


def _read_definitions(library: Library) -> Definitions:
    source = library.read_optional(_FILE)
    return read(Definitions, parse(source), source)


DEFINITIONS = Shelf("definitions", _read_definitions, files=(_FILE,))
