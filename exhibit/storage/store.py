"""What builds have made, on the disk: one file, from which a build fetches only what it needs.

Everything in it stands under the digest of its own bytes, and a root names what belongs together.
So what is damaged or was exchanged is noticed, and counts as not being there. The file may be
deleted at any time. It is changed in one transaction; whoever comes second, because another build
has it open, leaves it as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from exhibit.storage.packing import UnusableError, seal

_SCHEMA = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made (number INTEGER PRIMARY KEY, content BLOB);
BEGIN;
"""
_ROOT = 0
_SEAL = len(seal(b""))

Named = tuple[str, bytes]  # a family, and the seal of something in it


class Store:
    """Open from begin to end: meanwhile what it holds stays as it was."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.connection: sqlite3.Connection | None = None

    def begin(self) -> bytes:
        """Open the file; what its root says, which is nothing if there is none of ours."""
        for _ in range(2):
            try:
                return self._open()
            except sqlite3.OperationalError:  # another build is writing, or we may not
                break
            except (sqlite3.DatabaseError, UnusableError, OSError):
                self.end()
                with suppress(OSError):
                    self.file.unlink()
        self.end()
        return b""

    def _open(self) -> bytes:
        """Raises UnusableError for a root that is not as it was written."""
        self.end()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(self.file, timeout=0, isolation_level=None)
        self.connection.executescript(_SCHEMA)
        root = self._read(_ROOT)
        if root and seal(root[_SEAL:]) != root[:_SEAL]:
            raise UnusableError
        return root[_SEAL:]

    def end(self) -> None:
        if self.connection:
            with suppress(sqlite3.Error):
                self.connection.close()
        self.connection = None

    def _read(self, number: int) -> bytes:
        query = "SELECT content FROM made WHERE number = ?"
        row = self.connection and self.connection.execute(query, (number,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else b""

    def fetch(self, named: Named) -> bytes:
        """Raises UnusableError if it is not there, or no longer what it was."""
        try:
            content = self._read(_number(named))
        except sqlite3.Error as error:
            raise UnusableError from error
        if seal(content) != named[1]:
            raise UnusableError
        return content

    def add(self, added: Mapping[Named, bytes]) -> bool:
        """Have what will be kept at hand, or what may yet go; False if it could not be."""
        return self._insert((_number(named), content) for named, content in added.items())

    def keep(self, root: bytes, dropped: Collection[Named]) -> bool:
        """Let root be so from now on; False if it could not be, and all is as it was."""
        gone = ((_number(named),) for named in dropped)
        try:
            if not self.connection or not self._insert([(_ROOT, seal(root) + root)]):
                return False
            self.connection.executemany("DELETE FROM made WHERE number = ?", gone)
            self.connection.execute("COMMIT")
        except sqlite3.Error:
            return False
        return True

    def _insert(self, rows: Iterable[tuple[int, bytes]]) -> bool:
        try:
            if self.connection:
                query = "INSERT OR REPLACE INTO made VALUES (?, ?)"
                self.connection.executemany(query, sorted(rows))
                return True
        except sqlite3.Error:
            self.end()
        return False


def _number(named: Named) -> int:
    """Where it stands; if two things have the same number, one of them is made anew each time."""
    family, digest = named
    number = blake2b(family.encode() + b"\0" + digest, digest_size=8).digest()
    return int.from_bytes(number, "big", signed=True) or 1
