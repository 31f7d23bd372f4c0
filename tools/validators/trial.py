"""Tries the tests nearest to a module on mutants of it; `mutants` starts it in each of its copies.

The tests are imported once, and every mutant is tried in a process that is forked off. Where it
changes a function, that gets other code, which costs next to nothing. Where it changes what the
module does when it is imported, or seems to change nothing, all is imported anew. The order comes
as a line of JSON on the standard input; each answer is a line: the mutant, and whether it passed.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from hypothesis import Phase, settings

from tools.validators.mutations import Mutant, find_mutants

QUIET = ("-q", "-x", "-n0", "-p", "no:cacheprovider", "-W", "ignore")
LIMIT = 120  # seconds; a mutant for whose sake tests take longer has been noticed
UNCHANGED = -1  # in place of the number of a mutant


def main() -> None:
    order = json.loads(sys.stdin.readline())
    name, rounds = order["module"], order["rounds"]
    mutants = find_mutants(path_of(name).read_text(encoding="utf-8"))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    fall_silent()
    calm_hypothesis()
    pytest.main([*QUIET, "--collect-only", *(test for tests in rounds for test in tests)])
    for number in order["mutants"]:
        mutant = None if number == UNCHANGED else mutants[number]
        print(json.dumps([number, survives(name, mutant, rounds)]), file=answers, flush=True)


def path_of(name: str) -> Path:
    return Path(*name.split(".")).with_suffix(".py")


def fall_silent() -> None:
    """What tests print, and whom they start."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def calm_hypothesis() -> None:
    """The same examples each time; nobody reads how small a failing one could be."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=phases
    )
    settings.load_profile("mutants")


def survives(name: str, mutant: Mutant | None, rounds: Sequence[Sequence[str]]) -> bool:
    """Whether the tests of every round pass."""
    return all(passes(name, mutant, tests, anew=False) for tests in rounds) and (
        mutant is None
        or not mutant.within
        or all(passes(name, mutant, tests, anew=True) for tests in rounds)
    )


def passes(name: str, mutant: Mutant | None, tests: Sequence[str], anew: bool) -> bool:
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setsid()
            signal.alarm(LIMIT)
            if mutant:
                plant(name, mutant, anew)
            code = int(pytest.main([*QUIET, *tests]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # whatever its tests have left behind
    shutil.rmtree(".memory", ignore_errors=True)  # in which a mutant's work would look like ours
    return os.waitstatus_to_exitcode(status) == 0


def plant(name: str, mutant: Mutant, anew: bool) -> None:
    path = path_of(name).absolute()
    code = compile(mutant.make(), str(path), "exec")
    if anew or not mutant.within or not exchange(name, mutant.within, code):
        import_anew(name, path, code)


def exchange(name: str, within: str, code: CodeType) -> bool:
    """Give the function the code that it has in the mutant; false if that cannot be done."""
    (found,) = (one for one in codes(code) if one.co_qualname == within)
    functions = [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__module__ == name
        and one.__code__.co_qualname == within
    ]
    if any(one.__code__.co_freevars != found.co_freevars for one in functions):
        return False
    for one in functions:
        one.__code__ = found
    return bool(functions)


def codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from codes(one)


def import_anew(name: str, path: Path, code: CodeType) -> None:
    """Forget all that has been imported of the program, and have the mutant found in its place."""
    for one in list(sys.modules):
        if one.split(".")[0] in {"exhibit", "tests"}:
            del sys.modules[one]
    sys.meta_path.insert(0, Planted(name, path, code))


class Planted(MetaPathFinder):
    """Finds one module, whose code is another than that of its file."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = Given(fullname, str(self.path))
        loader.given = self.code
        return spec_from_file_location(fullname, self.path, loader=loader)


class Given(SourceFileLoader):
    given: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.given


if __name__ == "__main__":
    main()
