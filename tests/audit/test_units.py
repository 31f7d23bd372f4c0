"""What a number counts, and whether two numbers can be the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from exhibit.audit.units import Unit, read_unit, unit_of
from exhibit.i18n.quantities import find_quantities


def first_unit(text: str, locale: str = "de") -> tuple[str, Fraction] | None:
    unit = unit_of(text, find_quantities(text, locale)[0], locale)
    return (unit.kind, unit.scale) if unit else None


@pytest.mark.parametrize(
    ("text", "kind", "scale"),
    [
        ("45 %", "%", 1),
        ("45 Prozent", "%", 1),
        ("45 von 100 Teilen", "%", 1),
        ("45 GW", "W", 10**9),
        ("45 Gigawatt", "W", 10**9),
        ("45 Terawattstunden", "Wh", 10**12),
        ("45 kWh", "Wh", 1000),
        ("45 Milliarden Dollar", "$", 10**9),
        ("45 Mrd. US-Dollar", "$", 10**9),
        ("€ 45", "€", 1),
        ("27 Cent", "¢", Fraction(1, 100)),
        ("45-mal so viel", "×", 1),
        ("das 2,2-Fache", "×", 1),
        ("1.150 Millionen Mal", "", 10**6),
        ("10 bis 20 Tage", "s", 86400),
        ("39,3 Millionen Chipstunden", "s", 3600 * 10**6),
        ("auf 800 Quadratmetern", "m²", 1),
        ("64 KB", "B", 1000),
        ("28 neue Reaktoren", "reaktoren", 1),
    ],
)
def test_a_unit_is_a_kind_and_a_scale(text: str, kind: str, scale: Fraction) -> None:
    assert first_unit(text) == (kind, scale)


@pytest.mark.parametrize("text", ["45 in den USA", "45.", "45 waren erneuerbar", "45, davon GW"])
def test_a_bare_number_has_none(text: str) -> None:
    assert first_unit(text) is None


def test_english_billions_are_milliarden() -> None:
    assert first_unit("45 billion dollars", "en") == ("$", Fraction(10**9))
    assert first_unit("45 reactors", "en") == ("reactors", Fraction(1))


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("5 kW", "5 Megawatt", True),
        ("5 kW", "5 kWh", False),
        ("5 %", "5 GW", False),
        ("27 Cent", "27 Dollar", True),
        ("5 Euro", "5 Dollar", False),
        ("5 Reaktoren", "5 Kernreaktoren", True),
        ("5 Reaktoren", "5 Länder", False),
        ("5 Lampen", "5 Watt", False),
    ],
)
def test_only_numbers_of_a_kind_compare(one: str, other: str, fits: bool) -> None:
    units = [unit_of(text, find_quantities(text, "de")[0], "de") for text in (one, other)]
    assert units[0] and units[1] and units[0].fits(units[1]) == fits


@pytest.mark.parametrize(
    ("text", "kind", "scale"),
    [
        ("TWh", "Wh", 10**12),
        ("10^9 USD", "$", 10**9),
        ("Strom in TWh", "Wh", 10**12),
        ("Erlös (Mrd. US-$)", "$", 1),
        ("Menge (GW)", "W", 10**9),
    ],
)
def test_the_heading_of_a_column_names_its_unit(text: str, kind: str, scale: int) -> None:
    unit = read_unit(text, "de")
    assert unit == Unit(kind, Fraction(scale))
