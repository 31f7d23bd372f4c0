"""`build.py translate`: what is new in German goes into the catalogues, and nothing gets lost.

A catalogue is replaced as a whole file, and left alone if nothing in it changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from exhibit.errors import ContentError, say
from exhibit.extraction import collect_sound, translate_project
from exhibit.locales import known
from exhibit.model import Locale, Project
from exhibit.po_text import write_catalogue, write_head
from exhibit.project import read_project, read_source
from exhibit.schema import line_of
from exhibit.translation import States, count_states, make_language

LANGUAGES = re.compile(r"(?m)^(languages\s*=\s*\[[^\]]*?)(,?\s*)\]")


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
    project = read_project(root)
    messages = collect_sound(project)
    merged = translate_project(project, messages)
    everything = [message for group in messages.values() for message in group]
    return [
        Update(
            root / merged.catalogues[locale].source.file,
            write_if_changed(root, merged, locale, today),
            count_states(everything, make_language(merged, locale)),
        )
        for locale in project.locales[1:]
    ]


def write_if_changed(root: Path, project: Project, locale: Locale, today: date) -> bool:
    catalogue = project.catalogues[locale]
    contact, name = project.settings.contact, project.settings.name
    translator = f"{contact.name} <{contact.email}>" if contact else name
    text = write_catalogue(catalogue, write_head(locale, name, translator, today))
    file = root / catalogue.source.file
    if file.exists() and text == catalogue.source.text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".po.new")
    unfinished.write_bytes(text.encode())
    unfinished.replace(file)
    return True


def add_language(root: Path, tag: str) -> None:
    """Add a language to site.toml; its catalogue comes with the next update."""
    source = read_source(root, PurePosixPath("site.toml"))
    place = source.place(line_of(("languages",), source))
    if not known(tag):
        raise ContentError(
            place, say("“{tag}” is not a language.", tag=tag), say("Write de, en, fr …")
        )
    if f'"{tag}"' not in source.text:
        text = LANGUAGES.sub(rf'\1, "{tag}"]', source.text)
        (root / source.file).write_bytes(text.encode())
