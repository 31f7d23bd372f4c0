"""Which files lie in a folder that people write, on every system in one order.

Whatever lies there is either a file that can be read or told by its name: a link that leads away,
a pipe, a folder that is closed to us. What file managers leave behind is passed over. An umlaut is
one sign in every name, as it is typed, though a Mac may write two of them on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from exhibit.content.names import check_name, check_twins
from exhibit.diagnostics import ContentError, Place, each, say
from exhibit.storage import is_folder

_LEFT_BEHIND = frozenset({"Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", "$RECYCLE.BIN"})
_ELSEWHERE = say("Copy the file here instead of linking to it.")


def find_files(root: Path, folder: str) -> tuple[PurePosixPath, ...]:
    """The files below a folder by their path from root, backups of editors among them."""
    if not has_folder(root, folder):
        hint = say("It holds everything that the museum writes.")
        message = say("There is no folder “{folder}”.", folder=folder)
        raise ContentError(Place(PurePosixPath(folder)), message, hint)
    return tuple(sorted(map(_compose, _look_into(root, PurePosixPath(folder)))))


def _compose(file: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(normalize("NFC", str(file)))


def has_folder(root: Path, folder: str) -> bool:
    """Whether there is one; what stands in its place is a fault."""
    path, name = root / folder, PurePosixPath(folder)
    with readable(name):
        if not os.path.lexists(path):
            return False
        if path.is_symlink() and not path.exists():
            raise _astray(name)
        if path.is_dir():
            return True
    hint = say("Give the file another name.")
    raise ContentError(Place(name), say("Here stands a file where a folder belongs."), hint)


def _look_into(root: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    with readable(folder), os.scandir(root / folder) as found:
        entries = sorted(
            (one for one in found if not _is_passed_over(one.name)), key=lambda one: one.name
        )
    check_twins(folder, [entry.name for entry in entries])
    return chain.from_iterable(each(lambda entry: _take(root, folder, entry), entries))


def _take(root: Path, folder: PurePosixPath, entry: os.DirEntry[str]) -> Iterator[PurePosixPath]:
    """The file, or those in the folder."""
    file = folder / entry.name
    shown = _compose(file)
    check_name(shown)
    with readable(shown):
        if is_folder(entry.stat(follow_symlinks=False)):
            _check_folder(shown)
            return _look_into(root, file)
        if entry.is_symlink() or entry.is_dir():
            check_link(root, file, file.parts[0])
        if not entry.is_file():
            hint = say("Move it elsewhere: nothing can be read from it.")
            raise ContentError(Place(shown), say("This is neither a file nor a folder."), hint)
    return iter([file])


def _check_folder(file: PurePosixPath) -> None:
    if file.suffix in {".md", ".toml", ".csv"}:
        hint = say("Give the folder a name without “{suffix}”.", suffix=file.suffix)
        raise ContentError(Place(file), say("Here stands a folder where a file belongs."), hint)


def check_link(root: Path, file: PurePosixPath, home: str = "") -> None:
    """A link leads to a file in its home, a folder of the exhibit or the exhibit as a whole."""
    target, file = Path(os.path.realpath(root / file)), _compose(file)
    if not target.is_relative_to(os.path.realpath(root / home)):
        message = say("This link leads out of the folder “{folder}”.", folder=home or ".")
        raise ContentError(Place(file), message, _ELSEWHERE)
    if not target.exists():
        raise _astray(file)
    if target.is_dir():
        hint = say("Move the folder itself here: nobody looks behind a link.")
        raise ContentError(Place(file), say("This link leads to a folder."), hint)


def _astray(file: PurePosixPath) -> ContentError:
    message = say("This link leads nowhere, or round in a circle.")
    return ContentError(Place(file), message, _ELSEWHERE)


@contextmanager
def readable(file: PurePosixPath) -> Iterator[None]:
    """What the system will not let us read is a fault of the file."""
    try:
        yield
    except OSError as error:
        message = say("The file cannot be read: {reason}.", reason=error.strerror or str(error))
        hint = say("Can you open it yourself? Another program may keep it, or you lack the right.")
        raise ContentError(Place(file), message, hint) from error


def locate(root: Path, file: PurePosixPath) -> Path:
    """Where a file of this name lies, whatever the signs that its umlauts are made of there."""
    path = root / file
    if os.path.lexists(path) or not file.name:
        return path
    folder = locate(root, file.parent)
    others = folder.iterdir() if folder.is_dir() else ()
    return next((one for one in others if normalize("NFC", one.name) == file.name), path)


def is_ignored(file: PurePosixPath) -> bool:
    """Whether nothing that happens to it matters to a site."""
    return any(map(_is_passed_over, file.parts)) or file.name.endswith("~")  # a backup


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _LEFT_BEHIND
