"""The tour in plain language: a page for every stop, and sentences as short as it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib
import pytest

from exhibit.content.project import HOME
from exhibit.features.plain_language import plain_pages
from exhibit.i18n.phrase import Locale
from exhibit.pipeline import Finished, make_site
from tests import ROOT
from tests.whole.test_exhibit import NAMESPACE

END = re.compile(r"(?<=[.!?])\s+")
BLOCKS = {f"{NAMESPACE}{name}" for name in ("p", "h2", "li", "dt", "dd")}
NOT_THE_TEXT = {f"{NAMESPACE}{name}" for name in ("figure", "section", "header", "nav")}


class Measure(NamedTuple):
    longest: int  # words in a sentence
    usual: float
    words: range  # on a page


MEASURES = {"de": Measure(12, 7.5, range(90, 151)), "en": Measure(14, 8.5, range(90, 181))}


@pytest.fixture(scope="module")
def finished() -> Finished:
    return make_site(ROOT)


def parsed(finished: Finished, key: str, locale: str) -> Element:
    path = finished.site.by_key[key, Locale(locale)].path
    tree: Element = html5lib.HTMLParser(strict=True).parse(finished.files[path].decode())
    return tree


def blocks(element: Element) -> Iterator[str]:
    """What is said in the text of a page, without its pictures, sources and links onward."""
    for child in element:
        if child.tag in BLOCKS:
            yield " ".join("".join(child.itertext()).split())
        elif child.tag not in NOT_THE_TEXT:
            yield from blocks(child)


def sentences(page: Element) -> list[str]:
    main = next(page.iter(f"{NAMESPACE}main"))
    return [one for block in blocks(main) for one in END.split(block)]


def count_words(text: str) -> int:
    return len(re.findall(r"[^\s–·]+", text))


def test_every_stop_of_the_tour_has_a_page_in_plain_language(finished: Finished) -> None:
    stops = [HOME, *finished.project.settings.navigation.stations]
    assert list(plain_pages(finished.project.contents)) == stops


@pytest.mark.parametrize("locale", MEASURES)
def test_a_station_and_its_page_in_plain_language_link_to_each_other(
    finished: Finished, locale: str
) -> None:
    for stop, plain in plain_pages(finished.project.contents).items():
        for one, other in ((stop, plain), (plain, stop)):
            main = next(parsed(finished, one, locale).iter(f"{NAMESPACE}main"))
            links = [
                link.get("href", "").removeprefix("../")
                for text in main.iter(f"{NAMESPACE}p")
                if text.get("class") == "reading"
                for link in text.iter(f"{NAMESPACE}a")
            ]
            path = finished.site.by_key[other, Locale(locale)].path
            assert links == [path.removeprefix("en/")], one


@pytest.mark.parametrize("locale", MEASURES)
def test_plain_language_has_short_sentences_and_short_pages(
    finished: Finished, locale: str
) -> None:
    measure = MEASURES[locale]
    for plain in plain_pages(finished.project.contents).values():
        said = sentences(parsed(finished, plain, locale))
        lengths = [count_words(sentence) for sentence in said]
        assert [one for one in said if count_words(one) > measure.longest] == [], plain
        assert mean(lengths) <= measure.usual, plain
        assert sum(lengths) in measure.words, plain


def test_long_sentences_are_counted() -> None:
    page = html5lib.parse(
        "<main><header><p>Zeile</header><p>Ein Satz. Ein Auto fährt: schnell!"
        "<figure><p>Bild</figure><dl><dt>offen<dd>Ja</dl></main>"
    )
    assert sentences(page) == ["Ein Satz.", "Ein Auto fährt: schnell!", "offen", "Ja"]
    assert count_words("Es sind 1.000 Watt – also 1 Kilowatt.") == 7
