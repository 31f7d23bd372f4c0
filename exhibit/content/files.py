"""Which files there are in the folders that people write, and whether each belongs there.

In one order on every system. What file managers leave behind is passed over. An umlaut is
one sign in every name, as it is typed, though a Mac may write two of them on the disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from exhibit.diagnostics import ContentError, Place, content_file, drop_invisible, each, say
from exhibit.i18n import slugify
from exhibit.images import SHOWN, is_photograph

_SHIPPED = Path(
    __file__
).parent.parent.parent  # templates and static files for folders that have none
PICTURES = frozenset({".svg", *SHOWN})
_IGNORED = frozenset({"Thumbs.db", "desktop.ini"})  # left behind by file managers


def find_files(root: Path, folder: str) -> tuple[PurePosixPath, ...]:
    """The files below a folder by their path from root, in one order on every system."""
    if not (root / folder).is_dir():
        hint = say("It holds everything that the museum writes.")
        message = say("There is no folder “{folder}”.", folder=folder)
        raise ContentError(Place(PurePosixPath(folder)), message, hint)
    found = [
        PurePosixPath(path.relative_to(root).as_posix()) for path in (root / folder).rglob("*")
    ]
    seen = [file for file in found if not is_ignored(file)]
    each(_check_letters, seen)
    each(lambda file: _check_on_disk(root, file), seen)
    known = Counter(_compose(file) for file in seen if (root / file).is_file())
    each(lambda file: _check_once(file, known[file]), known)
    return tuple(sorted(known))


def _compose(file: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(normalize("NFC", str(file)))


def _check_once(file: PurePosixPath, count: int) -> None:
    if count > 1:
        message = say("There are two files of this name; an umlaut in one of them is two signs.")
        raise ContentError(Place(file), message, say("Give one of them another name."))


def locate(root: Path, file: PurePosixPath) -> Path:
    """Where a file of this name lies, whatever the signs that its umlauts are made of there."""
    path = root / file
    if path.exists() or not file.name:
        return path
    folder = locate(root, file.parent)
    others = folder.iterdir() if folder.is_dir() else ()
    return next((one for one in others if normalize("NFC", one.name) == file.name), path)


@contextmanager
def readable(file: PurePosixPath) -> Iterator[None]:
    """What the system will not let us read is a fault of the file."""
    try:
        yield
    except OSError as error:
        message = say("The file cannot be read: {reason}.", reason=error.strerror or str(error))
        hint = say("Can you open it yourself? Another program may keep it, or you lack the right.")
        raise ContentError(Place(file), message, hint) from error


def is_ignored(file: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.parts)
    return hidden or file.name in _IGNORED or file.name.endswith("~")


def _check_letters(file: PurePosixPath) -> None:
    """Python has surrogates for bytes that are no UTF-8, and nothing can be written with them."""
    shown = re.sub("[\ud800-\udfff]", "�", str(file))
    if shown != str(file):
        hint = say("Change the name: type the letters at the marks � anew.")
        raise ContentError(Place(PurePosixPath(shown)), say("The name is not UTF-8."), hint)
    if (plain := drop_invisible(str(file))) != str(file):
        hint = say("Rename the file: {name}", name=PurePosixPath(plain).name)
        raise ContentError(Place(file), say("The name has letters that nobody sees."), hint)


def _check_on_disk(root: Path, file: PurePosixPath) -> None:
    with readable(file):
        _check_link(root, file)
        _check_folder(root, file)


def _check_link(root: Path, file: PurePosixPath) -> None:
    path = root / file
    if path.is_symlink() and not path.resolve().is_relative_to((root / file.parts[0]).resolve()):
        hint = say("Copy the file here instead of linking to it.")
        raise ContentError(
            Place(file),
            say("This link leads out of the folder “{folder}”.", folder=file.parts[0]),
            hint,
        )


def _check_folder(root: Path, file: PurePosixPath) -> None:
    if (root / file).is_dir() and file.suffix in {".md", ".toml", ".csv"}:
        hint = say("Give the folder a name without “{suffix}”.", suffix=file.suffix)
        raise ContentError(Place(file), say("Here stands a folder where a file belongs."), hint)


def is_picture(file: PurePosixPath) -> bool:
    """Also one of a kind that no page can show: that is told where a card names it."""
    return file.suffix.lower() == ".svg" or is_photograph(file.name)


@dataclass(frozen=True)
class Homes:
    """What belongs where in the folder content: each folder takes files of some kinds."""

    folders: Mapping[str, frozenset[str]]  # the suffixes, by folder
    files: frozenset[PurePosixPath]  # that stand in none of them

    def check(self, file: PurePosixPath) -> None:
        suffix = file.suffix.lower()
        expected = self.folders.get(file.parts[1], frozenset({".md", *PICTURES}))
        may_be_picture = ".svg" in expected and is_picture(file)
        if file in self.files:
            return
        if suffix not in expected and not may_be_picture:
            hint = say("Files here end in {suffixes}.", suffixes=", ".join(sorted(expected)))
            raise ContentError(Place(file), say("Files of this kind have no use here."), hint)
        if suffix in {".toml", ".csv"}:
            _check_place(file)
        if suffix == ".toml":
            _check_name(file)


def _check_place(file: PurePosixPath) -> None:
    """Cards and tables are looked for in their folder itself, and by the end of their name.

    Pictures are not: whoever names one says where it stands.
    """
    folder = content_file(file.parts[1])
    if file.parent != folder:
        hint = say("Move the file to {folder}.", folder=folder)
        raise ContentError(
            Place(file), say("Nobody looks into the folders of {folder}.", folder=folder), hint
        )
    if file.suffix != file.suffix.lower():
        message = say("“{suffix}” is not in small letters.", suffix=file.suffix)
        name = file.with_suffix(file.suffix.lower()).name
        raise ContentError(Place(file), message, say("Rename the file: {name}", name=name))


def _check_name(file: PurePosixPath) -> None:
    """The name of a card becomes an id, and that of files."""
    if file.stem != slugify(file.stem):
        name = f"{slugify(file.stem) or '…'}{file.suffix.lower()}"
        message = say("“{name}” cannot be the name of a card.", name=file.stem)
        hint = say("Name the file in small letters, digits and hyphens: {name}", name=name)
        raise ContentError(Place(file), message, hint)


def find_shipped(root: Path, folder: str) -> dict[str, tuple[Path, PurePosixPath]]:
    """Templates or static files: the exhibit's own, and the shipped ones it does not replace."""
    found: dict[str, tuple[Path, PurePosixPath]] = {}
    for base in dict.fromkeys((_SHIPPED, root)):
        if (base / folder).is_dir():
            found |= {
                file.relative_to(folder).as_posix(): (base, file)
                for file in find_files(base, folder)
            }
    return found
