"""What is told of an exhibit as a whole as soon as it is read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from exhibit.content.settings import Settings, check_settings
from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from tests.exhibits import read_exhibit

GERMAN = "Der Zähler steht auf dem Tisch, und die Scheibe dreht sich nicht ohne den Strom.\n" * 5
ENGLISH = "The meter stands on the table and the disc does not turn, for it was in a room.\n" * 5


def told(root: Path, languages: str, text: str, name: str = "index.md") -> list[tuple[str, str]]:
    (root / "content").mkdir(parents=True)
    (root / "site.toml").write_text(f'name = "Museum"\nlanguages = {languages}\n', "utf-8")
    page = f'+++\ntitle = "T"\ndescription = "D."\n+++\n\n{text}'
    (root / "content" / name).write_text(page, "utf-8")
    try:
        read_exhibit(root)
    except ContentError as error:
        return [(str(error.message), str(error.hint))]
    except ExceptionGroup as group:
        errors = [one for one in faults(group) if isinstance(one, ContentError)]
        return [(str(one.message), str(one.hint)) for one in errors]
    return []


@pytest.mark.parametrize(
    ("languages", "text", "right"),
    [
        ('["en", "de"]', GERMAN, '["de", "en"]'),
        ('["en"]', GERMAN, '["de", "en"]'),
        ('["en-GB", "fr", "de-AT"]', GERMAN, '["de-AT", "en-GB", "fr"]'),
        ('["de", "en"]', ENGLISH, '["en", "de"]'),
    ],
)
def test_languages_in_the_wrong_order_are_told(
    tmp_path: Path, languages: str, text: str, right: str
) -> None:
    ((message, hint),) = told(tmp_path, languages, text)
    assert message.startswith("The texts are not in")
    assert hint.endswith(f"languages = {right}")


@pytest.mark.parametrize(
    ("languages", "text"), [('["de", "en"]', GERMAN), ('["en"]', ENGLISH), ('["tlh"]', "")]
)
def test_languages_in_their_order_are_not(tmp_path: Path, languages: str, text: str) -> None:
    assert not any("texts" in message for message, _ in told(tmp_path, languages, text))


@pytest.mark.parametrize(
    ("tag", "right"), [("en_GB", "en-GB"), ("EN", "en"), ("zh_hant", "zh-Hant")]
)
def test_a_language_in_another_spelling_is_told(tag: str, right: str) -> None:
    source = Source(PurePosixPath("site.toml"), f'languages = ["de", "{tag}"]')
    with pytest.raises(ExceptionGroup) as group:
        check_settings(Settings("Museum", ("de", tag)), source)
    (error,) = [one for one in faults(group.value) if isinstance(one, ContentError)]
    assert str(error.hint) == f"Did you mean “{right}”?"


def test_a_name_with_letters_that_nobody_sees_is_told(tmp_path: Path) -> None:
    ((message, hint),) = told(tmp_path, '["de"]', "", "be\u200bsuch.md")
    assert message == "The name has letters that nobody sees."
    assert hint == "Rename the file: besuch.md"
