"""Messages that stand in TOML: each with the place of the value that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exhibit.diagnostics import Key, Place, Source, line_of
from exhibit.i18n.language import Message


def list_messages(source: Source, entries: Iterable[str], key: Key) -> Iterator[Message]:
    """The entries of a list of TOML, each at its own place."""
    line = line_of(key, source)
    for entry in entries:
        place = _find_entry(source, entry, line)
        line = place.line
        yield Message(entry, place)


def _find_entry(source: Source, text: str, line: int) -> Place:
    """Where a whole entry of a list of TOML stands, and not one that begins like it."""
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    for entry in (f'"{written}"', f"'{text}'"):
        place = source.find(entry, line)
        if place.column:
            return source.place(place.line, place.column + 1)
    return source.place(line)


def find_value(source: Source, text: str, key: Key, first: int = 1) -> Place:
    """Where the value of a key of TOML stands."""
    return source.find(text.split("\n")[0], line_of(key, source, first))
