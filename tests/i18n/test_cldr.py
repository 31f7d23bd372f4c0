"""Whatever language an exhibit is in, its numbers, dates and names are written as it has them."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.i18n.cldr import (
    autonym,
    base,
    direction,
    format_date,
    format_list,
    format_month,
    format_number,
    format_percent,
    format_power,
    format_short_month,
    format_unit,
    format_years,
    has_money_first,
    known,
    number_marks,
    private,
    spell,
)
from exhibit.i18n.quantities import find_quantities, read_quantities

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

# Of several scripts and directions, with and without words for great numbers
TAGS = ["de", "de-AT", "de-CH", "de-x-einfach", "en", "en-US", "fr", "pl", "tr", "uk"]
TAGS += ["ar", "fa", "he", "hi", "ja", "ko", "zh", "zh-Hant", "sw", "yue"]
tags = st.sampled_from(TAGS)
DAY = date(2026, 3, 1)


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_that_is_known_can_write_everything(tag: str) -> None:
    assert known(tag) and spell(tag) == tag
    powers = [format_power(power, tag) for power in range(-3, 13)]
    assert len(set(powers)) == len(powers)
    written = [format_date(DAY, tag), format_month(DAY, tag), format_short_month(DAY, tag)]
    written += [format_years(2020, 2024, tag), format_unit(5, "power-gigawatt", tag)]
    assert all(text.strip() for text in [*powers, *written, autonym(tag)])
    assert direction(tag) == ("rtl" if tag in {"ar", "fa", "he"} else "ltr")


@STEADY
@given(st.decimals(-(10**12), 10**12, places=3), st.integers(0, 3), tags)
def test_a_number_is_read_as_it_is_written(value: Decimal, decimals: int, tag: str) -> None:
    written = format_number(value, tag, decimals)
    (quantity,) = find_quantities(written.lstrip("-−\u200e\u200f"), tag)
    assert quantity.value == abs(round(value, decimals))
    mark, _ = number_marks(tag)
    assert len(written.partition(mark)[2] if decimals else "") == decimals


@STEADY
@given(st.decimals(0, 10**9, places=2), tags, tags)
def test_the_same_number_in_two_languages_compares_as_one(
    value: Decimal, one: str, other: str
) -> None:
    texts = [(f"Es sind {format_number(value, tag, 2)} im Jahr", tag) for tag in (one, other)]
    values = [read_quantities(text, tag) for text, tag in texts]
    assert values[0] == values[1] and len(values[0]) == 1


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_thousands_may_be_parted_by_a_space_that_does_not_break_but_by_no_other(space: str) -> None:
    assert read_quantities(f"Es sind 12{space}345,60 Euro", "de") == ["12345.6"]
    assert read_quantities("Raum 12 345,60", "de") == ["12", "345.6"]


@STEADY
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["de", "en", "fr", "pl"]))
def test_a_date_is_read_as_one_moment_as_it_is_written(day: date, tag: str) -> None:
    moments = [one.moment for one in find_quantities(format_date(day, tag), tag)]
    assert moments == [day.isoformat()]
    months = [one.moment for one in find_quantities(format_month(day, tag), tag)]
    assert months == [day.isoformat()[:7]]


@pytest.mark.parametrize(
    ("tag", "number", "percent", "power", "words", "money_first"),
    [
        ("de", "-1.234,50", "12,3\u00a0%", "10 Millionen", "a, b und c", False),
        ("de-AT", "-1.234,50", "12,3\u00a0%", "10 Millionen", "a, b und c", True),
        ("de-x-einfach", "-1.234,50", "12,3\u00a0%", "10 Millionen", "a, b und c", False),
        ("en", "-1,234.50", "12.3%", "10 million", "a, b and c", True),
        ("en-US", "-1,234.50", "12.3%", "10 million", "a, b, and c", True),
        ("fr", "-1\u202f234,50", "12,3\u00a0%", "10 millions", "a, b et c", False),
        ("ja", "-1,234.50", "12.3%", "1000万", "a、b、c", True),
    ],
)
def test_each_language_has_its_own_marks_and_words(
    tag: str, number: str, percent: str, power: str, words: str, money_first: bool
) -> None:
    assert format_number(Decimal("-1234.5"), tag, 2) == number
    assert format_percent(0.1234, tag, 1) == percent
    assert format_power(7, tag) == power
    assert format_list(["a", "b", "c"], tag) == words
    assert has_money_first(tag) == money_first


def test_a_list_of_one_or_two_words_has_no_more_than_it_needs() -> None:
    assert [format_list(words, "de") for words in ([], ["a"], ["a", "b"])] == ["", "a", "a und b"]


@pytest.mark.parametrize(
    ("power", "german", "english"),
    [(-2, "0,01", "0.01"), (0, "1", "1"), (5, "100.000", "100,000"), (6, "1 Million", "1 million")],
)
def test_a_power_of_ten_is_in_words_where_it_has_too_many_zeros(
    power: int, german: str, english: str
) -> None:
    assert (format_power(power, "de"), format_power(power, "en")) == (german, english)


def test_days_and_months_are_named_as_in_a_text_and_years_as_a_range() -> None:
    assert format_date(DAY, "de") == "1. März 2026" and format_date(DAY, "en") == "1 March 2026"
    assert format_month(DAY, "de") == "März 2026" and format_short_month(DAY, "en") == "Mar"
    assert format_years(2020, 2024, "de") == "2020–2024"
    assert format_years(2020, 2020, "de") == "2020"


@pytest.mark.parametrize("tag", ["xx", "", "deutsch", "de-XX-YY-ZZ", "x-einfach", "de_AT", "-"])
def test_what_is_no_language_is_not_known(tag: str) -> None:
    assert not known(tag)


@STEADY
@given(st.text(st.sampled_from("abxDE01-_"), max_size=12))
def test_any_text_is_a_language_or_not_and_is_spelled_once(text: str) -> None:
    assert known(text) in {True, False}
    assert spell(spell(text)) == spell(text)


def test_a_variety_that_only_its_users_know_is_a_variety_of_its_language() -> None:
    assert private("de-x-einfach") and not private("de-AT")
    assert base("de-x-einfach") == base("de-AT") == "de"
    assert autonym("de-x-einfach") == autonym("de") == "Deutsch"
