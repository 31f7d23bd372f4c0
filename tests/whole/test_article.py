"""No sentence of the article stands on the site: it is retold, and belongs to its author."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests import ROOT
from tests.shingles import SIZE, digest, runs

HASHES = frozenset((ROOT / "tests/data/article-shingles.txt").read_text(encoding="ascii").split())
SAID = ("alt", "aria-label", "content", "title")  # attributes that are read out or found
UNSEEN = frozenset({"script", "style"})


def texts(html: str) -> Iterator[str]:
    """A page's text as a whole, then what its attributes say."""
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    yield " ".join(words(tree))
    for element in tree.iter():
        yield from (element.get(name, "") for name in SAID)


def words(element: Element) -> Iterator[str]:
    if element.tag not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from words(child)
            yield child.tail or ""


def copied(html: str, hashes: frozenset[str]) -> list[str]:
    return [run for text in texts(html) for run in runs(text) if digest(run) in hashes]


def test_no_run_of_words_is_the_article_s(output: Path) -> None:
    pages = sorted(output.rglob("*.html"))
    assert len(pages) >= 28
    found = {page.name: copied(page.read_text(encoding="utf-8"), HASHES) for page in pages}
    assert {name: runs for name, runs in found.items() if runs} == {}


def test_the_hashes_are_those_of_an_article() -> None:
    assert len(HASHES) > 300
    assert all(len(one) == 16 for one in HASHES)


SENTENCE = "Eins zwei drei vier fünf sechs sieben acht neun"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{SENTENCE}</p>",
        "<p>Davor. EINS, zwei – <b>drei</b> vier</p><ul><li>fünf sechs<li>sieben acht</ul>",
        '<img alt="Zwei drei vier fünf sechs sieben acht neun">',
        '<meta name="description" content="eins zwei drei vier fünf sechs sieben acht">',
    ],
)
def test_a_copied_run_is_found(html: str) -> None:
    planted = frozenset(map(digest, runs(SENTENCE)))
    assert len(planted) == 2
    assert copied(f"<!DOCTYPE html><title>x</title>{html}", planted)


def test_a_shorter_run_is_none() -> None:
    planted = frozenset(map(digest, runs(SENTENCE)))
    shorter = " ".join(SENTENCE.split()[: SIZE - 1])
    assert not copied(f"<!DOCTYPE html><title>x</title><p>{shorter} Ende.</p>", planted)
