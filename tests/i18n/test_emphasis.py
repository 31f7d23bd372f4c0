"""An asterisk or underscore that stands without its partner is told from all that are meant."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.i18n.emphasis import is_balanced

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

WORDS = st.text(st.sampled_from("Strom mißt "), min_size=1, max_size=8).map(
    lambda text: f"a{text}z"
)


@st.composite
def emphasized(draw: st.DrawFn) -> str:
    """Words, some of them emphasized, in one another too, as an editor writes them."""
    inner = draw(st.recursive(WORDS, _emphasize, max_leaves=6))
    return f"{draw(WORDS)} {inner} {draw(WORDS)}"


def _emphasize(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(["*", "**", "_", "__"]), WORDS, inner)
    nested = one.map(lambda parts: f"{parts[0]}{parts[1]} {_other(parts[0], parts[2])}{parts[0]}")
    return nested | st.lists(inner, min_size=1, max_size=3).map(" ".join)


def _other(mark: str, inner: str) -> str:
    """What stands in an emphasis has marks of the other kind, or none, and ends in a word."""
    return f"{inner} z" if mark[0] not in inner else "words"


@STEADY
@given(emphasized())
def test_emphasis_that_is_closed_is_balanced(text: str) -> None:
    assert is_balanced(text)


@STEADY
@given(emphasized(), st.sampled_from(["*", "**", "_", "__"]), WORDS)
def test_a_mark_that_opens_and_is_never_closed_is_found(text: str, mark: str, word: str) -> None:
    assert not is_balanced(f"{text} {mark}{word}")
    assert not is_balanced(f"{word}{mark} {text}")


@pytest.mark.parametrize(
    "text",
    [
        *("3 * 4", "a_b_c und snake_case", r"\*frei", "5 * 3 = 15 und 2 * 2"),
        *("***beides***", "**fett *kursiv* fett**", "*a* und **b** und _c_", "un*frag*lich"),
        *("[Wort](_a.html)", "[Wort](seite_1.md) und _das_", "{._a}", "<https://a.de/_b>"),
        *("(*so*)", "„*so*“", "*so*, und so", ""),
    ],
)
def test_marks_that_mean_something_else_need_no_partner(text: str) -> None:
    assert is_balanced(text)


@pytest.mark.parametrize(
    "text",
    [
        *("*offen", "offen*", "**halb*", "*halb**", "*so _und* so_", "*a* und *b"),
        *("un*fraglich", "[*Wort](a.html)", "(*so)", "**fett *kursiv** fett"),
    ],
)
def test_marks_without_a_partner_are_found(text: str) -> None:
    assert not is_balanced(text)
