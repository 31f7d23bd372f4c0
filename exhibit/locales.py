"""Numbers, dates, names of places and languages as a locale writes them.

All of it is CLDR's knowledge, through Babel; nothing here is written by hand
for a language. The locale is always an argument.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale as Cldr
from babel import UnknownLocaleError, dates, numbers

EUROPEAN = {"en": "en-GB"}  # a tag without a country: how it is written where the museum stands


@cache
def cldr(locale: str) -> Cldr:
    return Cldr.parse(EUROPEAN.get(locale, locale), sep="-")


def known(locale: str) -> bool:
    try:
        return bool(cldr(locale))
    except (ValueError, UnknownLocaleError):
        return False


def autonym(locale: str) -> str:
    """The language's own name for itself: Deutsch, English."""
    name = Cldr.parse(locale, sep="-").get_display_name() or locale
    return name[:1].upper() + name[1:]


def direction(locale: str) -> str:
    return str(cldr(locale).text_direction)


def format_number(value: float | Decimal, locale: str, decimals: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(Decimal(str(value)), pattern, locale=cldr(locale))


def format_percent(value: float | Decimal, locale: str, decimals: int = 0) -> str:
    """A number of per cent, with the sign where the language has it."""
    language = cldr(locale)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    pattern = language.percent_formats[None].pattern.replace("#,##0", digits)
    return numbers.format_percent(Decimal(str(value)) / 100, pattern, locale=language)


def format_power(power: int, locale: str) -> str:
    """A power of ten, in words where there would be too many zeros: 0,1 or 10 Millionen."""
    value = Decimal(10) ** power
    if power < 6:
        return format_number(value, locale, max(0, -power))
    return numbers.format_compact_decimal(value, format_type="long", locale=cldr(locale))


def has_money_first(locale: str) -> bool:
    """Whether the sign of a currency stands before the amount: $60, but 60 $."""
    return str(cldr(locale).currency_formats["standard"].pattern).startswith("¤")


def number_marks(locale: str) -> tuple[str, str]:
    """The decimal mark and the mark between thousands."""
    symbols = cldr(locale).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def format_date(day: date, locale: str) -> str:
    return dates.format_date(day, "long", locale=cldr(locale))


def format_month(day: date, locale: str) -> str:
    """August 2025"""
    return dates.format_skeleton("yMMMM", day, locale=cldr(locale))


def format_short_month(day: date, locale: str) -> str:
    """The month alone, as short as an axis wants it."""
    return dates.format_skeleton("MMM", day, locale=cldr(locale))


def territory(code: str, locale: str) -> str | None:
    """The name of a country or region by its CLDR code: CN, 001 (the world), 150 (Europe)."""
    return cldr(locale).territories.get(code)


def d3_format(locale: str) -> Mapping[str, object]:
    """How the axes of a chart write numbers, in the form that d3-format takes."""
    symbols = cldr(locale).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
        "minus": "−",
    }


TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})


def slugify(text: str) -> str:
    """A word for an address: "Große Straße" becomes grosse-strasse."""
    plain = unicodedata.normalize("NFC", text).lower().translate(TRANSLITERATION)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
