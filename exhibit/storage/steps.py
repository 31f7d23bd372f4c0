"""Steps of a build that the next one need not do again: each with what it was made from.

What a step is given stands beside it; all else it reads from watched mappings, which note what is
read. It is done again as soon as any of that is another, and nobody has to declare what depends
on what. Steps of a build with a fault are forgotten with it: what is known is always what the last
sound build has made, and so it does not grow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Made = TypeVar("_Made")
_Reads = dict[str, set[Any]]  # keys, by the name of the mapping


@dataclass(frozen=True)
class _Names:
    """In the place of a key: which keys there are, and in which order."""


@dataclass(frozen=True)
class _Presence:
    """In the place of a key: whether there is one."""

    key: Any


_NAMES = _Names()


@dataclass(frozen=True)
class _Done:
    """What a step has made, and what of."""

    made: Any
    beside: object
    reads: _Reads


class Steps:
    """What the last sound build has done."""

    def __init__(self) -> None:
        self.seen: Mapping[str, Mapping[Any, Any]] = {}  # all that was watched
        self.done: Mapping[Hashable, _Done] = {}


class Run:
    """The steps of one build."""

    def __init__(self, steps: Steps | None = None) -> None:
        self.steps = steps or Steps()
        self.seen: dict[str, Mapping[Any, Any]] = {}
        self.changed: dict[str, set[Any]] = {}
        self.done: dict[Hashable, _Done] = {}
        self.reading: list[_Reads] = []  # of the step that is done, and of those it is part of

    def watch(self, name: str, mapping: Mapping[_Key, _Value]) -> Mapping[_Key, _Value]:
        """The mapping, from now on with a note of what steps read in it."""
        self.seen[name] = dict(mapping)
        self.changed[name] = _compare(self.steps.seen.get(name, {}), mapping)
        return _Watched(mapping, lambda key: self.note(name, key))

    def note(self, name: str, key: object) -> None:
        if self.reading:
            self.reading[-1].setdefault(name, set()).add(key)

    def do(self, step: Hashable, make: Callable[[], _Made], beside: object = None) -> _Made:
        """What a step makes, or has made of the very same.

        beside is all that make is given, but for what is watched and for what never changes. What
        a step within a step reads, the outer one has read as well; but what the outer one has read
        is not to be handed to it: it reads that itself.
        """
        known = self.done.get(step) or self.steps.done.get(step)
        if known is None or not _same(known.beside, beside) or not self.holds(known.reads):
            reads: _Reads = {}
            self.reading.append(reads)
            try:
                known = _Done(make(), beside, reads)
            finally:
                self.reading.pop()
        self.done[step] = known
        for name, keys in known.reads.items() if self.reading else ():
            self.reading[-1].setdefault(name, set()).update(keys)
        return cast(_Made, known.made)

    def holds(self, reads: Mapping[str, Collection[Any]]) -> bool:
        return all(
            name in self.changed and self.changed[name].isdisjoint(keys)
            for name, keys in reads.items()
        )

    def keep(self) -> None:
        """Let the next build know of this one, which has no fault."""
        self.steps.seen, self.steps.done = self.seen, self.done


def _compare(earlier: Mapping[Any, Any], now: Mapping[Any, Any]) -> set[Any]:
    """The keys under which the two differ, and what stands in the place of keys."""
    both = earlier.keys() & now.keys()
    other: set[Any] = {key for key in both if not _same(earlier[key], now[key])}
    single = earlier.keys() ^ now.keys()
    other |= single | {_Presence(key) for key in single}
    return other if list(earlier) == list(now) else other | {_NAMES}


def _same(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and one == other)


@dataclass(frozen=True, eq=False)
class _Watched(Mapping[_Key, _Value]):
    mapping: Mapping[_Key, _Value]
    note: Callable[[object], None]

    def __getitem__(self, key: _Key) -> _Value:
        self.note(key)
        return self.mapping[key]

    def __contains__(self, key: object) -> bool:
        self.note(_Presence(key))
        return key in self.mapping

    def __iter__(self) -> Iterator[_Key]:
        self.note(_NAMES)
        return iter(self.mapping)

    def __len__(self) -> int:
        self.note(_NAMES)
        return len(self.mapping)
