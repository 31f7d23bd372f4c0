"""A helper may fill the memory ahead; with it or without it, the same is made and the same told."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, Place, say
from exhibit.storage import helper
from exhibit.storage.cache import Memory
from exhibit.storage.helper import HelpedMemory, helping

KEYS = [f"key {number}" for number in range(20)]
Make = Callable[[], str]


def say_who() -> str:
    return str(os.getpid())


def find_fault() -> str:
    raise ContentError(Place(PurePosixPath("a.md")), say("This is set twice."))


def take_long() -> str:
    time.sleep(0.05)
    return ""


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HelpedMemory]:
    monkeypatch.setattr(helper, "count_cores", lambda: 2)
    with helping(Memory(tmp_path / "memory")) as helped:
        assert isinstance(helped, HelpedMemory)
        yield helped


def with_one(at: int, odd: Make) -> list[tuple[str, Make]]:
    """What makes each of the keys, and one of them in another way."""
    return [(key, odd if number == at else say_who) for number, key in enumerate(KEYS)]


def ask(memory: Memory) -> list[bool]:
    """Which of the keys this process has not made itself."""
    return [memory.recall(key, say_who) != str(os.getpid()) for key in KEYS]


def test_what_is_foreseen_is_made_by_the_helper(memory: HelpedMemory) -> None:
    memory.foresee((key, say_who) for key in KEYS)
    assert all(ask(memory))
    assert memory.helper and memory.recall(KEYS[0], find_fault) == str(memory.helper.pid)


def test_what_is_asked_for_in_another_order_is_there_too(memory: HelpedMemory) -> None:
    memory.foresee((key, say_who) for key in reversed(KEYS))
    assert all(ask(memory))


def test_what_was_not_foreseen_is_made_here(memory: HelpedMemory) -> None:
    memory.foresee((key, say_who) for key in KEYS)
    assert memory.recall("another", say_who) == str(os.getpid())


def test_few_are_made_here_and_so_are_those_of_one_core(
    memory: HelpedMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.foresee((key, say_who) for key in KEYS[:3])
    assert memory.helper is None
    monkeypatch.setattr(helper, "count_cores", lambda: 1)
    memory.foresee((key, say_who) for key in KEYS)
    assert memory.helper is None
    assert not any(ask(memory))


def test_what_is_known_is_not_made_again(memory: HelpedMemory) -> None:
    for key in KEYS:
        memory.keep(key, "known")
    memory.foresee((key, say_who) for key in KEYS)
    assert memory.helper is None


def test_a_fault_is_left_to_whoever_asks(memory: HelpedMemory) -> None:
    memory.foresee(with_one(3, find_fault))
    assert ask(memory) == [number != 3 for number in range(20)]


def test_a_fault_is_raised_at_its_place(memory: HelpedMemory) -> None:
    memory.foresee(with_one(3, find_fault))
    with pytest.raises(ContentError):
        memory.recall(KEYS[3], find_fault)


@pytest.mark.parametrize("end", [partial(os._exit, 9), partial(int, "a bug")])
def test_what_a_helper_leaves_when_it_dies_is_made_here(memory: HelpedMemory, end: Make) -> None:
    memory.foresee(with_one(7, end))
    assert ask(memory) == [number < 7 for number in range(20)]


def test_a_helper_that_cannot_be_had_is_done_without(
    memory: HelpedMemory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(helper, "_COMMAND", (str(tmp_path / "nothing"),))
    memory.foresee((key, say_who) for key in KEYS)
    assert memory.helper is None
    assert not any(ask(memory))


def test_no_helper_outlives_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "count_cores", lambda: 2)
    with pytest.raises(KeyboardInterrupt), helping(Memory(tmp_path)) as memory:
        memory.foresee((f"{number}", take_long) for number in range(1000))
        memory.recall("0", take_long)
        assert isinstance(memory, HelpedMemory) and memory.helper
        process = memory.helper
        raise KeyboardInterrupt
    assert process.returncode is not None
    assert len([*tmp_path.iterdir()]) < 1000
