"""No regular expression of the program takes the square of what it reads, or more.

For each, texts are made that repeat what it is looking for without ever coming to an end. Reading
four times as much may take four times as long; what takes far more is measured again, so that
nothing but growth is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from time import process_time

import pytest

import exhibit
from exhibit.i18n.cldr import number_marks
from exhibit.i18n.quantities import _name_month, _number_pattern
from tests import ROOT

MODULES = sorted(one.name for one in walk_packages(exhibit.__path__, "exhibit."))
LETTERS, GROWTH = 4000, 4
WORTH_A_LOOK = 0.004  # seconds; what is linear takes a hundredth of this
TOO_MUCH = 2.5 * GROWTH  # times as long; a square takes GROWTH ** 2 as long
ANCHORED = {"match", "fullmatch"}  # methods that begin at one place only
METHODS = r"\.(match|fullmatch|search|sub|findall|finditer|split)\b"
SOURCES = {
    name: (ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")
    for name in MODULES
    if (ROOT / f"{name.replace('.', '/')}.py").exists()
}


def find_patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The compiled expressions in a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping) and depth < 3:
        yield from find_patterns([*value.values()], depth + 1)
    elif isinstance(value, list | tuple | frozenset) and depth < 3:
        for one in value:
            yield from find_patterns(one, depth + 1)


def patterns_of(module: str) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """The expressions of a module by name, and whether they begin at one place only."""
    for name, value in vars(import_module(module)).items():
        if not (patterns := [*find_patterns(value)]):
            continue
        texts = [SOURCES.get(module, "")] if name.startswith("_") else SOURCES.values()
        used = {one for text in texts for one in re.findall(rf"\b{name}{METHODS}", text)}
        for pattern in patterns:
            anchored = name == "_SLIPS" or (bool(used) and used <= ANCHORED)  # each in turn
            yield f"{module}.{name}", pattern, anchored


def literals(module: str) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """The expressions that are written where they are used."""
    written = (
        r"re\.(match|fullmatch|search|sub|findall|finditer|split)\(\s*r?\"((?:[^\"\\]|\\.)+)\""
    )
    for method, pattern in re.findall(written, SOURCES.get(module, "")):
        yield f"{module} {pattern}", re.compile(pattern), method in ANCHORED


def built() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """The expressions that are made for a language."""
    for locale in ("de", "en"):
        yield "_number_pattern", _number_pattern(*number_marks(locale)), False
        yield "_name_month", _name_month(locale), False


EVERY = {
    (pattern.pattern, anchored): (name, pattern)
    for found in (*map(patterns_of, MODULES), *map(literals, MODULES), built())
    for name, pattern, anchored in found
}


def hostile_texts(pattern: str) -> Iterator[tuple[str, str, str]]:
    """Beginnings, what is repeated after them, and ends, of the letters that it looks for."""
    plain = re.sub(r"\(\?(?:P?<\w+>|[:=!>]|<[=!]|P=\w+\))|\\[AbBdDsSwWZ]", " ", pattern)
    tokens = [one.lstrip("\\")[:8] for one in re.findall(r"\\.|\w+|[^\w\s\\]", plain)]
    words = [one for one in tokens if one not in {"(", ")", "|", "+", "*", "?", "^", "$"}][:6]
    openings = [*dict.fromkeys("".join(words[:count]) for count in range(len(words) + 1))]
    units = [*dict.fromkeys((" ", "a", "7", *filter(None, tokens), "\n"))][:16]
    yield from product(openings, units, ("!",))
    yield from product(("",), (*openings[1:], *map("".join, product(units[:8], repeat=2))), ("",))


def measure(read: Callable[[str], object], text: str, runs: int) -> float:
    """Seconds of the processor, the least of several runs."""
    times = []
    for _ in range(runs):
        begun = process_time()
        read(text)
        times.append(process_time() - begun)
    return min(times)


def find_growth(
    pattern: re.Pattern[str], anchored: bool, texts: Iterable[tuple[str, str, str]]
) -> str:
    """The first text that takes far longer to read when it is longer; empty if none does."""

    def read(text: str) -> object:
        if anchored:
            return pattern.match(text), pattern.fullmatch(text)
        return [None for _ in pattern.finditer(text)]

    for opening, unit, end in texts:
        long = opening + unit * (LETTERS // len(unit)) + end
        short = opening + unit * (LETTERS // len(unit) // GROWTH) + end
        if measure(read, long, 1) < WORTH_A_LOOK:
            continue
        if measure(read, long, 5) > TOO_MUCH * max(measure(read, short, 5), 1e-5):
            return f"{opening!r} {unit!r} {end!r}"
    return ""


def test_every_expression_is_looked_at() -> None:
    names = {name for name, _ in EVERY.values()}
    assert len(names) > 100
    assert {"exhibit.markup.walk.SUFFIX", "exhibit.tables.slips._SLIPS"} <= names


@pytest.mark.parametrize(
    "pattern", [r"\s*\{x\}\s*$", r"\[[^\]]*\]", r"<!--(.*?)-->", r"\*\[([^\]]+)\]:", r"\d+:"]
)
def test_what_grows_is_noticed(pattern: str) -> None:
    assert find_growth(re.compile(pattern), False, hostile_texts(pattern))


@pytest.mark.parametrize("part", range(8))
def test_reading_more_takes_no_longer_than_it_is_longer(part: int) -> None:
    for (_, anchored), (name, pattern) in [*EVERY.items()][part::8]:
        growing = find_growth(pattern, anchored, hostile_texts(pattern.pattern))
        assert not growing, f"{name} {pattern.pattern}: {growing}"


@pytest.mark.parametrize("module", MODULES)
def test_a_group_is_not_repeated_possessively(module: str) -> None:
    """Python before 3.11.5 takes such a group for one that matches less than it does."""
    for name, pattern, _ in patterns_of(module):
        assert not re.search(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+|\(\?>", pattern.pattern), name
