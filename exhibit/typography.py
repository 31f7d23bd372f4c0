"""Quotation marks, apostrophes, dashes and dots, as each language sets them.

Editors type what is on the keyboard. A mark opens or closes by what stands before
it, even across emphasis and links, so one Typesetter sees a whole block in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exhibit.model import Phrase

QUOTES: Mapping[str, str] = {"de": "„“‚‘", "en": "“”‘’"}  # double and single, opening and closing
APOSTROPHE = "’"
UNTOUCHED = frozenset({"code", "pre", "kbd", "samp"})
INLINE = frozenset({"em", "strong", "a", "sup", "sub", "abbr", "span", "code", "br", "img"})
MARKS = re.compile(r"""(["']|\.{3}|(?<=\s)--?(?=\s))""")


@dataclass
class Typesetter:
    """Sets the text of one block; remembers the last letter across the elements in it."""

    locale: str
    before: str = " "

    def set_element(self, element: Element) -> None:
        if element.tag not in INLINE:
            self.before = " "
        outer, self.locale = self.locale, element.get("lang", self.locale)
        if element.tag in UNTOUCHED:
            self.before = "x"
        else:
            element.text = self.set_text(element.text)
            for child in element:
                self.set_element(child)
                child.tail = self.set_text(child.tail)
        self.locale = outer

    def set_text(self, text: str | None) -> str | None:
        if not text or type(text) is not str:  # AtomicString: text that is finished
            self.before = text[-1] if text else self.before
            return text
        pieces = MARKS.split(text)  # words and marks in turn
        for index, piece in enumerate(pieces):
            if index % 2:
                pieces[index] = self.set_mark(piece, pieces[index + 1])
            self.before = pieces[index][-1:] or self.before
        return "".join(pieces)

    def set_mark(self, mark: str, after: str) -> str:
        quotes = QUOTES.get(self.locale.split("-")[0], QUOTES["en"])
        opens = self.before.isspace() or self.before in f"([{{/–—-{quotes[0]}{quotes[2]}"
        match mark:
            case "...":
                return "…"
            case '"':
                return quotes[0] if opens else quotes[1]
            case "'" if opens:
                return quotes[2]
            case "'":
                return APOSTROPHE if after[:1].isalpha() else quotes[3]
        return "–"


def set_phrase(phrase: Phrase) -> Phrase:
    """A text that is not Markdown, such as a title."""
    return Phrase(
        Typesetter(phrase.locale).set_text(phrase.text) or "", phrase.locale, phrase.is_stale
    )
