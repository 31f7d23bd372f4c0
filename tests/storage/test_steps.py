"""A step is done again exactly if what it was made from is no longer what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from exhibit.storage.steps import Run, Steps


@dataclass
class Workshop:
    """Builds one after the other, each of one step that reads in a mapping."""

    steps: Steps = field(default_factory=Steps)
    done: int = 0

    def read(self, words: Mapping[str, int], *keys: str, beside: object = None) -> list[int | None]:
        run = Run(self.steps)
        watched = run.watch("words", words)

        def make() -> list[int | None]:
            self.done += 1
            return [watched.get(key) for key in keys]

        made = run.do("step", make, beside)
        run.keep()
        return made


def test_what_a_step_does_not_read_may_change() -> None:
    workshop = Workshop()
    for other in range(3):
        assert workshop.read({"a": 1, "b": other}, "a") == [1]
    assert workshop.done == 1


@pytest.mark.parametrize(
    ("then", "made"), [({"a": 2}, [2, None]), ({}, [None, None]), ({"a": 1, "b": 3}, [1, 3])]
)
def test_a_value_that_is_other_gone_or_new_is_read_anew(
    then: Mapping[str, int], made: list[int | None]
) -> None:
    workshop = Workshop()
    assert workshop.read({"a": 1}, "a", "b") == [1, None]
    assert workshop.read(then, "a", "b") == made
    assert workshop.done == 2


def test_what_a_step_is_given_counts_as_well_with_its_type() -> None:
    workshop = Workshop()
    for beside in ("a", "a", "b", 1, True):
        workshop.read({}, beside=beside)
    assert workshop.done == 4


@pytest.mark.parametrize("then", [{"b": 1, "a": 1}, {"a": 1}, {"a": 1, "b": 1, "c": 1}])
def test_whoever_reads_all_keys_depends_on_which_there_are_and_on_their_order(
    then: Mapping[str, int],
) -> None:
    steps, seen = Steps(), []
    for words in ({"a": 1, "b": 1}, {"a": 2, "b": 2}, then):
        run = Run(steps)
        watched = run.watch("words", words)
        seen.append(run.do("keys", lambda watched=watched: list(watched)))  # type: ignore[misc]
        run.keep()
    assert seen == [["a", "b"], ["a", "b"], list(then)]
    assert seen[0] is seen[1]


@pytest.mark.parametrize(("then", "again"), [({"a": 2}, False), ({}, True)])
def test_whether_there_is_a_key_is_one_thing_and_what_it_holds_another(
    then: Mapping[str, int], again: bool
) -> None:
    steps = Steps()
    seen: list[list[bool]] = []
    for words in ({"a": 1}, then):
        run = Run(steps)
        watched = run.watch("words", words)
        seen.append(run.do("presence", lambda watched=watched: ["a" in watched]))  # type: ignore[misc]
        run.keep()
    assert (seen[0] is not seen[1]) == again
    assert seen[1] == ["a" in then]


def test_a_step_with_a_fault_is_done_at_every_build() -> None:
    steps = Steps()
    for _ in range(2):
        run = Run(steps)
        with pytest.raises(ValueError, match="Fehler"):
            run.do("step", _fail)
        run.keep()
        assert not steps.done


def _fail() -> None:
    raise ValueError("Fehler")


def test_a_build_that_is_not_kept_leaves_all_as_it_was() -> None:
    workshop = Workshop()
    workshop.read({"a": 1}, "a")
    run = Run(workshop.steps)
    watched = run.watch("words", {"a": 2})
    assert run.do("step", lambda: watched["a"]) == 2
    assert workshop.read({"a": 1}, "a") == [1]
    assert workshop.done == 1


def test_what_a_build_did_not_need_is_forgotten() -> None:
    steps = Steps()
    for number in range(200):
        run = Run(steps)
        run.do(("page", number), lambda number=number: number)  # type: ignore[misc]
        run.keep()
    assert [*steps.done] == [("page", 199)]


def test_a_step_that_reads_what_nobody_watches_any_more_is_done_again() -> None:
    steps = Steps()
    run = Run(steps)
    watched = run.watch("words", {"a": 1})
    run.do("step", lambda: watched["a"])
    run.keep()
    assert Run(steps).do("step", lambda: 0) == 0
