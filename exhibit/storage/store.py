"""What builds have made, on the disk: one file, from which a build fetches only what it needs.

Everything in it stands under the digest of its own bytes, and a root names what belongs together.
So what is damaged or was exchanged is noticed, and counts as not being there. The file may be
deleted at any time. It is changed in one transaction; whoever comes second, because another build
has it open, leaves it as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from exhibit.storage.packing import UnusableError, seal
from exhibit.storage.spill import Named, Spill

_SCHEMA = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made (number INTEGER PRIMARY KEY, content BLOB);
BEGIN;
"""
_ROOT = 0
_SEAL = len(seal(b""))


class Store:
    """Open from begin to end: meanwhile what it holds stays as it was."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.connection: sqlite3.Connection | None = None
        self.spill = Spill()

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
        self.connection = self._connect()
        root = self._read(_ROOT)
        if root and seal(root[_SEAL:]) != root[:_SEAL]:
            raise UnusableError
        return root[_SEAL:]

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=0, isolation_level=None)
        connection.executescript(_SCHEMA)
        return connection

    def end(self) -> None:
        if self.connection:
            with suppress(sqlite3.Error):
                self.connection.close()
        self.connection = None
        self.spill = Spill()

    def _read(self, number: int) -> bytes:
        query = "SELECT content FROM made WHERE number = ?"
        row = self.connection and self.connection.execute(query, (number,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else b""

    def fetch(self, named: Named) -> bytes:
        """Raises UnusableError if it is not there, or no longer what it was."""
        try:
            content = self.spill.read(named) if named in self.spill else self._read(_number(named))
        except (sqlite3.Error, OSError) as error:
            raise UnusableError from error
        if seal(content) != named[1]:
            raise UnusableError
        return content

    def add(self, named: Named, content: bytes) -> None:
        """Have at hand what will be kept, or may yet be dropped; raises OSError without room."""
        if named not in self.spill:
            self.spill.add(named, content)

    def keep(self, root: bytes, dropped: Collection[Named]) -> bool:
        """Let root and all that was added be so from now on; False if it could not be."""
        if not self.connection:
            return False
        rows = sorted((_number(named), named) for named in self.spill)
        added = ((number, self.spill.read(named)) for number, named in rows)
        gone = ((_number(named),) for named in dropped)
        insert = "INSERT OR REPLACE INTO made VALUES (?, ?)"
        try:
            self.connection.executemany("DELETE FROM made WHERE number = ?", gone)
            self.connection.executemany(insert, added)
            self.connection.execute(insert, (_ROOT, seal(root) + root))
            self.connection.execute("COMMIT")
        except (sqlite3.Error, OSError):
            return False
        self.spill = Spill()
        return True

    def leave(self) -> None:
        """For a process that was forked off: the open file is that of the other."""
        self.abandoned = self.connection
        self.connection = None
        with suppress(sqlite3.Error):
            self.connection = self._connect()


def _number(named: Named) -> int:
    """Where it stands; if two things have the same number, one of them is made anew each time."""
    family, digest = named
    number = blake2b(family.encode() + b"\0" + digest, digest_size=8).digest()
    return int.from_bytes(number, "big", signed=True) or 1
