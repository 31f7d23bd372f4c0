"""The steps of one build at work: which of them rest, what those that do not have read and made."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from exhibit.storage.known import Done, Family, Step, Steps
from exhibit.storage.packing import UnusableError, pack, seal
from exhibit.storage.watched import Delta, Reads, Watched, identify_being, same

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

LOOSE = ""  # the family of the steps that belong to none
_NEVER = Done(seal=b"never")
_MANY = 2000  # values


class Work:
    def __init__(self, steps: Steps) -> None:
        steps.begin()
        self.steps = steps
        self.families: dict[str, Family] = {LOOSE: Family()}
        self.made: dict[Step, Any] = {}  # what is another than before
        self.most = _MANY
        self.reading: list[Reads] = []  # of the step at work, last, and of those it is part of
        # What nobody has watched yet in this build counts as another.
        self.altered: set[str] = set(steps.names)
        self.changed: set[int] = {identify_being(name) for name in self.altered}

    def keep(self) -> None:
        """Let the next build know of this one, which has no fault."""
        self.keep_inner()
        self.reuse(LOOSE)
        self.steps.keep(self.families, self.made)

    def keep_inner(self) -> None:
        """Steps within those that rest were not asked for, but are to be known."""
        known, loose = self.steps.family(LOOSE).steps, self.families[LOOSE].steps
        pending = [key for family in self.families.values() for key in family.find_inner()]
        while pending:
            key = pending.pop()
            if key in known and key not in loose:
                loose[key] = known[key]
                pending += known[key].inner

    def rests(self, step: Step) -> bool:
        name, key = step
        if key not in self.families[name].steps:
            known = self.steps.family(name).steps.get(key)
            if known is None or not self.holds(known):
                return False
            self.families[name].steps[key] = known
        return True

    def rests_as_a_whole(self, family: Family) -> bool:
        """Whether nothing is another in any mapping that its steps have read."""
        return family.mappings.isdisjoint(self.altered)

    def holds(self, done: Done) -> bool:
        """Whether all that it has read is as it was."""
        return self.changed.isdisjoint(memoryview(done.reads).cast("q"))

    def renew(self, step: Step, make: Callable[[], object]) -> tuple[bool, Any]:
        """Do a step; whether something else came of it than before, and what."""
        reads = Reads()
        self.reading.append(reads)
        try:
            value = make()
        finally:
            self.reading.pop()
        name, key = step
        known = self.steps.family(name).steps.get(key, Done())
        numbers = array("q", sorted(reads.numbers)).tobytes()
        family = self.families[name]
        is_other = self.take(step, value)
        mappings, inner = tuple(sorted(reads.mappings)), tuple(sorted(reads.inner))
        family.steps[key] = Done(numbers, mappings, inner, b"" if is_other else known.seal)
        family.mappings |= reads.mappings
        self.clear()
        return is_other, value

    def take(self, step: Step, value: object) -> bool:
        """Know what a step has made, unless it was made before; whether it is something else."""
        try:
            is_other = not same(self.steps.value(step), value)
        except (UnusableError, KeyError):
            is_other = True
        if is_other:
            self.made[step] = value
        return is_other

    def clear(self) -> None:
        """So much was made that it had better wait on the disk: a cold build of a large exhibit."""
        if len(self.made) > self.most and self.steps.put(self.families, self.made):
            self.made.clear()

    def put(self, step: Step, value: object) -> bool:
        """The same for one of many values, which are fetched only where their bytes differ.

        Equal values need not have equal bytes: what has been used remembers what it worked out.
        """
        known = self.steps.family(step[0]).steps.get(step[1])
        if known is None or step in self.steps.values or not known.seal:
            return self.take(step, value)
        return seal(pack(value)) != known.seal and self.take(step, value)

    def is_other(self, step: Step, pick: Callable[[Any], object]) -> bool:
        try:
            earlier, now = self.steps.value(step), self.fetch(step, _fail)
        except (UnusableError, KeyError):
            return True
        return not same(pick(earlier), pick(now))

    def fetch(self, step: Step, make: Callable[[], object]) -> Any:
        """What a step has made; what the disk has lost is made again, of the very same."""
        name, key = step
        if step in self.made:
            return self.made[step]
        own, known = self.families[name], self.steps.family(name)
        try:
            if own.steps[key].seal == known.steps.get(key, _NEVER).seal:
                return self.steps.value(step)
            return self.steps.load(name, own.steps[key].seal)
        except UnusableError:
            self.families[name] = Family({**own.steps}, own.mappings)
            return self.renew(step, make)[1]

    def rest(self, name: str, held: Mapping[_Key, _Value]) -> Watched[_Key, _Value]:
        """A family of which nothing is to be done."""
        self.families[name] = self.steps.family(name)
        return self.announce(name, held, Delta())

    def see(
        self,
        name: str,
        held: Mapping[_Key, _Value],
        different: set[str],
    ) -> Watched[_Key, _Value]:
        """A family that is done, as a mapping for what follows."""
        before, now = self.steps.family(name).steps, self.families[name].steps
        single = frozenset(before.keys() ^ now.keys())
        is_reordered = [*before] != [*now]
        self.reuse(name)
        self.clear()
        return self.announce(name, held, Delta(frozenset(different), single, is_reordered))

    def reuse(self, name: str) -> None:
        """A family that is as it was is the same one, and need not be written down again."""
        known = self.steps.family(name)
        if [*known.steps.items()] == [*self.families[name].steps.items()]:
            self.families[name] = known

    def announce(
        self, name: str, held: Mapping[_Key, _Value], delta: Delta
    ) -> Watched[_Key, _Value]:
        self.altered.discard(name)
        self.changed.discard(identify_being(name))
        if not delta.is_empty:
            self.altered.add(name)
            self.changed |= delta.identify(name)
        return Watched(name, held, delta, self.reading)


def _fail() -> object:
    raise UnusableError
