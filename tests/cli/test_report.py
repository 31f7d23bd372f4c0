"""Every fault is told once, in the order of the files, with its line and a caret at its place."""

from __future__ import annotations

import os
import random
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.cli.report import read_sentences, report, speaker
from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, Place, say
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import parse_catalogue
from tests import ROOT

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

GERMAN, ENGLISH = speaker("de"), speaker("en")
TWICE = say("This is set twice.")
LETTERS = st.sampled_from("abc äß„“\t\x07\ue000")


def error(file: str, line: int = 0, column: int = 0, message: Notice = TWICE) -> ContentError:
    return ContentError(Place(PurePosixPath(file), line, column), message)


def test_faults_are_sorted_by_file_line_and_column_whatever_their_order() -> None:
    places = [("a.md", 0, 0), ("a.md", 2, 0), ("a.md", 2, 9), ("a.md", 10, 1), ("b.md", 1, 1)]
    shuffled = [error(*place) for place in places]
    random.Random(1).shuffle(shuffled)
    text, count = report(shuffled, ENGLISH)
    assert count == len(places)
    assert [line.partition(": ")[0] for line in text.split("\n") if line] == [
        *("a.md", "a.md:2", "a.md:2:9", "a.md:10:1", "b.md:1:1")
    ]


def test_the_same_fault_is_told_and_counted_once() -> None:
    same = [error("a.md", 2), error("a.md", 2), error("a.md", 3)]
    text, count = report(same, GERMAN)
    assert count == 2 and text.count("a.md:2: ") == 1


def test_a_sentence_within_a_sentence_is_in_its_language_too() -> None:
    nested = say("{what} unlike in the German. Missing: {lost}", what=say("Links or pictures"))
    notice = Notice(nested.template, {**nested.values, "lost": "{a} %"})
    assert ENGLISH(notice) == "Links or pictures unlike in the German. Missing: {a} %"
    german = GERMAN(notice)
    assert "Links" in german and "Bilder" in german and german.endswith("{a} %")
    assert not re.search("pictures|unlike", german)


def test_the_sentences_of_the_program_are_read_as_gettext_reads_them() -> None:
    text = (ROOT / "exhibit" / "cli" / "messages" / "de.po").read_text("utf-8")
    catalogue = parse_catalogue(Source(PurePosixPath("de.po"), text))
    expected = {key: entry.text for (_, key), entry in catalogue.entries.items()}
    assert read_sentences(text) == expected


def test_a_sentence_without_translation_is_said_as_it_is() -> None:
    assert GERMAN(say("No such sentence: {name}", name="x")) == "No such sentence: x"
    assert GERMAN(NOTHING) == ""


@STEADY
@given(st.text(LETTERS, min_size=1, max_size=300), st.data())
def test_the_caret_stands_below_the_letter_that_is_meant(line: str, data: st.DataObject) -> None:
    line = f"x{line}x"
    column = data.draw(st.integers(1, len(line)))
    source = Source(PurePosixPath("content/a.md"), f"\n{line}\n")
    text, _ = report([source.fault(TWICE, line=2, column=column)], ENGLISH)
    head, shown, caret, *rest = text.split("\n")
    assert head.startswith(f"content/a.md:2:{column}: ") and rest == [""]
    assert len(shown) <= 4 + 88 + 2 and caret.strip() == "^"
    letter = line[column - 1]
    expected = " " if letter == "\t" else "�" if letter in "\x07\ue000" else letter
    assert shown[caret.index("^")] == expected


@pytest.mark.parametrize(
    ("column", "shown"),
    [(1, "0123…"), (44, "0123…"), (100, "…6789012"), (200, "…234"), (0, "0123…")],
)
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int, shown: str) -> None:
    source = Source(PurePosixPath("a.md"), "0123456789" * 20)
    _, line, caret, *_ = report([source.fault(TWICE, line=1, column=column)], ENGLISH)[0].split(
        "\n"
    )
    start, _, end = shown.partition("…")
    assert line.strip().startswith(start or f"…{end}") and len(line.strip(" …")) == 88
    assert line.endswith("…") == (column < 156)
    assert line[caret.index("^")] == str((column - 1) % 10) if column else not caret


def test_a_fault_without_a_line_shows_its_file_and_its_way_out() -> None:
    fault = ContentError(Place(PurePosixPath("a.md")), TWICE, say("Delete one of the two."))
    assert report([fault], ENGLISH)[0] == "a.md: This is set twice.\n    → Delete one of the two.\n"
