"""The page where an exhibit begins: a sentence whose first number stands on rollers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import digits
from typing import Any

from exhibit.content import Document, FrontMatter
from exhibit.diagnostics import say, spec
from exhibit.evidence import Citation
from exhibit.i18n import Message, Phrase, find_value, number_marks
from exhibit.render import Bodies, Feature, Layout, Scene


@spec
class _StartMatter(FrontMatter):
    """What an editor states about the page where the exhibit begins."""

    counter: str = ""  # a sentence whose first number stands on rollers
    counter_source: str = ""  # where that number comes from

    @property
    def cited(self) -> tuple[str, ...]:
        return (*self.sources, self.counter_source)


def _counter_messages(document: Document) -> Iterator[Message]:
    matter = document.front_matter
    if isinstance(matter, _StartMatter) and matter.counter:
        yield Message(matter.counter, find_value(document.source, matter.counter, ("counter",), 2))


@dataclass(frozen=True)
class _Roller:
    """A digit of a counter, and those that its roller shows above and below."""

    digit: int
    is_decimal: bool

    @property
    def before(self) -> int:
        return (self.digit + 9) % 10

    @property
    def after(self) -> int:
        return (self.digit + 1) % 10


@dataclass(frozen=True)
class _Counter:
    """A sentence, with its first number on rollers."""

    sentence: Phrase
    rollers: tuple[_Roller, ...]
    unit: str  # the word behind the number
    citation: Citation | None  # where the number comes from


def make_counter(sentence: Phrase, citation: Citation | None) -> _Counter:
    words = sentence.text.split()
    at = next((index for index, word in enumerate(words) if word[0] in digits), len(words))
    number, unit, *_ = (*words[at : at + 2], "", "")
    decimal_mark, _ = number_marks(sentence.locale)
    rollers = (
        _Roller(int(sign), is_decimal=place > 0)
        for place, part in enumerate(number.split(decimal_mark))
        for sign in part
        if sign in digits
    )
    return _Counter(sentence, tuple(rollers), unit, citation)


def _show_counter(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    matter = scene.document.front_matter
    if not (isinstance(matter, _StartMatter) and matter.counter):
        return {"counter": None}
    citation = scene.contents.citations.get(matter.counter_source)
    return {"counter": make_counter(scene.language.write(matter.counter), citation)}


START = Feature(
    layouts=(
        Layout(
            "start",
            matter=_StartMatter,
            only=say("Only the start page has “{key}”."),
            matter_messages=_counter_messages,
            context=_show_counter,
            is_glossed=True,
            is_told=True,
        ),
    ),
)
