"""Memory of earlier builds: results of pure functions, kept by a digest of all that went in.

It may be deleted at any time and cannot be wrong: a key names every ingredient,
the code that computes included, and an entry that is damaged is computed again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parent.parent

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
        return self.file(key).exists()

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
        try:
            digest, _, content = self.file(key).read_bytes().partition(b"\n")
        except OSError:
            return None
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

    def file(self, key: str) -> Path:
        return self.folder / sha256(key.encode()).hexdigest()


def _seal(key: str, content: bytes) -> bytes:
    return sha256(sha256(key.encode()).digest() + content).hexdigest().encode()
