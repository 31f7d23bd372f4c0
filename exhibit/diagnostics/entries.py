"""Files of TOML that hold an entry in each table: sources, claims, words of the glossary.

What is read is a mapping that still knows its file, so that whoever has something to say of an
entry can say where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exhibit.diagnostics.faults import Notice, Place, each
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import Spec, parse, read
from exhibit.diagnostics.toml_lines import line_of


@dataclass(frozen=True)
class Entries(Mapping[str, Spec]):
    """The entries of a file by key, in its order; none where there is no such file."""

    source: Source
    by_key: Mapping[str, Spec]

    def __getitem__(self, key: str) -> Spec:
        return self.by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_key)

    def __len__(self) -> int:
        return len(self.by_key)

    def line(self, *key: str) -> int:
        """The line that sets a key of an entry, or that opens the entry."""
        return line_of(key, self.source)

    def place(self, *key: str) -> Place:
        return self.source.place(self.line(*key))

    def find(self, text: str, *key: str) -> Place:
        """Where the text that a key holds begins."""
        return self.source.find(text.split("\n")[0], self.line(*key))


def read_entries(
    cls: type[Spec],
    source: Source,
    stray: tuple[Notice, Notice],
    check: Callable[[str, Spec], None],
) -> Entries[Spec]:
    """Every table of a file; stray says what is wrong with a line above all tables."""
    tables = parse(source)

    def read_entry(key: str) -> tuple[str, Spec]:
        if not isinstance(tables[key], dict):
            message = Notice(stray[0].template, {"key": key})
            raise source.fault(message, stray[1], line=line_of((key,), source))
        found = read(cls, tables[key], source, within=(key,))
        check(key, found)
        return key, found

    return Entries(source, dict(each(read_entry, tables)))
