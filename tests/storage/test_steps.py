"""A step is done again exactly if what it was made from is no longer what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from exhibit.diagnostics.faults import ContentError, Place
from exhibit.storage.known import Steps
from exhibit.storage.steps import Run
from exhibit.storage.store import Store
from exhibit.storage.watched import Watched

Words = Watched[str, object]
Build = Callable[[Run, Words], object]


class Workshop:
    """Builds one after the other, in one process or each in one of its own."""

    def __init__(self, store: Path | None) -> None:
        self.store = store
        self.steps = Steps()
        self.done: list[object] = []

    def build(self, words: Mapping[str, object], work: Build) -> object:
        steps = Steps(Store(self.store), "program") if self.store else self.steps
        run = Run(steps)
        made = work(run, run.watch("words", words))
        run.keep()
        steps.end()
        return made

    def note(self, what: object) -> bool:
        """False, so that an expression can go on from here."""
        self.done.append(what)
        return False

    def count(self) -> int:
        count = len(self.done)
        self.done.clear()
        return count


@pytest.fixture(params=["in the process", "on the disk"])
def workshop(request: pytest.FixtureRequest, tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "steps" if request.param == "on the disk" else None)


def read(workshop: Workshop, words: Mapping[str, object], *keys: str) -> object:
    def work(run: Run, watched: Words) -> object:
        def make() -> list[object]:
            workshop.note("read")
            return [watched.get(key) for key in keys]

        return run.one("step", make)

    return workshop.build(words, work)


def test_what_a_step_does_not_read_may_change(workshop: Workshop) -> None:
    for other in range(3):
        assert read(workshop, {"a": 1, "b": other}, "a") == [1]
    assert workshop.count() == 1


@pytest.mark.parametrize(
    ("then", "made"),
    [
        *(({"a": 2}, [2, None]), ({}, [None, None]), ({"a": 1, "b": 3}, [1, 3])),
        ({"a": True}, [True, None]),
    ],
)
def test_a_value_that_is_other_gone_or_new_is_read_anew(
    then: Mapping[str, int], made: list[int | None], workshop: Workshop
) -> None:
    assert read(workshop, {"a": 1}, "a", "b") == [1, None]
    assert read(workshop, then, "a", "b") == made
    assert workshop.count() == 2


def test_equal_numbers_that_are_written_otherwise_are_not_the_same(workshop: Workshop) -> None:
    read(workshop, {"a": Decimal("1.0")}, "a")
    assert str(read(workshop, {"a": Decimal("1.00")}, "a")) == "[Decimal('1.00')]"


@pytest.mark.parametrize("then", [{"b": 1, "a": 1}, {"a": 1}, {"a": 1, "b": 1, "c": 1}])
def test_whoever_reads_all_keys_depends_on_which_there_are_and_on_their_order(
    then: Mapping[str, int], workshop: Workshop
) -> None:
    def work(run: Run, words: Words) -> object:
        return run.one("keys", lambda: workshop.note("keys") or list(words))

    assert workshop.build({"a": 1, "b": 1}, work) == ["a", "b"]
    assert workshop.build({"a": 2, "b": 2}, work) == ["a", "b"]
    assert workshop.count() == 1
    assert workshop.build(then, work) == list(then)
    assert workshop.count() == 1


@pytest.mark.parametrize(("then", "again"), [({"a": 2}, 0), ({}, 1)])
def test_whether_there_is_a_key_is_one_thing_and_what_it_holds_another(
    then: Mapping[str, int], again: int, workshop: Workshop
) -> None:
    def work(run: Run, words: Words) -> object:
        return run.one("presence", lambda: workshop.note("presence") or "a" in words)

    assert workshop.build({"a": 1}, work) is True
    workshop.count()
    assert workshop.build(then, work) == ("a" in then)
    assert workshop.count() == again


@pytest.mark.parametrize("then", [{"a": 2}, {"b": 1}, {"a": 1, "b": 1}])
def test_whoever_reads_everything_depends_on_everything(
    then: Mapping[str, int], workshop: Workshop
) -> None:
    def work(run: Run, words: Words) -> object:
        return run.one("all", lambda: [list(words.items()), list(words.values())])

    workshop.build({"a": 1}, work)
    assert workshop.build(then, work) == [list(then.items()), list(then.values())]


def double(workshop: Workshop) -> Build:
    """A family that doubles words, another that adds a mark, and the sum of all."""

    def work(run: Run, words: Words) -> object:
        def shorten(key: str) -> str:
            workshop.note(f"shorten {key}")
            return str(words[key])[:1]

        def mark(key: str) -> str:
            workshop.note(f"mark {key}")
            return f"{short[key]}!"

        short = run.each("short", words.held, shorten)
        marked = run.each("marked", short.held, mark)
        return run.one("sum", lambda: workshop.note("sum") or "".join(marked.values()))

    return work


def test_of_a_family_only_those_are_done_again_that_read_something_else(
    workshop: Workshop,
) -> None:
    work = double(workshop)
    assert workshop.build({"a": "x1", "b": "y1"}, work) == "x!y!"
    assert workshop.count() == 5
    assert workshop.build({"a": "z1", "b": "y1"}, work) == "z!y!"
    assert workshop.done == ["shorten a", "mark a", "sum"]


def test_what_comes_out_as_it_was_lets_all_that_follows_rest(workshop: Workshop) -> None:
    work = double(workshop)
    workshop.build({"a": "x1", "b": "y1"}, work)
    workshop.done.clear()
    assert workshop.build({"a": "x2", "b": "y1"}, work) == "x!y!"
    assert workshop.done == ["shorten a"]


@pytest.mark.parametrize("then", [{"b": "y1"}, {"b": "y1", "a": "x1"}, {"c": "w", "a": "x1"}])
def test_a_family_follows_its_keys_and_their_order(
    then: Mapping[str, str], workshop: Workshop
) -> None:
    work = double(workshop)
    workshop.build({"a": "x1", "b": "y1"}, work)
    assert workshop.build(then, work) == "".join(f"{word[:1]}!" for word in then.values())


def test_values_that_are_spread_are_compared_one_by_one(workshop: Workshop) -> None:
    def work(run: Run, words: Words) -> object:
        def split() -> Mapping[str, str]:
            workshop.note("split")
            return dict(pair.split("=") for pair in str(words["text"]).split())

        pairs = run.spread("pairs", split, str)
        shown = run.each("shown", pairs.held, lambda key: workshop.note(key) or pairs[key])
        return run.one("all", lambda: list(shown.items()))

    assert workshop.build({"text": "a=1 b=2"}, work) == [("a", "1"), ("b", "2")]
    workshop.done.clear()
    assert workshop.build({"text": "a=1  b=3"}, work) == [("a", "1"), ("b", "3")]
    assert workshop.done == ["split", "b"]
    assert workshop.build({"text": "b=3"}, work) == [("b", "3")]
    assert workshop.build({"text": ""}, work) == []
    assert workshop.build({"text": "", "more": 1}, work) == []


def test_who_reads_a_part_does_not_depend_on_the_rest(workshop: Workshop) -> None:
    def work(run: Run, words: Words) -> object:
        pairs = run.each("pairs", words.held, lambda key: (str(words[key])[0], str(words[key])[1]))
        first = run.part("first", pairs, lambda pair: pair[0])
        return run.one("first of all", lambda: workshop.note("read") or list(first.values()))

    assert workshop.build({"a": "xy"}, work) == ["x"]
    assert workshop.build({"a": "xz"}, work) == ["x"]
    assert workshop.count() == 1
    assert workshop.build({"a": "yz"}, work) == ["y"]
    assert workshop.build({"b": "yz", "a": "yz"}, work) == ["y", "y"]


def test_of_mappings_in_a_stack_the_first_counts(workshop: Workshop) -> None:
    def work(run: Run, words: Words) -> object:
        over = run.watch(
            "over", {key[1:]: word for key, word in words.held.items() if key[0] == "+"}
        )
        stack = run.stack("stack", over, words)
        return run.one("read", lambda: workshop.note("read") or stack.get("a"))

    assert workshop.build({"a": 1}, work) == 1
    assert workshop.build({"a": 1, "+a": 2}, work) == 2
    assert workshop.build({"a": 3, "+a": 2}, work) == 2
    assert workshop.build({"a": 3}, work) == 3


def test_a_step_within_a_step_is_known_as_long_as_what_it_reads_is_the_same(
    workshop: Workshop,
) -> None:
    def work(run: Run, words: Words) -> object:
        def inner(key: str) -> object:
            return run.one(("inner", key), lambda: workshop.note(key) or words[key])

        return run.one("outer", lambda: workshop.note("outer") or [inner("a"), inner("b")])

    assert workshop.build({"a": 1, "b": 1, "c": 1}, work) == [1, 1]
    workshop.build({"a": 1, "b": 1, "c": 2}, work)  # rests, and asks for none of the inner ones
    workshop.done.clear()
    assert workshop.build({"a": 1, "b": 2, "c": 2}, work) == [1, 2]
    assert workshop.done == ["outer", "b"]


def test_all_faults_of_a_family_are_told_and_nothing_of_such_a_build_is_known(
    workshop: Workshop,
) -> None:
    def work(run: Run, words: Words) -> object:
        def check(key: str) -> object:
            workshop.note(key)
            if words[key] == "wrong":
                raise ContentError(Place(Path(key)), "")  # type: ignore[arg-type]
            return words[key]

        return list(run.each("checked", words.held, check).values())

    assert workshop.build({"a": "x", "b": "y"}, work) == ["x", "y"]
    for _ in range(2):
        workshop.done.clear()
        with pytest.raises(ExceptionGroup) as raised:
            workshop.build({"a": "wrong", "b": "wrong"}, work)
        assert len(raised.value.exceptions) == 2
        assert workshop.done == ["a", "b"]
    workshop.done.clear()
    assert workshop.build({"a": "x", "b": "z"}, work) == ["x", "z"]
    assert workshop.done == ["b"]


def test_what_nobody_watches_any_more_counts_as_another(workshop: Workshop) -> None:
    workshop.build({"a": 1}, lambda run, words: run.one("step", lambda: words["a"]))
    steps = Steps(Store(workshop.store), "program") if workshop.store else workshop.steps
    assert Run(steps).one("step", lambda: 0) == 0
    steps.end()


def test_it_does_not_grow(workshop: Workshop) -> None:
    for number in range(50):
        words = {f"key {number}": number, "same": 0}
        workshop.build(
            words, lambda run, words: list(run.each("x", words.held, words.get).values())
        )
    steps = Steps(Store(workshop.store), "program") if workshop.store else workshop.steps
    steps.begin()
    assert [*steps.family("x").steps] == ["key 49", "same"]
    assert len(steps.values) <= 2
    steps.end()
