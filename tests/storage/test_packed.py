"""Steps come back from the disk as they were, or not at all."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.faults import Place
from exhibit.storage.cache import Memory
from exhibit.storage.packed import keep_steps, recall_steps
from exhibit.storage.steps import Run, Steps

VALUES = {"place": Place(PurePosixPath("a.md"), 3), "day": date(2026, 1, 2), "sum": Decimal("1.50")}


def work(steps: Steps, done: list[str]) -> object:
    run = Run(steps)
    values = run.watch("values", VALUES)

    def make() -> object:
        done.append("made")
        return [*values.items()]

    made = run.do("step", make, frozenset({"beside"}))
    run.keep()
    return made


def test_the_next_command_finds_what_the_last_has_done(tmp_path: Path) -> None:
    memory, done = Memory(tmp_path), list[str]()
    steps = Steps()
    made = work(steps, done)
    for _ in range(2):
        keep_steps(memory, "program", steps)
        steps = recall_steps(memory, "program")
        assert work(steps, done) == made == [*VALUES.items()]
    assert done == ["made"]
    assert len(list(tmp_path.iterdir())) == 1


def test_another_program_begins_anew(tmp_path: Path) -> None:
    steps = Steps()
    work(steps, [])
    keep_steps(Memory(tmp_path), "program", steps)
    assert not recall_steps(Memory(tmp_path), "another").done


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _turn(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [_cut, _turn, Path.unlink])
def test_a_damaged_file_is_none(damage: Callable[[Path], None], tmp_path: Path) -> None:
    steps = Steps()
    work(steps, [])
    keep_steps(Memory(tmp_path), "program", steps)
    (file,) = tmp_path.iterdir()
    damage(file)
    assert not recall_steps(Memory(tmp_path), "program").done


class Evil:
    """What makes a pickle run a command when it is loaded."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        function, *arguments = self.call
        return function, tuple(arguments)


@pytest.mark.parametrize("call", [(os.mkdir,), (eval, "1"), (Memory,), (getattr, "", "join")])
def test_a_file_that_asks_for_more_than_values_is_none(
    call: tuple[object, ...], tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    arguments = call[1:] or (str(trap),)
    steps = Steps()
    steps.done = {"step": Evil(call[0], *arguments)}  # type: ignore[dict-item]
    memory = Memory(tmp_path / "memory")
    keep_steps(memory, "program", steps)
    assert not recall_steps(memory, "program").done
    assert not trap.exists()


def test_what_is_no_memory_at_all_is_none(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    keep_steps(memory, "program", Steps())
    head, _, _ = (memory.get_bytes("steps") or b"").partition(b"\n")
    for packed in (b"", b"abc", pickle.dumps(1), pickle.dumps((1,))):
        memory.keep_bytes("steps", head + b"\n" + packed)
        assert not recall_steps(memory, "program").done
