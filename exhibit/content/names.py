"""Names that not every system can have: the exhibit is built, kept and unpacked on all of them.

Windows keeps some names for devices, forbids some signs and drops dots and blanks at the end; it
and the Mac take BESUCH.md for besuch.md, and the Mac an umlaut of two signs for one of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from unicodedata import normalize

from exhibit.diagnostics import ContentError, Notice, Place, drop_invisible, each, say

_DEVICES = r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
_RESERVED = re.compile(rf"(?i)(?:{_DEVICES}) *(?:\..*)?", re.DOTALL)
_FORBIDDEN = re.compile('[<>:"|?*\\\\\x00-\x1f\x7f]')
_LONGEST = 180  # signs of a path from the exhibit; Windows has 260, with all folders above it


def is_reserved(name: str) -> bool:
    """Whether Windows takes the name, with whatever ending, for that of a device."""
    return bool(_RESERVED.fullmatch(name))


def check_name(file: PurePosixPath) -> None:
    """The last part of a path can be a name on every system."""
    _check_letters(file)
    name, place = file.name, Place(PurePosixPath(_show(str(file))))
    if len(str(file)) > _LONGEST:
        message = say("The path is longer than {count} signs.", count=_LONGEST)
        raise ContentError(place, message, say("Shorten the name: Windows has no room for it."))
    if is_reserved(name):
        stem, dot, suffix = name.partition(".")
        message = say("Windows keeps the name “{name}” for itself.", name=stem)
        hint = say("Rename it: {name}", name=f"{stem.strip()}-1{dot}{suffix}".rstrip(". "))
        raise ContentError(place, message, hint)
    if found := _FORBIDDEN.search(name):
        message = say("Windows allows no {sign} in a name.", sign=_show(found[0]))
        raise ContentError(place, message, _propose(_FORBIDDEN.sub("-", name)))
    if name != name.rstrip(". ") or name != name.strip():
        message = say("The name begins with a blank, or ends in a blank or a dot.")
        raise ContentError(place, message, _propose(name.strip().rstrip(". ")))


def _propose(name: str) -> Notice:
    return say("Rename it: {name}", name=re.sub("-{2,}", "-", name).strip("-") or "…")


def _show(text: str) -> str:
    """With something to see for signs that break a line or cannot be seen."""
    return re.sub("[\x00-\x1f\x7f]", "�", text)


def _check_letters(file: PurePosixPath) -> None:
    """Python has surrogates for bytes that are no UTF-8, and nothing can be written with them."""
    shown = re.sub("[\ud800-\udfff]", "�", str(file))
    if shown != str(file):
        hint = say("Change the name: type the letters at the marks � anew.")
        raise ContentError(Place(PurePosixPath(shown)), say("The name is not UTF-8."), hint)
    if (plain := drop_invisible(str(file))) != str(file):
        hint = say("Rename the file: {name}", name=PurePosixPath(plain).name)
        raise ContentError(Place(file), say("The name has letters that nobody sees."), hint)


def fold(name: str) -> str:
    """The same for two names that some system takes for one."""
    return normalize("NFC", normalize("NFC", name).lower())


def check_twins(folder: PurePosixPath, names: Iterable[str]) -> None:
    """What lies in one folder has names that no system takes for the same."""
    first: dict[str, str] = {}

    def check(name: str) -> None:
        other = first.setdefault(fold(name), name)
        if other == name:
            return
        place, hint = Place(folder / normalize("NFC", name)), say("Give one of them another name.")
        if normalize("NFC", other) == normalize("NFC", name):
            message = "There are two files of this name; an umlaut in one of them is two signs."
            raise ContentError(place, say(message), hint)
        message = "Windows and the Mac take {name}, which lies beside it, for the same."
        raise ContentError(place, say(message, name=other), hint)

    each(check, sorted(names, key=lambda name: (name != fold(name), name)))
