"""`build.py translate`: what is new in German goes into the catalogues, and nothing gets lost.

A catalogue is replaced as a whole file, and left alone if nothing in it changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.content import Settings, read_project, read_source
from exhibit.diagnostics import ContentError, Place, Source, line_of, parse, read, say
from exhibit.features import FEATURES
from exhibit.i18n import (
    Catalogue,
    Locale,
    States,
    count_states,
    known,
    make_languages,
    merge_all,
    spell,
    write_catalogue,
    write_head,
)
from exhibit.render import collect_sound
from exhibit.storage import replace_file

_SETTINGS = PurePosixPath("site.toml")
_GAP = r"(?:[\s,]|#[^\n]*\n)*"
_TEXT = r"""(?:"[^"\\\n]*"|'[^'\n]*')"""
_LANGUAGES = re.compile(
    rf"""(?m)^\ufeff?[ \t]*(["']?)languages\1[ \t]*=[ \t]*\[{_GAP}{_TEXT}(?:{_GAP}{_TEXT})*"""
    rf"(?P<rest>{_GAP})\]"
)


@dataclass(frozen=True)
class Update:
    """What became of one catalogue."""

    file: Path
    is_changed: bool
    states: States


def update_catalogues(root: Path, today: date) -> Sequence[Update]:
    """Merge every message of the exhibit into every catalogue; raises its faults.

    A catalogue that is new says that it was made today.
    """
    project = read_project(root, FEATURES.shelves, FEATURES.matters)
    messages = collect_sound(project, FEATURES)
    merged = merge_all(project.catalogues, messages)
    languages = make_languages(project.locales, merged)
    everything = [message for group in messages.values() for message in group]
    return [
        Update(
            root / merged[locale].source.file,
            _write_if_changed(root, merged[locale], _new_head(project.settings, locale, today)),
            count_states(everything, languages[locale]),
        )
        for locale in project.locales[1:]
    ]


def _new_head(settings: Settings, locale: Locale, today: date) -> str:
    """What a catalogue begins with that has no head yet."""
    contact, name = settings.contact, settings.name
    translator = f"{contact.name} <{contact.email}>" if contact else name
    return write_head(locale, name, translator, today)


def _write_if_changed(root: Path, catalogue: Catalogue, head: str) -> bool:
    text = write_catalogue(catalogue, head)
    file = root / catalogue.source.file
    if file.exists() and text == catalogue.source.text:
        return False
    replace_file(file, text)
    return True


def add_language(root: Path, tag: str) -> None:
    """Add a language to site.toml; its catalogue comes with the next update."""
    source = read_source(root, _SETTINGS)
    place = source.place(line_of(("languages",), source))
    _check_tag(tag, place)
    table = parse(source)
    languages = read(Settings, table, source).languages
    if tag in languages:
        return
    text = _write_language((root / _SETTINGS).read_bytes().decode(), tag)
    if not _holds(text, {**table, "languages": [*languages, tag]}):
        tags = ", ".join(f'"{one}"' for one in (*languages, tag))
        message = say("The language “{tag}” cannot be added to this list automatically.", tag=tag)
        raise ContentError(
            place, message, say("Write the line yourself: languages = [{tags}]", tags=tags)
        )
    replace_file(root / _SETTINGS, text)


def _check_tag(tag: str, place: Place) -> None:
    proper = spell(tag)
    if not known(proper):
        message = say("“{tag}” is not a language.", tag=tag)
        raise ContentError(place, message, say("Write de, en, fr …"))
    if tag != proper:
        message = say("“{tag}” is not a language.", tag=tag)
        raise ContentError(place, message, say("Did you mean “{name}”?", name=proper))


def _write_language(text: str, tag: str) -> str:
    """The text of site.toml with a language more, as the list is laid out; else as it was."""
    found = _LANGUAGES.search(text)
    if not found:
        return text
    rest, start = found["rest"], found.start("rest")
    if "\n" not in rest:
        return f'{text[:start]}, "{tag}"{text[start:]}'
    closing = start + rest.rindex("\n") + 1  # where the line of the bracket begins
    comma = "," if "," in re.sub("#.*", "", rest) else ""
    indent = re.findall(r"(?m)^[ \t]*", text[:start])[-1]
    end = "\r\n" if text[:closing].endswith("\r\n") else "\n"
    before = text[:start] + ("" if comma else ",") + text[start:closing]
    return f'{before}{indent}"{tag}"{comma}{end}{text[closing:]}'


def _holds(text: str, table: Mapping[str, Any]) -> bool:
    """Whether a text of TOML says exactly what the table does."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return parse(Source(_SETTINGS, plain)) == table
    except ContentError:
        return False
