"""Copies: what file managers, clouds and tools call a second file that is to be the first.

A copy of a page would be a second page, and one of a table has figures that nobody reads. Which of
the two is right only a person knows, so none is taken for the other, and none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from exhibit.diagnostics import ContentError, Place, each, say

_TEXTS = frozenset({".md", ".toml", ".csv", ".po", ".html", ".css", ".js"})
_COPY = r"(?:kopie|copy|copie|kopia|copia|kópia|másolat)"
# What clouds and git add if two people have changed a file.
_CONFLICT = re.compile(r"(?i)konflikt|conflict|widerspr")  # within brackets
_VERSION = re.compile(
    r"(?i)[._ -](?:sync-|case-)?conflict(?:ed)?(?![a-z])"  # besuch.sync-conflict-2026…
    r"|[._](?:base|local|remote|backup)[._]\d{1,9}\Z"  # besuch_LOCAL_1234
)
# What file managers and browsers add.
_AGAIN = re.compile(rf"(?i)[ _-]{{1,3}}{_COPY}(?:[ _-]?\(?\d{{1,3}}\)?)?\Z")  # besuch copy 2
_AGAIN_IN_BRACKETS = re.compile(rf"(?i)\d{{1,3}}\Z|{_COPY}(?: \d{{1,3}})?\Z")  # (1), (3. Kopie)
_AGAIN_BEFORE = re.compile(rf"(?i){_COPY}(?: \(\d{{1,3}}\))? (?:von|of|de|di) ")
# What a second page may well be called: a copy is one that says nearly the same.
_NUMBERED = re.compile(r" \d{1,2}\Z|-[A-Z0-9]{2,20}-[A-Z0-9]{4,20}\Z")  # besuch 2, besuch-PC-AB12CD
_ALIKE = 0.5  # of its lines
_LAID_ASIDE = frozenset(
    (*(".bak", ".orig", ".old", ".alt", ".save", ".sav", ".backup", ".rej", ".tmp", ".new"),)
)


def check_copies(texts: Mapping[PurePosixPath, bytes]) -> None:
    """None of these files has the name of a copy."""
    each(lambda file: _check(file, texts), [one for one in texts if one.suffix in _TEXTS])


def _check(file: PurePosixPath, texts: Mapping[PurePosixPath, bytes]) -> None:
    original = _find_original(file, texts)
    if original and original in texts:
        message = say("By its name this is a copy of {name}.", name=original.name)
        hint = say(
            "Compare both, and put what is new into {name}. Then move the copy elsewhere.",
            name=original.name,
        )
        raise ContentError(Place(file), message, hint)
    if original:
        message = say(
            "By its name this is one of two versions of {name}, which is not here.",
            name=original.name,
        )
        hint = say("If it is to be {name}, rename it.", name=original.name)
        raise ContentError(Place(file), message, hint)


def _find_original(
    file: PurePosixPath, texts: Mapping[PurePosixPath, bytes]
) -> PurePosixPath | None:
    """What a file is a copy of; None if it is none. Of two versions either may be missing."""

    def call(stem: str) -> PurePosixPath:
        return file.with_name(f"{stem or file.stem}{file.suffix}")

    if version := _cut_version(file.stem):
        return call(version)
    original = call(_cut_copy(file.stem))
    if original != file and original in texts:
        return original
    original = call(_NUMBERED.sub("", file.stem))
    is_copy = original != file and original in texts and _is_alike(texts[file], texts[original])
    return original if is_copy else None


def _split_brackets(stem: str) -> tuple[str, str]:
    """What stands before brackets at the end of a name, and in them."""
    start = max(stem.rfind("("), stem.rfind("["))
    if start > 0 and stem.endswith((")", "]")):
        return stem[:start].rstrip(" "), stem[start + 1 : -1]
    return stem, ""


def _cut_version(stem: str) -> str:
    """The name without what tells two versions apart; nothing if there is nothing of the kind."""
    before, within = _split_brackets(stem)
    if _CONFLICT.search(within):
        return before
    found = _VERSION.search(stem)
    return stem[: found.start()] if found else ""


def _cut_copy(stem: str) -> str:
    """The name without what is added to a copy."""
    stem = _AGAIN_BEFORE.sub("", stem, count=1) if _AGAIN_BEFORE.match(stem) else stem
    before, within = _split_brackets(stem)
    is_copy = within and _AGAIN_IN_BRACKETS.search(within)
    return _AGAIN.sub("", before if is_copy else stem)


def _is_alike(one: bytes, other: bytes) -> bool:
    lines, others = set(one.split(b"\n")), set(other.split(b"\n"))
    return len(lines & others) >= _ALIKE * min(len(lines), len(others))


def find_laid_aside(file: PurePosixPath) -> PurePosixPath | None:
    """What a file is an earlier state of: besuch.md.bak, besuch.md~; None if it is none."""
    if file.name.endswith("~") and len(file.name) > 1:
        return file.with_name(file.name.rstrip("~"))
    return file.with_suffix("") if file.suffix.lower() in _LAID_ASIDE else None


def find_doubled(file: PurePosixPath) -> PurePosixPath | None:
    """What a file was to be called, if a system has hidden half of its ending: besuch.md.txt."""
    inner = PurePosixPath(file.stem)
    is_text = file.suffix.lower() in {".txt", inner.suffix.lower()}
    return file.with_name(inner.name) if is_text and inner.suffix.lower() in _TEXTS else None
