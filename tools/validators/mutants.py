"""Mutants of small modules, tried on the tests nearest to them: which does no test notice?

Two copies of the exhibit and of its program are made, so that nothing that a mutant does can reach
this one, and as many processes try mutants in them as there are cores.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.benchmarks.copies import copy_exhibit
from tools.looks.tables import set_table
from tools.validators.mutations import Mutant, find_mutants
from tools.validators.programs import MissingError
from tools.validators.subjects import SUBJECTS, Subject
from tools.validators.trial import UNCHANGED

ROOT = Path(__file__).parent.parent.parent
OTHERS = ("exhibit", "tests", "tools", "handbuch", "build.py", "pyproject.toml", "requirements")


@dataclass(frozen=True)
class Result:
    """What became of the mutants of one module."""

    subject: Subject
    every: int
    tried: Sequence[Mutant]
    survivors: Sequence[Mutant]

    @property
    def explained(self) -> list[Mutant]:
        return [one for one in self.survivors if key_of(one) in self.subject.explained]

    @property
    def unexplained(self) -> list[Mutant]:
        return [one for one in self.survivors if key_of(one) not in self.subject.explained]

    @property
    def row(self) -> tuple[str, ...]:
        killed = len(self.tried) - len(self.survivors)
        counts = (self.every, len(self.tried), killed, len(self.explained), len(self.unexplained))
        return (self.subject.module, *map(str, counts))


HEAD = ("module", "mutants", "tried", "killed", "explained", "left")


def key_of(mutant: Mutant) -> tuple[str, str]:
    return mutant.within, str(mutant)


def check_mutants(only: str, at_most: int) -> int:
    """Print a table of the modules and every survivor; how many of these nobody has explained."""
    if not hasattr(os, "fork"):
        raise MissingError("Mutants are tried in forked processes, which Windows has not.")
    subjects = [one for one in SUBJECTS if one.module.endswith(only)]
    if not subjects:
        known = ", ".join(one.module for one in SUBJECTS)
        raise MissingError(f"There is no {only}. There are {known}.")
    with TemporaryDirectory() as place:
        copies = [Path(place, str(number)) for number in range(os.cpu_count() or 1)]
        for copy in copies:
            copy.mkdir()
            copy_exhibit(ROOT, copy, *OTHERS)
        results = [try_module(subject, at_most, copies) for subject in subjects]
    print(set_table([HEAD, *(result.row for result in results)]))
    for result in results:
        for mutant in result.survivors:
            print(describe(result.subject, mutant))
    return sum(len(result.unexplained) for result in results)


def describe(subject: Subject, mutant: Mutant) -> str:
    reason = subject.explained.get(key_of(mutant), "no test notices it")
    return f"{subject.path}:{mutant.line} {mutant.within}\n    {mutant}\n    {reason}"


def try_module(subject: Subject, at_most: int, copies: Sequence[Path]) -> Result:
    every = find_mutants((ROOT / subject.path).read_text(encoding="utf-8"))
    tried = choose(every, at_most, subject.module)
    shares = [tried[start :: len(copies)] for start in range(len(copies))]
    with ThreadPoolExecutor(len(copies)) as pool:
        left = pool.map(lambda copy, share: find_survivors(subject, copy, share), copies, shares)
        survivors = sorted((one for some in left for one in some), key=lambda one: one.number)
    return Result(subject, len(every), tried, survivors)


def choose(mutants: Sequence[Mutant], at_most: int, seed: str) -> list[Mutant]:
    """The same ones each time, in the order of the module."""
    chosen = random.Random(seed).sample(mutants, min(at_most, len(mutants)))
    return sorted(chosen, key=lambda one: one.number)


def find_survivors(subject: Subject, copy: Path, mutants: Sequence[Mutant]) -> list[Mutant]:
    numbers = [one.number for one in mutants]
    order = {"module": subject.module, "rounds": subject.rounds, "mutants": [UNCHANGED, *numbers]}
    answers = run_trial(copy, json.dumps(order) + "\n")
    if not answers.get(UNCHANGED) or len(answers) <= len(numbers):
        tests = " and ".join(" ".join(tests) for tests in subject.rounds)
        raise MissingError(f"The tests of {subject.module} should pass without a mutant: {tests}")
    return [one for one in mutants if answers[one.number]]


def run_trial(copy: Path, order: str) -> dict[int, bool]:
    command = [sys.executable, "-m", "tools.validators.trial"]
    answers = subprocess.run(
        command, cwd=copy, input=order, stdout=subprocess.PIPE, text=True, check=False
    )
    return dict(map(json.loads, answers.stdout.splitlines()))
