"""The digests of files, without reading those again that nobody has touched.

A file system notes when it last changed a file in any way (its ctime), and nobody can set that
time. So if all that it says of a file is as it was, the content is too; unless a change came so
soon after the reading that its clock had not moved on. Therefore a file is noted only if its time
had passed, by that very clock, before it was read. Windows has no such time: there all are read.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from exhibit.storage.cache import Memory

_TICK = 0.01  # seconds, in which the clock of nearly every file system moves on
_PLAIN = re.compile(r"[a-z][a-z0-9-]*+")  # the name of a folder, which no file could have

_Stamp = list[int]
_Note = tuple[str, _Stamp]  # a digest, and what the system said of the file


class Digests:
    """The digests of one group of files, noted in a memory for the next build."""

    def __init__(self, memory: Memory | None = None, group: str = "") -> None:
        self.memory = memory if os.name != "nt" else None
        self.key = f"digests {group}"
        self.known = _parse(self.memory.get(self.key) if self.memory else None)
        self.asked: dict[str, _Note] = {}
        self.clock: _Clock | None = None

    def of(self, name: str, status: os.stat_result) -> str:
        """Of a file, and what the system says of it; raises OSError if it cannot be read."""
        stamp = _stamp(status)
        digest, earlier = self.known.get(name, ("", []))
        if earlier != stamp:
            clock = self.clock = self.clock or _Clock(self.memory)
            digest = sha256(Path(name).read_bytes()).hexdigest()
            if not clock.is_past(stamp):
                return digest
        self.asked[name] = digest, stamp
        return digest

    def renew(self) -> None:
        """Note files again that have since been given other names, by us, which moves their time.

        Only somebody who changes one at this very moment and sets its other time back is missed.
        """
        if not self.asked:
            return
        time.sleep(_TICK)
        clock, asked, self.asked = _Clock(self.memory), self.asked, {}
        for name, (digest, earlier) in asked.items():
            with suppress(OSError):
                stamp = _stamp(os.lstat(name))
                if stamp[:-1] == earlier[:-1] and clock.is_past(stamp):
                    self.asked[name] = digest, stamp

    def keep(self) -> None:
        if self.memory and self.asked != self.known:
            self.memory.keep(self.key, json.dumps(self.asked))


class _Clock:
    """What time it was where the memory lies, before anything was read."""

    def __init__(self, memory: Memory | None) -> None:
        self.device, self.now = _tell_time(memory.folder) if memory else (0, 0)

    def is_past(self, stamp: _Stamp) -> bool:
        """Whether whatever happens to a file from now on will have another time."""
        device, *_, modified, changed = stamp
        return device == self.device and max(modified, changed) < self.now


def _tell_time(folder: Path) -> tuple[int, int]:
    """The number of a file system, and its time; of none if nothing can be written there."""
    file = folder / f"clock.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            status = os.fstat(stream.fileno())
        file.unlink()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ctime_ns


def _stamp(status: os.stat_result) -> _Stamp:
    which = [status.st_dev, status.st_ino, status.st_size]
    return [*which, status.st_mtime_ns, status.st_ctime_ns]


def _parse(text: str | None) -> Mapping[str, _Note]:
    noted: Mapping[str, Any] = json.loads(text or "{}")  # which is sealed
    return {name: (digest, stamp) for name, (digest, stamp) in noted.items()}


def digest_files(base: Path, names: Iterable[str], digests: Digests | None = None) -> str:
    """A digest of files and folders below base: of their paths from there and what they hold.

    Raises OSError where one cannot be read. What is neither a file nor a folder has its kind in
    it, a link where it leads, and a folder its name if a file could have that: a build that would
    refuse them is never taken for an earlier one.
    """
    digest, digests = sha256(), digests or Digests()
    for path in chain.from_iterable(_find_paths(base / name) for name in names):
        is_folder = os.path.isdir(path) and not os.path.islink(path)
        if is_folder and _PLAIN.fullmatch(os.path.basename(path)):
            continue  # what is in it counts; an empty one is not carried from machine to machine
        with suppress(FileNotFoundError):  # there is none
            content, name = _describe(path, digests), os.path.relpath(path, base)
            digest.update(f"{name}\n{content}\n".encode(errors="surrogatepass"))
    return digest.hexdigest()


def _describe(path: str, digests: Digests) -> str:
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        return f"{os.readlink(path)} {_describe_target(path, digests)}"
    return _describe_content(path, status, digests)


def _describe_target(path: str, digests: Digests) -> str:
    try:
        return _describe_content(path, os.stat(path), digests)
    except OSError:
        return "nowhere"


def _describe_content(path: str, status: os.stat_result, digests: Digests) -> str:
    is_file = stat.S_ISREG(status.st_mode)
    return digests.of(path, status) if is_file else str(stat.S_IFMT(status.st_mode))


def _find_paths(path: Path) -> Iterator[str]:
    """A file, or a folder and all that is in it, in one order."""
    yield str(path)
    for folder, inner, names in os.walk(path, onerror=_fail) if os.path.isdir(path) else ():
        inner[:] = sorted(set(inner) - {"__pycache__"})
        yield from (f"{folder}{os.sep}{name}" for name in (*sorted(names), *inner))


def _fail(error: OSError) -> None:
    """What os.walk would pass over in silence."""
    raise error
