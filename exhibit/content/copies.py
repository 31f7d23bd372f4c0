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
_CONFLICT = r"(?:konflikt|conflict|widerspr)"
_BOTH = re.compile(  # what clouds and git add, if two people have changed a file
    rf"""(?ix) (.+?) (?:
    \ ?[(\[][^()\[\]]*{_CONFLICT}[^()\[\]]*[)\]]  # (Konfliktkopie von …), (… conflicted copy)
    | [._\ -](?:sync-|case-)?conflict(?:ed)?(?:[._\ -].*)?  # besuch.sync-conflict-2026…
    | [._](?:base|local|remote|backup)[._]\d+        # besuch_LOCAL_1234
    )"""
)
_AGAIN = re.compile(  # what file managers and browsers add
    rf"""(?ix)
    (?:{_COPY}(?:\ \(\d+\))?\ (?:von|of|de|di)\ )? (.+?) (?:
    [\ _-]+{_COPY}(?:[\ _-]?\(?\d+\)?)?              # besuch - Kopie (2), besuch copy 2
    | \ ?\((?:[^()]*\ )?{_COPY}(?:\ \d+)?\)          # besuch (Kopie), besuch (3. Kopie)
    | \ ?[(\[]\d{{1,3}}[)\]]                         # besuch (1)
    )?"""
)
# What a second page may well be called: a copy is one that says nearly the same.
_NUMBERED = re.compile(r"(.+?)(?: \d{1,2}|-[A-Z0-9]+-[A-Z0-9]{4,})")  # besuch 2, besuch-PC-AB12CD
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
    if found := _BOTH.fullmatch(file.stem):
        return file.with_name(found[1] + file.suffix)
    again = _AGAIN.fullmatch(file.stem)
    original = file.with_name(f"{again[1]}{file.suffix}") if again else file
    if original != file and original in texts:
        return original
    numbered = _NUMBERED.fullmatch(file.stem)
    original = file.with_name(f"{numbered[1]}{file.suffix}") if numbered else file
    is_copy = original != file and original in texts and _is_alike(texts[file], texts[original])
    return original if is_copy else None


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
