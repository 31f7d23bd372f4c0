"""Directives are taken out of a page in pairs, and leave every other line to Markdown."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, say
from exhibit.diagnostics.limits import MAX_DEPTH
from exhibit.diagnostics.source import Source
from exhibit.markup.directives import Hint, Syntax, take_directives
from exhibit.markup.lines import CLOSE, OPEN, Pieces

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

SYNTAXES = {
    "chart": Syntax(say("Name the chart."), body=False),
    "note": Syntax(None, body=True),
    "guess": Syntax(say("Name the guess."), body=True),
}
MARKS = (OPEN, CLOSE)


def source(text: str) -> Source:
    return Source(PurePosixPath("content/index.md"), text)


def text_of(pieces: Pieces) -> str:
    return "\n".join(piece.text for piece in pieces)


def nesting(text: str) -> str:
    """What the marks say: ( for each directive that begins, ) for each that ends."""
    taken = take_directives(source(text), 1, SYNTAXES)
    marks = [line for line in text_of(taken.pieces).split("\n") if line.startswith(MARKS)]
    return "".join(")" if mark == CLOSE else "(" for mark in marks)


boxes = st.recursive(
    st.sampled_from([["Text"], ["::: chart a"], ["```", "::: chart", ":::", "```"], ["- Punkt"]]),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda parts: ["::: note", *(line for part in parts for line in part), ":::"]
    ),
    max_leaves=8,
)


@STEADY
@given(st.lists(boxes, max_size=4))
def test_every_directive_has_an_end_and_no_line_of_text_is_lost(parts: list[list[str]]) -> None:
    lines = [line for part in parts for line in part]
    taken = take_directives(source("\n".join(lines)), 1, SYNTAXES)
    begun = [at for at, line in enumerate(lines, 1) if line in {"::: note", "::: chart a"}]
    assert [directive.line for directive in taken.directives] == begun
    found = nesting("\n".join(lines))
    assert found.count("(") == found.count(")") == len(begun)
    assert all(found[:end].count("(") >= found[:end].count(")") for end in range(len(found)))
    shown = [
        line for line in text_of(taken.pieces).split("\n") if line and not line.startswith(MARKS)
    ]
    assert "\n".join(shown) == "\n".join(_without_directives(lines))


def _without_directives(lines: list[str]) -> list[str]:
    """What is left of those lines for Markdown: text, and code as it is."""
    in_code = [lines[:at].count("```") % 2 for at in range(len(lines))]
    return [
        line
        for line, code in zip(lines, in_code, strict=True)
        if code or not line.startswith(":::")
    ]


def test_a_box_ends_where_it_is_closed_and_a_line_alone_at_once() -> None:
    assert nesting("::: note\n::: chart a\n::: guess b\n:::\n:::\n::: chart c") == "(()())()"


def test_the_words_behind_a_directive_are_its_title_or_name_something() -> None:
    text = "::: note Gut zu wissen\n:::\n::: guess wie-viel\n:::\n::: note\n:::"
    titled, named, bare = take_directives(source(text), 1, SYNTAXES).directives
    assert (titled.argument, titled.has_title) == ("Gut zu wissen", True)
    assert (named.argument, named.has_title) == ("wie-viel", False)
    assert not bare.has_title


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("::: note\n::: note\n:::", (1, 0), "This box is never closed.", "Close it with"),
        ("::: note\n::: note", (2, 0), "This box is never closed.", "Close it with"),
        ("::: chart a\n:::", (2, 0), "There is no open box to close here.", "a chart needs none"),
        (" ::: note\n:::", (1, 6), "A directive stands at the start", "Begin the line"),
        ("Text\n::: chrat a", (2, 5), "“chrat” is not a directive.", "“chart”"),
        ("::: chart", (1, 5), "“chart” does not say which.", "Name the chart."),
        ("::: guess\n:::", (1, 5), "“guess” does not say which.", "Name the guess."),
    ],
)
def test_a_directive_that_cannot_be_is_told_where_it_stands(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    with pytest.raises(ContentError) as caught:
        take_directives(source(text), 1, SYNTAXES)
    fault = caught.value
    assert (fault.place.line, fault.place.column) == place
    assert message in str(fault.message) and hint in str(fault.hint)


def test_boxes_in_boxes_have_a_bound_and_boxes_behind_one_another_have_none() -> None:
    nesting("::: note\n" * MAX_DEPTH + ":::\n" * MAX_DEPTH)
    nesting("::: note\n:::\n" * MAX_DEPTH * 2)
    with pytest.raises(ContentError) as caught:
        nesting("::: note\n" * (MAX_DEPTH + 1) + ":::\n" * (MAX_DEPTH + 1))
    assert caught.value.place.line == MAX_DEPTH + 1


def test_lines_for_translators_add_up_above_their_paragraph_and_leave_the_page() -> None:
    lines = [
        "<!-- i18n: Ein Wortspiel, -->",
        "<!-- i18n context: Schild -->",
        "<!-- i18n: auch im Englischen. -->",
        "Spannung",
        "<!-- i18n: Allein. -->",
        "```",
        "<!-- i18n: Code -->",
        "```",
    ]
    taken = take_directives(source("\n".join(lines)), 1, SYNTAXES)
    assert taken.hints[3] == Hint("Ein Wortspiel, auch im Englischen.", "Schild")
    assert taken.hints[5] == Hint("Allein.")
    assert 7 not in taken.hints
    assert text_of(taken.pieces).split("\n") == ["", "", "", "Spannung", "", *lines[5:]]
