"""Numbers, dates and times in a running text as values, so that texts in two languages compare.

1.234,5 is 1,234.5; 23. November 2026 is 23/11/2026; 14 Uhr is 2 p.m. What a text says is a
collection of such values: their order, and the words around them, differ between languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from unicodedata import decimal

from exhibit.i18n.cldr import base, month_names, number_marks

_ARABIC_MARK, _ARABIC_GROUP = "\u066b", "\u066c"  # beside Arabic digits, for which CLDR has others
_SPACES = "\u00a0\u202f"  # between thousands, whatever the language
_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
_DOTTED_DATE = (
    rf"(?<![\d.,]){_DAY}\.{_MONTH}\.(\d{{4}}|\d\d)?(?!\d)"  # where a dot is no decimal mark
)
_DATES = (
    rf"(?<![\d.,/]){_DAY}/{_MONTH}/(\d{{4}})(?!\d)|(?<![\d-])(\d{{4}})-{_MONTH}-{_DAY}(?![\d-])"
)
_TIMES = {
    "de": r"(?<![\d.,:])(\d\d?)(?:[.:](\d\d))?\s*Uhr\b",
    "en": r"(?<![\d.,:])(\d\d?)(?:[.:](\d\d))?\s*([ap])\.?m\b\.?",
}
_ISO_DATE = re.compile(r"(?<![\d-])\d{4}-(?:0\d|1[0-2])(?:-[0-3]\d)?(?![\d-])")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-$₂])*")
_PAUSE = re.compile(r"[.,;:!?()=÷×−+]")
_DIGIT = re.compile(r"\d")  # of any script
_YEAR = re.compile(r"[12]\d{3}")
_CLOCK = r"(?<![\d.,:])(\d\d?):(\d\d)(?![\d:])"


@dataclass(frozen=True)
class Quantity:
    """A number or a date in a text, and where it stands in it."""

    text: str
    start: int
    value: Decimal  # with the decimals that are written; of a date 0
    moment: str = ""  # 2025-10-16, 2025-10 without a day, 10-16 without a year

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_year(self) -> bool:
        """Four digits without a mark between thousands."""
        return bool(_YEAR.fullmatch(self.text))


def find_quantities(text: str, locale: str) -> list[Quantity]:
    """The numbers of a text in their order, a date as one."""
    mark, group = number_marks(locale)
    found: list[Quantity] = []

    def take(date: re.Match[str]) -> str:
        moment = _read_moment(date, locale)
        if not moment:
            return date[0]
        found.append(Quantity(date[0], date.start(), Decimal(0), moment))
        return " " * len(date[0])

    plain = _name_month(locale).sub(take, text)
    plain = _ISO_DATE.sub(take, plain)
    for number in _number_pattern(mark, group).finditer(plain):
        digits = number["point"] or re.sub(f"[{re.escape(group)}{_SPACES}]", "", number[0])
        value = Decimal(digits.replace(mark, "."))
        found.append(Quantity(number[0], number.start(), value))
    return sorted(found, key=lambda one: one.start)


def words_after(text: str, quantity: Quantity, count: int) -> list[str]:
    """The words behind a number, up to the next pause."""
    return _WORD.findall(_PAUSE.split(text[quantity.end :], maxsplit=1)[0])[:count]


def _read_moment(date: re.Match[str], locale: str) -> str:
    """A date by the size of its parts; empty if the name of a month stands alone."""
    if date.re is _ISO_DATE:
        return date[0]
    day, year = (re.sub(r"\D", "", date[part] or "") for part in ("day", "year"))
    month = month_names(locale)[date["month"]]
    parts = [year, f"{month:02}", f"{int(day):02}" if day else ""]
    return "-".join(filter(None, parts)) if day or _YEAR.fullmatch(year) else ""


def read_quantities(text: str, locale: str) -> list[str]:
    """Every number as it would be written in code; those of dates and times one by one."""
    if not _DIGIT.search(text):
        return []
    mark, group = number_marks(locale)
    plain = "".join(str(decimal(letter, letter)) for letter in text)
    plain = plain.replace(_ARABIC_MARK, mark).replace(_ARABIC_GROUP, group)
    plain = _name_month(locale).sub(lambda found: _month_number(found, locale), plain)
    found: list[str] = []

    def take(values: Iterator[str]) -> str:
        found.extend(values)
        return " "

    for pattern in (_TIMES.get(base(locale), _CLOCK), _CLOCK):
        plain = re.sub(pattern, lambda time: take(_read_time(*time.groups())), plain)
    for pattern in (_DATES, *([_DOTTED_DATE] if mark != "." else [])):
        plain = re.sub(pattern, lambda date: take(_read_date(*date.groups())), plain)
    return found + [
        _read_number(one, mark, group) for one in _number_pattern(mark, group).finditer(plain)
    ]


@cache
def _number_pattern(mark: str, group: str) -> re.Pattern[str]:
    """A number as the language has it or, such as that of a version, with a decimal point."""
    between = f"[{re.escape(group)}{_SPACES}]"
    return re.compile(
        rf"(?P<point>\d+\.\d{{1,2}}(?!\.?\d))|"
        rf"\d+(?:{between}\d{{3}}(?!\d))*(?:{re.escape(mark)}\d+)?"
    )


def _read_number(found: re.Match[str], mark: str, group: str) -> str:
    """The value of a number; zeros at its ends say nothing."""
    plain = found["point"] or re.sub(f"[{re.escape(group)}{_SPACES}]", "", found[0])
    return f"{Decimal(plain.replace(mark, '.')).normalize():f}"


def _read_date(*parts: str | None) -> Iterator[str]:
    return (str(int(part)) for part in parts if part)


def _read_time(hour: str, minute: str | None, half: str = "") -> Iterator[str]:
    """Hour and minute of a day of 24 hours; a full hour has no minute."""
    yield str(int(hour) % 12 + 12 * (half == "p") if half else int(hour))
    if minute and int(minute):
        yield minute


@cache
def _name_month(locale: str) -> re.Pattern[str]:
    """A month beside a day or a year, where its name stands for a number."""
    names = "|".join(map(re.escape, sorted(month_names(locale), key=len, reverse=True)))
    day, year = r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?\s", r",?\s(?:\d{1,2},?\s)?\d{2,4}(?![.,]?\d)"
    return re.compile(
        rf"(?P<day>{day})?\b(?P<month>{names})\b\.?(?P<year>{year}|\s\d{{1,2}}(?![.,]?\d))?"
    )


def _month_number(found: re.Match[str], locale: str) -> str:
    if not (found["day"] or found["year"]):
        return found[0]
    day = re.sub(r"\D", "", found["day"] or "")
    year = (found["year"] or "").replace(",", " ")
    return f"{day} {month_names(locale)[found['month']]} {year}"
