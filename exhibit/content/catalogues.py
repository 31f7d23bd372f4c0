"""The catalogues in the folder translations, and whose each of them is.

Poedit, Weblate, Windows and clouds name files in their own ways. What can only be the catalogue of
one language is taken as that; of any other file it is told what it seems to be. No hint costs a
translation: what may be the work of a week is compared, renamed or laid aside, never deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.content.disk import read_optional
from exhibit.content.walk import find_files, has_folder, is_ignored
from exhibit.diagnostics import ContentError, Notice, Place, Source, each, say
from exhibit.i18n import (
    Catalogue,
    Locale,
    base,
    find_tongue,
    known,
    parse_catalogue,
    read_key,
    spell,
)
from exhibit.storage import Run

_FOLDER = "translations"
_PO = re.compile(r"\.po(?![a-z])", re.IGNORECASE)  # somewhere in the name: en.po.txt
_FIRST = 300  # entries are enough to see their language
_TAG = re.compile(r"(?<![^\W_])[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})*(?![^\W_])")
_WORDS = frozenset({"my", "mo", "bak", "fin"})  # also tags of languages, but not in such names


def read_catalogues(root: Path, languages: Sequence[str], run: Run) -> Mapping[Locale, Catalogue]:
    """The catalogue of each language but the first; any other in their folder is a fault."""
    files = find_files(root, _FOLDER) if has_folder(root, _FOLDER) else ()
    catalogues = [file for file in files if _PO.search(file.name) and not is_ignored(file)]
    own = {tag: _choose(tag, catalogues) for tag in languages[1:]}
    strangers = [file for file in catalogues if file not in own.values()]

    def read_one(tag: str) -> tuple[str, Source]:
        # what is no language is told later, and perhaps cannot be the name of a file
        return tag, read_optional(root, own[tag]) if known(tag) else Source(own[tag], "")

    def read_all() -> Mapping[Locale, Catalogue]:
        texts = run.watch("translations", dict(each(read_one, own)))
        return dict(each(lambda tag: (Locale(tag), _read_catalogue(tag, texts, run)), texts))

    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(lambda file: _refuse(file, own, catalogues, languages), strangers),
        read_all,
    )
    read: Mapping[Locale, Catalogue] = each(lambda step: step(), steps)[1]
    return read


def _read_catalogue(tag: str, texts: Mapping[str, Source], run: Run) -> Catalogue:
    parse_once = cache(lambda: _check_tongue(parse_catalogue(texts[tag]), tag))

    def parse() -> Catalogue:
        text = texts[tag]  # whoever asks has read it, also if it was parsed for another
        return parse_once() if text.text else Catalogue(text)

    return Catalogue(
        texts[tag],
        run.spread(f"entries {tag}", lambda: parse().entries, read_key),
        run.spread(f"obsolete {tag}", lambda: parse().obsolete, read_key),
    )


def _check_tongue(catalogue: Catalogue, tag: str) -> Catalogue:
    """A catalogue that was saved under the name of another is not published as that."""
    texts = (entry.text for entry in islice(catalogue.entries.values(), _FIRST))
    if tongue := find_tongue("\n".join(texts), tag):
        message = say("The translations are not in “{said}” but in “{own}”.", said=tag, own=tongue)
        hint = say(
            "Is it the catalogue of another language? Then rename it: {name}", name=f"{tongue}.po"
        )
        raise catalogue.source.fault(message, hint)
    return catalogue


def _choose(tag: str, files: Iterable[PurePosixPath]) -> PurePosixPath:
    """The file with the name of a language, or the only one that spells it otherwise."""
    proper = PurePosixPath(_FOLDER, f"{tag}.po")
    alike = [
        file
        for file in files
        if file.suffix.lower() == ".po" and file.parent == proper.parent and spell(file.stem) == tag
    ]
    return alike[0] if len(alike) == 1 else proper


def _refuse(
    file: PurePosixPath,
    own: Mapping[str, PurePosixPath],
    files: Sequence[PurePosixPath],
    languages: Sequence[str],
) -> None:
    named = _find_language(file, languages)
    alike = [tag for tag in own if base(tag) == base(named)]
    tag = named if named in own else next(iter(alike), "")
    if named == languages[0]:
        missing = [one for one in own if own[one] not in files]
        raise ContentError(Place(file), *_tell_of_source(named, missing, languages))
    if tag:
        told = _tell_of_copy(own[tag]) if own[tag] in files else _tell_of_name(own[tag], named)
        raise ContentError(Place(file), *told)
    raise ContentError(Place(file), *_tell_of_stranger(named, own.values()))


def _find_language(file: PurePosixPath, languages: Sequence[str]) -> str:
    """The language that the name of a file names, one of the exhibit if possible."""
    words = (spell(word) for word in _TAG.findall(_PO.split(file.name)[0]))
    tags = (word if known(word) else base(word) for word in words)
    found = [tag for tag in tags if known(tag) and tag not in _WORDS]
    bases = {base(tag) for tag in languages}
    ours = [word for word in found if word in languages] or [w for w in found if base(w) in bases]
    return next(iter([*ours, *found]), "")


def _tell_of_source(
    tag: str, missing: Sequence[str], languages: Sequence[str]
) -> tuple[Notice, Notice]:
    message = say("The exhibit is written in “{tag}”, so that needs no catalogue.", tag=tag)
    if missing:
        tags = ", ".join(f'"{one}"' for one in dict.fromkeys([missing[0], *languages]))
        return message, say(
            "The language that you write comes first in site.toml: languages = [{tags}]", tags=tags
        )
    return message, say(
        "If it holds another language, rename it after that; if not, lay it aside elsewhere."
    )


def _tell_of_copy(original: PurePosixPath) -> tuple[Notice, Notice]:
    return say("This looks like a copy of {name}.", name=original.name), say(
        "Compare both, take over into {name} what only the copy has, and lay that aside elsewhere.",
        name=original.name,
    )


def _tell_of_name(proper: PurePosixPath, named: str) -> tuple[Notice, Notice]:
    message = say("A catalogue has the name of its language as site.toml has it.")
    if named == proper.stem:
        return message, say("Rename the file: {name}", name=proper.name)
    return message, say(
        "Rename the file ({name}), or write “{tag}” in site.toml.", name=proper.name, tag=named
    )


def _tell_of_stranger(named: str, proper: Iterable[PurePosixPath]) -> tuple[Notice, Notice]:
    if named:
        return say("“{tag}” is not a language of this exhibit.", tag=named), say(
            "Add it to languages in site.toml, or lay the file aside elsewhere."
        )
    names = ", ".join(file.name for file in proper)
    return say("The name of this catalogue does not say of which language it is."), say(
        "Rename it ({names}), or lay it aside elsewhere.", names=names or "en.po"
    )
