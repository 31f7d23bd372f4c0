"""Which files of the output are the site's: one file among them names all, with their digests.

Whatever the manifest does not name is someone else's and is left alone. It also records what
the site was made from, so that a build can tell that it has nothing to do. That question is
asked before every build, so this module imports nothing that is slow to load.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exhibit.storage.untouched import Digests

MANIFEST = ".manifest.json"

_Role = Literal["new", "old", "lock"]
ROLES: tuple[_Role, ...] = ("new", "old", "lock")


@dataclass(frozen=True)
class Manifest:
    files: Mapping[str, str]  # path from the output folder -> SHA-256 of the content
    digest: str = ""  # of everything that the site was made from; "" if nobody said

    def to_bytes(self) -> bytes:
        table = {"digest": self.digest, "files": dict(self.files)}
        return (json.dumps(table, indent=1, sort_keys=True) + "\n").encode()


def describe(files: Mapping[str, bytes], digest: str) -> Manifest:
    """The manifest of a finished site; a path that leaves the output is a bug in this program."""
    unsafe = [path for path in files if not is_safe(path)]
    if unsafe:
        raise ValueError(f"not paths for a file of the site: {unsafe}")
    return Manifest({path: _sha256(content) for path, content in files.items()}, digest)


def read_manifest(folder: Path) -> Manifest | None:
    """None if there is none, or one that was damaged: then nothing in the folder is ours."""
    try:
        return _parse_manifest((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None


def _parse_manifest(text: bytes) -> Manifest:
    match json.loads(text):
        case {"digest": str(digest), "files": dict(files)} if all(map(_is_entry, files.items())):
            return Manifest(files, digest)
        case _:
            raise ValueError("not a manifest")


def _is_entry(entry: tuple[str, object]) -> bool:
    path, content = entry
    return is_safe(path) and isinstance(content, str)


def is_safe(path: str) -> bool:
    """Whether path names a file inside the folder, on every system and in one spelling only."""
    misleading = {"", ".", ".."}.intersection(path.split("/"))
    return not misleading and path != MANIFEST and "\\" not in path and ":" not in path


def is_current(output: Path, digest: str, digests: Digests | None = None) -> bool:
    """Whether output holds, file for file, the site made from what has this digest."""
    output, digests = resolve(output), digests or Digests()
    manifest = read_manifest(output)
    return (
        manifest is not None
        and manifest.digest == digest != ""
        and not os.path.lexists(beside(output, "new"))
        and not os.path.lexists(beside(output, "old"))
        and all(
            holds(f"{output}/{path}", content, digests) for path, content in manifest.files.items()
        )
    )


def resolve(path: Path) -> Path:
    """Where a path leads; Path.resolve fails where links lead round in a circle."""
    return Path(os.path.realpath(path))


def holds(file: str, content: str, digests: Digests) -> bool:
    """Whether file is a regular file whose content has this SHA-256."""
    try:
        status = os.lstat(file)
        return stat.S_ISREG(status.st_mode) and digests.of(file, status) == content
    except (OSError, ValueError):  # the latter for a name that this system cannot spell
        return False


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def beside(output: Path, role: _Role) -> Path:
    """The hidden neighbours of the output: the site in the making, the one retired, the lock."""
    return output.with_name(f".{output.name}.{role}")
