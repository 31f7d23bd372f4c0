"""What a build has made and need not hold: a file without a name, which is gone with the process.

A process that was forked off can read what was there before, without disturbing the other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import IO

Named = tuple[str, bytes]  # a family, and the seal of something in it


class Spill:
    def __init__(self) -> None:
        self.file: IO[bytes] | None = None  # most builds have nothing to put there
        self.places: dict[Named, tuple[int, int]] = {}  # where each begins, and its length

    def add(self, named: Named, content: bytes) -> None:
        """Raises OSError where there is no room."""
        file = self.file = self.file or tempfile.TemporaryFile()  # noqa: SIM115  # lives as long
        start = file.seek(0, os.SEEK_END)
        file.write(content)
        file.flush()
        self.places[named] = start, len(content)

    def __contains__(self, named: object) -> bool:
        return named in self.places

    def __iter__(self) -> Iterator[Named]:
        return iter(self.places)

    def read(self, named: Named) -> bytes:
        start, length = self.places[named]
        assert self.file
        if hasattr(os, "pread"):
            return os.pread(self.file.fileno(), length, start)
        self.file.seek(start)
        return self.file.read(length)
