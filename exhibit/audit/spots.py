"""A number on a page, with all that tells what it speaks of: its unit, its sentence, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from exhibit.audit.statements import moment_of
from exhibit.audit.units import SHARE, Unit, unit_of
from exhibit.audit.wordings import (
    clause_at,
    has_pause,
    read_words,
    sentence_at,
    sentences_around,
)
from exhibit.i18n import Quantity, find_quantities, words_after
from exhibit.render import Passage

_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = "÷×−+="
_OF_HUNDRED = re.compile(r"\b(?:[Vv]on|[Aa]uf|[Jj]e|[Uu]nter|[Oo]f)\s(?:den\s)?100\b")
_BEFORE, _AFTER = re.compile(r"(?:bis|–|to)\s?$"), re.compile(r"\s?(?:bis|–|to)\s")


@dataclass(frozen=True)
class Spot:
    """A number or moment in a passage."""

    passage: Passage
    quantity: Quantity
    locale: str

    @cached_property
    def moment(self) -> str:
        return moment_of(self.quantity)

    @property
    def is_read(self) -> bool:
        """Whether a placeholder read it from a table."""
        return self.quantity.start in self.passage.figures

    @cached_property
    def unit(self) -> Unit | None:
        return unit_of(self.passage.text, self.quantity, self.locale)

    @property
    def is_alone(self) -> bool:
        """Whether its text has no words: the date of an entry."""
        return not _LETTER.search(self.passage.text.replace(self.quantity.text, ""))

    @cached_property
    def size(self) -> float:
        return float(self.quantity.value)

    @cached_property
    def step(self) -> float:
        """How far what it rounds may be from it."""
        return 0.51 * 10.0 ** int(self.quantity.value.as_tuple().exponent)

    @cached_property
    def nearest_unit(self) -> Unit | None:
        """Of the number before it in its sentence, which may go on: 27 Cent, dann 12."""
        text = self.passage.text
        before = [
            one for one in find_quantities(text, self.locale) if one.end < self.quantity.start
        ]
        for one in reversed(before):
            if sentence_at(text, one.start) == self.sentence and not moment_of(one):
                return unit_of(text, one, self.locale)
        return None

    @cached_property
    def is_share(self) -> bool:
        """Whether it may be a part of a hundred."""
        if self.unit and self.unit.kind == SHARE:
            return True
        return bool(_OF_HUNDRED.search(self.passage.text))

    def can_repeat(self, other: Spot) -> bool:
        """Whether both are the same number, and no unit speaks against it."""
        one, two = self.unit, other.unit
        if self.moment or other.moment or self.quantity.value != other.quantity.value:
            return False
        return not (one and two) or (one.fits(two) and one.scale == two.scale)

    @cached_property
    def sentence(self) -> str:
        return sentence_at(self.passage.text, self.quantity.start)

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its sentence."""
        return read_words(self.sentence, self.locale)

    @cached_property
    def near_words(self) -> frozenset[str]:
        """Those of its sentence, the one before and the one after."""
        return read_words(sentences_around(self.passage.text, self.quantity.start), self.locale)

    @cached_property
    def clause_words(self) -> frozenset[str]:
        """Those between the pauses around it."""
        start, end = clause_at(self.passage.text, self.quantity.start, self.quantity.end)
        return read_words(self.passage.text[start:end], self.locale)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Those of all that stands around it as well."""
        around = read_words(self.passage.around, self.locale)
        return self.words | read_words(self.passage.text, self.locale) | around

    def shares_clause(self, other: Spot) -> bool:
        """Whether there is no pause between two numbers of a sentence."""
        if other.passage is not self.passage:
            return False
        first, second = sorted((self.quantity, other.quantity), key=lambda one: one.start)
        return not has_pause(self.passage.text, first.end, second.start)

    @property
    def is_bound(self) -> bool:
        """Whether it begins or ends a span of time: von 2000 bis 2025."""
        text, quantity = self.passage.text, self.quantity
        return bool(_BEFORE.search(text[: quantity.start]) or _AFTER.match(text[quantity.end :]))

    @property
    def following(self) -> Sequence[str]:
        """The words behind it, up to the next pause."""
        return words_after(self.passage.text, self.quantity, 3)

    @property
    def is_summed(self) -> bool:
        """Whether a sign of arithmetic stands beside it."""
        text, quantity = self.passage.text, self.quantity
        signs = text[: quantity.start].rstrip(" (")[-1:], text[quantity.end :].lstrip(" )")[:1]
        return any(sign and sign in _SIGNS for sign in signs)


def find_spots(passages: Sequence[Passage], locale: str) -> Iterator[Spot]:
    for passage in passages:
        for quantity in find_quantities(passage.text, locale):
            yield Spot(passage, quantity, locale)
