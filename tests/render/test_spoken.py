"""A sentence that stands in for a missing translation is wholly in the language that it is in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Catalogue, Entry
from exhibit.i18n.cldr import format_number
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale, Phrase
from exhibit.i18n.written import Written
from exhibit.render.templates import Templates

GERMAN = Locale("de")
VALUES = {
    "day": date(2026, 11, 20),
    "share": 0.2,
    "number": 10086.88,
    "words": ["Kohle", "Gas"],
    "licence": "Frei",
    "label": Phrase("Museum", Locale("fr")),
    "whole": Written(partial(format_number, Decimal("0.1"), decimals=1), "fr"),
}
# By what stands in a template: as a page in French has it without a translation.
SENTENCES = {
    "{% trans d=day|date %}Am {{ d }}{% endtrans %}": "Am 20. November 2026",
    "{% trans d=day|month %}Im {{ d }}{% endtrans %}": "Im November 2026",
    "{% trans s=share|percent %}Zu {{ s }}{% endtrans %}": "Zu 20\u00a0%",
    "{% trans n=number|number(decimals=2) %}Nur {{ n }}{% endtrans %}": "Nur 10.086,88",
    "{% trans n=2|unit('power-gigawatt') %}Nur {{ n }}{% endtrans %}": "Nur 2 GW",
    "{% trans w=words|enumerate %}Aus {{ w }}{% endtrans %}": "Aus Kohle und Gas",
    "{% trans c='CN'|country %}In {{ c }}{% endtrans %}": "In China",
    "{% trans w=whole %}Nur {{ w }}{% endtrans %}": "Nur 0,1",
    "{% trans w=[whole, whole]|join('; ') %}Nur {{ w }}{% endtrans %}": "Nur 0,1; 0,1",
    "{% trans l=licence|translate %}Lizenz: {{ l }}{% endtrans %}": "Lizenz: Frei",
    "{% trans l=licence|translate|striptags %}Lizenz {{ l }}{% endtrans %}": "Lizenz Frei",
    "{% trans l=label|phrase %}Ort: {{ l }}{% endtrans %}": 'Ort: <span lang="fr">Museum</span>',
    "{% trans n=1, d=day|date %}{{ n }} Tag: {{ d }}{% pluralize n %}X{% endtrans %}": (
        "1 Tag: 20. November 2026"
    ),
}


def language(tag: str, *entries: Entry) -> Language:
    known = {entry.key: entry for entry in entries}
    source = Source(PurePosixPath(f"translations/{tag}.po"), "")
    return Language(Locale(tag), GERMAN, Catalogue(source, known))


def render(template: str, spoken: Language) -> str:
    source = Source(PurePosixPath("templates/a.html"), template)
    return Templates({"a.html": source}, spoken).render("a.html", **VALUES)


@pytest.mark.parametrize("template", SENTENCES)
def test_what_a_sentence_is_filled_with_is_in_its_language(template: str) -> None:
    licence = Entry(("", "Frei"), "Libre")
    html = render(template, language("fr", licence))
    assert html == f'<span lang="de">{SENTENCES[template]}</span>'


def test_a_language_that_is_read_from_the_right_says_so_around_the_whole_sentence() -> None:
    html = render('<p lang="ar">{% trans d=day|date %}Am {{ d }}{% endtrans %}', language("ar"))
    assert html == '<p lang="ar" dir="rtl"><span lang="de" dir="ltr">Am 20. November 2026</span>'


def test_what_stands_alone_is_in_the_language_of_the_page() -> None:
    html = render("{{ day|date }} {{ share|percent }} {{ licence|translate }}", language("fr"))
    assert html == '20 novembre 2026 20\xa0% <span lang="de">Frei</span>'


def test_a_translation_is_filled_in_its_own_language() -> None:
    known = Entry(("", "Am %(d)s"), "Le %(d)s")
    template = "{% trans d=day|date %}Am {{ d }}{% endtrans %}"
    assert render(template, language("fr", known)) == "Le 20 novembre 2026"


def test_a_translation_that_names_what_the_sentence_has_no_more_is_none() -> None:
    stale = Entry(("", "Am %(d)s"), "Le %(day)s", is_stale=True)
    template = "{% trans d=day|date %}Am {{ d }}{% endtrans %}"
    html = render(template, language("fr", stale))
    assert html == '<span lang="de">Am 20. November 2026</span>'
