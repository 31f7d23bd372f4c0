"""Numbers, dates, names of places and languages as a locale writes them.

All of it is CLDR's knowledge, through Babel; nothing here is written by hand
for a language. The locale is always an argument.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Literal

from babel import Locale as Cldr
from babel import UnknownLocaleError, dates, lists, numbers, units
from babel.core import get_global

_LONGEST = 40  # letters of a tag; the longest that a standard foresees has 35
_EUROPEAN = {"en": "en-GB"}  # a tag without a country: how it is written where the museum stands
_PRIVATE = re.compile(r"-x(-[a-z0-9]{1,8}){1,8}$")  # a variety of its users: de-x-einfach


@cache
def _cldr(locale: str) -> Cldr:
    public = _PRIVATE.sub("", locale)
    return Cldr.parse(_EUROPEAN.get(public, public), sep="-")


def known(locale: str) -> bool:
    try:
        return len(locale) <= _LONGEST and bool(_cldr(locale))
    except (ValueError, UnknownLocaleError):
        return False


def spell(tag: str) -> str:
    """A tag as it is always written: de-AT for DE_at, zh-Hant, de-x-einfach."""
    language, *parts = tag.replace("_", "-").lower().split("-")
    public = parts.index("x") if "x" in parts else len(parts)
    sizes = {2: str.upper, 4: str.title}  # of countries and of scripts
    shown = [sizes.get(len(part), str)(part) for part in parts[:public]]
    return "-".join([language, *shown, *parts[public:]])


def private(locale: str) -> bool:
    """Whether CLDR knows the language of a tag, but not this variety of it."""
    return bool(_PRIVATE.search(locale))


def base(locale: str) -> str:
    """The language without its country or variety: de for de-AT and de-x-einfach."""
    return locale.partition("-")[0]


def autonym(locale: str) -> str:
    """The language's own name for itself: Deutsch, English."""
    name = Cldr.parse(_PRIVATE.sub("", locale), sep="-").get_display_name() or locale
    return name[:1].upper() + name[1:]


def direction(locale: str) -> str:
    return str(_cldr(locale).text_direction)


def format_number(value: float | Decimal, locale: str, decimals: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(Decimal(str(value)), pattern, locale=_cldr(locale))


def format_power(power: int, locale: str) -> str:
    """A power of ten, in words where there would be too many zeros: 0,1 or 10 Millionen."""
    value = Decimal(10) ** power
    if power < 6:
        return format_number(value, locale, max(0, -power))
    cldr = _cldr(locale)
    # CLDR has no longer form where the short one is words already, as in Japanese
    length: Literal["long", "short"] = "long" if "long" in cldr.compact_decimal_formats else "short"
    return numbers.format_compact_decimal(value, format_type=length, locale=cldr)


def has_money_first(locale: str) -> bool:
    """Whether the sign of a currency stands before the amount: $60, but 60 $."""
    return str(_cldr(locale).currency_formats["standard"].pattern).startswith("¤")


def number_marks(locale: str) -> tuple[str, str]:
    """The decimal mark and the mark between thousands."""
    symbols = _cldr(locale).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def format_percent(share: float, locale: str, decimals: int = 0) -> str:
    """A share of 1 as per cent, with the space and the sign that the language has."""
    pattern = _cldr(locale).percent_formats[None].pattern
    digits = "0." + "0" * decimals if decimals else "0"
    return numbers.format_percent(share, re.sub(r"0(\.[0#]+)?", digits, pattern), _cldr(locale))


def format_unit(value: float | Decimal, unit: str, locale: str) -> str:
    """A measure in one of CLDR's units, such as power-gigawatt: 5 GW."""
    return str(units.format_unit(value, unit, "short", locale=_cldr(locale)))


def format_list(words: Iterable[str], locale: str) -> str:
    """Words with what the language puts between them: a, b und c."""
    return lists.format_list(list(words), locale=_cldr(locale))


def format_date(day: date, locale: str) -> str:
    return dates.format_date(day, "long", locale=_cldr(locale))


def format_month(day: date, locale: str) -> str:
    """August 2025"""
    return dates.format_skeleton("yMMMM", day, locale=_cldr(locale))


def format_short_month(day: date, locale: str) -> str:
    """The month alone, as short as an axis wants it."""
    return dates.format_skeleton("MMM", day, locale=_cldr(locale))


def format_years(first: int, last: int, locale: str) -> str:
    """A range of years: 2020–2024."""
    ends = (date(first, 1, 1), date(last, 1, 1))
    return str(dates.format_interval(*ends, "y", locale=_cldr(locale)))


def month_names(locale: str) -> Mapping[str, int]:
    """The months as a text may name them, in full or abbreviated, with their number."""
    forms = _cldr(locale).months
    return {
        name.rstrip("."): number
        for names in (forms[use][width] for use in forms for width in ("wide", "abbreviated"))
        for number, name in names.items()
    }


def territory(code: str, locale: str) -> str | None:
    """The name of a country or region by its CLDR code: CN, 001 (the world), 150 (Europe)."""
    return _cldr(locale).territories.get(code)


def find_territory(word: str, locales: Iterable[str]) -> str:
    """The code that a word is meant for: another code (DEU, de) or a name (Deutschland)."""
    aliases = get_global("territory_aliases").get(word.upper(), ())
    for code in (word.upper(), *map(str, aliases), word.upper()[::-1]):
        if territory(code, "en"):
            return code
    names: dict[str, str] = {
        name.casefold(): code
        for locale in locales
        for code, name in _cldr(locale).territories.items()
    }
    close = get_close_matches(word.casefold(), names, n=1, cutoff=0.8)
    return names[close[0]] if close else ""


_TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})


def slugify(text: str) -> str:
    """A word for an address: "Große Straße" becomes grosse-strasse."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_TRANSLITERATION)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
