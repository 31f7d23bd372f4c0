"""Steps that are shared out over processes make what they would make here."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, Place, faults, say
from exhibit.storage import forks
from exhibit.storage.known import Steps
from exhibit.storage.steps import Run
from exhibit.storage.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process is forked off")
WORDS = {f"word {number}": number for number in range(30)}


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exhibit.storage.shares.count_processes", lambda tasks: 2)


def build(folder: Path, words: dict[str, int], lose: bool = False) -> list[tuple[int, int]]:
    """What each word comes to, and the process in which it was looked at."""
    here = os.getpid()
    steps = Steps(Store(folder / "steps"), "program")
    run = Run(steps)
    watched = run.watch("words", words)
    shared = run.watch("shared", {"": 100})

    def look(word: str) -> tuple[int, int]:
        if lose and os.getpid() != here:
            os._exit(1)
        if watched[word] < 0:
            raise ContentError(Place(PurePosixPath(word)), say(word))
        more = run.one(("inner", word), lambda: watched[word] + shared[""])
        return more, os.getpid()

    looked = run.each("looked", watched.held, look, shared=True)
    found = [*looked.values()]
    run.keep()
    steps.end()
    return found


def test_each_process_does_its_share_and_the_next_build_knows_all(tmp_path: Path) -> None:
    found = build(tmp_path, WORDS)
    assert [number for number, _ in found] == [number + 100 for number in WORDS.values()]
    assert len({process for _, process in found}) == 2
    again = build(tmp_path, WORDS)
    assert again == found
    changed = build(tmp_path, {**WORDS, "word 3": 1000})
    assert [one for one in changed if one not in found] == [(1100, changed[3][1])]


def test_the_faults_of_all_processes_are_told_in_order(tmp_path: Path) -> None:
    with pytest.raises(ExceptionGroup) as raised:
        build(tmp_path, {**WORDS, "word 8": -1, "word 3": -1, "word 20": -1})
    told = [str(one.message) for one in faults(raised.value) if isinstance(one, ContentError)]
    assert told == ["word 3", "word 8", "word 20"]


def test_the_share_of_a_process_that_is_lost_is_done_here(tmp_path: Path) -> None:
    found = build(tmp_path, WORDS, lose=True)
    assert [number for number, _ in found] == [number + 100 for number in WORDS.values()]
    assert {process for _, process in found} == {os.getpid()}


def test_few_steps_are_done_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.delitem(sys.modules, "vl_convert", raising=False)
    assert [forks.count_processes(tasks) for tasks in (2, 99, 100, 5000)] == [1, 1, 3, 3]
    monkeypatch.setitem(sys.modules, "vl_convert", sys)
    assert forks.count_processes(5000) == 1


def test_where_no_process_can_be_had_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    assert [number for number, _ in build(tmp_path, WORDS)] == [n + 100 for n in WORDS.values()]
