"""Bounds of what people write: real pages are far below; what is above is told its line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.limits import MAX_LETTERS, add_effort, check_markdown, check_toml
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import parse

SENTENCE = "Der Strom kommt *immer* aus dem [Netz](netz.md), und der Zähler zählt ihn seit 1892. "


def source(text: str) -> Source:
    return Source(PurePosixPath("content/seite.md"), text)


def told(check: Callable[[], object]) -> list[tuple[int, str]]:
    """The faults that a check finds: their lines and what is said."""
    found: list[tuple[int, str]] = []
    try:
        check()
    except* ContentError as group:
        found = [(error.place.line, str(error.message)) for error in faults(group)]
    return found


def test_a_page_of_ordinary_length_may_have_one_sentence_in_each_paragraph_or_all_in_one() -> None:
    for parts in ("", "\n", "\n\n"):
        letters = MAX_LETTERS // 2 if parts == "\n\n" else MAX_LETTERS // 10
        text = parts.join([SENTENCE] * (letters // len(SENTENCE)))
        assert told(partial(check_markdown, source(text), 1)) == [], repr(parts)
        assert add_effort(0, text[:5000], source(text), 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n" * 3001, 1, "more than 6000 lines"),
        ("a\n" + "\n\n".join(["*a*" * 300] * 50), 68, "too many signs such as"),
        ("|a" * 20_001, 1, "too many signs such as"),
        ("a" * 200_001, 1, "longer than 200000 letters"),
        ("a\t" * 50_001, 1, "longer than 200000 letters"),
        ("a\n## b" + " " * 1001 + "c", 2, "more than 1000 blanks in a row"),
        ("a\n\n" + "\t" * 9 + "x" + "\t" * 251 + "x", 3, "more than 1000 blanks in a row"),
        ("a[^1]\n\n[^1]: " + "> " * 21 + "b", 3, "indented too deeply"),
        ("a\n: " + "- " * 20 + "b", 2, "indented too deeply"),
    ],
)
def test_what_makes_markdown_slow_is_told_with_its_line(text: str, line: int, words: str) -> None:
    ((found, message),) = told(lambda: check_markdown(source(text), 1))
    assert (found, words in message) == (line, True), message


def test_a_long_text_has_few_signs() -> None:
    assert add_effort(0, "*a* " * 1000, source("a"), 1) == 8_000_000
    with pytest.raises(ContentError, match="for so long a text"):
        add_effort(8_000_000, "*a* " * 1000, source("a"), 1)


@pytest.mark.parametrize("name", ["a", '"a b"', '"\\""', "'\"'", "1"])
@pytest.mark.parametrize("dot", [".", " . ", "\t."])
def test_a_key_has_few_dots(name: str, dot: str) -> None:
    key = dot.join([name] * 31)
    for text in (f"{key} = 1", f"x = {{{key} = 1}}", f"[{key}]"):
        ((line, message),) = told(partial(parse, source(f"y = 1\n{text}")))
        assert (line, "too many parts" in message) == (2, True)
    assert told(lambda: check_toml(source(dot.join([name] * 30) + " = 1"), 1, 1)) == []


def test_text_with_many_dots_is_no_key() -> None:
    assert parse(source('a = "' + "Ja. " * 20 + "z. B. u. a. ..." + '"'))
