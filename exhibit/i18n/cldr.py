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


def is_place(code: str) -> bool:
    """Whether a code stands for a country or region in every statistic that uses it."""
    return bool(territory(code, "en")) and code not in _NO_PLACES


_NO_PLACES = frozenset({"EA", "XA", "XB", "ZZ"})  # EA is Ceuta in CLDR, and the euro at Eurostat
_EUROPEAN_STATISTICS = re.compile(r"(?P<EU>EU[-_ ]?27(_2020)?)|(?P<EZ>EA([-_ ]?\d\d)?|EUROZONE)")
_CODES_OF_OFFICES: Mapping[str, str] = {  # of Eurostat, Our World in Data and the World Bank
    "EL": "GR",
    **dict.fromkeys(("OWID_WRL", "WLD"), "001"),
    **dict.fromkeys(("OWID_EUN", "OWID_EU27", "EUU"), "EU"),
    **dict.fromkeys(("OWID_KOS", "XKX"), "XK"),
    **{"OWID_EUR": "150", "OWID_AFR": "002", "OWID_ASI": "142", "OWID_OCE": "009", "EMU": "EZ"},
}
_ASIDE = re.compile(  # what statistics add to a name without changing what it names
    r"\((\d+|the|UN|Ember|EI|EIA|WB|OWID|\d+ .*|(until|bis|from|ab|since|seit) .*)\)$"
    r"|[–-] \d+ (countries|Länder) .*$|, (The|RB|Islamic .*|Arab .*)$"
)
_NAMES_OF_OFFICES: dict[str, str] = {  # that CLDR has not, in English or German
    **dict.fromkeys(("united states of america", "vereinigte staaten von amerika"), "US"),
    **dict.fromkeys(("russian federation", "russische föderation"), "RU"),
    **dict.fromkeys(("czech republic", "tschechische republik"), "CZ"),
    **dict.fromkeys(("great britain", "großbritannien"), "GB"),
    **dict.fromkeys(("euro area", "euroraum", "euro-währungsgebiet"), "EZ"),
    **dict.fromkeys(("korea, rep.", "republic of korea", "republik korea"), "KR"),
    "turkey": "TR",
    **dict.fromkeys(("ivory coast", "elfenbeinküste"), "CI"),
}


def find_territory(word: str, locales: Iterable[str]) -> str:
    """The code that a word is meant for: another code (DEU, de, EL) or a name (Deutschland)."""
    return _find_code(word) or _find_name(word, tuple(locales))


def _find_code(word: str) -> str:
    upper = word.upper()
    if found := _EUROPEAN_STATISTICS.fullmatch(upper):
        return str(found.lastgroup)
    if upper in _CODES_OF_OFFICES:
        return _CODES_OF_OFFICES[upper]
    aliases = get_global("territory_aliases").get(upper, ())
    succeeded = aliases if len(aliases) == 1 else ()  # of a state that fell apart are several
    codes = (upper, *map(str, succeeded))
    return next((code for code in codes if is_place(code)), "")


def _find_name(word: str, locales: tuple[str, ...]) -> str:
    names = _names_of_territories(locales)
    plain = _fold(word)
    short = _fold(_ASIDE.sub("", word).strip())
    for name in (plain, short):
        if name in names:
            return names[name]
    if word.isupper():
        return ""  # an abbreviation, and those that are alike mean something else
    near = [name for name in names if name[:1] == plain[:1]]
    close = get_close_matches(plain, near, n=1, cutoff=0.8)
    return names[close[0]] if close else ""


@cache
def _names_of_territories(locales: tuple[str, ...]) -> dict[str, str]:
    """The names of all places, folded; of two with one name that of an earlier locale is meant."""
    known = {
        name: code
        for locale in reversed(locales)
        for code, name in _cldr(locale).territories.items()
        if is_place(code)
    }
    return {_fold(name): code for name, code in (_NAMES_OF_OFFICES | known).items()}


def _fold(name: str) -> str:
    """A name without capitals, accents and what else is written in several ways."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.replace("’", "'").replace("&", "and").removeprefix("the ")


_TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})


def slugify(text: str) -> str:
    """A word for an address: "Große Straße" becomes grosse-strasse."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_TRANSLITERATION)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
