"""What site.toml leads to: pages that there are, each once in its list.

A name that is mistyped there is told there, and nowhere else: what other files say of stations is
compared with the tour only if the tour is sound.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

from exhibit.content import Navigation
from exhibit.diagnostics import ContentError, Notice, Place, Source, each, line_of, say, suggest

_LISTS = ("stations", "menu", "footer")


def check_navigation(navigation: Navigation, pages: Collection[str], source: Source) -> None:
    """pages are all that there are, by key; source is site.toml."""
    each(lambda name: _check_list(name, getattr(navigation, name), pages, source), _LISTS)


def _check_list(name: str, keys: Sequence[str], pages: Collection[str], source: Source) -> None:
    line = line_of(("navigation", name), source)

    def check(at: int) -> None:
        key, earlier = keys[at], keys[:at].count(keys[at])
        place = _find_entry(source, line, key, earlier)
        if earlier:
            message = say("“{name}” stands twice in this list.", name=key)
            raise ContentError(place, message, say("Delete one of the two."))
        if key not in pages:
            message = say("There is no page “{name}”.", name=key)
            raise ContentError(place, message, _propose(key, pages))

    each(check, range(len(keys)))


def _find_entry(source: Source, line: int, key: str, earlier: int) -> Place:
    """Where a list that begins at a line names a page, after so many times before."""
    quoted = re.compile(rf"([\"']){re.escape(key)}\1")
    for number in range(line, len(source.lines) + 1):
        for found in quoted.finditer(source.lines[number - 1]):
            if not earlier:
                return source.place(number, found.start() + 1)
            earlier -= 1
    return source.place(line)


def _propose(key: str, pages: Collection[str]) -> Notice:
    """The page of that name in another folder, or one that is called alike."""
    name = PurePosixPath(key).stem.lower()
    alike = [page for page in pages if name and PurePosixPath(page).stem.lower() == name]
    return say("Did you mean “{name}”?", name=alike[0]) if alike else suggest(key, pages)
