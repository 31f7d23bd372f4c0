"""Whether each file in the folders that people write belongs where it lies.

What this program could use, but not there, is a fault, since whoever put it there expects it to do
something. What it has no use for at all, such as the workbook beside its table, may lie there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from exhibit.content.copies import find_doubled, find_laid_aside
from exhibit.content.names import fold
from exhibit.content.walk import find_files, has_folder, is_ignored
from exhibit.diagnostics import ContentError, Notice, Place, content_file, each, say
from exhibit.i18n import slugify
from exhibit.images import SHOWN, is_photograph

_SHIPPED = Path(
    __file__
).parent.parent.parent  # templates and static files for folders that have none
PICTURES = frozenset({".svg", *SHOWN})
_OTHERS = frozenset({".webm", ".avi"})  # that only look like a slip of the pen
_NAMED_LIKE = 0.8  # how much a name is like another, if it is mistyped
_LIKE = 0.7  # how much an ending is like another, if it is mistyped


def is_picture(file: PurePosixPath) -> bool:
    """Also one of a kind that no page can show: that is told where a card names it."""
    return file.suffix.lower() == ".svg" or is_photograph(file.name)


@dataclass(frozen=True)
class Homes:
    """What belongs where in the folder content: each folder takes files of some kinds."""

    folders: Mapping[str, frozenset[str]]  # the suffixes, by folder
    files: frozenset[PurePosixPath]  # that stand in none of them

    def _expected(self, file: PurePosixPath) -> frozenset[str]:
        return self.folders.get(file.parts[1], frozenset({".md", *PICTURES}))

    def uses(self, file: PurePosixPath) -> bool:
        expected = self._expected(file)
        may_be_picture = ".svg" in expected and is_picture(file)
        return file in self.files or file.suffix.lower() in expected or may_be_picture

    def check(self, file: PurePosixPath) -> None:
        """A file of a kind that is of use lies where it is."""
        if file in self.files:
            return
        _check_doubled(file)
        if not self.uses(file):
            self._check_kind(file)
            return
        suffix = file.suffix.lower()
        if suffix in {".toml", ".csv"}:
            _check_place(file)
        if suffix == ".toml":
            _check_name(file)

    def _check_kind(self, file: PurePosixPath) -> None:
        """A file that is of no use here is none that is to be of use."""
        if find_laid_aside(file):
            return
        suffix, expected = file.suffix.lower(), sorted(self._expected(file))
        known = {one.name for one in self.files if one.parent == file.parent}
        if named := get_close_matches(file.name, known, n=1, cutoff=_NAMED_LIKE):
            message = say("Nobody looks for a file of this name.")
            raise ContentError(Place(file), message, say("Rename the file: {name}", name=named[0]))
        if suffix in {".md", ".toml", ".csv", *PICTURES}:
            hint = say("Files here end in {suffixes}.", suffixes=", ".join(expected))
            raise ContentError(Place(file), say("Files of this kind have no use here."), hint)
        close = get_close_matches(suffix, expected, n=1, cutoff=_LIKE)
        if close and suffix not in _OTHERS:
            message = say("The ending “{suffix}” is not known.", suffix=file.suffix)
            hint = say("Rename the file: {name}", name=file.with_suffix(close[0]).name)
            raise ContentError(Place(file), message, hint)


def _check_doubled(file: PurePosixPath) -> None:
    if meant := find_doubled(file):
        message = say("The name ends twice: “{suffixes}”.", suffixes="".join(file.suffixes[-2:]))
        raise ContentError(Place(file), message, say("Rename the file: {name}", name=meant.name))


def describe_unused(file: PurePosixPath) -> Notice:
    """Why no page can show it."""
    if original := find_laid_aside(file):
        return say("an earlier state of {name}", name=original.name)
    return say("of no use to the site")


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
        if has_folder(base, folder):
            own = {file.relative_to(folder).as_posix(): file for file in find_files(base, folder)}
            _check_spelling(own, found)
            found |= {name: (base, file) for name, file in own.items() if not is_ignored(file)}
    return found


def _check_spelling(own: Mapping[str, PurePosixPath], shipped: Iterable[str]) -> None:
    """A file that is to take the place of a shipped one has its very name."""
    spelled = {fold(name): name for name in shipped}

    def check(name: str) -> None:
        meant = spelled.get(fold(name), name)
        if meant != name:
            message = say("It is spelled {name} where it is to take the place of that.", name=meant)
            hint = say("Rename the file: {name}", name=PurePosixPath(meant).name)
            raise ContentError(Place(own[name]), message, hint)

    each(check, own)
