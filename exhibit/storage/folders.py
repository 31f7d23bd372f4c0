"""Folders on the disk: what they hold, and the steps by which one is made from another.

Nothing here follows a symbolic link or writes into a file that exists. So a file reached by two
names is never changed by one of them, and no step leaves the folder that it is told to work in.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_JUNCTION = 0xA0000003  # how Windows marks a folder that is really another one elsewhere
_MANY = 8  # as many wait for the disk at a time

_Map = Callable[[Callable[[Path], None], Iterable[Path]], Iterable[None]]


@dataclass(frozen=True)
class Listing:
    """The paths in a folder, from that folder, with forward slashes."""

    files: tuple[str, ...] = ()  # and links, pipes: whatever is not a folder
    folders: tuple[str, ...] = ()  # each before what it holds


def survey(root: Path) -> Listing:
    files, folders, pending = [], [], [""]
    while pending:
        start = pending.pop()
        with os.scandir(root / start) as entries:
            for entry in entries:
                path = start + entry.name
                if is_folder(entry.stat(follow_symlinks=False)):
                    folders.append(path)
                    pending.append(path + "/")
                else:
                    files.append(path)
    return Listing(tuple(sorted(files)), tuple(sorted(folders)))


def is_folder(status: os.stat_result) -> bool:
    """Whether what the system says of an entry is said of a folder itself, and not of a link."""
    return stat.S_ISDIR(status.st_mode) and getattr(status, "st_reparse_tag", 0) != _JUNCTION


def take_charge(root: Path) -> None:
    """Have every right in a folder of ours and in those below: somebody may have taken them."""
    pending = [root]
    while pending:
        folder = pending.pop()
        mode = stat.S_IMODE(folder.lstat().st_mode)
        if mode & stat.S_IRWXU != stat.S_IRWXU:
            folder.chmod(mode | stat.S_IRWXU)
        pending += _inner_folders(folder)


def _inner_folders(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [
            Path(entry.path) for entry in entries if is_folder(entry.stat(follow_symlinks=False))
        ]


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that these paths lie in, besides the one that they start from."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def create(file: Path, content: bytes) -> None:
    """A new file, which outlasts a power cut once it is settled."""
    with file.open("xb") as stream:
        stream.write(content)


def settle(files: Collection[Path], folders: Collection[Path]) -> None:
    """After a power cut too, these files have their content, and these folders their names.

    Several at a time: the disk is asked once for all that wait for it. One by one takes it four
    times as long.
    """
    if len(files) + len(folders) < _MANY:
        _settle_each(map, files, folders)
    else:
        from concurrent.futures import ThreadPoolExecutor  # takes a while to load

        with ThreadPoolExecutor(_MANY) as pool:
            _settle_each(pool.map, files, folders)


def _settle_each(apply: _Map, files: Collection[Path], folders: Collection[Path]) -> None:
    for _ in apply(_settle_file, files):  # which raises what was raised
        pass
    for _ in apply(sync, folders):
        pass


def _settle_file(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clone(source: Path, target: Path, link: Callable[[Path, Path], None] = os.link) -> bool:
    """Give a file a second name, or make a copy with the same times where that cannot be had.

    Whether it is a copy, which is as new as what is created.
    """
    if source.is_symlink():
        target.symlink_to(os.readlink(source), target_is_directory=source.is_dir())
        return False
    try:
        link(source, target)
    except OSError as error:
        # A drive mounted inside the folder: its files would be removed with the clone's model.
        if error.errno == errno.EXDEV:
            raise
        shutil.copy2(source, target)
        return True
    return False


def adopt_mode(path: Path, model: Path) -> None:
    """Give a file or folder the permissions of the one whose place it takes, if there is one."""
    if model.exists() and model.is_dir() == path.is_dir():
        mode = stat.S_IMODE(model.stat().st_mode)
        if mode != stat.S_IMODE(path.stat().st_mode):
            path.chmod(mode)


def hand_over(file: Path, target: Path) -> None:
    """Move file to target, unless something is there that is as new, or a folder, or in the way."""
    if os.path.lexists(target) and _modified(file) <= _modified(target):
        return
    with suppress(FileExistsError, NotADirectoryError, IsADirectoryError):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, target)


def _modified(file: Path) -> int:
    return file.lstat().st_mtime_ns


def remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        if os.name != "nt":
            raise
        # Windows keeps files that are read-only, such as those of git.
        file.chmod(stat.S_IWRITE)
        file.unlink()


def remove_empty(folder: Path) -> None:
    with suppress(OSError):  # somebody has put something there
        folder.rmdir()


def move(source: Path, target: Path) -> None:
    """Rename; on Windows with patience, since a virus scanner may have a file open for a moment."""
    for pause in (0.1, 0.2, 0.4, 0.8):
        try:
            os.rename(source, target)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
    os.rename(source, target)


def sync(folder: Path) -> None:
    """Have the names in folder outlast a power cut, where the system knows how."""
    with suppress(OSError):
        _settle_file(folder)
