"""Memory of earlier builds: results of pure functions, kept by a digest of all that went in.

It may be deleted at any time and cannot be wrong: a key names every ingredient,
the code that computes included, and an entry that is damaged is computed again.
It does not grow for ever either: what nobody has asked for in the longest time is forgotten.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

PACKAGE = Path(__file__).parent.parent

_MOST = 256_000_000  # bytes; the drawings and photographs of some hundred pages
_ENTRY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = re.compile(r"(?:[0-9a-f]{64}|clock)\.\d+")
_PATIENCE = 3600  # seconds, after which nobody is still writing an entry
Maker = Callable[[], str]  # with plain data, so that another process can be given it


def remember(root: Path) -> Memory:
    """The memory of the exhibit in root."""
    return Memory(root / ".memory")


class Memory:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def foresee(self, makers: Iterable[tuple[str, Maker]]) -> None:
        """Be told what will be asked for, and what makes it; of use where there is a helper."""

    @property
    def is_helped(self) -> bool:
        """Whether another process is filling it."""
        return False

    def knows(self, key: str) -> bool:
        """Whether there is an entry, as far as can be seen without reading it."""
        return os.path.exists(self.file(key))  # False also for one that nobody may look at

    def recall(self, key: str, compute: Callable[[], str]) -> str:
        """What compute made for this key before, or what it makes now."""
        return self.recall_bytes(key, lambda: compute().encode()).decode()

    def recall_bytes(self, key: str, compute: Callable[[], bytes]) -> bytes:
        content = self.get_bytes(key)
        if content is None:
            content = compute()
            self.keep_bytes(key, content)
        return content

    def get(self, key: str) -> str | None:
        content = self.get_bytes(key)
        return None if content is None else content.decode()

    def keep(self, key: str, text: str) -> None:
        self.keep_bytes(key, text.encode())

    def get_bytes(self, key: str) -> bytes | None:
        """The content of an entry; its first line is a digest of the key and of the rest.

        So an entry that was damaged, or that stands under the name of another, is none.
        """
        file = self.file(key)
        try:
            digest, _, content = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        with suppress(OSError):
            os.utime(file)  # it was of use
        return content if _seal(key, content) == digest else None

    def keep_bytes(self, key: str, content: bytes) -> None:
        """Write an entry; where that is impossible the next build computes it again."""
        file = self.file(key)
        unfinished = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_seal(key, content) + b"\n" + content)
            unfinished.replace(file)
        except OSError:
            return

    def forget(self, most: int = _MOST) -> None:
        """Keep at most so many bytes, those used last, and nothing that a killed build began."""
        with suppress(OSError):
            files = [(file.stat(), file) for file in os.scandir(self.folder) if file.is_file()]
            entries = [(stat, file) for stat, file in files if _ENTRY.fullmatch(file.name)]
            entries.sort(key=lambda entry: -entry[0].st_mtime_ns)
            sizes = accumulate(stat.st_size for stat, _ in entries)
            gone = [file for (_, file), size in zip(entries, sizes, strict=True) if size > most]
            latest = time.time() - _PATIENCE
            gone += [
                file
                for stat, file in files
                if _UNFINISHED.fullmatch(file.name) and stat.st_mtime < latest
            ]
            for file in gone:
                with suppress(OSError):  # another user's
                    os.unlink(file)

    def file(self, key: str) -> Path:
        return self.folder / sha256(key.encode()).hexdigest()


def _seal(key: str, content: bytes) -> bytes:
    return sha256(sha256(key.encode()).digest() + content).hexdigest().encode()
