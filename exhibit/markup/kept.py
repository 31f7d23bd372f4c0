"""No word is lost between the lines of a page and its blocks.

Markdown has many ways to drop what it does not understand: a cell too many, the number of an item,
a line that looks like the address of a link. Whatever the way, each word that is typed must stand
in the tree, and in its order. One that does not is a fault at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from exhibit.diagnostics import Source, say
from exhibit.markup.lines import NOTE, Pieces, is_definition

_WORD = re.compile(r"\w+")
_STASHED = re.compile("\x02[^\x02\x03]*\x03")  # what Python-Markdown has put aside
_FAR = 200  # words of the tree among which one is looked for


def check_kept(source: Source, pieces: Pieces, root: Element) -> None:
    """Every word of a page's lines is in its tree, as that is before the inline patterns."""
    lines = [line for line in pieces if not line.is_fixed and not is_definition(line.text)]
    body = [child for child in root if child.get("class") != "footnote"]
    _compare(source, [line for line in lines if not line.note], _words_of_all(body))
    for item in root.iterfind("div[@class='footnote']/ol/li"):
        name = item.get("id", "").partition("-")[2]
        _compare(source, [line for line in lines if line.note == name], _words_of(item))


def _compare(source: Source, lines: Pieces, shown: Iterable[str]) -> None:
    words, position = list(shown), 0
    for line in lines:
        for word in _WORD.findall(NOTE.sub("", line.text)):
            try:
                position = words.index(word, position, position + _FAR) + 1
            except ValueError:
                message = say("“{word}” would not be shown.", word=word)
                hint = say("Leave an empty line before and behind it, or write it in another way.")
                place = source.find(word, line.number)
                raise source.fault(message, hint, line=line.number, column=place.column) from None


def _words_of_all(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield from _words_of(element)
        yield from _words(element.tail)


def _words_of(element: Element) -> Iterator[str]:
    yield from _words(element.text)
    if element.tag == "ol":
        for number, item in enumerate(element, int(element.get("start", "1"))):
            yield str(number)
            yield from _words_of_all([item])
    else:
        yield from _words_of_all(element)


def _words(text: str | None) -> list[str]:
    return _WORD.findall(_STASHED.sub(" ", text)) if text else []
