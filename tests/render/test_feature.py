"""What features bring is found by its name, and what nobody could make use of is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

from exhibit.content.front_matter import FrontMatter, parse_document
from exhibit.content.project import Contents
from exhibit.diagnostics.faults import ContentError, faults, say
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import spec
from exhibit.evidence.citations import read_citations
from exhibit.features import FEATURES as ALL
from exhibit.markup.directives import Syntax
from exhibit.render.feature import Directive, Feature, Features, Layout


@spec
class Sheet(FrontMatter):
    """What a page of work may state."""

    grades: tuple[int, ...] = ()


@spec
class Tale(FrontMatter):
    """What a page that tells something may state."""

    teller: str = ""


LAYOUTS = (
    Layout("page"),
    Layout("sheet", Sheet, say("“{key}” is for sheets.")),
    Layout("tale", Tale, say("“{key}” is for tales.")),
)
FEATURES = Features((Feature(layouts=LAYOUTS),))
SOURCE = """[{key}]
title = "Bericht"
publisher = "Amt"
url = "https://amt.example"
retrieved = 2026-03-01
licence = "CC BY 4.0"
grade = "A"
"""


def contents(
    pages: Mapping[str, str], keys: Sequence[str] = (), charts: Sequence[str] = ()
) -> Contents:
    """Pages by their name with what they state, entries of sources, and what charts draw on."""
    texts = {
        name: f'+++\ntitle = "T"\ndescription = "D"\n{more}\n+++' for name, more in pages.items()
    }
    sources = [Source(PurePosixPath(f"content/{name}.md"), text) for name, text in texts.items()]
    documents = [parse_document(source, FEATURES.matters) for source in sources]
    entries = "\n".join(SOURCE.format(key=key) for key in keys)
    cards = {str(number): {"source": (key,)} for number, key in enumerate(charts)}
    made = {
        "documents": {document.key: document for document in documents},
        "matters": {document.key: document.front_matter for document in documents},
        "strays": {document.key: document.strays for document in documents},
        "citations": read_citations(Source(PurePosixPath("content/sources.toml"), entries)),
        "charts": {name: SimpleNamespace(card=SimpleNamespace(**c)) for name, c in cards.items()},
    }
    return cast(Contents, SimpleNamespace(**made))


def told(check: Any, *arguments: Any) -> list[tuple[str, int, str, str]]:
    try:
        check(*arguments)
    except ExceptionGroup as group:
        found = [one for one in faults(group) if isinstance(one, ContentError)]
        return [
            (one.place.file.name, one.place.line, str(one.message), str(one.hint)) for one in found
        ]
    return []


def test_a_key_of_another_layout_is_told_with_the_layout_that_has_it() -> None:
    pages = {
        "own": 'layout = "sheet"\ngrades = [5]',
        "plain": "grades = [5]",
        "other": 'layout = "sheet"\nteller = "Anna"',
    }
    plain, other = told(FEATURES.check_strays, contents(pages), {})
    assert plain[:3] == ("plain.md", 4, "“grades” is for sheets.")
    assert 'layout = "sheet"' in plain[3]
    assert other[:2] == ("other.md", 5) and 'layout = "tale"' in other[3]


def test_every_source_is_drawn_on_by_something() -> None:
    cites = Features((Feature(layouts=LAYOUTS, cites=lambda contents: ("claim",)),))
    made = contents({"a": 'sources = ["page"]'}, ["page", "chart", "claim", "none"], ["chart"])
    (fault,) = told(cites.check_unused, made, {})
    assert fault[:3] == ("sources.toml", 25, "Nothing draws on the source “none”.")
    assert len(told(FEATURES.check_unused, made, {})) == 2


def test_while_a_source_is_misspelled_none_is_told_to_be_unused() -> None:
    misspelled = contents({"a": 'sources = ["pgae"]'}, ["page"])
    assert told(FEATURES.check_unused, misspelled, {}) == []
    left_out = contents({"a": 'sources = [""]'}, ["page"])
    assert len(told(FEATURES.check_unused, left_out, {})) == 1


def test_names_stand_in_one_order_whatever_the_order_of_the_features() -> None:
    syntax = Syntax(None, body=True)
    some = [Feature(directives=(Directive(name, syntax),)) for name in ("note", "chart", "tour")]
    orders = [Features(tuple(some)), Features(tuple(reversed(some)))]
    assert [[*one.syntaxes] for one in orders] == [["chart", "note", "tour"]] * 2


def test_no_two_features_bring_what_has_the_same_name() -> None:
    brought = [
        *(f"directive {one.name}" for feature in ALL.every for one in feature.directives),
        *(f"layout {one.name}" for feature in ALL.every for one in feature.layouts),
        *(f"folder {shelf.folder}" for shelf in ALL.shelves if shelf.folder),
        *(f"file {file}" for shelf in ALL.shelves for file in shelf.files),
    ]
    assert sorted(set(brought)) == sorted(brought)


def test_each_key_of_the_program_has_a_layout_that_says_whose_it_is() -> None:
    common = set(FrontMatter.__dataclass_fields__)
    for layout in ALL.layouts.values():
        for key in set(layout.matter.__dataclass_fields__) - common:
            assert "{key}" in ALL.owner_of(key).only.template, key
