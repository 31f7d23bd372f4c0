"""A question to guess at, with its card: content/guesses/NAME.toml.

The answer is not typed: it is a placeholder, read from the table of a chart like every figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from exhibit.content import Shelf
from exhibit.diagnostics import (
    ContentError,
    Notice,
    Source,
    line_of,
    parse,
    read,
    required,
    say,
    spec,
)


@spec
class GuessCard:
    """What an editor states about a question."""

    question: str = required(
        say('Ask in a sentence: question = "How many of 100 kilowatt-hours are it?"')
    )
    unit: str = required(say('Say what is counted: unit = "kWh"'))
    min: float  # the least that may be guessed
    max: float
    answer: str = required(
        say('Read it from the table of a chart: answer = "{{strom-2024: CN.value}}"')
    )
    chart: str = required(
        say('Name the chart that shows where the guess lies: chart = "strom-2024"')
    )
    step: float = 1  # from one place of the slider to the next
    answer_label: str = "Gemessen"  # how the answer is known


@dataclass(frozen=True)
class Guess:
    """A card that is sound in itself; its answer is looked for when all charts are there."""

    name: str
    source: Source
    card: GuessCard

    def fault(self, key: str, message: Notice, hint: Notice) -> ContentError:
        return self.source.fault(message, hint, line=line_of((key,), self.source))


def parse_guess(source: Source) -> Guess:
    guess = Guess(source.file.stem, source, read(GuessCard, parse(source), source))
    _check_range(guess)
    _check_step(guess)
    return guess


def _check_range(guess: Guess) -> None:
    if guess.card.min >= guess.card.max:
        message = say("Between “min” and “max” there is nothing to guess.")
        raise guess.fault("max", message, say("“max” is larger than “min”."))


def _check_step(guess: Guess) -> None:
    if not 0 < guess.card.step <= guess.card.max - guess.card.min:
        message = say("“step” is no step from “min” towards “max”.")
        raise guess.fault("step", message, say("Write a number such as: step = 1"))


GUESSES = Shelf(
    "guesses",
    lambda library: library.read_cards("guesses", lambda card, _: parse_guess(card)),
    folder="guesses",
)
