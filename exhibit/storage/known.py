"""What the last sound build has done: its steps by family, and what each of them has made.

A living preview holds it in its process. On the disk it outlasts the process; of that a build
fetches only the families and the values that it needs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from exhibit.storage.cache import Memory
from exhibit.storage.packing import UnusableError, pack, seal, unpack
from exhibit.storage.spill import Named
from exhibit.storage.store import Store

Step = tuple[str, str]  # a family, and a key as it is written down


@dataclass(frozen=True)
class Done:
    """A step: the numbers of all that it has read, in which mappings, and what came of it."""

    reads: bytes = b""
    mappings: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()  # steps within it
    seal: bytes = b""  # of the value, once it was packed


@dataclass
class Family:
    """The steps of one kind, in order."""

    steps: dict[str, Done] = field(default_factory=dict)
    mappings: frozenset[str] = frozenset()  # that any of them has read

    def find_inner(self) -> Iterator[str]:
        return (key for done in self.steps.values() for key in done.inner)

    def pack(self) -> bytes:
        done = self.steps.values()
        rows = [(one.reads, one.mappings, one.inner, one.seal) for one in done]
        return pack(([*self.steps], rows, sorted(self.mappings)))


def _unpack_family(packed: bytes) -> Family:
    keys, rows, mappings = unpack(packed)
    steps = {key: Done(*row) for key, row in zip(keys, rows, strict=True)}
    return Family(steps, frozenset(mappings))


class Steps:
    """Without a store they are gone with the process."""

    def __init__(self, store: Store | None = None, program: str = "") -> None:
        self.store = store
        self.program = program
        self.root = b""
        self.index: Mapping[str, bytes] = {}  # the seal of each family on the disk
        self.families: dict[str, Family] = {}  # that are here
        self.values: dict[Step, Any] = {}  # likewise

    def begin(self) -> None:
        """What another process has left meanwhile takes the place of what we know."""
        root = self.store.begin() if self.store else self.root
        if root != self.root:
            self.families, self.values = {}, {}
            self.root, self.index = root, self._read_index(root)

    def _read_index(self, root: bytes) -> Mapping[str, bytes]:
        program, index = unpack(root) if root else (self.program, {})
        return dict(index) if program == self.program else {}

    def end(self) -> None:
        if self.store:
            self.store.end()

    @property
    def names(self) -> set[str]:
        return {*self.index, *self.families}

    def family(self, name: str) -> Family:
        """Empty if there is none, or if the disk has lost it."""
        if name not in self.families:
            try:
                self.families[name] = _unpack_family(self._fetch((name, self.index.get(name, b""))))
            except (UnusableError, TypeError, ValueError):
                self.families[name] = Family()
        return self.families[name]

    def value(self, step: Step) -> Any:
        """What a step has made; raises UnusableError if that is gone."""
        if step not in self.values:
            name, key = step
            self.values[step] = self.load(name, self.family(name).steps[key].seal)
        return self.values[step]

    def load(self, family: str, digest: bytes) -> Any:
        """What is on the disk; raises UnusableError if it is gone."""
        return unpack(self._fetch((family, digest)))

    def _fetch(self, named: Named) -> bytes:
        if not self.store or not named[1]:
            raise UnusableError
        return self.store.fetch(named)

    def keep(self, families: Mapping[str, Family], made: Mapping[Step, Any]) -> None:
        """Know these families from now on, and no others; made is what was not known before."""
        self.put(families, made)
        earlier = {name: self.family(name) for name in self.names - families.keys()}
        earlier |= {name: self.family(name) for name in _find_changed(families, self.families)}
        if self.store and not self._save(self.store, families, earlier):
            self.do_without()
        self.values.update(made)
        for name, family in earlier.items():
            for key in family.steps.keys() - families.get(name, Family()).steps.keys():
                self.values.pop((name, key), None)
        self.families = dict(families)

    def put(self, families: Mapping[str, Family], made: Mapping[Step, Any]) -> bool:
        """Have what was made on the disk, and note its seals; False if it could not be."""
        if not self.store:
            return False
        try:
            for step, value in made.items():
                self.add(families, step, pack(value))
        except OSError:
            self.do_without()
        return self.store is not None

    def add(self, families: Mapping[str, Family], step: Step, packed: bytes) -> None:
        """The same for what is packed already; raises OSError if it could not be."""
        name, key = step
        steps, digest = families[name].steps, seal(packed)
        if self.store:
            self.store.add((name, digest), packed)
        steps[key] = replace(steps[key], seal=digest)
        self.values.pop(step, None)  # which is what stood there before

    def do_without(self) -> None:
        """Go on in this process alone."""
        self.end()
        self.store = None

    def _save(
        self, store: Store, families: Mapping[str, Family], earlier: Mapping[str, Family]
    ) -> bool:
        """Put on the disk what is new and take away what is gone; False if it could not be."""
        index = {name: digest for name, digest in self.index.items() if name in families}
        changed = families.keys() & earlier.keys() | families.keys() - index.keys()
        packed = {name: families[name].pack() for name in changed}
        index |= {name: seal(content) for name, content in packed.items()}
        now = {name: families[name] for name in earlier.keys() & families.keys()}
        gone = _find_seals(earlier, self.index) - _find_seals(now, index)
        root = pack((self.program, sorted(index.items())))
        try:
            for name, content in packed.items():
                store.add((name, index[name]), content)
        except OSError:
            return False
        if is_kept := store.keep(root, gone):
            self.root, self.index = root, index
        return is_kept


def open_steps(memory: Memory, program: str) -> Steps:
    """What the last sound build of this very program has left on the disk."""
    return Steps(Store(memory.folder / "steps"), f"{program} {sys.version}")


def _find_changed(families: Mapping[str, Family], known: Mapping[str, Family]) -> Iterator[str]:
    return (name for name, family in families.items() if family is not known.get(name))


def _find_seals(families: Mapping[str, Family], index: Mapping[str, bytes]) -> set[Named]:
    """What stands on the disk for these families."""
    found = {(name, done.seal) for name in families for done in families[name].steps.values()}
    return found | {(name, index[name]) for name in families if name in index}
