"""When something has changed of what a site is made from.

The watch tells it in milliseconds, but misses some: a folder that takes the place of another or is
new, a drive of the net, at times a file. So the files themselves are looked at too: soon after
something has happened, then ever more rarely, and the more rarely the more there are of them, so
that looks take no more than their share of a core. Where the system grants no watch, they do alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath
from stat import S_ISDIR
from time import perf_counter, sleep

from watchfiles import Change, watch

from exhibit.content import is_ignored
from exhibit.diagnostics import Notice, say
from exhibit.pipeline import PROGRAM, WRITTEN_BY_PEOPLE

_TICK = 100  # milliseconds, after which it is said that nothing has happened
_STEP = 5  # milliseconds without anything new make an end of what came together
_SHARE = 0.0025  # of a core for looks at the files; the watch itself takes twice as much
_SHARE_ALONE = 0.05  # … where nothing else tells of a change
_LONGEST = 30.0  # seconds from one look to the next

_Sources = Mapping[str, int]  # what exists of all that a site is made from, by what stands there
_Stock = dict[str, tuple[int, int, int]]  # what tells one state of a file from the next


def changes(root: Path, tell: Callable[[Notice], None] = lambda notice: None) -> Iterator[bool]:
    """Whether something has changed, again and again; at first it has, since nothing is known.

    What changes while the caller is at work is told when it comes back. tell is told once if there
    is no watch to be had.
    """
    places = _name_places(root)
    looks = _Looks(places)
    yield True
    while True:
        watched = _find_sources(places)
        for told in _watch(watched, looks, tell):
            if told:
                looks.rest = looks.due = 0.0
            # The files are looked at in any case, or what is told now would be found later on.
            yield looks.find_news() or bool(told)
            if looks.sources != watched:
                break


def _watch(
    sources: Iterable[str], looks: _Looks, tell: Callable[[Notice], None]
) -> Iterator[set[tuple[Change, str]]]:
    """What the system tells; nothing, again and again, where it grants no watch."""
    try:
        yield from watch(
            *sources,
            watch_filter=lambda change, path: _concerns_us(os.path.basename(path)),
            step=_STEP,
            debounce=10 * _STEP,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
    except FileNotFoundError:  # gone since
        yield set()
    except (OSError, RuntimeError) as error:  # too many watches on this computer, or no right to
        if looks.share == _SHARE:
            message = "The system tells of no changes ({reason}): the files are looked at instead."
            tell(say(message, reason=str(error)))
        looks.share = _SHARE_ALONE
        while True:
            sleep(_TICK / 1000)
            yield set()


class _Looks:
    """What the last look at the files has found, and when it is time for the next."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = places
        self.sources = _find_sources(places)
        self.stock = take_stock(self.sources)
        self.share = _SHARE
        self.rest = 0.0  # seconds between two looks
        self.due = 0.0

    def find_news(self) -> bool:
        """Whether a look finds anything new; without looking, nothing, if it is not yet time."""
        sources = _find_sources(self.places)
        if sources == self.sources and perf_counter() < self.due:
            return False
        began = perf_counter()
        stock = take_stock(sources)
        ended = perf_counter()
        is_news = stock != self.stock
        self.sources, self.stock = sources, stock
        longest = min((ended - began) / self.share, _LONGEST)
        self.rest = 0.0 if is_news else min(max(2 * self.rest, _TICK / 1000), longest)
        self.due = ended + self.rest
        return is_news


def take_stock(sources: Iterable[str]) -> _Stock:
    """All files, with what tells one state from the next without reading them."""
    stock: _Stock = {}
    folders: list[str] = []
    for source in sources:
        with suppress(OSError):
            folders += _note(source, os.stat(source), stock)
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if _concerns_us(entry.name):
                    with suppress(OSError):
                        folders += _note(entry.path, entry.stat(follow_symlinks=False), stock)
    return stock


def _note(path: str, state: os.stat_result, stock: _Stock) -> tuple[str, ...]:
    """Take a file into stock; a folder is to be gone through."""
    if S_ISDIR(state.st_mode):
        return (path,)
    stock[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return ()


def _name_places(root: Path) -> Sequence[str]:
    """Where all that a site is made from may be; not the root, which holds far more."""
    own = (root / name for name in WRITTEN_BY_PEOPLE)
    return [*map(str, own), str(PROGRAM / "templates"), str(PROGRAM / "static")]


def _find_sources(places: Iterable[str]) -> _Sources:
    found = {}
    for place in places:
        with suppress(OSError):
            found[place] = os.stat(place).st_ino
    return found


@cache  # the same names are asked for again and again
def _concerns_us(name: str) -> bool:
    return not is_ignored(PurePosixPath(name))
