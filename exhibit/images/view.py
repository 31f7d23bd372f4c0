"""A picture as the page shows it, in one language: itself, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from exhibit.i18n import Language, Phrase
from exhibit.images.cards import Illustration
from exhibit.images.photographs import Photograph
from exhibit.images.variants import Rendition, fit_page, offer_renditions


@dataclass(frozen=True)
class _SourceSet:
    """A photograph in one format: its files by their width, as browsers read it."""

    type: str  # such as image/avif
    url: str  # for browsers that cannot choose
    candidates: str


@dataclass(frozen=True)
class Print:
    """What the template puts in order; a drawing stands in the page, a photograph beside it."""

    name: str  # also its anchor
    width: int  # px, before the page makes it fit
    height: int
    sets: tuple[_SourceSet, ...]  # of a photograph, from the best format to the one that all know
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
    illustration: Illustration,
    language: Language,
    photographs: Mapping[str, Photograph],
    locate: Callable[[str], str],
) -> Print:
    """locate tells how the page names a file of the site."""
    card, drawing = illustration.card, illustration.drawing
    width, height = (drawing.width, drawing.height) if drawing else fit_page(photographs[card.file])
    offered = {} if drawing else offer_renditions(photographs[card.file])

    def phrase(text: str) -> Phrase:
        return language.write(text)

    return Print(
        name=illustration.name,
        width=width,
        height=height,
        sets=tuple(_make_set(kind, group, locate) for kind, group in offered.items()),
        view_box=drawing.view_box if drawing else "",
        inside=drawing.inside if drawing else "",
        alternative=phrase(card.alternative) if card.alternative else None,
        caption=phrase(card.caption) if card.caption else None,
        parts=tuple(phrase(part) for part in card.parts),
        credit=phrase(card.credit),
        licence=phrase(card.licence),
    )


def _make_set(kind: str, group: Sequence[Rendition], locate: Callable[[str], str]) -> _SourceSet:
    candidates = ", ".join(f"{locate(one.path)} {one.width}w" for one in group)
    middle = group[len(group) // 2]
    return _SourceSet(f"image/{kind}", locate(middle.path), candidates)
