"""The page where an exhibit begins."""

import pytest

from exhibit.features.start import make_counter
from exhibit.i18n.phrase import Locale, Phrase


@pytest.mark.parametrize(
    ("text", "locale", "rollers", "unit"),
    [
        ("China erzeugte 10.086,9 TWh.", "de", "1 0 0 8 6 (9)", "TWh."),
        ("China generated 10,086.9 TWh.", "en", "1 0 0 8 6 (9)", "TWh."),
        ("Es waren 7", "de", "7", ""),
        ("Niemand zählte.", "de", "", ""),
    ],
)
def test_the_first_number_of_a_sentence_stands_on_rollers(
    text: str, locale: str, rollers: str, unit: str
) -> None:
    counter = make_counter(Phrase(text, Locale(locale)), None)
    shown = (f"({one.digit})" if one.is_decimal else f"{one.digit}" for one in counter.rollers)
    assert (" ".join(shown), counter.unit) == (rollers, unit)


def test_a_roller_shows_its_neighbours_too() -> None:
    first, last = make_counter(Phrase("Um 09 Uhr", Locale("de")), None).rollers
    assert (first.before, first.after, last.before, last.after) == (9, 1, 8, 0)
