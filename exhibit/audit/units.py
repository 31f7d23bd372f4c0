"""What a number counts: 45 %, 45 GW, 45 Milliarden Dollar and 45 Reaktoren are four things.

A unit is a kind and a scale: Kilowattstunden and TWh are of one kind, so they compare; a thing that
is counted is a kind of its own. Where nothing is said, a number has no unit and may be any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from exhibit.i18n import Quantity, find_quantities

SHARE, TIMES = "%", "×"
_KEPT = 4096  # units of texts that are looked at again and again
_WINDOW = 90  # letters behind a number in which its unit stands
_SKIPPED = 2  # words between a number and its unit: 86 neue chinesische Reaktoren

_PREFIXES = {"": 0, "m": -3, "c": -2, "k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15}
_SPELLED = {"": 0, "milli": -3, "zenti": -2, "centi": -2, "kilo": 3, "mega": 6, "giga": 9}
_SPELLED |= {"tera": 12, "peta": 15}
_SYMBOLS = ("W", "Wh", "V", "VA", "A", "m", "g", "l", "B", "Hz", "J", "Pa")
# fmt: off
_WORDS = {
    "watt": "W", "wattstunde": "Wh", "wattstunden": "Wh", "volt": "V", "ampere": "A", "meter": "m",
    "metern": "m", "gramm": "g", "liter": "l", "litern": "l", "byte": "B", "hertz": "Hz",
    "joule": "J", "pascal": "Pa", "watts": "W", "watt-hour": "Wh", "watt-hours": "Wh", "volts": "V",
    "metre": "m", "metres": "m", "meters": "m", "gram": "g", "grams": "g", "litre": "l",
    "litres": "l", "liters": "l", "bytes": "B",
}
# Units that take no prefix, with how many of the smallest of their kind they are.
_PLAIN: dict[str, tuple[str, Fraction]] = {
    "%": (SHARE, Fraction(1)), "prozent": (SHARE, Fraction(1)), "percent": (SHARE, Fraction(1)),
    "prozentpunkte": ("%-points", Fraction(1)), "‰": (SHARE, Fraction(1, 10)),
    "euro": ("€", Fraction(1)), "€": ("€", Fraction(1)), "eur": ("€", Fraction(1)),
    "dollar": ("$", Fraction(1)), "dollars": ("$", Fraction(1)), "us-dollar": ("$", Fraction(1)),
    "$": ("$", Fraction(1)), "us-$": ("$", Fraction(1)), "usd": ("$", Fraction(1)),
    "cent": ("¢", Fraction(1, 100)),
    "cents": ("¢", Fraction(1, 100)), "mark": ("Mark", Fraction(1)), "pfund": ("£", Fraction(1)),
    "°c": ("°C", Fraction(1)), "grad": ("°C", Fraction(1)), "km/h": ("km/h", Fraction(1)),
    "tonne": ("g", Fraction(10**6)), "tonnen": ("g", Fraction(10**6)), "t": ("g", Fraction(10**6)),
    "tonnes": ("g", Fraction(10**6)), "tons": ("g", Fraction(10**6)),
    "quadratmeter": ("m²", Fraction(1)), "m²": ("m²", Fraction(1)), "km²": ("m²", Fraction(10**6)),
    "quadratkilometer": ("m²", Fraction(10**6)), "hektar": ("m²", Fraction(10**4)),
    "ha": ("m²", Fraction(10**4)), "kubikmeter": ("m³", Fraction(1)), "m³": ("m³", Fraction(1)),
    "sekunde": ("s", Fraction(1)), "sekunden": ("s", Fraction(1)), "s": ("s", Fraction(1)),
    "seconds": ("s", Fraction(1)), "minute": ("s", Fraction(60)), "minuten": ("s", Fraction(60)),
    "minutes": ("s", Fraction(60)), "min": ("s", Fraction(60)), "stunde": ("s", Fraction(3600)),
    "stunden": ("s", Fraction(3600)), "h": ("s", Fraction(3600)), "hours": ("s", Fraction(3600)),
    "tag": ("s", Fraction(86400)), "tage": ("s", Fraction(86400)),
    "tagen": ("s", Fraction(86400)), "days": ("s", Fraction(86400)),
    "monat": ("month", Fraction(1)), "monate": ("month", Fraction(1)),
    "monaten": ("month", Fraction(1)), "months": ("month", Fraction(1)),
    "jahr": ("year", Fraction(1)), "jahre": ("year", Fraction(1)), "jahren": ("year", Fraction(1)),
    "years": ("year", Fraction(1)),
}
_SPANS = ("stunden", "minuten", "sekunden", "tage", "tagen", "monate", "monaten", "jahren")
_MULTIPLES = {
    "tausend": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
    "billion": 12, "billionen": 12, "thousand": 3, "millions": 6,
}
_OTHERWISE: Mapping[str, Mapping[str, int]] = {"en": {"billion": 9, "billions": 9, "trillion": 12}}
_NO_ADJECTIVE = frozenset((
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
    "im", "in", "am", "an", "aus", "auf", "bei", "beim", "bis", "für", "je", "mit", "nach", "noch",
    "oder", "pro", "und", "um", "unter", "vom", "von", "vor", "zu", "zum", "zur", "über", "wie",
    "als", "so", "waren", "sind", "werden", "wurden", "kamen", "stehen", "standen", "kommen",
    "seine", "seiner", "ihre", "ihrer", "alle", "aller", "kosten", "liegen", "haben", "hatten",
    "brauchen", "brauchten", "beide", "beiden", "diese", "dieser", "diesem", "dazu", "gegen",
    "ohne", "rund", "etwa", "mehr", "weniger", "gehen", "gingen", "arbeiten", "bauten", "daraus",
))
# fmt: on
_TIMES_MARK = re.compile(r"\s?[-‑]?(?:mal|fach\w*|Fache\w*|times)\b")
_OCCASIONS = re.compile(r"\s?Mal\b")
_OF_HUNDRED = re.compile(r"\s(?:von|of|out of)\s100\b")
_RANGE = re.compile(r"\s?(?:bis|und|oder|to|and|or|–|-|/)\s?(?=\d)")
_POWER = re.compile(r"\s*(?:10\^(\d{1,2})|1[. ]?000)\s")
_TOKEN = re.compile(r"\s?([^\W\d_][^\W\d_]*(?:[-/][^\W\d_]+)*(?:-\$)?[²³]?|[%€$£‰]|°C)")


@dataclass(frozen=True)
class Unit:
    kind: str
    scale: Fraction = Fraction(1)  # how many of the smallest unit of its kind
    is_measured: bool = True  # and not counted, as Reaktoren are
    is_inherited: bool = False  # from another number of the list that it stands in

    def fits(self, other: Unit) -> bool:
        """Whether numbers with these units can be compared."""
        if not (self.kind and other.kind):
            return True
        if self.is_inherited and not other.is_measured:
            return True
        if self.is_measured or other.is_measured:
            return self.kind == other.kind or {self.kind, other.kind} in ({"¢", "$"}, {"¢", "€"})
        return _is_like(self.kind, other.kind)

    def ratio(self, other: Unit) -> Fraction:
        """What a number with this unit is multiplied by to have the other one."""
        if self.kind and other.kind and self.is_measured != other.is_measured:
            return Fraction(1)
        return _divide(self.scale, other.scale)


@lru_cache(_KEPT)
def _divide(one: Fraction, other: Fraction) -> Fraction:
    return one / other


def _is_like(one: str, other: str) -> bool:
    """Whether two nouns name the same: Stunde, Chipstunden; Reaktor, Kernreaktoren."""
    short, long = sorted((one, other), key=len)
    return short[: max(4, len(short) - 2)] in long


@lru_cache(_KEPT)
def _find_unit(text: str, locale: str, start: int, end: int) -> Unit | None:
    """That of the number which ends there, or of the last one of a range: 10 bis 20 Tage."""
    if text[:start].rstrip()[-1:] in ("€", "$", "£"):
        return _of_word(text[:start].rstrip()[-1])
    tail = text[end : end + _WINDOW]
    if span := _RANGE.match(tail):
        following = next(iter(find_quantities(tail[span.end() :], locale)), None)
        if following and not following.start and not following.moment:
            first = end + span.end()
            return _find_unit(text, locale, first, first + following.end)
    if _OF_HUNDRED.match(tail):
        return Unit(SHARE)
    return _read_tail(tail, locale)


def unit_of(text: str, quantity: Quantity, locale: str) -> Unit | None:
    return _find_unit(text, locale, quantity.start, quantity.end)


def _read_tail(tail: str, locale: str) -> Unit | None:
    scale, at, skipped = Fraction(1), 0, 0
    while True:
        if _TIMES_MARK.match(tail, at):
            return Unit(TIMES, scale)
        if _OCCASIONS.match(tail, at):
            return Unit("", scale, is_measured=False)
        found = _TOKEN.match(tail, at)
        if not found:
            break
        word, at = found[1], found.end()
        if (power := _multiple_of(word, locale)) is not None:
            scale *= Fraction(10) ** power
            at += tail[at : at + 1] == "."
        elif unit := _of_word(word):
            return Unit(unit.kind, unit.scale * scale)
        elif _is_noun(word, locale):
            return Unit(word.lower(), scale, is_measured=False)
        elif skipped < _SKIPPED and _is_adjective(word, locale):
            skipped += 1
        else:
            break
    return Unit("", scale, is_measured=False) if scale != 1 else None


def _multiple_of(word: str, locale: str) -> int | None:
    own = _OTHERWISE.get(locale.partition("-")[0], {})
    return own.get(word.lower(), _MULTIPLES.get(word.lower()))


def _is_noun(word: str, locale: str) -> bool:
    if not locale.startswith("de"):
        return len(word) > 3 and word.lower() not in _NO_ADJECTIVE
    return word[0].isupper()


def _is_adjective(word: str, locale: str) -> bool:
    ends = word.endswith(("e", "en", "er", "es", "em"))
    return locale.startswith("de") and ends and word not in _NO_ADJECTIVE


def is_unit(word: str) -> bool:
    return _of_word(word) is not None


@lru_cache(_KEPT)
def _of_word(word: str) -> Unit | None:
    for symbol in _SYMBOLS:
        prefix = word.removesuffix(symbol)
        if prefix != word and prefix in _PREFIXES:
            return Unit(symbol, Fraction(10) ** _PREFIXES[prefix])
    lower = word.lower()
    for name, symbol in _WORDS.items():
        prefix = lower.removesuffix(name)
        if prefix != lower and prefix in _SPELLED:
            return Unit(symbol, Fraction(10) ** _SPELLED[prefix])
    for name in (lower, lower.removesuffix("n")):
        if name in _PLAIN and (len(word) > 1 or word in _PLAIN):
            return Unit(*_PLAIN[name])
    span = next((one for one in _SPANS if lower.endswith(one) and lower != one), "")
    return Unit(*_PLAIN[span]) if span else None


def read_unit(text: str, locale: str) -> Unit | None:
    """The one unit of measure that a text names, such as that of a column: Strom in TWh."""
    if power := _POWER.match(text):
        unit = read_unit(text[power.end() :], locale)
        scale = Fraction(10) ** int(power[1]) if power[1] else Fraction(1000)
        return Unit(unit.kind, unit.scale * scale) if unit else None
    named = {unit for word in _TOKEN.findall(text) if (unit := _of_word(word))}
    tail = _read_tail(f" {text}", locale)
    if tail and tail.is_measured:
        return tail
    return named.pop() if len(named) == 1 else None


def read_noun(text: str, locale: str) -> Unit | None:
    """What is counted in a column: Reaktoren."""
    found = _TOKEN.match(text)
    return (
        Unit(found[1].lower(), is_measured=False) if found and _is_noun(found[1], locale) else None
    )
