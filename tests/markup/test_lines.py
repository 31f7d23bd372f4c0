"""Each line of a page is known for what it is: code, a directive, part of a footnote, or text."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.source import Source
from exhibit.markup.lines import Line, split_lines

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

FILE = PurePosixPath("content/index.md")
FENCES = st.sampled_from(["```", "````", "~~~", "~~~~"])
INSIDE = st.lists(
    st.sampled_from(
        ["", "Text", "::: note", ":::", "[^1]: Notiz", "`` ` ``", " ```", "```x", "~~~x"]
    )
)


def split(text: str, first: int = 1) -> tuple[Line, ...]:
    return split_lines(Source(FILE, text), first)


def refused(text: str) -> tuple[int, int, str]:
    with pytest.raises(ContentError) as caught:
        split(text)
    return caught.value.place.line, caught.value.place.column, str(caught.value.message)


@STEADY
@given(st.lists(st.sampled_from(["Text", "", "::: note", ":::", "[^1]: N", "    x"])), st.data())
def test_every_line_is_there_once_with_its_number(texts: list[str], data: st.DataObject) -> None:
    texts = [*texts, "end"]
    first = data.draw(st.integers(1, len(texts)))
    lines = split("\n".join(texts), first)
    assert [(line.number, line.text) for line in lines] == [*enumerate(texts, 1)][first - 1 :]


@STEADY
@given(FENCES, INSIDE, st.sampled_from(["", "python", " c++ ", ".css"]))
def test_in_code_no_mark_means_anything(fence: str, inside: list[str], language: str) -> None:
    lines = split("\n".join(["Text", fence + language, *inside, f"{fence}  ", "::: note"]))
    assert [line.is_code for line in lines] == [False, *[True] * (len(inside) + 2), False]
    assert not any(line.directive or line.note for line in lines if line.is_code)
    assert lines[-1].directive and lines[-1].directive.name == "note"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text\n```\nCode", (2, 0, "This code is never closed.")),
        ("````\nCode\n```\n~~~~", (1, 0, "This code is never closed.")),
        ("```\nCode\n```\n~~~\n```", (4, 0, "This code is never closed.")),
        ("``` {.py}\n```", (1, 4, "After ``` stands at most the name of a language.")),
        ("\n~~~ a b\n~~~", (2, 4, "After ~~~ stands at most the name of a language.")),
    ],
)
def test_code_that_is_not_closed_or_has_more_than_a_language_is_refused(
    text: str, expected: tuple[int, int, str]
) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize("text", ["`` `a` ``", "```a``` im Satz", "    ```", "Text ```", "``"])
def test_what_only_looks_like_a_fence_is_no_code(text: str) -> None:
    assert not any(line.is_code for line in split(f"{text}\nText"))


@pytest.mark.parametrize(
    ("text", "name", "argument", "columns", "is_indented"),
    [
        ("::: chart strom", "chart", "strom", (5, 11), False),
        (":::chart strom  ", "chart", "strom", (4, 10), False),
        (":::::  details  Mehr dazu ", "details", "Mehr dazu", (8, 17), False),
        ("  ::: note", "note", "", (7, 11), True),
        (":::", "", "", (4, 4), False),
    ],
)
def test_a_directive_is_taken_apart(
    text: str, name: str, argument: str, columns: tuple[int, int], is_indented: bool
) -> None:
    (line,) = split(text)
    assert line.directive
    assert (line.directive.name, line.directive.argument) == (name, argument)
    assert line.directive.is_indented == is_indented
    assert (line.directive.columns["name"], line.directive.columns["argument"]) == columns


@pytest.mark.parametrize("text", [":: note", "Text ::: note", "\\::: note"])
def test_other_colons_are_no_directive(text: str) -> None:
    assert split(text)[0].directive is None


def test_a_footnote_goes_on_until_a_paragraph_that_is_not_indented() -> None:
    notes = {
        "Text[^a].": "",
        "[^a]: Eins,": "a",
        "noch eins,": "a",
        "": "a",
        "    und mehr.": "a",
        "[^b]: Zwei.": "b",
        "\t": "b",
        "\tauch.": "b",
        "\n": "b",
        "Text.": "",
    }
    found = {line.text: line.note for line in split("\n".join(notes).replace("\n\n\n", "\n\n"))}
    assert found == {text.strip("\n"): note for text, note in notes.items()}


@pytest.mark.parametrize("text", ["[name]: https://a.de", "  [x]: y.md", "*[KI]: Intelligenz"])
def test_a_definition_shows_nothing_where_it_stands(text: str) -> None:
    assert not split(text)[0].is_text


@pytest.mark.parametrize("text", ["[^1]: Notiz", "[name](a.md): so", "*kursiv*: so", "\\[a]: b"])
def test_what_is_like_a_definition_is_shown(text: str) -> None:
    assert split(text)[0].is_text
