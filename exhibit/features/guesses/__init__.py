"""Guesses: a question that a visitor answers before a chart does."""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.charts import IN_PAGE, find_tables
from exhibit.diagnostics import ContentError, each, line_of, say
from exhibit.features.guesses.cards import GUESSES, Guess
from exhibit.features.guesses.question import make_question, question_messages
from exhibit.markup import Island, Syntax
from exhibit.render import (
    Basis,
    Directive,
    Feature,
    Ground,
    Passage,
    Scene,
    Shown,
    Workshop,
    fill_marks,
)


def _ask(scene: Scene, island: Island, guess: Guess) -> Shown:
    question = make_question(guess, scene.contents.charts, scene.language)
    if ("chart", question.chart) not in {(one.name, one.argument) for one in island.inner}:
        message = say("The chart “{name}” does not stand in this box.", name=question.chart)
        hint = say("Write ::: chart {name} there.", name=question.chart)
        raise ContentError(island.place, message, hint)
    return Shown({"question": question})


def _check_guesses(workshop: Workshop) -> None:
    """Each can be asked, whether a page does so or not."""
    source, contents = next(iter(workshop.languages.values())), workshop.contents
    guesses = contents.shelves[GUESSES].values()
    each(lambda guess: make_question(guess, contents.charts, source), guesses)


def _guess_passages(name: str, guess: Guess, ground: Ground) -> Iterator[Passage]:
    """What is asked."""
    tables = (*ground.page.tables, *find_tables(ground.charts, guess.card.question))
    basis = Basis(tables, ground.page.sources, ground.page.claims)
    for key in ("question", "answer_label"):
        place = guess.source.place(line_of((key,), guess.source))
        text = getattr(guess.card, key)
        yield Passage(*fill_marks(text, IN_PAGE, place, ground.read_figure), place, basis)


_GUESS = Directive[Guess](
    "guess",
    Syntax(say("Name the question: ::: guess NAME"), body=True),
    _ask,
    shelf=GUESSES,
    missing=say("There is no question “{name}” in content/guesses."),
    messages=question_messages,
    passages=_guess_passages,
    level="details",
)
GUESSING = Feature(shelves=(GUESSES,), directives=(_GUESS,), check=_check_guesses)
