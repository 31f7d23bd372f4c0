"""Each file of examples is one thing that editors can write, with the HTML that comes of it.

A file says in German what it shows, then how it is written, then what that becomes; the language
of the page is German unless the name ends otherwise (quotation-marks.en.md).
`ACCEPT=1 python -m pytest tests/markup` stores what comes of it now.
"""

import os
import re
from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.source import Source
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Asides
from tests import TESTS
from tests.exhibits import convert_page, read_page

EXAMPLES = sorted((TESTS / "markup" / "examples").glob("*.md"))
PARTS = re.compile(
    r"(?P<head>.+?\n-------- geschrieben\n(?P<source>.+?)\n-------- wird zu\n)(?P<html>.*)", re.S
)
FRONT_MATTER = '+++\ntitle = "Titel"\ndescription = "Beschreibung."\n+++\n'


def show(island: Island) -> str:
    """Stands in for the template of a directive."""
    name, argument = island.directive.name, island.title or island.directive.argument
    return f"<{name}: {argument}>\n{island.body}</{name}>\n"


def to_html(source: str, locale: Locale) -> str:
    document = read_page(Source(PurePosixPath("content/seite.md"), FRONT_MATTER + source))
    article = convert_page(document, Language(locale, locale), show, Asides("Zurück zu {}"))
    return f"{article.html}\n"


def read(file: Path) -> re.Match[str]:
    parts = PARTS.fullmatch(file.read_text(encoding="utf-8"))
    assert parts, "The file has three parts: what it shows, how it is written, what it becomes."
    return parts


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_markdown_becomes_the_html_beside_it(file: Path) -> None:
    html = to_html(read(file)["source"], Locale("en" if file.stem.endswith(".en") else "de"))
    if "ACCEPT" in os.environ:
        assert "CI" not in os.environ, "What Markdown becomes is accepted by a person."
        file.write_text(read(file)["head"] + html, encoding="utf-8", newline="\n")
    assert html == read(file)["html"]
