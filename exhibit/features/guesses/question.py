"""A guess as the page asks for it, in one language: the question, its limits and its answer.

The script compares numbers and puts them into sentences; both come from here and from the
template, so that it knows neither the figure nor the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from exhibit.charts import (
    IN_PAGE,
    KINDS,
    AnyChart,
    Reading,
    fill_source,
    make_plain_reader,
    read_mark,
    write_amount,
    write_cell,
    write_whole,
)
from exhibit.diagnostics import line_of, say, suggest
from exhibit.features.guesses.cards import Guess
from exhibit.i18n import NO_BREAK, Language, Message, Phrase, set_phrase

_MARK = re.compile(r"\{[^{}\n]+\}")


@dataclass(frozen=True)
class _Question:
    name: str  # also its anchor
    chart: str  # whose drawings show the guess
    question: Phrase
    unit: Phrase
    label: Phrase  # of the answer: how it is known
    low: str  # as the language writes numbers
    high: str
    answer: str  # with its unit
    low_value: str  # as the browser reads numbers
    high_value: str
    step_value: str
    answer_value: str
    decimals: int  # to which the answer is written


def make_question(guess: Guess, charts: Mapping[str, AnyChart], language: Language) -> _Question:
    """Raises ContentError for an answer that cannot be read, or not be shown."""
    card = guess.card
    _check_chart(guess, charts)
    reading = _read_answer(guess, charts)
    value = reading.value or Decimal(0)
    reader = make_plain_reader(charts, write_cell)
    line = line_of(("question",), guess.source)

    def phrase(text: str) -> Phrase:
        return language.write(text)

    unit = phrase(card.unit)
    label = phrase(card.answer_label)
    voice = language.voice(label)
    figure = write_cell(reading.cell, value, reading.column, voice).text
    words = voice.write(card.unit).text.replace(" ", NO_BREAK)
    return _Question(
        name=guess.name,
        chart=card.chart,
        question=set_phrase(
            fill_source(guess.source, card.question, language, IN_PAGE, reader, line)
        ),
        unit=unit,
        label=label,
        low=write_whole(Decimal(str(card.min)), language),
        high=write_whole(Decimal(str(card.max)), language),
        answer=write_amount(figure, words, label.locale),
        low_value=f"{card.min:.10g}",
        high_value=f"{card.max:.10g}",
        step_value=f"{card.step:.10g}",
        answer_value=f"{value:.10g}",
        decimals=reading.column.decimals,
    )


def _check_chart(guess: Guess, charts: Mapping[str, AnyChart]) -> None:
    name = guess.card.chart
    if name not in charts:
        message = say("There is no chart “{name}” in content/charts.", name=name)
        raise guess.fault("chart", message, suggest(name, charts))
    kind = charts[name].card.kind
    if not KINDS[kind].gauge:
        message = say("A chart of the kind “{kind}” cannot show a guess.", kind=kind)
        known = ", ".join(sorted(name for name, one in KINDS.items() if one.gauge))
        raise guess.fault("chart", message, say("Choose one of these kinds: {known}", known=known))


def _read_answer(guess: Guess, charts: Mapping[str, AnyChart]) -> Reading:
    """The figure that the placeholder stands for; it is one that can be guessed."""
    card, place = guess.card, guess.source.find(guess.card.answer)
    if not _MARK.fullmatch(card.answer.strip()):
        hint = say('Read it from the table of a chart: answer = "{{strom-2024: CN.value}}"')
        raise guess.fault("answer", say("The answer is not read from a table."), hint)
    reading = read_mark(charts, card.answer.strip(), place)
    if reading.value is None:
        raise guess.fault("answer", say("The answer is not a number."), say("Read another cell."))
    if not max(0, card.min) <= reading.value <= card.max or not reading.value:
        message = say("The answer {answer} cannot be guessed.", answer=f"{reading.value:.10g}")
        hint = say(
            "It is above 0, and not outside “min” and “max”: {low} and {high}.",
            low=f"{card.min:g}",
            high=f"{card.max:g}",
        )
        raise guess.fault("answer", message, hint)
    return reading


def question_messages(guess: Guess) -> list[Message]:
    """What there is to translate in a card."""
    card, source = guess.card, guess.source
    found = []
    for key in ("question", "unit", "answer_label"):
        text = getattr(card, key)
        found.append(Message(text, source.find(text.split("\n")[0], line_of((key,), source))))
    return found
