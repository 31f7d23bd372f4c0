"""A page states what its layout knows, and its text begins where that ends."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.content.front_matter import Document, FrontMatter, parse_document
from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import spec


@spec
class Sheet(FrontMatter):
    """What a page of work may state."""

    grades: tuple[int, ...] = ()
    duration: int = 0


MATTERS = {"page": FrontMatter, "sheet": Sheet}


def read(stated: str, body: str = "Text") -> Document:
    text = f'+++\ntitle = "T"\ndescription = "D"\n{stated}\n+++\n{body}'
    return parse_document(Source(PurePosixPath("content/a/b.md"), text), MATTERS)


def told(text: str) -> list[tuple[int, str]]:
    """The line and the sentence of every fault."""
    try:
        parse_document(Source(PurePosixPath("content/a/b.md"), text), MATTERS)
    except ContentError as error:
        return [(error.place.line, str(error.message))]
    except ExceptionGroup as group:
        found = [one for one in faults(group) if isinstance(one, ContentError)]
        return [(one.place.line, str(one.message)) for one in found]
    return []


def told_of(stated: str) -> list[tuple[int, str]]:
    return told(f'+++\ntitle = "T"\ndescription = "D"\n{stated}\n+++\n')


def test_a_page_has_the_keys_of_its_layout_and_keeps_others_aside() -> None:
    sheet = read('layout = "sheet"\ngrades = [5, 6]')
    assert isinstance(sheet.front_matter, Sheet)
    assert (sheet.front_matter.grades, sheet.strays) == ((5, 6), ())
    page = read("grades = [5, 6]\nduration = 3")
    assert not isinstance(page.front_matter, Sheet)
    assert page.strays == ("grades", "duration")
    assert (page.line_of("duration"), page.body_line, page.key) == (5, 7, "a/b.md")


def test_a_stray_key_may_hold_nothing_or_the_wrong_and_hides_no_other_fault() -> None:
    assert read("grades = []\nduration = 0").strays == ()
    assert read('grades = "drei"').strays == ("grades",)
    assert told_of('grades = "drei"\nlabel = 3') == [
        (5, "“label” should be text in quotation marks.")
    ]


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ('layout = "sheet"\nduration = "drei"', "“duration” should be a whole number."),
        ('layout = "sheet"\nduration = true', "“duration” should be a whole number."),
        ('layout = "sheet"\ngrades = 5', "“grades” should be a list in square brackets."),
        ("\nslog = 1", "“slog” is not a key that is known here."),
        (
            "\nupdated = 3",
            "“updated” should be a date such as 2026-11-23, without quotation marks.",
        ),
        ("\nupdated = 2026-02-30", "There is no such day."),
        ('\nsources = ["a", 3]', "Each entry of “sources” should be text in quotation marks."),
    ],
)
def test_what_a_layout_knows_is_checked_at_its_line(stated: str, message: str) -> None:
    assert told_of(stated) == [(5, message)]


@pytest.mark.parametrize("stated", ['layout = "shet"', "layout = 3", 'layout = ["sheet"]'])
def test_a_layout_that_there_is_not_is_one_fault(stated: str) -> None:
    ((line, message),) = told_of(stated)
    assert line == 4 and "“layout”" in message


def test_everything_that_is_missing_or_empty_is_told_at_once() -> None:
    assert told("+++\n+++") == [*((2, "“title” is missing."), (2, "“description” is missing."))]
    assert told('+++\ntitle = " "\ndescription = ""\n+++') == [
        *((2, "“title” is empty."), (3, "“description” is empty."))
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The page has no front matter."),
        ("Text\n+++\n+++", "The page has no front matter."),
        (" +++\n+++", "The page has no front matter."),
        ("---\ntitle: T\n---", "The page has no front matter."),
        ('+++\ntitle = "T"\n\nText', "The front matter is never closed."),
        ('+++\ntitle = "T"\n ++++\nText', "The front matter is never closed."),
    ],
)
def test_a_page_begins_with_a_front_matter_that_ends(text: str, message: str) -> None:
    assert told(text) == [(1, message)]


def test_a_fence_may_have_spaces_behind_it_and_stand_in_the_text_again() -> None:
    text = '+++  \ntitle = "T"\ndescription = "D"\n+++ \nText\n+++'
    document = parse_document(Source(PurePosixPath("content/a.md"), text), MATTERS)
    assert (document.front_matter.title, document.body_line) == ("T", 5)


def test_the_text_is_held_to_its_bounds_and_the_front_matter_is_not() -> None:
    brackets = "[" * 301
    assert read(f'label = "{brackets}"').front_matter.label == brackets
    with pytest.raises(ExceptionGroup) as caught:
        read("", f"Text\n\n{brackets}")
    (fault,) = faults(caught.value)
    assert fault.place.line == 8
