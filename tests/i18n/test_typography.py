"""What the typesetter makes of spaces and ranges: _ is a no-break space."""

import os
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.util import AtomicString

from exhibit.i18n.phrase import Locale, Phrase
from exhibit.i18n.typography import ABBREVIATIONS, NUMBERED, UNITS, Typesetter, set_phrase

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

GERMAN = {
    "Es sind 356 GW.": "Es sind 356_GW.",
    "2.000 W = 2 kW, 0,1 kWh": "2.000_W = 2_kW, 0,1_kWh",
    "50 % und 50%": "50_% und 50%",
    "20 °C, 5 m², 90 km/h, 5 g/kWh": "20_°C, 5_m², 90_km/h, 5_g/kWh",
    "3 Mio. Menschen, 2 Mrd. €, 7 €": "3_Mio. Menschen, 2_Mrd. €, 7_€",
    "3 Wochen, 4 sind, 5 kWhs": "3 Wochen, 4 sind, 5 kWhs",
    "am Ende der Zeile 12\nkWh": "am Ende der Zeile 12_kWh",
    "z.B. und z. B. und Z. B.": "z._B. und z._B. und Z._B.",
    "(d.h. i.d.R. u. a. o.Ä.)": "(d._h. i._d._R. u._a. o._Ä.)",
    "Megawatt e. V., Megawatt e.V.": "Megawatt e._V., Megawatt e._V.",
    "u.a.m. und netz.B.": "u.a.m. und netz.B.",
    "§ 5 DDG, §§ 5 und 6, Nr. 7, S. 8": "§_5 DDG, §§_5 und 6, Nr._7, S._8",
    "§ fünf, GSS. 5": "§ fünf, GSS. 5",
    "2020-2024, 2019-20, 10-15 kW": "2020–2024, 2019–20, 10–15_kW",
}
ENGLISH = {
    "It is 356 GW.": "It is 356_GW.",
    "50% or 50 %": "50% or 50_%",
    "z. B. and e. V.": "z. B. and e. V.",
    "§ 5, No. 7, p. 8, pp. 8-10": "§_5, No._7, p._8, pp._8-10",
    "Sense. No, 5; cap. 5; 3 Mio. people": "Sense. No, 5; cap. 5; 3 Mio. people",
    "from 2020-2024": "from 2020–2024",
}
# At the edge of a word: an apostrophe, the mark of a quotation, or a prime.
MARKS = {
    "Hans' Auto und Max' Rad": "Hans’ Auto und Max’ Rad",
    "'ne Lampe, 's war einmal, 'nen Zähler, 'raus": "’ne Lampe, ’s war einmal, ’nen Zähler, ’raus",
    "die '68er, '90er Jahre, im Sommer '45": "die ’68er, ’90er Jahre, im Sommer ’45",
    "geht's, d'Artagnan, Ku'damm, l'eau": "geht’s, d’Artagnan, Ku’damm, l’eau",
    "Rock 'n' Roll": "Rock ’n’ Roll",
    '5\' 10", 30°15\'20", 3,5" groß': "5′ 10″, 30°15′20″, 3,5″ groß",
    "'Strom' und 'Hans' und '12 kWh'": "‚Strom‘ und ‚Hans‘ und ‚12_kWh‘",
    "'Das ist Hans' Auto', sagt sie": "‚Das ist Hans’ Auto‘, sagt sie",
    '"Seit 2024" und "12"': "„Seit 2024“ und „12“",
    "\"Er sagt: 'Strom 2024'.\"": "„Er sagt: ‚Strom 2024‘.“",
    "'was' und 'ne' und 's'": "‚was‘ und ‚ne‘ und ‚s‘",
    "('Strom') -'Strom'": "(‚Strom‘) -‚Strom‘",
    "’s und Hans’ und 5′": "’s und Hans’ und 5′",
    "Grass' Werke, Marx', Fritz', Ines'.": "Grass’ Werke, Marx’, Fritz’, Ines’.",
}
ENGLISH_MARKS = {
    "'Tis the dogs' house, '90s, rock 'n' roll": "’Tis the dogs’ house, ’90s, rock ’n’ roll",
    "get 'em 'til 'round ten": "get ’em ’til ’round ten",
    "'Power' and 'the 90s' and \"1969\"": "‘Power’ and ‘the 90s’ and “1969”",
    "6' 2\" tall, it's": "6′ 2″ tall, it’s",
}
OTHER_MARKS = {"lata '90": "lata ’90", "5' i 10\"": "5′ i 10″", "l'été d'Ampère": "l’été d’Ampère"}
NO_RANGES = """
2026-11-23|2026-11|2011-12|COVID-19|A380-800|10-kW-Bereich|100-200-mal|1-2|20-10|1.10-20|10-20.5
030-1234|030 123-456|(030) 123-456|+49 30 20-30|0711/12-34|Tel. 123-456|555-1234|12345-12346
10:15-16:00|978-10-20|-20|2020 – 2024
"""
ADDRESSES = [
    "https://example.org/?von,2020-2024",
    "www.example.org/~(2020-2024)",
    "a(10-20)z.B.@example.org",
    "<mailto:2020-2024@example.org>",
]
FRAGMENTS = [
    *{
        word
        for table in (UNITS, NUMBERED, ABBREVIATIONS)
        for words in table.values()
        for word in words
    },
    *("z.B.", "2020-2024", "12", "19", "5", "-", "–", "--", ".", "...", " ", "\n", "\u00a0"),
    *("www.", "@", "://", "'", '"', "x", "Ä", "Tel.", "(", "/", ","),
]
TAGS = ["em", "strong", "a", "sup", "br", "code", "p"]
texts = st.lists(st.sampled_from(FRAGMENTS)).map("".join)
locales = st.sampled_from(["de", "en", "fr", "de-CH"])


def typeset(text: str, locale: str) -> str:
    return set_phrase(Phrase(text, Locale(locale))).text


def html(source: str, locale: str = "de") -> str:
    root = fromstring(source)
    Typesetter(locale).set_element(root)
    return tostring(root, "unicode").replace("\u00a0", "_")


@pytest.mark.parametrize(("typed", "expected"), GERMAN.items())
def test_german_is_set_as_german(typed: str, expected: str) -> None:
    assert typeset(typed, "de").replace("\u00a0", "_") == expected


@pytest.mark.parametrize(("typed", "expected"), ENGLISH.items())
def test_english_is_set_as_english(typed: str, expected: str) -> None:
    assert typeset(typed, "en").replace("\u00a0", "_") == expected


@pytest.mark.parametrize(("typed", "expected"), MARKS.items())
def test_a_mark_at_the_edge_of_a_word_is_what_it_stands_for(typed: str, expected: str) -> None:
    assert typeset(typed, "de").replace("\u00a0", "_") == expected


@pytest.mark.parametrize(("typed", "expected"), ENGLISH_MARKS.items())
def test_so_it_is_in_english(typed: str, expected: str) -> None:
    assert typeset(typed, "en") == expected


@pytest.mark.parametrize("locale", ["fr", "pl"])
def test_so_it_is_in_languages_whose_quotation_marks_we_do_not_know(locale: str) -> None:
    assert {typed: typeset(typed, locale) for typed in OTHER_MARKS} == OTHER_MARKS


def test_a_quotation_goes_on_across_emphasis_but_not_across_blocks() -> None:
    assert html('<p>"Seit <em>1969"</em> 5"</p>') == "<p>„Seit <em>1969“</em> 5″</p>"
    assert html('<div><p>"Seit</p><p>5"</p></div>') == "<div><p>„Seit</p><p>5″</p></div>"


@pytest.mark.parametrize("text", NO_RANGES.strip().replace("\n", "|").split("|"))
def test_not_every_hyphen_beside_a_number_makes_a_range(text: str) -> None:
    assert typeset(text, "de") == text


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_stay_as_they_are(address: str) -> None:
    assert typeset(f"z.B. {address} 10-20", "de") == f"z.\u00a0B. {address} 10–20"


def test_a_number_and_its_unit_stay_together_across_elements() -> None:
    assert html("<p><strong>356</strong> GW</p>") == "<p><strong>356</strong>_GW</p>"
    assert html("<p>356<em> GW</em></p>") == "<p>356<em>_GW</em></p>"


def test_no_unit_follows_a_footnote_or_a_line_break() -> None:
    for source in ("<p>Power.<sup><a>1</a></sup> A volt.</p>", "<p>356<br />\nGW</p>"):
        assert html(source, "en") == source


def test_words_in_another_language_are_set_by_its_rules() -> None:
    assert html('<p>z.B. <em lang="en">z.B.</em> z.B.</p>') == (
        '<p>z._B. <em lang="en">z.B.</em> z._B.</p>'
    )


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp"])
def test_code_is_untouched(tag: str) -> None:
    source = f"<{tag}>z.B. 5 kW, 2020-2024 <em>§ 5</em></{tag}>"
    assert html(source) == source


def test_finished_text_is_untouched() -> None:
    paragraph = Element("p")
    paragraph.text = AtomicString("z.B. 5 kW, 2020-2024")
    Typesetter("de").set_element(paragraph)
    assert paragraph.text == "z.B. 5 kW, 2020-2024"


@STEADY
@given(texts, locales)
def test_setting_twice_changes_nothing(text: str, locale: str) -> None:
    once = typeset(text, locale)
    assert typeset(once, locale) == once


@STEADY
@given(st.lists(st.tuples(st.sampled_from(TAGS), texts, texts)), locales)
def test_setting_elements_twice_changes_nothing(
    children: list[tuple[str, str, str]], locale: str
) -> None:
    root = Element("p")
    for tag, text, tail in children:
        child = Element(tag)
        child.text, child.tail = text, tail
        root.append(child)
    Typesetter(locale).set_element(root)
    once = tostring(root)
    Typesetter(locale).set_element(root)
    assert tostring(root) == once
