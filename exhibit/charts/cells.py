"""Cells of a table as the reader sees them: numbers, moments, countries, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from exhibit.charts.model import AnyChart, Column
from exhibit.charts.placeholders import fill_phrase
from exhibit.i18n import (
    NO_BREAK,
    SYMBOLS,
    Language,
    Phrase,
    Written,
    format_date,
    format_month,
    format_number,
    format_percent,
    has_money_first,
    set_phrase,
    territory,
)
from exhibit.tables import NUMBERS, count_decimals, parse_moment

NO_VALUE = "–"  # written where there is no figure
_BRACKET = re.compile(r"\(([^()]+)\)")
_MONEY = ("$", "€")


def write_cell(cell: str, value: Decimal | None, column: Column, language: Language) -> Phrase:
    """A cell as its column says, in the reader's language if it has words for it."""
    locale = language.locale
    if column.format in NUMBERS:
        return Phrase(NO_VALUE if value is None else _write_figure(value, column, locale), locale)
    match column.format:
        case "country":
            return Phrase(territory(cell, locale) or cell, locale)
        case "month" | "date":
            return Phrase(_write_moment(cell, column.format, locale), locale)
        case "year":
            return Phrase(cell, locale)
    return language.write(cell)


def fill_text(chart: AnyChart, text: str, language: Language) -> Phrase:
    """A text of the card as it is read: translated, with its figures, its marks and spaces set."""
    return set_phrase(fill_phrase(chart, text, language, write_cell))


def _write_figure(value: Decimal, column: Column, locale: str) -> str:
    if column.format == "percent":
        return format_percent(float(value / 100), locale, column.decimals)
    return format_number(value, locale, column.decimals)


def write_whole(value: Decimal, language: Language) -> Written:
    """A number with all decimals that it has."""
    decimals = count_decimals(value)
    return Written(partial(format_number, value, decimals=decimals), language.locale)


def _write_moment(cell: str, format: str, locale: str) -> str:
    moment = parse_moment(cell, format)
    if moment is None:
        return cell or NO_VALUE
    return (format_date if moment.has_day else format_month)(moment.day, locale)


def write_name(chart: AnyChart, column: str, cell: str, language: Language) -> str:
    return write_cell(cell, None, chart.card.columns[column], language).text


def write_value(chart: AnyChart, column: str, value: Decimal, language: Language) -> str:
    """A figure at its mark; on an axis that multiplies, without zeros that would say nothing."""
    own = chart.card.columns[column]
    if chart.card.is_logarithmic:
        decimals = count_decimals(round(value, own.decimals) or value)
        return _write_figure(value, replace(own, decimals=decimals), language.locale)
    return _write_figure(value, own, language.locale)


def find_voice(chart: AnyChart, cells: Iterable[tuple[str, str]], language: Language) -> Language:
    """The language of a sentence with these names: that of the table, if it lacks one of them."""
    columns = chart.card.columns
    names = (write_cell(cell, None, columns[column], language) for column, cell in cells)
    voices = (language.voice(name) for name in names)
    return next((voice for voice in voices if voice is not language), language)


def write_sentence(name: str, label: str, unit: str, language: Language) -> str:
    """What a mark says: China, 2024: 10.087 TWh."""
    return f"{name}: {write_amount(label, unit, language.locale)}"


def write_amount(label: str, unit: str, locale: str) -> str:
    """A figure with its unit, and the sign of a currency where the language has it."""
    *before, last = unit.split(NO_BREAK)
    if last in _MONEY and has_money_first(locale):
        return NO_BREAK.join([f"{last}{label}", *before])
    return NO_BREAK.join(filter(None, [label, unit]))


def find_unit(text: str) -> str:
    """The unit that a line of text names in brackets, such as TWh or Mio. $."""
    found = (part.strip() for part in _BRACKET.findall(text))
    return next((part for part in found if part.split()[-1:] and _is_unit(part.split()[-1])), "")


def _is_unit(word: str) -> bool:
    return word in SYMBOLS or word in _MONEY


def unit_of(chart: AnyChart, column: str, language: Language) -> str:
    """The unit of a figure, from the card's line of units or, in a panel, from the column."""
    card = chart.card
    if card.columns[column].format == "percent":
        return ""  # it stands in the number
    text = card.columns[column].label if chart.roles.panels else card.unit
    return find_unit(language.write(text).text).replace(" ", NO_BREAK)
