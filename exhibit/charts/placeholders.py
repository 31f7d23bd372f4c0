"""Figures in sentences: placeholders such as {CN.value}, filled in from the table of a chart.

A number that is typed drifts from its table; one that is read cannot. Translations
carry the placeholder, so it is filled in after them and written as the reader's
language writes it: `read` finds what one stands for, a Write puts it into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from exhibit.charts.lookup import NAMES, Lookup
from exhibit.charts.model import AnyChart, Column
from exhibit.diagnostics import ContentError, Place, Source, each, say, suggest
from exhibit.i18n import READING, Language, Phrase

_Write = Callable[[str, Decimal | None, Column, Language], Phrase]  # a cell in words
ReadFigure = Callable[[str, Place, Language], str]  # the placeholder of a page, filled in

IN_CARD = re.compile(r"\{([^{}\n]*)\}")
IN_PAGE = re.compile(  # code and what is escaped stays; {CN.value} lacks its chart, which is told
    rf"(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    rf"|(?<!\\){READING}|(?<!\\)\{{[^{{}}#=:\n.]+\.[^\W\d]\w*(?:\|~?\d)?\}}",
    re.DOTALL,
)
_READ_FROM = re.compile(r"(?<!\\)\{([\w-]+):\s[^{}]+\}")  # the chart that a placeholder names
_MARKDOWN = re.compile(r"[\\`*_\[\]<]")
# After a bar, which in a table of Markdown is written \|: how exactly the figure is told
_EXACTNESS = re.compile(r"(?<!\s)\s*+\\?\|\s*+(?:(?P<decimals>\d)|~(?P<digits>[1-9]))\s*+$")


@dataclass(frozen=True)
class Reading:
    """What a placeholder stands for: a cell of the table, or a figure worked out from some."""

    column: Column  # how it is written
    cell: str = ""
    value: Decimal | None = None


def fill(text: str, marks: re.Pattern[str], fill_one: Callable[[str], str]) -> str:
    """The text with every placeholder replaced; raises the faults of all of them."""
    found = dict.fromkeys(mark[0] for mark in marks.finditer(text) if mark[0][0] != "`")
    filled = dict(zip(found, each(fill_one, found), strict=True))
    return marks.sub(lambda mark: filled.get(mark[0], mark[0]), text)


def fill_phrase(chart: AnyChart, text: str, language: Language, write: _Write) -> Phrase:
    """A text of a card in a language, with its placeholders filled in."""

    def read_figure(mark: str, place: Place, language: Language) -> str:
        reading = read(chart, mark[1:-1], place)
        return write(reading.cell, reading.value, reading.column, language).text

    return fill_source(chart.source, text, language, IN_CARD, read_figure)


def fill_source(
    source: Source,
    text: str,
    language: Language,
    marks: re.Pattern[str],
    read_figure: ReadFigure,
    line: int = 1,
) -> Phrase:
    """A text of TOML, which stands at or after a line, in a language and with its figures.

    A translation of an earlier text may name what is gone; the text as it is stands in for it.
    """
    phrase = language.phrase(text)
    entry = language.catalogue.find(text) if language.catalogue else None
    german = Language(language.source, language.source)
    spoken = language.voice(phrase)

    def fill_one(mark: str) -> str:
        place = source.find(mark, line)
        if entry and language.catalogue:
            place = language.catalogue.source.find_near(mark, entry.line)
        return read_figure(mark, place, spoken)

    try:
        return replace(phrase, text=fill(phrase.text, marks, fill_one))
    except* ContentError:
        if not phrase.is_stale:
            raise
    return fill_source(source, text, german, marks, read_figure, line)


def make_reader(charts: Mapping[str, AnyChart], write: _Write) -> ReadFigure:
    """What fills in {CHART: placeholder} in the Markdown of pages."""
    read_figure = make_plain_reader(charts, write)
    return lambda mark, place, language: _MARKDOWN.sub(
        r"\\\g<0>", read_figure(mark, place, language)
    )


def make_plain_reader(charts: Mapping[str, AnyChart], write: _Write) -> ReadFigure:
    """What fills in {CHART: placeholder} in a text that is no Markdown."""

    def read_figure(mark: str, place: Place, language: Language) -> str:
        reading = read_mark(charts, mark, place)
        return write(reading.cell, reading.value, reading.column, language).text

    return read_figure


def read_mark(charts: Mapping[str, AnyChart], mark: str, place: Place) -> Reading:
    """What {CHART: placeholder} stands for."""
    name, colon, words = " ".join(mark[1:-1].split()).partition(":")
    if not colon or name in _WORKED_OUT:
        message = say("“{mark}” does not say in which chart to look.", mark=mark)
        example = f"{{{next(iter(charts), 'strom-2024')}: {mark[1:]}"
        raise ContentError(place, message, say("Name it first: {example}", example=example))
    if name not in charts:
        message = say("There is no chart “{name}” in content/charts.", name=name)
        raise ContentError(place, message, suggest(name, charts))
    return read(charts[name], words, place)


def read(chart: AnyChart, text: str, place: Place) -> Reading:
    """What the words between the braces stand for; place is where they are written."""
    found = _EXACTNESS.search(text)
    words = text[: found.start()] if found else text
    name, colon, rest = (part.strip() for part in words.partition(":"))
    lookup = Lookup(chart, place)
    if colon and name in _WORKED_OUT:
        reading = _WORKED_OUT[name](lookup, rest)
    elif colon and "." not in rest:
        message = say("“{name}” is nothing that can be worked out.", name=name)
        raise lookup.fault(message, suggest(name, _WORKED_OUT))
    else:
        reading = _read_cell(lookup, words.strip())
    if not found:
        return reading
    if found["digits"]:
        return _round_off(reading, int(found["digits"]))
    return replace(reading, column=replace(reading.column, decimals=int(found["decimals"])))


def _round_off(reading: Reading, digits: int) -> Reading:
    """The figure to so many digits, for those who want its size: 445 to 1 digit is 400."""
    if not reading.value:
        return reading
    decimals = digits - 1 - reading.value.adjusted()
    value = reading.value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return replace(reading, value=value, column=replace(reading.column, decimals=max(decimals, 0)))


def _read_cell(lookup: Lookup, words: str) -> Reading:
    """A cell, or the sum of a column."""
    key, dot, name = (part.strip() for part in words.rpartition("."))
    if not dot:
        message = say("“{words}” does not say which column.", words=words)
        examples = f"{{{words or 'max'}.value}}, {{sum.value}}, {{share:CN}}, {{ratio:CN : US|1}}"
        raise lookup.fault(message, say("Write one of these: {examples}", examples=examples))
    name = lookup.column(name)
    column = lookup.chart.card.columns[name]
    *parts, last = lookup.parts(key)
    if last == "sum" and not lookup.fitting(lookup.all_rows, last):
        return Reading(column, value=lookup.total(parts, name))
    if column.format in NAMES | {"year"}:
        return Reading(column, lookup.cell(key, name))
    return Reading(column, lookup.cell(key, name), lookup.figure(key, name))


def _share(lookup: Lookup, words: str) -> Reading:
    """A value as per cent of the sum; that of CN/coal, of the sum of all CN."""
    key, name = _operand(lookup, words)
    total = lookup.total(lookup.parts(key)[:-1], name)
    _check_divisor(lookup, total, "sum")
    return Reading(Column("", "number"), value=100 * lookup.figure(key, name) / total)


def _ratio(lookup: Lookup, words: str) -> Reading:
    first, second = _operands(lookup, words)
    divisor = lookup.figure(*second)
    _check_divisor(lookup, divisor, second[0])
    return Reading(Column("", "number", decimals=1), value=lookup.figure(*first) / divisor)


def _difference(lookup: Lookup, words: str) -> Reading:
    first, second = _operands(lookup, words)
    decimals = lookup.chart.card.columns[first[1]].decimals
    value = lookup.figure(*first) - lookup.figure(*second)
    return Reading(Column("", "number", decimals), value=value)


def _operands(lookup: Lookup, words: str) -> Sequence[tuple[str, str]]:
    found = words.split(" : ")
    if len(found) != 2:
        message = say("“{words}” does not name two rows.", words=words)
        hint = say("Write a colon between spaces: {example}", example="{ratio:CN : US}")
        raise lookup.fault(message, hint)
    return [_operand(lookup, one) for one in found]


def _operand(lookup: Lookup, words: str) -> tuple[str, str]:
    """A key and its column, which is that of the values unless another one is named."""
    key, dot, name = (part.strip() for part in words.rpartition("."))
    roles = {role for role in ("category", "series", "x", "value") if lookup.role(role)}
    named = bool(dot) and name in roles.union(lookup.chart.card.columns)
    return (key, lookup.column(name)) if named else (words.strip(), lookup.column("value"))


def _check_divisor(lookup: Lookup, divisor: Decimal, key: str) -> None:
    if not divisor:
        message = say("Nothing can be divided by “{key}”, which is 0.", key=key)
        raise lookup.fault(message, say("Choose another row."))


_WORKED_OUT: Mapping[str, Callable[[Lookup, str], Reading]] = {
    "share": _share,
    "ratio": _ratio,
    "difference": _difference,
}


def find_tables(charts: Mapping[str, AnyChart], text: str) -> Iterable[str]:
    """The charts that the placeholders of a text name."""
    return (name for name in _READ_FROM.findall(text) if name in charts)
