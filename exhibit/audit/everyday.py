"""Numbers that measure nothing: hours, telephones, addresses, licences, laws, versions, names.

Each kind is recognised by how it is written in any exhibit, so that nobody has to list them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = 4096  # texts that are looked at again and again
_DIGIT = re.compile(r"\d")
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_TO = r"\s?(?:–|-|bis|und|to|until)\s?"
_STREET = (
    r"(?<![\w.-])[\w.-]{0,40}(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|[Ww]eg|[Aa]llee|[Pp]latz|[Dd]amm|[Uu]fer|[Gg]asse"
    r"|[Rr]ing|[Cc]haussee|[Mm]arkt|[Hh]of|[Ss]teig|[Pp]fad|[Ss]treet|[Rr]oad|[Ss]quare|[Ll]ane)"
)
_HOUSE = r"\s\d{1,4}\s?[a-z]?(?![\w%])(?:\s?[–/-]\s?\d{1,4}\s?[a-z]?(?!\w))?"
_TOWN = r"\d{4,5}\s[A-ZÄÖÜ][\w-]+"
_NUMBERED = (
    r"Station|Stationen|Kapitel|Raum|Räume|Saal|Halle|Haus|Gebäude|Tor|Eingang|Etage|Abbildung|Abb\."
    r"|Tabelle|Tab\.|Schritt|Teil|Seite|Seiten|S\.|Nr\.|Nummer|Bild|Objekt|Vitrine|Tafel|Aufgabe"
    r"|Blatt|Heft|Band|Bd\.|Klasse|Klassen|Jahrgang|Bus|Linie|Tram|Gleis|Los|Anlage|Anhang|Version"
    r"|Ausgabe|Release|Chapter|Room|Figure|Table|Step|Part|Page|Nos?\.|Line|Bus|Windows|Python"
)
# What makes a figure of the number before it: Im Haus 8 Watt is no house with the number 8.
_MEASURE = (
    r"[%€$]|[µmkMGT]?(?:W|Wh|V|A|m|g|l|t)\b|km|Watt|Volt|Kilo|Mega|Giga|Tera|Mi(?:ll|o|nut)|Mrd|Prozent"
    r"|Euro|Dollar|Meter|Liter|Gramm|Tonnen|Stunden|Sekunden|Tage|Wochen|Monate|Jahre|[Mm]al\b|von\s1"
)
_PATTERNS = (
    # hours: 10:00–16:00 Uhr, 10 bis 16 Uhr, 9.30 Uhr, Mo–Fr 10–16, 2 p.m.
    rf"(?<![\d.,:]){_CLOCK}(?:\s?Uhr)?(?:{_TO}{_CLOCK})?\s?(?:Uhr|h)\b(?!\w)",
    rf"(?<![\d.,:])\d{{1,2}}:\d{{2}}(?:{_TO}\d{{1,2}}:\d{{2}})?(?![\d:])",
    rf"(?<![\d.,:]){_CLOCK}(?:\s?[ap]\.?m\.?)?(?:{_TO}{_CLOCK})?\s?[ap]\.?m\b",
    r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend"
    rf"|Sonntag|Feiertag)s?(?:en)?\.?:?\s(?:von\s)?{_CLOCK}{_TO}{_CLOCK}(?![\d%])",
    # telephones
    r"\b(?:Tel|Telefon|Fon|Fax|Telefax|Mobil|Handy|Phone|Hotline)\b[.:]*\s?[+(\d][\d\s()/.–-]+\d",
    r"(?<![\w.,])(?:\+|00)\d{1,3}[\s(/-][\d\s()/–-]{5,}\d",
    r"(?<![\w.,])\(?0\d{2,5}\)?\s?[/–-]\s?\d[\d\s–-]{2,}\d|(?<![\w.,])\(0\d{2,5}\)\s?\d[\d\s–-]+\d",
    r"(?<![\w.,])0\d{2,4}(?:\s\d{2,}){1,5}(?![.,]?\d)",
    # addresses
    rf"{_STREET}{_HOUSE}(?:\s?[,·|\n]\s?(?:D-)?{_TOWN})?",
    rf"^\s*(?:D-)?{_TOWN}(?:\s[A-ZÄÖÜ][\w-]+)?\s*$|\bD-{_TOWN}",
    r"\bPostfach\s[\d\s]+\d",
    # licences
    r"\bCC[- ]?(?:0|BY)(?:-(?:SA|NC|ND))*(?:\s\d\.\d)?|\b(?:GPL|LGPL|AGPL|EUPL|ODbL|MPL|GFDL|OFL"
    r"|Apache|BSD|Licen[cs]e|Lizenz|Public Domain Mark|dl-de|DL-DE)\b[\w/ -]{0,12}?[ -]v?\d[\d.]*",
    # laws and standards
    r"§§?\s?\d+[a-z]?(?:\s?(?:–|-|bis|und|,)\s?\d+[a-z]?)*",
    r"\bArtikeln?\s\d{1,2}[a-z]?(?:\s?(?:–|-|bis|und|,)\s?\d{1,2}[a-z]?)*(?![.,]?\d)"
    rf"(?!\s?(?:{_MEASURE}))",
    r"\b(?:Art\.|Abs\.|Absatz|Absätze|Satz|Ziffer|Ziff\.|Buchst\.|Article|Section)"
    r"\s\d+[a-z]?(?:\s?(?:–|-|bis|und|,)\s?\d+[a-z]?)*",
    r"\b(?:DIN|EN|ISO|IEC|VDE|IEEE|RFC|WCAG|BITV|NACE|SPEC)"
    r"(?:[ /-](?:DIN|EN|ISO|IEC|SPEC|VDE)){0,3}\)?\s?\d[\d. -]{0,20}\d?(?:[-:]\d{1,9}){0,3}",
    r"\((?:EU|EG|EC)\)\s(?:Nr\.\s)?\d+/\d+|\b(?:Richtlinie|Verordnung|Directive|Regulation)\s\d+/\d+",
    # registers, accounts, signatures
    r"\b(?:ISBN|ISSN|IBAN|BIC|HRB|HRA|VR|DOI|arXiv|Inv|Inventarnummer|Signatur|USt-IdNr|Steuernummer"
    r"|Aktenzeichen|Az)\b[.:]?(?:-?Nr\.?:?)?\s?[A-Z]{0,2}[\d][\d\s./–-]*[\dXx]?",
    r"\bDE\d{9}\b|\b[A-Z]{2}\d{2}(?:\s?\d{4}){3,}",
    # versions and what is numbered: Version 2.1.0, Station 4, Klasse 5 bis 7
    r"(?<![\w.,])v?(?!\d{1,3}(?:\.\d{3})+(?![.\d]*\d))\d+\.\d+\.\d+(?:\.\d+)*(?![\w.]*\d)",
    rf"\b(?:{_NUMBERED})\s\d+(?:\.\d+)*[a-z]?(?![\w%])(?:\s?(?:–|-|bis|und|to)\s?\d+[a-z]?(?![\w%]))*"
    rf"(?!\s?(?:{_MEASURE}))",
    # numbers of order: im 19. Jahrhundert, der 2. Weltkrieg, im 1. Halbjahr
    r"\b(?:[Ii]m|[Aa]m|[Vv]om|[Zz]um|[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|[Ii]ns|und|bis)"
    r"\s\d{1,2}\.(?=\s(?:und\s\d{1,2}\.\s)?[A-ZÄÖÜ]\w+)",
    r"\b\d{1,2}\.(?=\s(?:Jahrhunderts?|Halbjahr|Quartal|Abschnitt|Stock|Obergeschoss|Etage|Auflage"
    r"|Klasse|Generation|Weltkrieg|Station))|\b\d{1,2}(?:st|nd|rd|th)\b",
    # a name: a digit right behind a letter (A4, GPT-4, CO2, B96), a school year, a scale
    r"(?<!\w)(?!(?:EUR|USD|CHF)\d)(?:[A-Z][a-zA-Z]{0,30}-)?[A-ZÄÖÜ][A-Za-zäöüß]{0,30}\d++(?:\.\d++){0,4}\w*+",
    r"(?<![\w-])[A-Z]{2,9}[A-Za-z]{0,20}-\d{1,9}(?:[.,]\d{1,9})?[a-z]?\b(?!-)",
    r"(?<![\d.,])(?:19|20)\d\d/\d\d\b|\b1\s?:\s?\d[\d.]{0,12}(?!\d|,\d)|(?<!\d)\d{1,2}[Dd]\b|#\d{1,9}",
    # what the house itself asks for
    r"\b(?:Eintritt|Eintrittspreis|[Ee]rmäßigt|Admission)\b[^.\d]{0,24}\d+(?:[.,]\d\d)?\s?(?:€|Euro)",
)
_EVERY = tuple(map(re.compile, _PATTERNS))
_OPEN = re.compile(
    r"[Gg]eöffnet|[Gg]eschlossen|[ÖöOo]ffnungszeit|[Rr]uhetag|[Oo]pening hours|[Cc]losed"
    r"|[Aa]bgerufen|[Gg]elesen|\b[Ll]asen\b|[Aa]bruf|[Zz]uletzt geändert"
    r"|[Aa]ccessed|[Rr]etrieved|\bStand\b:?"
)


@lru_cache(_KEPT)
def find_idle(text: str) -> tuple[tuple[int, int], ...]:
    """Where numbers stand that measure nothing: beginning and end."""
    if not _DIGIT.search(text):
        return ()
    return tuple(found.span() for pattern in _EVERY for found in pattern.finditer(text))


def is_notice(text: str) -> bool:
    """Whether a sentence says when a house is open, or when something was read."""
    return bool(_OPEN.search(text))
