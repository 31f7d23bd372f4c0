"""A picture's card and its file, checked against each other.

A card that says everything is an Illustration; what it lacks is a fault with a proposal. What is
wrong with a photograph is told where a card names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from exhibit.diagnostics import (
    ContentError,
    Notice,
    Place,
    Source,
    content_file,
    line_of,
    parse,
    read,
    required,
    say,
    spec,
    suggest,
)
from exhibit.images.drawings import Drawing, read_drawing

_NUMBER = re.compile("[1-9][0-9]?")  # of a part; a counter in a drawing shows more


@spec
class PictureCard:
    """What an editor states about a picture: content/pictures/NAME.toml."""

    file: str = required(  # from the content folder
        say('Name the file, from the folder content: file = "drawings/meter.svg"')
    )
    credit: str = required(say('Say whose picture it is: credit = "Photo: archive of the museum"'))
    licence: str = required(say('Say who may use it: licence = "CC BY 4.0"'))
    alternative: str = ""  # what is to be seen, for those who cannot see it
    decorative: bool = False  # there is nothing to be seen that matters
    caption: str = ""
    parts: tuple[str, ...] = ()  # what the numbers in a drawing stand for, from 1 on


@dataclass(frozen=True)
class Illustration:
    """A picture with its card, both sound."""

    name: str
    source: Source
    card: PictureCard
    drawing: Drawing | None = None  # what is not a photograph


def parse_illustration(
    source: Source, pictures: Collection[str], read_file: Callable[[PurePosixPath], Source]
) -> Illustration:
    """A card with its file; pictures are those of the content folder, as named from there."""
    card = read(PictureCard, parse(source), source)
    _check_alternative(source, card)
    if card.file not in pictures:
        message = say("There is no picture “{name}” in content.", name=card.file)
        raise _fault(source, "file", message, suggest(card.file, pictures))
    if card.file.lower().endswith(".svg"):
        drawing = read_drawing(read_file(content_file(card.file)), source.file.stem)
        _check_parts(source, card, drawing)
        return Illustration(source.file.stem, source, card, drawing)
    return Illustration(source.file.stem, source, card)


def find_mention(name: str, cards: Iterable[Source]) -> Place:
    """Where a card names this picture; the file itself if none does."""
    for card in cards:
        for quoted in (f'"{name}"', f"'{name}'"):
            if quoted in card.text:
                return card.find(quoted)
    return Place(content_file(name))


def _fault(source: Source, key: str, message: Notice, hint: Notice) -> ContentError:
    return source.fault(message, hint, line=line_of((key,), source))


def _check_alternative(source: Source, card: PictureCard) -> None:
    if card.decorative and card.alternative:
        message = say("A decorative picture has no alternative text.")
        hint = say("Delete one of the two lines: decorative or alternative.")
        raise _fault(source, "alternative", message, hint)
    if not card.decorative and not card.alternative.strip():
        message = say("The picture does not say what is to be seen.")
        hint = say('Add a line: alternative = "…", for all who cannot see it.')
        raise _fault(source, "alternative", message, hint)


def _check_parts(source: Source, card: PictureCard, drawing: Drawing) -> None:
    """Each part has its number in the drawing, and each number its part."""
    shown = {int(word) for word in drawing.words if _NUMBER.fullmatch(word)}
    named = set(range(1, len(card.parts) + 1))
    if card.parts and shown != named:
        missing = ", ".join(str(number) for number in sorted(shown ^ named))
        message = say("Drawing and parts do not agree: {numbers}.", numbers=missing)
        hint = say("The drawing shows a number for each part, from 1 on.")
        raise _fault(source, "parts", message, hint)
