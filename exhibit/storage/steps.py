"""Steps of a build that the next one need not do again: each with what it was made from.

All that a step is made from it reads in watched mappings, which note what is read. It is done
again as soon as any of that is another, and nobody has to declare what depends on what. The steps
of one kind are a family, and what they make is a watched mapping itself: where it comes out as it
was, all that follows can rest. Values are fetched only when somebody asks for them.

Steps of a build with a fault are forgotten with it: what is known is always what the last sound
build has made, and so it does not grow.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar, cast

from exhibit.storage.known import Done, Family, Steps
from exhibit.storage.packing import UnusableError, pack, seal
from exhibit.storage.shares import Progress, renew_all
from exhibit.storage.watched import Delta, Lazy, Picked, Watched, join, spell
from exhibit.storage.work import LOOSE, Work

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Part = TypeVar("_Part")
_Made = TypeVar("_Made")


class Run:
    """The steps of one build."""

    def __init__(self, steps: Steps | None = None) -> None:
        self.work = Work(steps or Steps())

    def watch(self, name: str, values: Mapping[_Key, _Value]) -> Watched[_Key, _Value]:
        """What people have written, or what is quickly made of it."""
        before = self.work.steps.family(name).steps
        now = {spell(key): Done(seal=_mark(value)) for key, value in values.items()}
        different = {key for key in now.keys() & before.keys() if now[key] != before[key]}
        self.work.families[name] = Family(now)
        return self.work.see(name, values, different)

    def each(
        self,
        name: str,
        keys: Iterable[_Key],
        make: Callable[[_Key], _Value],
        *,
        shared: bool = False,
        progress: Progress = lambda done, total: None,
    ) -> Watched[_Key, _Value]:
        """A family of steps, done as far as need be; raises the faults of all.

        Those that take some milliseconds each are shared out over processes.
        """
        make, shared = self.prepare(name, make, shared)
        known, by_text = self.work.steps.family(name), {spell(key): key for key in keys}
        held = Lazy[_Key, _Value](
            by_text,
            by_text.__getitem__,
            lambda text: self.work.fetch((name, text), lambda: make(by_text[text])),
        )
        if self.work.rests_as_a_whole(known) and [*known.steps] == [*by_text]:
            return self.work.rest(name, held)
        steps = {text: known.steps.get(text, Done()) for text in by_text}
        stale = [
            text
            for text, done in steps.items()
            if text not in known.steps or not self.work.holds(done)
        ]
        self.work.families[name] = Family(steps, known.mappings)
        makers = {text: partial(make, by_text[text]) for text in stale}
        return self.work.see(
            name, held, renew_all(self.work, name, makers, shared=shared, progress=progress)
        )

    def prepare(
        self, name: str, make: Callable[[_Key], _Value], shared: bool
    ) -> tuple[Callable[[_Key], _Value], bool]:
        """What is to be done for each key of a family, and whether it may be shared out."""
        return make, shared

    def spread(
        self, name: str, make: Callable[[], Mapping[_Key, _Value]], read_key: Callable[[str], _Key]
    ) -> Watched[_Key, _Value]:
        """A single step that makes many values, each of which is compared by itself.

        read_key makes a key of what was written down of it.
        """
        known, now = self.work.steps.family(name), dict[_Key, _Value]()
        maker = LOOSE, spell(("spread", name))

        def make_all() -> int:
            now.update(make())
            return len(now)

        rests = self.work.rests(maker) and self.work.fetch(maker, make_all) == len(known.steps)
        if not rests:
            self.work.renew(maker, make_all)
        texts = [*known.steps] if rests else [spell(key) for key in now]
        held = Lazy[_Key, _Value](
            dict.fromkeys(texts),
            read_key,
            lambda text: self.work.fetch((name, text), lambda: make()[read_key(text)]),
        )
        if rests:
            return self.work.rest(name, held)
        different = {
            text
            for text, key in zip(texts, now, strict=True)
            if self.work.put((name, text), now[key])
        }
        steps = {text: known.steps.get(text, Done()) for text in texts}
        self.work.families[name] = Family(steps | dict.fromkeys(different, Done()))
        return self.work.see(name, held, different)

    def one(self, key: Any, make: Callable[[], _Made]) -> _Made:
        """A step of its own, perhaps within another, which then has read what this one reads.

        A step within another reads for itself what it needs; what it is given stands in its key.
        """
        step = LOOSE, spell(key)
        if not self.work.rests(step):
            self.work.renew(step, make)
        done = self.work.families[LOOSE].steps[step[1]]
        if self.work.reading:
            self.work.reading[-1].numbers.update(memoryview(done.reads).cast("q"))
            self.work.reading[-1].mappings.update(done.mappings)
            self.work.reading[-1].inner.add(step[1])
        return cast(_Made, self.work.fetch(step, make))

    def part(
        self, name: str, whole: Watched[_Key, _Value], pick: Callable[[_Value], _Part]
    ) -> Watched[_Key, _Part]:
        """A part of each value, for those who read nothing else of it."""
        steps = ((whole.name, text) for text in whole.delta.different)
        different = {step[1] for step in steps if self.work.is_other(step, pick)}
        delta = Delta(frozenset(different), whole.delta.single, whole.delta.is_reordered)
        return self.join(name, Picked(whole.held, pick), delta)

    def join(self, name: str, held: Mapping[_Key, _Value], delta: Delta) -> Watched[_Key, _Value]:
        """What is put together of mappings that are watched; delta says what is new in it."""
        self.work.families[name] = Family()
        self.work.reuse(name)
        return self.work.announce(name, held, delta)

    def stack(self, name: str, *layers: Mapping[_Key, _Value]) -> Watched[_Key, _Value]:
        """Watched mappings as one; of those that have a key the first counts."""
        watched = [cast(Watched[_Key, _Value], layer) for layer in layers]
        held: Any = ChainMap(*(layer.held for layer in watched))  # type: ignore[arg-type]  # is only read
        return self.join(name, held, join(*(layer.delta for layer in watched)))

    def recall(self, key: Any) -> Any:
        """What a step of its own has made before, for one that goes on from there; else None."""
        try:
            return self.work.steps.value((LOOSE, spell(key)))
        except (UnusableError, KeyError):
            return None

    def keep(self) -> None:
        """Let the next build know of this one, which has no fault."""
        self.work.keep()


def _mark(value: object) -> bytes:
    return seal(value if isinstance(value, bytes) else pack(value))
