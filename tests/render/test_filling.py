"""A directive whose card names others: they stand on the page as if it had named them itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest

from exhibit.content.project import Contents
from exhibit.content.shelves import Shelf, Shelves
from exhibit.diagnostics.faults import ContentError, Place, faults, say
from exhibit.markup.blocks import Island
from exhibit.markup.directives import Directive as MarkupDirective
from exhibit.markup.directives import Syntax
from exhibit.render.feature import Directive, Feature, Features
from exhibit.render.filling import Filling
from exhibit.render.scene import Scene, Shown

Card = tuple[str, ...]  # a source, and the leaves that it names

TREES: Shelf[Mapping[str, Card]] = Shelf("trees", lambda library: {})
LEAVES: Shelf[Mapping[str, Card]] = Shelf("leaves", lambda library: {})
PLACE = Place(PurePosixPath("content/index.md"), 7)


def make(name: str, shelf: Shelf[Mapping[str, Card]]) -> Directive[Card]:
    return Directive[Card](
        name,
        Syntax(say("Which?"), body=False),
        lambda scene, island, card: Shown(things=(island.directive.argument,)),
        shelf=shelf,
        missing=say("There is no “{name}”."),
        sources=lambda card: card[:1],
        names=lambda card: (("leaf", one) for one in card[1:]),
    )


FEATURES = Features((Feature(directives=(make("tree", TREES), make("leaf", LEAVES))),))


def render(template: str, named: Mapping[str, str], **context: object) -> str:
    return f"<{template}: {', '.join(named.values())}>"


def contents(*leaves: str) -> Contents:
    shelves = Shelves(
        {TREES.name: {"oak": ("book", *leaves)}, LEAVES.name: {"a": ("map",), "b": ("map",)}}
    )
    return cast(Contents, SimpleNamespace(shelves=shelves))


def fill(*leaves: str) -> tuple[Filling, str]:
    """What a page with an oak brings, and the HTML of that."""
    templates: Any = SimpleNamespace(render=render)
    scene = SimpleNamespace(contents=contents(*leaves), templates=templates)
    filling = Filling(cast(Scene, scene), FEATURES.directives)
    return filling, filling.fill(Island(MarkupDirective("tree", "oak", 7), PLACE, "", ""))


def test_what_a_card_names_follows_it_on_the_page_with_its_sources_and_anchors() -> None:
    filling, _ = fill("a", "b")
    assert list(filling.things) == ["oak", "a", "b"]
    assert set(filling.sources) == {"book", "map"}
    assert sorted(filling.places) == [("a", PLACE), ("b", PLACE), ("oak", PLACE)]


def test_a_template_is_given_the_html_of_what_its_card_names() -> None:
    _, html = fill("a", "b")
    assert html == "<directives/tree.html: <directives/leaf.html: >, <directives/leaf.html: >>"


def test_all_names_that_there_are_not_are_told_where_the_page_names_the_card() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        fill("x", "a", "y")
    found = [one for one in faults(caught.value) if isinstance(one, ContentError)]
    assert {one.place for one in found} == {PLACE}
    assert {str(one.message) for one in found} == {"There is no “x”.", "There is no “y”."}


def test_texts_and_figures_of_what_a_card_names_are_looked_for_too() -> None:
    shown = FEATURES.with_named(contents("a", "b"), [("tree", "oak"), ("tree", "ash")])
    assert list(shown) == [("tree", "oak"), ("leaf", "a"), ("leaf", "b"), ("tree", "ash")]
