"""A text, and the language it really is in: never the one it ought to be in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

Locale = NewType("Locale", str)  # a BCP 47 tag, such as "de"


@dataclass(frozen=True)
class Phrase:
    """A text, and the language it really is in."""

    text: str
    locale: Locale
    is_stale: bool = False  # it translates an earlier text

    def __str__(self) -> str:
        return self.text
