"""Why something cannot be written: the very path that is in the way, and what to do about it.

The system only says that it will not. Who owns the path, and what is missing there, is looked up.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from exhibit.diagnostics import NOTHING, Notice, say

_DENIED = frozenset({errno.EACCES, errno.EPERM})
_FULL = say("The disk is full: make room, then build again.")
_WAYS: Mapping[int, Notice] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: say("Nothing can be written to this disk: choose another folder with --output."),
    errno.ENAMETOOLONG: say("Shorten the name, or move the exhibit to a folder nearer the root."),
}


@dataclass(eq=False)  # an exception is itself, and must stay hashable
class OutputError(Exception):
    """The site cannot be written where it should go: why not, and what to do about it."""

    message: Notice
    hint: Notice = NOTHING

    def __str__(self) -> str:
        return str(self.message)


@contextmanager
def explained(
    describe: Callable[[str], Notice], otherwise: Notice, ours: Collection[Path] = ()
) -> Iterator[None]:
    """What the system refuses is said with the path; ours is what only this program writes."""
    try:
        yield
    except OSError as error:
        own = [*ours]
        raise OutputError(
            describe(_give_reason(error)), _find_way(error, own, otherwise)
        ) from error


def _give_reason(error: OSError) -> str:
    reason, path = error.strerror or str(error), _path_of(error)
    return f"{reason} ({path})" if path else reason


def _path_of(error: OSError) -> Path | None:
    name = error.filename
    return Path(os.fsdecode(name)) if isinstance(name, str | bytes) else None


def _find_way(error: OSError, ours: Collection[Path], otherwise: Notice) -> Notice:
    path = _path_of(error)
    if error.errno in _DENIED and path and os.name != "nt":
        return _ask_for_right(_find_obstacle(path), ours, otherwise)
    return _WAYS.get(error.errno or 0, otherwise)


def _find_obstacle(path: Path) -> Path:
    """What keeps us from the path: the folders above it are to be gone through, or written in."""
    folders = [one for one in reversed(path.parents) if one.is_dir()]
    closed = next((one for one in folders if not os.access(one, os.X_OK)), None)
    if closed or not folders:
        return closed or path
    lacking = [one for one in (folders[-1], path) if not is_open(one)]
    return lacking[0] if lacking else path


def is_open(path: Path) -> bool:
    """Whether we may write there; what does not exist is in nobody's way."""
    needed = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    return not os.path.lexists(path) or os.access(path, needed)


def _ask_for_right(obstacle: Path, ours: Collection[Path], otherwise: Notice) -> Notice:
    try:
        status = obstacle.lstat()
    except OSError:
        return otherwise
    if status.st_uid == os.geteuid():
        right = "u+rwx" if stat.S_ISDIR(status.st_mode) else "u+rw"
        message = "You lack the right. Give it to yourself: {command}"
        return say(message, command=f"chmod {right} {quote(str(obstacle))}")
    if any(obstacle.is_relative_to(one) for one in ours):
        return _take_over([obstacle])
    message = "{path} belongs to {owner}: ask for the right to write there, or take another folder."
    return say(message, path=obstacle, owner=_name_owner(status.st_uid))


def _take_over(paths: Iterable[Path]) -> Notice:
    """The way out for what another user has built, as a rule root."""
    shown = " ".join(quote(str(path)) for path in paths)
    message = "Perhaps somebody has built with sudo. Take it over, and build without: {command}"
    return say(message, command=f'sudo chown -R "$(id -un)" {shown}')


def belongs_to_others(path: Path) -> bool:
    """Whether it is another user's, who keeps us from changing it."""
    if os.name == "nt" or not os.path.lexists(path):
        return False
    return path.lstat().st_uid != os.geteuid() and not is_open(path)


def refuse_others(paths: Iterable[Path]) -> None:
    """None of what builds write, and would have to take away, is another user's."""
    strange = [path for path in paths if belongs_to_others(path)]
    if strange:
        owner = _name_owner(strange[0].lstat().st_uid)
        message = "{path} belongs to {owner}, and cannot be replaced."
        raise OutputError(say(message, path=strange[0], owner=owner), _take_over(strange))


def _name_owner(number: int) -> str:
    import pwd  # which Windows does not have

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
