"""No file makes a build slow, huge or crash: it ends in pages, or in faults that say where.

Each text is built in a process of its own kind. What it costs is held against a fixed loop that
runs just before and after it, so that a busy or slow machine changes nothing. Every day a few texts
of each kind are tried, among the cold tests all of them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from tests import ROOT
from tests.whole.hostile import EACH, KINDS, LETTERS, make_texts

MOST_LOOPS = 110  # one takes 18 ms on a machine on which a build may take 2 seconds
MOST_MEMORY = 500  # MB, of which the program and its libraries take 80
STEP = 12  # every day one text of so many
PLACED = re.compile(r"(?:site\.toml|(?:content|static|templates|translations)/[\w./-]+)(?::\d+)*: ")


def run(kind: str, first: int, step: int) -> Sequence[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.whole.hostile", kind, str(first), str(step)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(kind: str, results: Sequence[dict[str, Any]]) -> None:
    for one in results:
        about = f"{kind} {one['number']}: {make_texts(kind)[one['number']][:60]!r}"
        assert one["cost"] <= MOST_LOOPS * one["loop"], f"{about} took {one['cost']:.1f} s"
        assert one["memory"] <= MOST_MEMORY, f"{about} took {one['memory']} MB"
        *faults, last = one["told"].rstrip("\n").split("\n\n")
        assert all(PLACED.match(fault) for fault in faults), f"{about}: {one['told'][:300]}"
        assert not last or "Fehler. Die Website" in last, f"{about}: {last[:300]}"


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_many_long_texts_of_each_kind(kind: str) -> None:
    texts = make_texts(kind)
    assert len(set(texts)) == len(texts) == EACH
    assert sum(len(text) > LETTERS // 6 for text in texts) >= EACH - 1
    assert texts == make_texts(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_build_ends_soon_whatever_it_reads(kind: str) -> None:
    check(kind, run(kind, 0, STEP))


@pytest.mark.cold
@pytest.mark.parametrize("kind", KINDS)
def test_a_build_ends_soon_whatever_it_reads_of_all_texts(kind: str) -> None:
    results = run(kind, 0, 1)
    check(kind, results)
    assert len(results) == EACH
