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

from exhibit.errors import Notice, Place, say
from exhibit.model import Document, Project
from exhibit.prose import LEVELS, Passage, read_passages
from exhibit.readability import Sentence, measure_flesch

LANGUAGE = "de"  # the measures are made for it
LAYOUTS = frozenset({"start", "station", "ledger"})
LONGEST_LEAD, LONGEST_BOX = 60, 150  # words; the second of each box that can be unfolded
LONGEST_SENTENCE, MEAN_SENTENCE = 22, 15  # words
LEAST_FLESCH = 55  # of the lead: on the scale of Amstad neither hard nor easy
SHOWN = 6  # words that a long sentence is known by

ABBREVIATION = re.compile(r"(?<![\w.])[A-ZÄÖÜ]{2,5}(?![^\W_])")
# Words of everyday German, which nobody says in full.
FAMILIAR = frozenset({"DDR", "EU", "LED", "US", "USA", "UNO", "TV"})
FOREIGN = re.compile(r"([*_]+)([^*_]+)\1\{[^}]*\blang=[\w-]+[^}]*\}")
EXPLAINED = re.compile(r"\*\[([^\]]+)\]:")
# Part of a name, where something says of what: the institute Epoch AI, GPT-4.
NAME = re.compile(
    r"\b(?:Institut|Agentur|Firma|VEB)\s(?:[A-Z]\w+\s)?([A-ZÄÖÜ]{2,5})\b|\b([A-ZÄÖÜ]{2,5})-\d"
)
BEFORE_BRACKETS = re.compile(r"[-\w]*\s*\(")
IN_BRACKETS = re.compile(r"\([^()]*\)")


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


def measure_pages(project: Project) -> Sequence[Row]:
    return [make_row(document) for document in choose_pages(project)]


def find_remarks(project: Project) -> Sequence[Remark]:
    words = {word for term in project.terms.values() for word in (term.term, *term.forms)}
    return [remark for page in choose_pages(project) for remark in remark_on(page, words)]


def choose_pages(project: Project) -> Sequence[Document]:
    """The pages of the tour, in its order, if they are in the language that can be measured."""
    if project.locales[0].partition("-")[0] != LANGUAGE:
        return ()
    tour = project.settings.navigation.stations
    pages = [one for one in project.documents.values() if one.front_matter.layout in LAYOUTS]
    return sorted(pages, key=lambda one: (one.key in tour and tour.index(one.key) + 1, one.key))


def make_row(document: Document) -> Row:
    passages = list(read_passages(document))
    sentences = sentences_of(passages)
    lengths = [len(sentence.words) for sentence in sentences]
    return Row(
        name=document.front_matter.label or document.front_matter.title,
        words={level: count_words(passages, level) for level in LEVELS},
        mean=sum(lengths) / max(1, len(lengths)),
        longest=max(lengths, default=0),
        lead_flesch=measure_flesch(sentences_of(passages, "lead")),
        flesch=measure_flesch(sentences),
    )


def sentences_of(passages: Sequence[Passage], level: str = "") -> Sequence[Sentence]:
    chosen = [one for one in passages if level in {"", one.level}]
    return [sentence for one in chosen for sentence in one.sentences if sentence.words]


def count_words(passages: Sequence[Passage], level: str) -> int:
    return sum(len(sentence.words) for sentence in sentences_of(passages, level))


def remark_on(document: Document, words: Container[str]) -> Iterator[Remark]:
    """words: those of the glossary, which are explained wherever they stand."""
    row, passages = make_row(document), list(read_passages(document))
    start = passages[0].place() if passages else document.source.place()
    if row.words["lead"] > LONGEST_LEAD:
        message = "The lead has {words} words; {most} are enough."
        yield Remark(start, say(message, words=row.words["lead"], most=LONGEST_LEAD))
    yield from find_long_boxes(document, passages)
    if row.mean > MEAN_SENTENCE:
        message = "Sentences have {mean} words on average; {most} are enough."
        yield Remark(start, say(message, mean=ceil(row.mean), most=MEAN_SENTENCE))
    if row.lead_flesch < LEAST_FLESCH:
        message = "The lead is hard to read: Flesch {flesch}; {least} should be reached."
        yield Remark(start, say(message, flesch=floor(row.lead_flesch), least=LEAST_FLESCH))
    yield from find_long_sentences(passages)
    yield from find_unexplained(document, passages, words)


def find_long_boxes(document: Document, passages: Sequence[Passage]) -> Iterator[Remark]:
    words: Counter[int] = Counter()
    for passage in passages:
        if passage.level == "details":
            words[passage.box] += count_words([passage], "details")
    for line, count in words.items():
        if count > LONGEST_BOX:
            message = "This box has {words} words; {most} are enough."
            said = say(message, words=count, most=LONGEST_BOX)
            yield Remark(document.source.place(line), said)


def find_long_sentences(passages: Sequence[Passage]) -> Iterator[Remark]:
    for passage in passages:
        for sentence in passage.sentences:
            words = sentence.words
            if len(words) > LONGEST_SENTENCE:
                message = "A sentence of {words} words: “{start} …”"
                said = say(message, words=len(words), start=" ".join(words[:SHOWN]))
                yield Remark(passage.place(sentence.start), said)


def find_unexplained(
    document: Document, passages: Sequence[Passage], words: Container[str]
) -> Iterator[Remark]:
    """Abbreviations and words of other languages that are not explained where they first stand."""
    known = FAMILIAR | set(EXPLAINED.findall(document.source.text))
    for passage in passages:
        known |= {name for found in NAME.finditer(passage.text) for name in found.groups() if name}
        for start, term in sorted({**find_abbreviations(passage), **find_foreign(passage)}.items()):
            is_known = term in known or term in words
            if not is_known and not is_explained(passage.text, start, term):
                message = say("“{term}” is not explained where it first stands.", term=term)
                yield Remark(passage.place(start), message)
            known |= {term}


def find_abbreviations(passage: Passage) -> Mapping[int, str]:
    """Each with where it stands; a title in another language is looked at as a whole."""
    text = passage.text
    for found in FOREIGN.finditer(passage.markdown):
        text = text.replace(found[2], "x" * len(found[2]))
    return {found.start(): found[0] for found in ABBREVIATION.finditer(text)}


def find_foreign(passage: Passage) -> Mapping[int, str]:
    """What is marked as another language, but names and titles, which have no other words."""
    marked = [found[2] for found in FOREIGN.finditer(passage.markdown)]
    return {passage.text.find(words): words for words in marked if not is_name(words)}


def is_name(words: str) -> bool:
    """Whether all words that are not small have a capital, and there are several."""
    long = [word for word in words.split() if len(word) > 3]
    return len(words.split()) > 1 and all(word[0].isupper() for word in long)


def is_explained(text: str, start: int, term: str) -> bool:
    """Whether a term stands in brackets, or right before them."""
    inside = any(found.start() < start < found.end() for found in IN_BRACKETS.finditer(text))
    return inside or bool(BEFORE_BRACKETS.match(text, start + len(term)))
