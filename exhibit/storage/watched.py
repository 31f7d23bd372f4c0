"""Mappings that note what is read in them, for the step that is at work.

What can be read is named by a number, the same in every process: the value under a key, whether
there is such a key, which keys there are, everything, and that the mapping is there at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeVar, cast

from exhibit.storage.packing import pack

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Part = TypeVar("_Part")

_VALUE, _PRESENCE, _NAMES, _EVERYTHING, _BEING = range(5)


def spell(key: Any) -> str:
    """A key as it is written down; those of one mapping are all texts, paths or rows of them."""
    return "\0".join(map(spell, key)) if isinstance(key, tuple) else str(key)


def _identify(kind: int, mapping: str, key: str = "") -> int:
    """The number of something to read; should two have the same, some step is done in vain."""
    words = f"{kind}\0{mapping}\0{key}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)


def identify_being(mapping: str) -> int:
    return _identify(_BEING, mapping)


@dataclass(frozen=True)
class Delta:
    """What is no longer in a mapping as it was: its keys, as they are written down."""

    different: frozenset[str] = frozenset()  # with another value
    single: frozenset[str] = frozenset()  # that are new or gone
    is_reordered: bool = False  # or has other keys

    @property
    def is_empty(self) -> bool:
        return not (self.different or self.single or self.is_reordered)

    def identify(self, mapping: str) -> set[int]:
        """All that is not to be read there as before."""
        found = {_identify(_VALUE, mapping, key) for key in self.different | self.single}
        found |= {_identify(_PRESENCE, mapping, key) for key in self.single}
        found |= {_identify(_NAMES, mapping)} if self.is_reordered else set()
        return found if self.is_empty else found | {_identify(_EVERYTHING, mapping)}


def join(*deltas: Delta) -> Delta:
    """For mappings that are read as one."""
    nothing: frozenset[str] = frozenset()
    return Delta(
        nothing.union(*(delta.different for delta in deltas)),
        nothing.union(*(delta.single for delta in deltas)),
        any(delta.is_reordered for delta in deltas),
    )


@dataclass
class Reads:
    """What a step has read so far: numbers, and the names of the mappings."""

    numbers: set[int] = field(default_factory=set)
    mappings: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)  # steps within it, as they are written down


class Watched(Mapping[_Key, _Value]):
    """A mapping, and how it differs from what the last sound build has seen of it."""

    def __init__(
        self, name: str, held: Mapping[_Key, _Value], delta: Delta, reading: list[Reads]
    ) -> None:
        self.name = name
        self.held = held
        self.delta = delta
        self.reading = reading  # of the step at work, last, and of those it is part of
        self._being = identify_being(name)
        self._numbers: dict[tuple[int, object], int] = {}

    def note(self, kind: int, key: object = "") -> None:
        if self.reading:
            if (kind, key) not in self._numbers:
                self._numbers[kind, key] = _identify(kind, self.name, spell(key))
            reads = self.reading[-1]
            reads.numbers.add(self._numbers[kind, key])
            reads.numbers.add(self._being)
            reads.mappings.add(self.name)

    def __getitem__(self, key: _Key) -> _Value:
        self.note(_VALUE, key)
        return self.held[key]

    def __contains__(self, key: object) -> bool:
        self.note(_PRESENCE, key)
        return key in self.held

    def __iter__(self) -> Iterator[_Key]:
        self.note(_NAMES)
        return iter(self.held)

    def __len__(self) -> int:
        self.note(_NAMES)
        return len(self.held)

    def values(self) -> ValuesView[_Value]:
        self.note(_EVERYTHING)
        return self.held.values()

    def items(self) -> ItemsView[_Key, _Value]:
        self.note(_EVERYTHING)
        return self.held.items()


@dataclass(frozen=True, eq=False)
class Lazy(Mapping[_Key, _Value]):
    """A mapping whose values are fetched when somebody asks for them."""

    texts: Collection[str]  # its keys, as they are written down
    read_key: Callable[[str], _Key]
    fetch: Callable[[str], Any]

    def __getitem__(self, key: _Key) -> _Value:
        text = spell(key)
        if text not in self.texts:
            raise KeyError(key)
        return cast(_Value, self.fetch(text))

    def __contains__(self, key: object) -> bool:
        return spell(key) in self.texts

    def __iter__(self) -> Iterator[_Key]:
        return map(self.read_key, self.texts)

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, eq=False)
class Picked(Mapping[_Key, _Part]):
    """A part of each value of another mapping."""

    whole: Mapping[_Key, Any]
    pick: Callable[[Any], _Part]

    def __getitem__(self, key: _Key) -> _Part:
        return self.pick(self.whole[key])

    def __contains__(self, key: object) -> bool:
        return key in self.whole

    def __iter__(self) -> Iterator[_Key]:
        return iter(self.whole)

    def __len__(self) -> int:
        return len(self.whole)


def same(one: object, other: object) -> bool:
    """Whether two values cannot be told apart; 1 and 1.0 can, though they are equal."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    return pack(one) == pack(other) or repr(one) == repr(other)  # the first is soon done
