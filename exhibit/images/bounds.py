"""How much a drawing may ask of whoever paints it: its numbers, its dashes, and what it repeats.

A few lines can ask for more than any browser ever ends with: a group shown ten times in a group
that is shown ten times, and so on. So a drawing is measured as if each reference were written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from exhibit.diagnostics import ContentError, Notice, Source, say

_MOST_LETTERS = 400_000  # with all that is repeated
_DEEPEST = 4  # repetitions in one another
_LARGEST = 100_000  # of a number
_MOST_DASHES = 1_000_000
_NUMBER = re.compile(r"[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?")
_NO_NUMBER = re.compile(r"nan|inf(?:inity)?", re.IGNORECASE)
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaeE\d.,+\-\s]*")
_SHOWN = 24  # letters of a number that is told


@dataclass(frozen=True)
class Reference:
    """Where something is painted by its name."""

    target: str
    line: int
    around: tuple[str, ...]  # the ids of its own element, and of those that this stands in


@dataclass(frozen=True)
class _Dashes:
    """How a line is broken: the length of what is repeated along it."""

    length: float
    written: str
    line: int


@dataclass
class Burden:
    """What a drawing asks for, gathered while it is read."""

    references: list[Reference] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)  # of every id, in letters
    dashes: list[_Dashes] = field(default_factory=list)
    reach: float = 0  # no line of the drawing is longer, nor are all together by much

    def note_numbers(self, name: str, value: str, line: int) -> None:
        total = sum(abs(float(one)) for one in _NUMBER.findall(value))
        if name == "stroke-dasharray" and total:
            self.dashes.append(_Dashes(total, value, line))
        elif name != "viewBox":
            self.reach += total


def refuse_numbers(name: str, value: str) -> Notice | None:
    """What is wrong with the numbers of an attribute, if anything is."""
    if name in {"d", "points"} and not _PATH.fullmatch(value):
        return say("“{name}” holds something else than numbers and their commands.", name=name)
    if found := _NO_NUMBER.search(value):
        return say("“{name}” holds “{text}”, which is no number.", name=name, text=found[0])
    large = (one for one in _NUMBER.findall(value) if abs(float(one)) > _LARGEST)
    if number := next(large, None):
        short = number if len(number) <= _SHOWN else f"{number[:_SHOWN]}…"
        return say("“{name}” holds a number that is too large: {number}.", name=name, number=short)
    return None


def say_numbers() -> Notice:
    return say(
        "Numbers of a drawing go up to {most}. Save it anew in the program in which it was made.",
        most=_LARGEST,
    )


def find_endless(source: Source, burden: Burden, length: int) -> Iterator[ContentError]:
    """What a drawing repeats without an end, or too often; length is its own, in letters."""
    known = [one for one in burden.references if one.target in burden.sizes]
    within: dict[str, list[str]] = {name: [] for name in burden.sizes}
    for one in known:
        for name in one.around:
            within[name].append(one.target)
    try:
        order = list(TopologicalSorter(within).static_order())
    except CycleError as error:
        target, name, *_ = error.args[1]
        place = next(one for one in known if one.target == target and name in one.around)
        yield _fault_of_loop(source, place)
        return
    letters, depths = _measure(order, within, burden.sizes)
    if excess := list(_find_excess(source, known, letters, depths)):
        yield from excess
        return
    repeated = sum(letters[one.target] for one in known)
    yield from _find_fine(source, burden, burden.reach * (1 + repeated / max(length, 1)))


def _measure(
    order: Sequence[str], within: Mapping[str, Sequence[str]], sizes: Mapping[str, int]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Of each id the letters with all repetitions, and how many stand in one another."""
    letters: dict[str, int] = {}
    depths: dict[str, int] = {}
    for name in order:
        letters[name] = sizes[name] + sum(letters[target] for target in within[name])
        depths[name] = 1 + max((depths[target] for target in within[name]), default=0)
    return letters, depths


def _find_excess(
    source: Source,
    references: Sequence[Reference],
    letters: Mapping[str, int],
    depths: Mapping[str, int],
) -> Iterator[ContentError]:
    hint = say("Draw it once, or fewer times: whoever looks at the page has to wait for all of it.")
    deep = max(references, key=lambda one: depths[one.target], default=None)
    if deep and depths[deep.target] > _DEEPEST:
        message = say(
            "“{name}” repeats what repeats others, {count} times over.",
            name=deep.target,
            count=depths[deep.target],
        )
        yield source.fault(message, hint, line=deep.line)
    elif deep and sum(letters[one.target] for one in references) > _MOST_LETTERS:
        largest = max(references, key=lambda one: letters[one.target])
        message = say("With all repetitions, “{name}” is too much to draw.", name=largest.target)
        yield source.fault(message, hint, line=largest.line)


def _find_fine(source: Source, burden: Burden, reach: float) -> Iterator[ContentError]:
    """Dashes so fine that nobody sees them, and browsers take minutes over them."""
    finest = min(burden.dashes, key=lambda dashes: dashes.length, default=None)
    if finest and reach / finest.length > _MOST_DASHES:
        message = say(
            "With the dashes “{value}”, more than a million pieces would be drawn.",
            value=finest.written,
        )
        hint = say("Make them longer, or draw a plain line.")
        yield source.fault(message, hint, line=finest.line)


def _fault_of_loop(source: Source, place: Reference) -> ContentError:
    message = say("“{name}” is painted within itself, without an end.", name=place.target)
    hint = say("Delete this reference, or let it name something else.")
    return ContentError(source.find(f"#{place.target}", place.line), message, hint)
