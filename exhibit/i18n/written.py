"""A value that a sentence writes in the language that the sentence turns out to be in.

A date is written as the page writes dates. But the sentence around it may not be translated: it is
German then, and so is its date, its number and its sign for per cent.
"""

from __future__ import annotations

from collections.abc import Callable


class Written(str):
    """A value as a locale writes it, and how another does."""

    write: Callable[[str], str]
    locale: str

    def __new__(cls, write: Callable[[str], str], locale: str) -> Written:
        written = super().__new__(cls, write(locale))
        written.write, written.locale = write, locale
        return written

    def __reduce__(self) -> tuple[object, ...]:
        """What is kept on the disk."""
        return Written, (self.write, self.locale)
