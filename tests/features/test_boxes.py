"""Boxes of text are told apart by their names, however many stand on a page."""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest

from exhibit.pipeline import make_site
from tests.whole.test_sites import BASE

SITE = 'name = "Museum"\nlanguages = ["de", "en"]\n'
CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "In Teltow"
msgstr "At the museum"

msgid "Bei uns"
msgstr "Where we are"
"""
PAGE = """\
+++
title = "Seite"
description = "Seite."
+++

::: note
Ohne Titel.
:::

::: note Bei uns
Mit Titel.
:::

::: details
::: note Bei uns
Mit demselben Titel.
:::
:::
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("boxes")
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "templates/directives/note.html").unlink()  # so that the program's own is taken
    (root / "translations").mkdir()
    for name, text in (
        ("site.toml", SITE),
        ("content/index.md", PAGE),
        ("translations/en.po", CATALOGUE),
    ):
        (root / name).write_text(text, encoding="utf-8")
    files = make_site(root).files
    return {"de": files["index.html"].decode(), "en": files["en/index.html"].decode()}


def names(page: str) -> list[str]:
    """What the boxes are called by, as those who do not see them hear it."""
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    texts = dict(re.findall(r'id="([^"]+)">([^<]*)<', page))
    named = re.findall(r'<aside class="note" aria-labelledby="([^"]+)">', page)
    return [" / ".join(unescape(texts[key]) for key in keys.split()) for keys in named]


@pytest.mark.parametrize(
    ("language", "sign", "title"),
    [("de", "In Teltow", "Bei uns"), ("en", "At the museum", "Where we are")],
)
def test_a_note_is_called_by_its_sign_and_its_title(
    pages: dict[str, str], language: str, sign: str, title: str
) -> None:
    assert names(pages[language]) == [sign, f"{sign} / {title}", f"{sign} / {title}"]
