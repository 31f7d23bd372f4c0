"""What is planted where, and whether `check` would say something new of the page."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from exhibit.audit.passages import find_passages, make_figure_reader
from exhibit.audit.spots import Spot, find_spots
from exhibit.audit.trace import make_tracer
from exhibit.audit.traces import Trace, Tracing
from exhibit.features import FEATURES
from exhibit.render import Passage
from tests.exhibits import read_exhibit, source_of

QUANTITIES = ("neighbour", "digits", "swapped", "unit")
SORTS = (*QUANTITIES, "year")
_FREE = ("name", "read")  # rules of numbers that nobody typed as a figure
_UNITS = {
    "TWh": "GWh", "GWh": "TWh", "kWh": "MWh", "Wh": "kWh", "MW": "GW", "GW": "MW", "kW": "MW",
    "Prozent": "Gigawatt", "%": "km", "Milliarden": "Millionen", "Millionen": "Milliarden",
    "Minuten": "Stunden", "Stunden": "Minuten", "Watt": "Volt", "Volt": "Watt", "Dollar": "Euro",
}  # fmt: skip
_NEXT_WORD = re.compile(r"\s?([^\W\d_]+|%)")


@dataclass(frozen=True)
class Site:
    """Where something can be planted: a number on a page, and what was told of it."""

    page: int
    passage: int
    spot: Spot
    trace: Trace


@dataclass(frozen=True)
class Plant:
    """One wrong figure, and whether it was told."""

    sort: str
    site: Site
    text: str  # that stands there now
    is_told: bool
    rule: str  # by which it was believed


class Garden:
    """An exhibit in memory, with all that is said of its numbers as they are."""

    def __init__(self, root: Path) -> None:
        project = read_exhibit(root)
        contents, language = project.contents, source_of(project)
        reader = make_figure_reader(contents.charts, language)
        self.locale = language.locale
        self.tracer = make_tracer(contents, project.settings.contact, language, FEATURES, reader)
        keys = contents.in_order
        self.pages = [
            list(find_passages(contents, contents.documents[key], FEATURES, reader)) for key in keys
        ]
        self.before = [self.tracer.trace_page(page) for page in self.pages]

    @property
    def sites(self) -> Iterator[Site]:
        """Every number that somebody typed."""
        for number, (page, told) in enumerate(zip(self.pages, self.before, strict=True)):
            traces = iter(told.traces)
            for index, passage in enumerate(page):
                for spot in find_spots([passage], self.locale):
                    trace = next(traces)
                    if trace.rule not in _FREE:
                        yield Site(number, index, spot, trace)

    def plant(self, sort: str, site: Site, chance: random.Random) -> Plant | None:
        """Nothing if such a number cannot be changed so."""
        changed = _change(sort, site.spot, chance)
        if changed is None:
            return None
        page = list(self.pages[site.page])
        page[site.passage] = changed.passage
        after = self.tracer.trace_page(page)
        is_told = bool(_complaints(after) - _complaints(self.before[site.page]))
        start = changed.start
        rules = [
            trace.rule
            for trace, spot in zip(after.traces, find_spots(page, self.locale), strict=True)
            if spot.passage is changed.passage and spot.quantity.start == start
        ]
        return Plant(sort, site, changed.text, is_told, "".join(rules))


@dataclass(frozen=True)
class _Changed:
    passage: Passage
    start: int
    text: str


def sow(garden: Garden, sort: str, count: int, seed: int) -> list[Plant]:
    """count plants of a sort at sites drawn by lot."""
    chance = random.Random(f"{seed} {sort}")
    sites = [one for one in garden.sites if _suits(sort, one.spot)]
    chance.shuffle(sites)
    found = (garden.plant(sort, site, chance) for site in sites)
    plants: list[Plant] = []
    for plant in found:
        if plant:
            plants.append(plant)
        if len(plants) == count:
            break
    return plants


def _suits(sort: str, spot: Spot) -> bool:
    return spot.quantity.is_year if sort == "year" else not spot.moment


def _complaints(told: Tracing) -> Counter[tuple[str, ...]]:
    untraced = (
        ("?", str(one.place.file), str(one.place.line), one.number) for one in told.untraced
    )
    return Counter([*untraced, *(("=", one.text) for one in told.false_sums)])


def _change(sort: str, spot: Spot, chance: random.Random) -> _Changed | None:
    quantity, text = spot.quantity, spot.passage.text
    start, end = quantity.start, quantity.end
    if sort == "unit":
        word = _NEXT_WORD.match(text, end)
        if not word or word[1] not in _UNITS:
            return None
        written = text[start : word.start(1)] + _UNITS[word[1]]
        end = word.end()
    else:
        written = _CHANGES[sort](spot, chance)
    if written == text[start:end]:
        return None
    later = len(written) - (end - start)
    figures = frozenset(one + later if one > start else one for one in spot.passage.figures)
    passage = replace(spot.passage, text=text[:start] + written + text[end:], figures=figures)
    return _Changed(passage, start, written)


def _neighbour(spot: Spot, chance: random.Random) -> str:
    value = spot.quantity.value
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    changed = value + step * chance.choice((1, -1))
    return _write(changed if changed > 0 else value + step, spot)


def _other_digits(spot: Spot, chance: random.Random) -> str:
    value = spot.quantity.value
    count, exponent = len(value.as_tuple().digits), int(value.as_tuple().exponent)
    least = 10 ** (count - 1) if count > 1 else 2
    return _write(Decimal(chance.randint(least, 10**count - 1)).scaleb(exponent), spot)


def _swapped(spot: Spot, chance: random.Random) -> str:
    letters = list(spot.quantity.text)
    pairs = [
        index
        for index in range(len(letters) - 1)
        if letters[index] != letters[index + 1]
        and letters[index].isdigit()
        and letters[index + 1].isdigit()
        and not (index == 0 and letters[1] == "0")
    ]
    if pairs:
        index = chance.choice(pairs)
        letters[index], letters[index + 1] = letters[index + 1], letters[index]
    return "".join(letters)


def _other_year(spot: Spot, chance: random.Random) -> str:
    return str(int(spot.quantity.text) + chance.choice((-3, -2, -1, 1, 2, 3)))


_CHANGES = {
    "neighbour": _neighbour, "digits": _other_digits, "swapped": _swapped, "year": _other_year,
}  # fmt: skip


def _write(value: Decimal, spot: Spot) -> str:
    """As the number that it takes the place of was written, in German."""
    places = max(0, -int(spot.quantity.value.as_tuple().exponent))
    written = f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
    return written if "." in spot.quantity.text else written.replace(".", "")


def count_told(plants: Sequence[Plant]) -> Mapping[str, tuple[int, int]]:
    """By sort: how many were told, of how many."""
    sorts = dict.fromkeys(one.sort for one in plants)
    return {
        sort: (
            sum(one.is_told for one in plants if one.sort == sort),
            sum(one.sort == sort for one in plants),
        )
        for sort in sorts
    }
