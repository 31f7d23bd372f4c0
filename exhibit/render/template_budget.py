"""How much a template may do, so that none runs for ever or fills the memory of the computer.

Not by the clock, since a fault must be the same on any computer: what a template does is counted,
loop by loop before it begins, and no text or number may grow beyond all measure.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any

from exhibit.diagnostics import say
from exhibit.render.template_faults import SlipError

_MOST_STEPS = 2_000_000  # a page with a thousand links has some ten thousand
_A_CALL = 10  # steps; a round of a loop is one, and more if it holds much text
_MOST_LETTERS = 20_000_000  # of a text, a page or a list
_MOST_ROUNDS = 100_000  # of a range
_MOST_BITS = 10_000  # of a whole number
_WIDENING = frozenset({"center", "expandtabs", "format", "ljust", "rjust", "zfill"})  # of texts
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{6,}|\*)|\{[^{}]*\d{6,}[^{}]*\}")  # where values are put in
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "*": operator.mul,
    "**": operator.pow,
    "%": operator.mod,
}
OPERATORS = frozenset(_OPERATORS)  # by which something can grow


class Budget:
    """What is left of it for one text that templates make."""

    def __init__(self) -> None:
        self.steps = 0

    def begin(self) -> None:
        self.steps = 0

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise _too_long()

    def count(self, things: Any, weight: int = 1) -> Any:
        """What a loop goes through, paid for before it begins; weight is what a round costs."""
        if not isinstance(things, Sized):
            return self._pay(iter(things), weight)
        try:
            self.spend(weight * (len(things) + 1))
        except OverflowError as error:  # of a range that has more than can be counted
            raise _too_long() from error
        return things

    def _pay(self, things: Iterator[object], weight: int) -> Iterator[object]:
        for thing in things:
            self.spend(weight)
            yield thing

    def call(self, what: object, values: Iterable[object]) -> None:
        """Pay for a call; a method may make a text as long as it is told to."""
        self.spend(_A_CALL)
        name = getattr(what, "__name__", "")
        if name in _WIDENING:
            check_width(*values if name != "format" else (getattr(what, "__self__", ""),))


def apply(name: str, left: Any, right: Any) -> Any:
    """What an operator makes of two values, which neither floods the memory nor takes for ever."""
    if isinstance(left, int) and isinstance(right, int):
        _check_whole(name, left, right)
    elif name == "*" and (isinstance(left, Sized) or isinstance(right, Sized)):
        text, times = (left, right) if isinstance(left, Sized) else (right, left)
        if isinstance(times, int) and len(text) * times > _MOST_LETTERS:
            raise _too_large()
    elif name == "%":
        check_width(left)
    return check_size(_OPERATORS[name](left, right))


def _check_whole(name: str, left: int, right: int) -> None:
    bits = left.bit_length() * right if name == "**" else left.bit_length() + right.bit_length()
    if name in {"*", "**"} and bits > _MOST_BITS:
        raise _too_large()


def check_size(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > _MOST_LETTERS:
        raise _too_large()
    return value


def check_width(*values: object) -> None:
    """Nothing asks for a text that is far wider than any page."""
    for value in values:
        if isinstance(value, int) and value > _MOST_ROUNDS:
            raise _too_large()
        if isinstance(value, str) and _WIDE.search(value):
            raise _too_large()


def bounded_range(*ends: Any) -> range:
    found = range(*ends)
    if found and (found[-1] - found[0]) // found.step >= _MOST_ROUNDS:
        raise _too_long()
    return found


def write_out(pieces: Iterable[str]) -> str:
    """The text that a template makes piece by piece."""
    written, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > _MOST_LETTERS:
            raise _too_large()
        written.append(piece)
    return "".join(written)


def _too_long() -> SlipError:
    message = say("The template would go on for ever: it has more rounds than any page needs.")
    hint = say("Look at the number in the loop; up to {count} can be counted.", count=_MOST_ROUNDS)
    return SlipError(message, hint)


def _too_large() -> SlipError:
    message = say("What the template makes here is far too large.")
    return SlipError(message, say("Look at the number, and at loops in which a text grows."))
