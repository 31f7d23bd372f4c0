"""What is on the disk comes back as it was, or not at all."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.faults import Place
from exhibit.storage.cache import Memory
from exhibit.storage.known import Steps
from exhibit.storage.packing import UnusableError, pack, seal, unpack
from exhibit.storage.steps import Run
from exhibit.storage.store import Store

VALUES = {"place": Place(PurePosixPath("a.md"), 3), "day": date(2026, 1, 2), "sum": Decimal("1.50")}


def work(steps: Steps, more: int = 0) -> tuple[object, list[str]]:
    """What a build makes, and what it has to do for that."""
    done: list[str] = []

    def note(what: str) -> bool:
        done.append(what)
        return False

    run = Run(steps)
    values = run.watch("values", VALUES | {"more": more})
    shown = run.each("shown", VALUES, lambda key: note(key) or values[key])

    def spread_out() -> dict[str, object]:
        note("spread")
        return {"a": values["day"]}

    spread = run.spread("spread", spread_out, str)
    made = run.one("all", lambda: note("all") or [*shown.values(), *spread.values()])
    run.keep()
    steps.end()
    return made, done


EXPECTED = [*VALUES.values(), VALUES["day"]]


def on_disk(folder: Path, program: str = "program") -> Steps:
    return Steps(Store(folder / "steps"), program)


def test_the_next_command_finds_what_the_last_has_done(tmp_path: Path) -> None:
    assert work(on_disk(tmp_path)) == (EXPECTED, [*VALUES, "spread", "all"])
    for _ in range(2):
        assert work(on_disk(tmp_path)) == (EXPECTED, [])


def test_another_program_begins_anew(tmp_path: Path) -> None:
    work(on_disk(tmp_path))
    assert len(work(on_disk(tmp_path, "another"))[1]) == 5


def _turn(file: Path, at: float) -> None:
    content = bytearray(file.read_bytes())
    content[int(len(content) * at)] ^= 1
    file.write_bytes(content)


def _exchange(file: Path) -> None:
    """Let all that was kept stand in the place of something else."""
    with sqlite3.connect(file) as base:
        rows = base.execute("SELECT number, content FROM made WHERE number != 0").fetchall()
        contents = [content for _, content in rows]
        moved = zip((number for number, _ in rows), [contents[-1], *contents[:-1]], strict=True)
        base.executemany("REPLACE INTO made VALUES (?, ?)", moved)


def _empty(file: Path) -> None:
    with sqlite3.connect(file) as base:
        base.execute("DELETE FROM made WHERE number != 0")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-3000]),
    "empty": lambda file: file.write_bytes(b""),
    "words": lambda file: file.write_text("Das ist kein Gedächtnis."),
    "exchanged": _exchange,
    "without content": _empty,
    **{f"turned at {at}": partial(_turn, at=at / 50) for at in range(50)},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_changes_nothing_but_the_work(damage: str, tmp_path: Path) -> None:
    work(on_disk(tmp_path))
    DAMAGES[damage](tmp_path / "steps")
    assert work(on_disk(tmp_path), more=1)[0] == EXPECTED
    assert work(on_disk(tmp_path), more=2)[0] == EXPECTED


def test_after_damage_all_is_known_again(tmp_path: Path) -> None:
    work(on_disk(tmp_path))
    _empty(tmp_path / "steps")
    work(on_disk(tmp_path))
    assert work(on_disk(tmp_path)) == (EXPECTED, [])


def test_a_value_that_got_lost_is_made_again(tmp_path: Path) -> None:
    work(on_disk(tmp_path))
    steps = on_disk(tmp_path)
    steps.begin()
    lost = steps.family("shown").steps["day"].seal
    steps.end()
    packed = pack(VALUES["day"])
    assert seal(packed) == lost
    with sqlite3.connect(tmp_path / "steps") as base:
        base.execute("DELETE FROM made WHERE content = ?", (packed,))
    made, done = work(on_disk(tmp_path), more=1)
    assert made == EXPECTED
    assert done == []  # nobody has asked for it
    run = Run(on_disk(tmp_path))
    values = run.watch("values", VALUES | {"more": 1})
    assert run.each("shown", VALUES, lambda key: values[key])["day"] == VALUES["day"]


def test_of_two_builds_at_once_the_second_leaves_no_trace(tmp_path: Path) -> None:
    work(on_disk(tmp_path))
    slow, steps = Run(on_disk(tmp_path)), on_disk(tmp_path)
    values = slow.watch("values", {"more": 5})
    slow.one("slow", lambda: values["more"])
    work(steps, more=1)  # cannot be written down, since the other has the file open
    slow.keep()
    slow.work.steps.end()
    fast = on_disk(tmp_path)
    fast.begin()
    assert fast.names >= {"values"}
    fast.end()
    assert work(on_disk(tmp_path), more=1)[0] == EXPECTED


def test_a_living_process_takes_over_what_a_command_has_done_meanwhile(tmp_path: Path) -> None:
    living = on_disk(tmp_path)
    work(living)
    assert work(on_disk(tmp_path), more=1) == (EXPECTED, [])
    assert work(living, more=1) == (EXPECTED, [])
    assert work(living, more=2)[0] == EXPECTED


def test_where_nothing_can_be_written_a_process_still_knows(tmp_path: Path) -> None:
    (tmp_path / "steps").mkdir()
    steps = on_disk(tmp_path)
    work(steps)
    assert work(steps) == (EXPECTED, [])


class Evil:
    """What makes a pickle run a command when it is loaded."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        function, *arguments = self.call
        return function, tuple(arguments)


@pytest.mark.parametrize("call", [(os.mkdir,), (eval, "1"), (Memory,), (getattr, "", "join")])
def test_bytes_that_ask_for_more_than_values_are_none(
    call: tuple[object, ...], tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    with pytest.raises(UnusableError):
        unpack(pack(Evil(call[0], *(call[1:] or (str(trap),)))))
    assert not trap.exists()


@pytest.mark.parametrize("packed", [b"", b"abc", pickle.dumps(1)[:-1]])
def test_what_is_no_value_at_all_is_none(packed: bytes) -> None:
    with pytest.raises(UnusableError):
        unpack(packed)
