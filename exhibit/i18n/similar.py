"""Which earlier wording a new text has: the most similar one that nobody asks for any more.

Comparing two texts letter by letter takes the square of their length, and each new text may
resemble each old one. So it is first looked for what cannot be similar: by its length, then by
how often it has each letter. What remains is compared until a share of work is done that no
edit of a museum needs; the texts after that count as new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from exhibit.i18n.catalogue import Entry, Key
from exhibit.i18n.language import SLUG

_SIMILAR = 0.7  # of the letters in common; gettext's 0.6 joins sentences that only sound alike
_FIGURE = re.compile(r"\{[^{}]*\}|\d[\d.,]*")  # typed, or read from a table
_EXACT_ONLY = frozenset({SLUG})  # contexts whose messages are too short to resemble one another
_LONGEST = 5000  # letters
_MOST_COUNTED = 200_000  # pairs of texts whose letters are counted
_MOST_COMPARED = 6_000_000  # pairs of equal letters in two texts that are compared


class Likeness:
    """Entries that are spare, and what has been done so far to compare texts with theirs."""

    def __init__(self, spare: Mapping[Key, Entry]) -> None:
        self.spare = spare  # whoever takes an entry takes it out
        self.texts: dict[Key, tuple[str, Counter[str]]] = {}
        self.counted = self.compared = 0

    def find(self, key: Key) -> Entry | None:
        context, text = key
        plain, letters = _read(text)
        if context in _EXACT_ONLY or len(plain) > _LONGEST or self.is_spent:
            return None
        matcher = SequenceMatcher(None, b=plain, autojunk=False)
        best, closest = None, _SIMILAR
        for other, entry in self.spare.items():
            if other[0] == context and self.may_be_like(plain, letters, other, closest):
                matcher.set_seq1(self.texts[other][0])
                if (ratio := matcher.ratio()) > closest:
                    best, closest = entry, ratio
        return best

    @property
    def is_spent(self) -> bool:
        return self.counted > _MOST_COUNTED or self.compared > _MOST_COMPARED

    def may_be_like(self, plain: str, letters: Counter[str], other: Key, closest: float) -> bool:
        """Whether the letters that both have, in whatever order, would be enough."""
        if other not in self.texts:
            self.texts[other] = _read(other[1])
        text, its = self.texts[other]
        total = len(plain) + len(text)
        if 2 * min(len(plain), len(text)) <= closest * total or self.is_spent:
            return False
        self.counted += 1
        if 2 * (letters & its).total() <= closest * total:
            return False
        self.compared += sum(count * its[letter] for letter, count in letters.items())
        return not self.is_spent


def _read(text: str) -> tuple[str, Counter[str]]:
    """A text in which all figures are the same, and how often it has each letter."""
    plain = _FIGURE.sub("0", text)
    return plain, Counter(plain)
