"""A picture as the page shows it, in one language: itself, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exhibit.model import Phrase
from exhibit.pictures import Illustration
from exhibit.translation import Language
from exhibit.typography import set_phrase


@dataclass(frozen=True)
class Print:
    """What the template puts in order; a drawing stands in the page, a photograph beside it."""

    name: str  # also its anchor
    width: int  # px, before the page makes it fit
    height: int
    url: str  # of a photograph, from the page
    view_box: str  # of a drawing
    inside: str
    alternative: Phrase | None  # none for what only decorates
    caption: Phrase | None
    parts: tuple[Phrase, ...]  # in the order of their numbers
    credit: Phrase
    licence: Phrase

    @property
    def is_stale(self) -> bool:
        """Whether some of its texts translate earlier ones."""
        said = (self.alternative, self.caption, *self.parts, self.credit, self.licence)
        return any(phrase.is_stale for phrase in said if phrase)


def make_print(
    illustration: Illustration, language: Language, locate: Callable[[str], str]
) -> Print:
    """locate tells the address of a file of the content folder."""
    card, drawing = illustration.card, illustration.drawing

    def phrase(text: str) -> Phrase:
        return set_phrase(language.phrase(text))

    return Print(
        name=illustration.name,
        width=illustration.width,
        height=illustration.height,
        url="" if drawing else locate(card.file),
        view_box=drawing.view_box if drawing else "",
        inside=drawing.inside if drawing else "",
        alternative=phrase(card.alternative) if card.alternative else None,
        caption=phrase(card.caption) if card.caption else None,
        parts=tuple(phrase(part) for part in card.parts),
        credit=phrase(card.credit),
        licence=phrase(card.licence),
    )
