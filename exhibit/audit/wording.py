"""How hard the pages of the tour are to read, as a table, and which sentences to mend first.

The bounds are those that museums give for texts that are read standing. They are opinions: a page
beyond them is published all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from exhibit.audit.prose import LEVELS, Paragraph, read_paragraphs
from exhibit.audit.readability import Sentence, measure_flesch
from exhibit.content import Contents, Document
from exhibit.diagnostics import Notice, Place, say
from exhibit.render import Features, Layout

_LANGUAGE = "de"  # the measures are made for it
_LONGEST_LEAD, _LONGEST_BOX = 60, 150  # words; the second of each box that can be unfolded
_LONGEST_SENTENCE, _MEAN_SENTENCE = 22, 15  # words
_LEAST_FLESCH = 55  # of the lead: on the scale of Amstad neither hard nor easy
_SHOWN = 6  # words that a long sentence is known by

_ABBREVIATION = re.compile(r"(?<![\w.])[A-ZÄÖÜ]{2,5}(?![^\W_])")
# Words of everyday German, which nobody says in full.
_FAMILIAR = frozenset({"DDR", "EU", "LED", "US", "USA", "UNO", "TV"})
_FOREIGN = re.compile(r"([*_]{1,3})([^*_]+)\1\{(?=[^{}]*\blang=[\w-])[^{}]*\}")
_EXPLAINED = re.compile(r"\*\[((?:(?!\*\[)[^\]])+)\]:")
# Part of a name, where something says of what: the institute Epoch AI, GPT-4.
_NAME = re.compile(
    r"\b(?:Institut|Agentur|Firma|VEB)\s(?:[A-Z]\w+\s)?([A-ZÄÖÜ]{2,5})\b|\b([A-ZÄÖÜ]{2,5})-\d"
)
_BEFORE_BRACKETS = re.compile(r"[-\w]*\s*\(")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Row:
    """One page of the tour in numbers."""

    name: str
    words: Mapping[str, int]  # by level
    mean: float  # words in a sentence
    longest: int
    lead_flesch: float
    flesch: float  # of the whole page


@dataclass(frozen=True)
class Remark:
    """Something to read again, and where it stands."""

    place: Place
    message: Notice


def measure_pages(contents: Contents, locale: str, features: Features) -> Sequence[Row]:
    pages = _choose_pages(contents, locale, features.layouts)
    return [make_row(page, list(read_paragraphs(page, features.directives))) for page in pages]


def find_remarks(contents: Contents, locale: str, features: Features) -> Sequence[Remark]:
    words = {word for feature in features.every for word in feature.explains(contents)}
    pages = _choose_pages(contents, locale, features.layouts)
    return [
        remark
        for page in pages
        for remark in remark_on(page, list(read_paragraphs(page, features.directives)), words)
    ]


def _choose_pages(
    contents: Contents, locale: str, layouts: Mapping[str, Layout]
) -> Sequence[Document]:
    """The pages of the story, in its order, if they are in the language that can be measured."""
    if locale.partition("-")[0] != _LANGUAGE:
        return ()
    tour = contents.navigation.stations
    pages = [one for one in contents.documents.values() if layouts[one.layout].is_told]
    return sorted(pages, key=lambda one: (one.key in tour and tour.index(one.key) + 1, one.key))


def make_row(document: Document, paragraphs: Sequence[Paragraph]) -> Row:
    sentences = _sentences_of(paragraphs)
    lengths = [len(sentence.words) for sentence in sentences]
    return Row(
        name=document.front_matter.label or document.front_matter.title,
        words={level: _count_words(paragraphs, level) for level in LEVELS},
        mean=sum(lengths) / max(1, len(lengths)),
        longest=max(lengths, default=0),
        lead_flesch=measure_flesch(_sentences_of(paragraphs, "lead")),
        flesch=measure_flesch(sentences),
    )


def _sentences_of(paragraphs: Sequence[Paragraph], level: str = "") -> Sequence[Sentence]:
    chosen = [one for one in paragraphs if level in {"", one.level}]
    return [sentence for one in chosen for sentence in one.sentences if sentence.words]


def _count_words(paragraphs: Sequence[Paragraph], level: str) -> int:
    return sum(len(sentence.words) for sentence in _sentences_of(paragraphs, level))


def remark_on(
    document: Document, paragraphs: Sequence[Paragraph], words: Container[str]
) -> Iterator[Remark]:
    """words: those of the glossary, which are explained wherever they stand."""
    row = make_row(document, paragraphs)
    start = paragraphs[0].place() if paragraphs else document.source.place()
    if row.words["lead"] > _LONGEST_LEAD:
        message = "The lead has {words} words; {most} are enough."
        yield Remark(start, say(message, words=row.words["lead"], most=_LONGEST_LEAD))
    yield from _find_long_boxes(document, paragraphs)
    if row.mean > _MEAN_SENTENCE:
        message = "Sentences have {mean} words on average; {most} are enough."
        yield Remark(start, say(message, mean=ceil(row.mean), most=_MEAN_SENTENCE))
    if row.lead_flesch < _LEAST_FLESCH:
        message = "The lead is hard to read: Flesch {flesch}; {least} should be reached."
        yield Remark(start, say(message, flesch=floor(row.lead_flesch), least=_LEAST_FLESCH))
    yield from _find_long_sentences(paragraphs)
    yield from _find_unexplained(document, paragraphs, words)


def _find_long_boxes(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Remark]:
    words: Counter[int] = Counter()
    for paragraph in paragraphs:
        if paragraph.level == "details":
            words[paragraph.box] += _count_words([paragraph], "details")
    for line, count in words.items():
        if count > _LONGEST_BOX:
            message = "This box has {words} words; {most} are enough."
            said = say(message, words=count, most=_LONGEST_BOX)
            yield Remark(document.source.place(line), said)


def _find_long_sentences(paragraphs: Sequence[Paragraph]) -> Iterator[Remark]:
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            words = sentence.words
            if len(words) > _LONGEST_SENTENCE:
                message = "A sentence of {words} words: “{start} …”"
                said = say(message, words=len(words), start=" ".join(words[:_SHOWN]))
                yield Remark(paragraph.place(sentence.start), said)


def _find_unexplained(
    document: Document, paragraphs: Sequence[Paragraph], words: Container[str]
) -> Iterator[Remark]:
    """Abbreviations and words of other languages that are not explained where they first stand."""
    known = _FAMILIAR | set(_EXPLAINED.findall(document.source.text))
    for paragraph in paragraphs:
        names = (name for found in _NAME.finditer(paragraph.text) for name in found.groups())
        known |= set(filter(None, names))
        terms = {**_find_abbreviations(paragraph), **_find_foreign(paragraph)}
        for start, term in sorted(terms.items()):
            is_known = term in known or term in words
            if not is_known and not _is_explained(paragraph.text, start, term):
                message = say("“{term}” is not explained where it first stands.", term=term)
                yield Remark(paragraph.place(start), message)
            known |= {term}


def _find_abbreviations(paragraph: Paragraph) -> Mapping[int, str]:
    """Each with where it stands; a title in another language is looked at as a whole."""
    text = paragraph.text
    for found in _FOREIGN.finditer(paragraph.markdown):
        text = text.replace(found[2], "x" * len(found[2]))
    return {found.start(): found[0] for found in _ABBREVIATION.finditer(text)}


def _find_foreign(paragraph: Paragraph) -> Mapping[int, str]:
    """What is marked as another language, but names and titles, which have no other words."""
    marked = [found[2] for found in _FOREIGN.finditer(paragraph.markdown)]
    return {paragraph.text.find(words): words for words in marked if not _is_name(words)}


def _is_name(words: str) -> bool:
    """Whether all words that are not small have a capital, and there are several."""
    long = [word for word in words.split() if len(word) > 3]
    return len(words.split()) > 1 and all(word[0].isupper() for word in long)


def _is_explained(text: str, start: int, term: str) -> bool:
    """Whether a term stands in brackets, or right before them."""
    inside = any(found.start() < start < found.end() for found in _IN_BRACKETS.finditer(text))
    return inside or bool(_BEFORE_BRACKETS.match(text, start + len(term)))
