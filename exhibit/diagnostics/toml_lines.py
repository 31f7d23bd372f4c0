"""Where each key of a TOML file is set. The parser does not say, so the lines are read once more.

A file is read once, however many keys are asked for, and each line is looked at alone: what stands
in a text over several lines is no key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from exhibit.diagnostics.source import Source

Key = tuple[str | int, ...]

_KEPT = 64  # files, of which every key may be asked for in turn
_NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]++)"""
_NAMES = rf"{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME})*"
_HEADER = re.compile(
    rf"[ \t]*(?P<list>\[?)\[[ \t]*(?P<names>{_NAMES})[ \t]*\]{{1,2}}[ \t]*(?:#.*)?$"
)
_ASSIGNMENT = re.compile(rf"[ \t]*(?P<names>{_NAMES})[ \t]*=")
_QUOTES = re.compile(r'"""|' + "'''")


def line_of(key: Key, source: Source, first: int = 1) -> int:
    """The line that sets a key of a file, or that opens the table in which it is missing.

    A number in the key tells one table of a list from the others: the first [[entry]] is 0.
    """
    lines = _find_lines(source, first)
    return next((lines[part] for part in _beginnings(key) if part in lines), first)


def _beginnings(key: Key) -> Iterator[Key]:
    return (key[:length] for length in range(len(key), 0, -1))


@lru_cache(_KEPT)
def _find_lines(source: Source, first: int) -> Mapping[Key, int]:
    """The first line of every key, table and table of a list, from a line of the file on."""
    lines: dict[Key, int] = {}
    lengths: dict[Key, int] = {}  # of the lists of tables
    table: Key = ()
    for number, text in _lines_outside_texts(source, first):
        if header := _HEADER.match(text):
            table = _open_table(header, lengths)
            key = table
        elif assignment := _ASSIGNMENT.match(text):
            key = (*table, *_split(assignment["names"]))
        else:
            continue
        for part in _beginnings(key):
            lines.setdefault(part, number)
    return lines


def _open_table(header: re.Match[str], lengths: dict[Key, int]) -> Key:
    """The key of a table; of one in a list with its number."""
    *outer, last = _split(header["names"])
    key: Key = ()
    for name in outer:
        key = (*key, name)
        if key in lengths:
            key = (*key, lengths[key] - 1)
    key = (*key, last)
    if not header["list"]:
        return key
    lengths[key] = lengths.get(key, 0) + 1
    return (*key, lengths[key] - 1)


def _lines_outside_texts(source: Source, first: int) -> Iterator[tuple[int, str]]:
    """The numbered lines that do not begin within a text of several lines."""
    closing = ""
    for number, text in enumerate(source.lines[first - 1 :], first):
        if not closing:
            yield number, text
        for quotes in _QUOTES.findall(text):
            if not closing:
                closing = quotes
            elif closing == quotes:
                closing = ""


def _split(names: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_NAME, names)]
