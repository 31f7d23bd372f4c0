"""Bytes become the words that were typed, or a fault; never other words without a fault."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.encoding import decode, decode_table
from exhibit.diagnostics.faults import ContentError

TABLE = PurePosixPath("content/data/a.csv")
ENCODINGS = (
    *("utf-8", "utf-8-sig", "cp1252", "cp1250", "mac_roman", "cp850", "cp437", "iso8859_15"),
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32"),
)
# As an old Mac, DOS or Windows may have saved them: what each must be read as, or told.
TYPED = """
Heizöl|Gebäude;Müll;Größe|März;5 €;20 °C|Müll (Siedlungsabfälle);8|Straße|Ähre|Öl|Übersicht
Köln – Bonn|„Strom“ sparen|m³ und m²|kWh/m²a|„alte“ Öfen|Genève;Forêt|Forêt|contrôle|Noël|cœur
łódź|Gdańsk|wody być są|był|ręka|Łódź|Škoda|Málaga|Tromsø|São Paulo|’s Gravenhage|… und
Besucher·innen|GRÖSSE|MENÜ|Café;Café au lait|5 ‰|Müller & Söhne™|1–2|½ Liter|STRAßE|«été»
Ölpreis in €/l|Heizöl\tErdöl
"""
READ = {  # in a spreadsheet of our days, and on an old computer
    "cp1252": ("Heizöl", "m³", "kWh/m²a", "Köln – Bonn", "MENÜ", "Genève;Forêt", "5 €", "Straße"),
    "cp1250": ("łódź", "Łódź", "Heizöl", "wody być są łódź", "ręka i źródło"),
    "mac_roman": ("Gebäude;Heizöl", "Größe", "contrôle", "20 °C;März;5 €"),
    "cp850": ("Heizöl;Müll", "Müll (Siedlungsabfälle)", "Größe;für", "März"),
    "cp437": ("Heizöl;März", "Müll"),
}


def read(content: bytes) -> str:
    try:
        return decode_table(TABLE, content)
    except ContentError as error:
        return f"told: {error.message}"


@pytest.mark.parametrize("text", TYPED.strip().replace("\n", "|").split("|"))
def test_a_table_is_read_as_it_was_typed_or_told(text: str) -> None:
    for encoding in ENCODINGS:
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        found = read(content)
        assert found == text or found.startswith("told: "), encoding


def test_where_the_letters_prove_an_encoding_a_table_is_read() -> None:
    wrong = [
        (encoding, text, found)
        for encoding, texts in READ.items()
        for text in texts
        if (found := read(text.encode(encoding))) != text
    ]
    assert wrong == []


def test_where_they_do_not_the_fault_shows_the_word_both_ways() -> None:
    told = read("Heizöl".encode("mac_roman"))
    assert told == "told: The file is not saved as UTF-8, and it may say „Heizšl“, „Heizöl“."


@pytest.mark.parametrize("name", ["content/a.md", "site.toml", "translations/en.po"])
def test_a_text_that_is_not_utf_8_is_shown_as_it_reads(name: str) -> None:
    for encoding in ("cp1252", "mac_roman", "cp850"):
        with pytest.raises(ContentError) as told:
            decode(PurePosixPath(name), "ASCII\nGröße, Gebäude".encode(encoding))
        assert (told.value.place.line, told.value.place.excerpt) == (2, "Größe, Gebäude"), encoding
