"""Work that is done in a process of its own, which knows all that this one knows."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_FEWEST = 100  # tasks, of some milliseconds each; a process costs about fifty
_MOST = 4  # processes
_FOREIGN = "vl_convert"  # has threads, which do not come along


def count_processes(tasks: int) -> int:
    """How many had best share so many tasks; 1 where that is this one alone."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if tasks < _FEWEST or not can_fork or _FOREIGN in sys.modules:
        return 1
    return min(_MOST, count_cores())


def count_cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class _Fork:
    """A process at work."""

    number: int
    pipe: int

    def collect(self) -> Any:
        """What it has made; None if it was lost."""
        with open(self.pipe, "rb") as pipe:
            content = pipe.read()
        os.waitpid(self.number, 0)
        try:
            return pickle.loads(content)  # from our own process
        except (pickle.UnpicklingError, EOFError):
            return None


def fork(work: Callable[[], object]) -> _Fork | None:
    """Have work done elsewhere; None if there can be no other process."""
    reading, writing = os.pipe()
    try:
        number = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if number:
        os.close(writing)
        return _Fork(number, reading)
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # what is open here is the other's to close
