"""Memory that another process fills, while this one goes on with what it can do alone.

The helper is told what will be asked for: keys, and what makes them. It makes one after another,
keeps it in the memory on the disk and says no more than how far it is. What it does not make, be
it that it meets a fault or its end, is made by whoever asks, who meets the same fault in its place.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from exhibit.diagnostics import ContentError
from exhibit.storage.cache import PACKAGE, Maker, Memory
from exhibit.storage.forks import count_cores

if TYPE_CHECKING:  # loaded for the helper alone
    import subprocess

_WORTHWHILE = 12  # fewer are made sooner than a process has started
_PATIENCE = 10.0  # seconds for the helper to end what it has begun
_BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from exhibit.storage.helper import _help_out"
_COMMAND = (sys.executable, "-c", f"{_BEGIN}; _help_out()", str(PACKAGE.parent))


class HelpedMemory(Memory):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.helper: subprocess.Popen[bytes] | None = None
        self.expected: dict[str, None] = {}  # what it has still to make, in its order

    def foresee(self, makers: Iterable[tuple[str, Maker]]) -> None:
        missing = {key: make for key, make in makers if not self.knows(key)}
        if len(missing) >= _WORTHWHILE and self.helper is None and count_cores() > 1:
            with suppress(OSError):  # it cannot be had here
                self.helper = _start(self.folder, missing)
                self.expected = dict.fromkeys(missing)

    @property
    def is_helped(self) -> bool:
        return bool(self.expected)

    def get_bytes(self, key: str) -> bytes | None:
        if key in self.expected:
            self._wait(key)
        return super().get_bytes(key)

    def _wait(self, key: str) -> None:
        """Until the helper has gone past the key, or has come to its end."""
        while key in self.expected:
            if _hears(self.helper):
                del self.expected[next(iter(self.expected))]
            else:
                self.expected = {}

    def dismiss(self) -> None:
        """Let the helper go, which ends as soon as nobody listens."""
        if self.helper and self.helper.stdout:
            self.helper.stdout.close()
            try:
                self.helper.wait(_PATIENCE)
            finally:
                self.helper.kill()
                self.helper.wait()


@contextmanager
def helping(memory: Memory) -> Iterator[Memory]:
    """The same memory, and a helper for it if there is enough to do."""
    helped = HelpedMemory(memory.folder)
    try:
        yield helped
    finally:
        helped.dismiss()


def _start(folder: Path, makers: Mapping[str, Maker]) -> subprocess.Popen[bytes]:
    import subprocess
    from tempfile import TemporaryFile

    with TemporaryFile() as order:  # a pipe would make us wait until somebody reads
        pickle.dump((folder, makers), order, pickle.HIGHEST_PROTOCOL)
        order.seek(0)
        return subprocess.Popen(
            _COMMAND, stdin=order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )


def _hears(helper: subprocess.Popen[bytes] | None) -> bool:
    return bool(helper and helper.stdout and helper.stdout.readline())


def _help_out() -> None:
    """What the helper does."""
    gc.disable()  # it does not live long
    folder, makers = pickle.load(sys.stdin.buffer)
    memory = Memory(folder)
    for key, make in makers.items():
        with suppress(ContentError, ExceptionGroup):
            memory.recall(key, make)
        print(flush=True)
