"""What a command costs, with all the processes that it starts.

CPU time is counted by the system. Memory of several processes at once is looked at again and again
while they run, each page that they share counted once; where the system (Linux) cannot tell, it is
that of the largest process.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_PAUSE = 0.05  # seconds, at least
_SHARE = 0.02  # of the time, at most: a look at much memory takes long, and holds it up


@dataclass(frozen=True)
class Cost:
    wall: float  # seconds
    cpu: float
    peak: float  # MB


def run(command: Sequence[str], folder: Path) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.is_over.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    peak = max(watch.peak, used.ru_maxrss * 1024)
    return Cost(wall, used.ru_utime + used.ru_stime, peak / 1e6)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is over."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        pause = _PAUSE
        while not self.is_over.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(map(memory_of, _tree_of(self.root))))
            pause = max(_PAUSE, (time.perf_counter() - started) / _SHARE)


def _tree_of(process: int) -> Iterator[int]:
    yield process
    for file in (_PROCESSES / str(process) / "task").glob("*/children"):
        for child in _read(file).split():
            yield from _tree_of(int(child))


def memory_of(process: object) -> int:
    """Bytes; what it shares with others is divided among them."""
    for line in _read(_PROCESSES / str(process) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except OSError:  # it has just ended
        return ""
