"""Names and codes of other people's files lead to the code of CLDR that they mean, or to none."""

from __future__ import annotations

import pytest

from exhibit.i18n.cldr import find_territory, is_place


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("UK", "GB"), ("EL", "GR"), ("EU27_2020", "EU"), ("EU-27", "EU"), ("EU 27", "EU")),
        *(("EA20", "EZ"), ("EA", "EZ"), ("EUU", "EU"), ("XKX", "XK"), ("276", "DE"), ("KOR", "KR")),
        *(("OWID_WRL", "001"), ("OWID_KOS", "XK"), ("OWID_EU27", "EU"), ("WLD", "001")),
        *(("World", "001"), ("Africa", "002"), ("Asia (Ember)", "142"), ("Monde", "001")),
        *(("European Union (27)", "EU"), ("Euro area (20 countries)", "EZ"), ("Euroraum", "EZ")),
        *(("European Union - 27 countries (from 2020)", "EU"), ("EuropeanUnion", "EU")),
        *(("Türkiye", "TR"), ("Turkey", "TR"), ("Turkiye", "TR"), ("Czech Republic", "CZ")),
        *(("Russian Federation", "RU"), ("United States of America", "US"), ("Viet Nam", "VN")),
        *(("Korea, Rep.", "KR"), ("Egypt, Arab Rep.", "EG"), ("Netherlands (the)", "NL")),
        *(("Germany (until 1990 former territory of the FRG)", "DE"), ("Allemagne", "DE")),
        *(("Bosnia and Herzegovina", "BA"), ("Côte d'Ivoire", "CI"), ("Etats-Unis", "US")),
        *(("Niger", "NE"), ("Nigeria", "NG"), ("Österreich", "AT"), ("Grossbritannien", "GB")),
    ],
)
def test_what_other_files_call_a_place_is_found(word: str, code: str) -> None:
    assert find_territory(word, ("de", "en", "fr")) == code


@pytest.mark.parametrize(
    "word",
    [
        *("EU28", "EU15", "EFTA", "OECD", "ASEAN", "G20", "SU", "SUN", "YUG", "CSK", "EN"),
        *("Asia excl. China", "Europe (excl. EU)", "Europa ohne Deutschland", "Rest der Welt"),
        *("Kongo", "Korea", "Insgesamt", "Sonstige", "Wind", "Kohle", "XX", "ZZ", ""),
    ],
)
def test_what_is_no_one_place_is_not_guessed(word: str) -> None:
    assert find_territory(word, ("de", "en", "fr")) == ""


def test_codes_that_statistics_use_for_something_else_are_no_places() -> None:
    assert not any(map(is_place, ("EA", "ZZ", "XA", "XB", "")))
    assert all(map(is_place, ("EU", "EZ", "XK", "001", "150", "GB", "GR")))
