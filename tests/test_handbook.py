"""The handbook's examples are run: what it shows must work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, get_args, get_type_hints

import pytest

from exhibit.boxes import Island
from exhibit.cards import parse_chart
from exhibit.charts import draw
from exhibit.directives import KINDS
from exhibit.documents import parse_document
from exhibit.extraction import AnyLinks
from exhibit.markup import convert
from exhibit.model import Card, Citation, FrontMatter, Locale
from exhibit.plans import plan
from exhibit.schema import read
from exhibit.source import Source
from exhibit.svg import clean
from exhibit.translation import Language

HANDBOOK = (Path(__file__).parent.parent / "HANDBUCH.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(md|md page|toml source)\n(.*?)^```$", HANDBOOK, re.M | re.S)
CARDS = re.findall(
    r"^```csv\n([^`]*?)^```$[^`]*?(?:`[^`\n]+`[^`]*?)*^```toml card\n(.*?)^```$",
    HANDBOOK,
    re.M | re.S,
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


RUN: dict[str, Callable[[str], None]] = {
    "md": run_text,
    "md page": run_page,
    "toml source": run_toml(Citation),
}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_example_works(kind: str, text: str) -> None:
    RUN[kind](text)


@pytest.mark.parametrize(("table", "card"), CARDS)
def test_example_of_a_chart_is_drawn(table: str, card: str) -> None:
    source = Source(PurePosixPath("content/charts/beispiel.toml"), card)
    data = Source(PurePosixPath("content/data/beispiel.csv"), table)
    citation = tomllib.loads(card)["source"]
    chart = parse_chart(source, [citation], ["beispiel.csv"], lambda name: data)
    assert all("<title>" in clean(draw(plan(chart, GERMAN), width), "x") for width in (704, 328))


def test_the_handbook_shows_every_kind_of_chart() -> None:
    kinds = [tomllib.loads(card)["kind"] for _, card in CARDS]
    assert sorted(kinds) == sorted(get_args(get_type_hints(Card)["kind"]))
    assert len(re.findall("^```toml card$", HANDBOOK, re.M)) == len(CARDS)


def test_the_handbook_shows_every_directive() -> None:
    assert set(re.findall(r"^::: (\w+)", HANDBOOK, re.M)) == set(KINDS)


@pytest.mark.parametrize("cls", [FrontMatter, Card, Citation])
def test_the_handbook_names_every_key(cls: type[Any]) -> None:
    named = set(re.findall(r"`(\w+)`", HANDBOOK))
    shown = set(re.findall(r"^(\w+) = ", HANDBOOK, re.M)) | named | {"columns"}
    assert set(get_type_hints(cls)) <= shown
