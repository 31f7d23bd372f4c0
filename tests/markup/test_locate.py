"""Where the texts of a finished page stand in its file, found by their words alone."""

from __future__ import annotations

from pathlib import PurePosixPath

from exhibit.diagnostics.source import Source
from exhibit.markup.locate import Locator

FILE = PurePosixPath("content/index.md")


def find(text: str, *words: str, note: str = "") -> list[tuple[int, int]]:
    locator = Locator(Source(FILE, text), 1)
    if note:
        locator.enter_note(note)
    return [(place.line, place.column) for place in map(locator.find, words)]


def test_the_same_words_are_found_one_after_the_other_and_not_in_others() -> None:
    text = "Stromnetz ist mehr.\n\nStrom\n\n- Strom\n- und Strom\n\n> ## Strom"
    assert find(text, "Strom", "Strom", "Strom") == [(3, 1), (5, 3), (8, 6)]


def test_words_in_code_definitions_and_comments_of_other_blocks_are_passed_over() -> None:
    text = "```\nStrom\n```\n\n[x]: a.md\n\n[Strom]: b.md\n\n::: note Strom\nStrom\n:::"
    assert find(text, "Strom", "Strom") == [(9, 10), (10, 1)]


def test_a_text_of_several_lines_is_found_whatever_marks_begin_them() -> None:
    text = "> Strom\n> aus Wind\n\n> Strom\n> aus Kohle"
    assert find(text, "Strom\naus Kohle") == [(4, 3)]


def test_a_cell_of_a_table_is_found_in_its_row() -> None:
    assert find("| a | b |\n|---|---|\n| b | a |", "a", "b", "b", "a") == [
        *((1, 3), (1, 7), (3, 3), (3, 7))
    ]


def test_footnotes_are_looked_for_under_their_name() -> None:
    text = "[^b]: Strom\n[^a]: Strom\n\nStrom[^a][^b]\n"
    assert find(text, "Strom", note="a") == [(2, 7)]
    assert find(text, "Strom", note="b") == [(1, 7)]
    assert find("[^a]: Strom\n\nStrom", "Strom") == [(3, 1)]


def test_what_cannot_be_found_stands_where_the_last_was_found() -> None:
    assert find("Eins\n\nZwei", "Zwei", "Drei") == [(3, 1), (3, 5)]
