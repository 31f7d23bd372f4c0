"""The handbook's examples are run: what it shows must work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, get_type_hints

import pytest

from exhibit.boxes import Island
from exhibit.directives import KINDS
from exhibit.documents import parse_document
from exhibit.extraction import AnyLinks
from exhibit.markup import convert
from exhibit.model import Card, Citation, FrontMatter, Locale
from exhibit.pictures import PictureCard, parse_illustration
from exhibit.schema import read
from exhibit.source import Source
from exhibit.translation import Language

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
HANDBOOK = (ROOT / "HANDBUCH.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^```(md|md page|toml card|toml picture|toml source)\n(.*?)^```$", HANDBOOK, re.M | re.S
)
GERMAN = Language(Locale("de"), Locale("de"))
FRONT_MATTER = '+++\ntitle = "Beispiel"\ndescription = "Ein Beispiel"\n+++\n'


def show(island: Island) -> str:
    return f"[{island.directive.name}: {island.title}{island.body}]"


def run_page(text: str) -> None:
    document = parse_document(Source(PurePosixPath("content/beispiel.md"), text))
    assert convert(document, GERMAN, AnyLinks(), show).html


def run_text(text: str) -> None:
    run_page(FRONT_MATTER + text)


def run_toml(cls: type[Any]) -> Callable[[str], None]:
    def run(text: str) -> None:
        source = Source(PurePosixPath("content/beispiel.toml"), text)
        assert read(cls, tomllib.loads(text), source)

    return run


def run_picture(text: str) -> None:
    """With the drawing that it names, whose numbers it names too."""

    def read_file(name: str) -> Source:
        return Source(PurePosixPath("content", name), (CONTENT / name).read_text(encoding="utf-8"))

    drawings = {f"drawings/{file.name}": b"" for file in (CONTENT / "drawings").iterdir()}
    source = Source(PurePosixPath("content/pictures/beispiel.toml"), text)
    assert parse_illustration(source, drawings, read_file).drawing


RUN: dict[str, Callable[[str], None]] = {
    "md": run_text,
    "md page": run_page,
    "toml card": run_toml(Card),
    "toml picture": run_picture,
    "toml source": run_toml(Citation),
}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_example_works(kind: str, text: str) -> None:
    RUN[kind](text)


def test_the_handbook_shows_every_directive() -> None:
    assert set(re.findall(r"^::: (\w+)", HANDBOOK, re.M)) == set(KINDS)


@pytest.mark.parametrize("cls", [FrontMatter, Card, PictureCard, Citation])
def test_the_handbook_names_every_key(cls: type[Any]) -> None:
    named = set(re.findall(r"`(\w+)`", HANDBOOK))
    shown = set(re.findall(r"^(\w+) = ", HANDBOOK, re.M)) | named | {"columns"}
    assert set(get_type_hints(cls)) <= shown
