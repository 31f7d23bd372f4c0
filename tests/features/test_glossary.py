"""Words of the glossary in a text: which of them become links, and in what order they stand."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.audit.opinions import form_opinions
from exhibit.cli.check import describe_site
from exhibit.diagnostics.source import Source
from exhibit.features import FEATURES
from exhibit.features.glossary import collate
from exhibit.features.glossary.terms import Term, read_terms, spell
from exhibit.i18n.catalogue import parse_catalogue
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from exhibit.markup.autolink import Glosses
from exhibit.markup.convert import Asides
from exhibit.pipeline import make_site
from tests.exhibits import convert_page, library_with, read_page
from tests.whole.test_sites import lay_out

GERMAN = Language(Locale("de"), Locale("de"))
STEADY = settings(deadline=None, derandomize="CI" in os.environ)
HEAD = '+++\ntitle = "Titel"\ndescription = "Beschreibung."\n+++\n\n'
FORMS = {
    "Leistung": "leistung",
    "installierte Leistung": "kapazitaet",
    "netto": "netto",
    "kWh": "kilowattstunde",
    "CO₂": "kohlendioxid",
}
LINK = re.compile(r'<a class="term" href="g\.html#([\w-]+)">([^<]*)</a>')


def gloss(text: str, locale: str = "de") -> str:
    document = read_page(Source(PurePosixPath("content/seite.md"), HEAD + text))
    glosses = Glosses(locale, FORMS, "g.html")
    language = Language(Locale(locale), Locale("de"))
    return convert_page(
        document, language, lambda island: island.body, Asides(), gloss=glosses.run
    ).html


def linked(text: str) -> list[tuple[str, str]]:
    return LINK.findall(gloss(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leistung und Leistung", ["Leistung"]),
        ("Die installierte Leistung, dann Leistung", ["installierte Leistung", "Leistung"]),
        ("Installierte Leistung", ["Installierte Leistung"]),
        ("Ein Rest. Installierte Leistung", ["Installierte Leistung"]),
        ("„Netto“, sagt er", ["Netto"]),
        ("Er heißt Netto", []),  # a name: the word begins with a small letter
        ("Er sagt: „Netto bleibt“", ["Netto"]),
        ("Hier Installierte Leistung", ["Leistung"]),
        ("Rechenleistung, Leistungen, Leistung-Tempo, KI-Leistung", []),
        ("*Leist*ung und Leist*ung*", []),
        ("*Leistung*, **netto**", ["Leistung", "netto"]),
        ("20 kWh und CO₂.", ["kWh", "CO₂"]),
        ("installierte\nLeistung", ["installierte\nLeistung"]),
        ("## Leistung\n\nDie Leistung", ["Leistung"]),
        ("[Leistung](a.md), `Leistung`, [[Leistung]]", []),
        ("Text[^a]\n\n[^a]: Leistung", ["Leistung"]),
        ("|Leistung|\n|---|\n|netto|", ["netto"]),
        ("Leistung\n:   Leistung", ["Leistung"]),
        ("::: note Leistung\nnetto\n:::", ["netto"]),
        ("*Leistung*{lang=en}", ["Leistung"]),  # a foreign word may be one that is explained
        ("Leistung\n{lang=en}", []),  # a whole text in another language has words of its own
    ],
)
def test_the_first_of_each_word_is_linked(text: str, found: list[str]) -> None:
    assert [words for _, words in linked(text)] == found


def test_a_link_leads_to_the_key_of_its_term() -> None:
    assert linked("20 kWh installierte Leistung") == [
        ("kilowattstunde", "kWh"),
        ("kapazitaet", "installierte Leistung"),
    ]


def test_what_stands_around_a_link_stays_as_it_was() -> None:
    text = "Vor *der* Leistung steht **netto** und *danach* kWh, dann CO₂ und Schluss."
    assert LINK.sub(r"\2", gloss(text)) == (
        "<p>Vor <em>der</em> Leistung steht <strong>netto</strong> und <em>danach</em> kWh, "
        "dann CO₂ und Schluss.</p>"
    )


def test_the_glossary_takes_the_place_of_an_abbreviation() -> None:
    html = gloss("20 kWh und 30 kWh, aber AC\n\n*[kWh]: Kilowattstunde\n*[AC]: Wechselstrom")
    assert html == (
        '<p>20\xa0<a class="term" href="g.html#kilowattstunde">kWh</a> und 30\xa0kWh, '
        'aber <abbr title="Wechselstrom">AC</abbr></p>'
    )


EMPHASIZED = ["*Leistung*", "**netto** Leistung", "x*Leistung*y", "***kWh***", "**CO₂ *netto* x**"]


@STEADY
@given(st.lists(st.sampled_from(["Leistung", "netto", "kWh", "CO₂", "x.", *EMPHASIZED])))
def test_links_change_no_letter_of_a_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    document = read_page(Source(PurePosixPath("content/seite.md"), HEAD + text))
    plain = convert_page(document, GERMAN, lambda island: "").html
    glossed = gloss(text)
    assert LINK.sub(r"\2", glossed) == plain
    keys = [key for key, _ in LINK.findall(glossed)]
    assert len(keys) == len(set(keys))


def test_words_are_in_the_order_of_the_alphabet() -> None:
    words = ["Zähler", "Ärger", "Amt", "Strom", "Straße", "strassen", "CO₂", "Code", "über", "Uhr"]
    assert sorted(words, key=collate) == [
        *("Amt", "Ärger", "CO₂", "Code", "Straße", "strassen"),
        *("Strom", "über", "Uhr", "Zähler"),
    ]


@pytest.mark.parametrize(
    ("translation", "spellings"),
    [
        ("kilowatt, kilowatts, kW", ("kilowatt", "kilowatts", "kW")),
        ("–", ()),
        ("kilowatt,, kilowatt ,", ("kilowatt",)),
        ("", ()),  # not translated yet
    ],
)
def test_another_language_has_spellings_of_its_own(
    translation: str, spellings: tuple[str, ...]
) -> None:
    text = f'msgctxt "glossary form"\nmsgid "Kilowatt, kW"\nmsgstr "{translation}"\n'
    catalogue = parse_catalogue(Source(PurePosixPath("translations/en.po"), text))
    english = Language(Locale("en"), Locale("de"), catalogue)
    term = Term("Kilowatt", "1.000 Watt.", forms=("kW", "Kilowatt"))
    assert spell(term, english) == spellings
    assert spell(term, GERMAN) == ("Kilowatt", "kW")


def test_one_form_may_stand_without_brackets() -> None:
    text = '[a]\nterm = "A"\nexplanation = "Ein A."\nforms = "As"\n'
    library = library_with({"glossary.toml": text}, [], [])
    assert read_terms(library)["a"].forms == ("As",)


def test_an_entry_that_no_page_uses_is_remarked_upon(tmp_path: Path) -> None:
    lay_out("features/glossary", tmp_path)
    finished = make_site(tmp_path)
    opinions = form_opinions(describe_site(finished), FEATURES, date(2026, 1, 1))
    assert [(one.key, one.place.line) for one in opinions.unused] == [("ungenutzt", 24)]
