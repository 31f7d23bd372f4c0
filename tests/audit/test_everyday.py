"""Numbers that measure nothing: as they are typed, which of them are let be, which are told."""

from __future__ import annotations

import pytest

from exhibit.audit.everyday import find_idle
from exhibit.i18n.quantities import find_quantities


def told(text: str) -> list[str]:
    """The numbers of a text that say how much."""
    spans = find_idle(text)
    return [
        one.text
        for one in find_quantities(text, "de")
        if not any(start <= one.start and one.end <= end for start, end in spans)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Geöffnet 10:00–16:00 Uhr.",
        "Sonntag von 10 bis 16 Uhr.",
        "Di–Fr 9.30–17.00 Uhr, Sa 10–14 Uhr",
        "Einlass bis 15:30 Uhr",
        "Dienstag 10–16, Sonntag 11–17",
        "Open 10 a.m. to 4 p.m.",
        "Telefon 03328 123456, Fax: 030/12 34 56",
        "Tel. +49 (0)3328 12-34 56",
        "Anruf unter +49 30 1234567",
        "Oderstraße 23–25, 14513 Teltow",
        "Am Markt 5 a",
        "14513 Teltow",
        "Stahnsdorfer Damm 77, 14532 Kleinmachnow",
        "D-14513 Teltow",
        "Postfach 12 34",
        "CC0, CC BY 4.0, CC BY-SA 3.0",
        "Open Font License 1.1, GPL-3.0, Apache License 2.0",
        "§ 5 DDG, §§ 12 bis 14, § 18 Absatz 2 Satz 1",
        "Art. 21 DSGVO, Artikel 6 Absatz 1",
        "Verordnung (EU) 2016/679, Richtlinie 2019/882",
        "DIN EN 301 549, ISO 9001, WCAG 2.2",
        "ISBN 978-3-16-148410-0, HRB 12345",
        "Version 2.1, v1.2.3, Python 3.11",
        "Station 4: Bauen",
        "Siehe Abbildung 3, Seite 12 und Kapitel 2",
        "Klassen 5 bis 7 und Klasse 8",
        "im 19. Jahrhundert, der 2. Weltkrieg, im 1. Halbjahr",
        "GPT-4, A4, B96, CO2, MP3, Qwen2.5",
        "Schuljahr 2024/25, Maßstab 1:100, in 3D",
        "Eintritt: 5 Euro, ermäßigt 3 €",
    ],
)
def test_what_measures_nothing_is_let_be(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Um 10 Uhr kamen 250 Gäste.", ["250"]),
        ("10 bis 16 Grad", ["10", "16"]),
        ("12500 Besucher, 12500 Teltower", ["12500", "12500"]),
        ("in 12500 Haushalten, 12500 Leute", ["12500", "12500"]),
        ("1.234.567 Tonnen", ["1.234.567"]),
        ("Im Haus 8 Watt, im Teil 5 Prozent", ["8", "5"]),
        ("Laut Artikel 356 Gigawatt", ["356"]),
        ("Die 28 Reaktoren und der Rest: 4.", ["28", "4"]),
        ("USD45 und EUR12", ["45", "12"]),
        ("Von 2000 bis 2025", ["2000", "2025"]),
        ("Das Heft kostet 5 Euro", ["5"]),
        ("0,3 bis 0,5 kWh", ["0,3", "0,5"]),
        ("Es waren 3:1", ["3", "1"]),
    ],
)
def test_what_says_how_much_is_not(text: str, numbers: list[str]) -> None:
    assert told(text) == numbers
