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
from exhibit.storage.store import Named, Store

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
        if self.store:
            self._save(families, earlier)
        self.values.update(made)
        for name, family in earlier.items():
            for key in family.steps.keys() - families.get(name, Family()).steps.keys():
                self.values.pop((name, key), None)
        self.families = dict(families)

    def put(self, families: Mapping[str, Family], made: Mapping[Step, Any]) -> bool:
        """Have what was made on the disk, and note its seals; False if it could not be."""
        if not self.store:
            return False
        packed = {step: pack(value) for step, value in made.items()}
        sealed = {(name, key): (name, seal(content)) for (name, key), content in packed.items()}
        if not self.store.add({sealed[step]: content for step, content in packed.items()}):
            self.do_without()
            return False
        for (name, key), (_, digest) in sealed.items():
            steps = families[name].steps
            steps[key] = replace(steps[key], seal=digest)
            self.values.pop((name, key), None)  # which is what stood there before
        return True

    def do_without(self) -> None:
        """Go on in this process alone."""
        self.end()
        self.store = None

    def _save(self, families: Mapping[str, Family], earlier: Mapping[str, Family]) -> None:
        """Put on the disk what is new and take away what is gone; if it cannot be, do without."""
        index = {name: seal for name, seal in self.index.items() if name in families}
        added: dict[Named, bytes] = {}
        for name in families.keys() & earlier.keys() | families.keys() - index.keys():
            packed = families[name].pack()
            index[name] = seal(packed)
            added[name, index[name]] = packed
        known = {
            (name, one.seal) for name, family in earlier.items() for one in family.steps.values()
        }
        known |= {(name, self.index[name]) for name in earlier if name in self.index}
        used = {
            (name, one.seal)
            for name in earlier
            if name in families
            for one in families[name].steps.values()
        }
        root = pack((self.program, sorted(index.items())))
        if (
            self.store
            and self.store.add(added)
            and self.store.keep(root, known - used - added.keys())
        ):
            self.root, self.index = root, index
        else:
            self.do_without()


def open_steps(memory: Memory, program: str) -> Steps:
    """What the last sound build of this very program has left on the disk."""
    return Steps(Store(memory.folder / "steps"), f"{program} {sys.version}")


def _find_changed(families: Mapping[str, Family], known: Mapping[str, Family]) -> Iterator[str]:
    return (name for name, family in families.items() if family is not known.get(name))
