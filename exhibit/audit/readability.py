"""How hard a German text is to read: its sentences, words and syllables, counted.

The measure of a text is that of Rudolf Flesch as Toni Amstad fitted it to German ("Wie
verständlich sind unsere Zeitungen?", Zürich 1978): 100 is very easy, 0 very hard. Syllables are
groups of vowels, which for German comes nearer the truth than patterns for hyphens do: those never
part a single letter from its word, as in a·ber or E·ner·gie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

# A sentence ends here, unless the dot belongs to the word before it; a line may break in between.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"“”‘’«»)\]]*+\s++(?=[\"„‚»«(\[]*+[A-ZÄÖÜ0-9])")
_NEXT = re.compile(r"\W*(\w+)")
# Words with a dot of their own: ordinals, initials and what else is shortened.
_DOTTED = re.compile(
    r"(?:^|[\s(\"„])(?:\d{1,2}|[^\W\d_]|Dr|Prof|Nr|Str|St|Mio|Mrd|ca|bzw|usw|etc|evtl|ggf|vgl|inkl"
    r"|sog|geb|gest|Abb|Bd|Jh|Tsd)\.$"
)
# What a sentence begins with, and what no noun is: after "17." it tells an end from a date.
# fmt: off
_OPENERS = frozenset((
    "aber", "allein", "alle", "als", "also", "am", "an", "auch", "auf", "aus", "bei", "beides",
    "beim", "bis", "da", "dabei", "dafür", "damit", "danach", "dann", "darum", "das", "dem", "den",
    "denn", "der", "deshalb", "die", "dies", "diese", "dieser", "dieses", "doch", "dort", "ein",
    "eine", "einen", "er", "es", "für", "gibt", "hat", "heute", "hier", "ich", "ihr", "ihre", "im",
    "in", "ist", "je", "jede", "jeder", "jedes", "kein", "keine", "man", "manche", "mehr", "mit",
    "nach", "nicht", "noch", "nun", "nur", "ob", "oder", "ohne", "sein", "seine", "seit", "sie",
    "sind", "so", "teilt", "um", "und", "unser", "unsere", "unter", "viele", "vom", "von", "vor",
    "wann", "warum", "was", "weil", "welche", "wenn", "wer", "wie", "wir", "wo", "woher", "zu",
    "zuerst", "zum", "zur", "zusammen", "zwischen", "über",
))
# fmt: on
_VOWELS = re.compile(
    r"e(?=um$)|(?<!w)(?<!sch)i(?=en$)|aa|ee|oo|ie|ei|ai|au|eu|äu|oi|ey|ay|[aeiouyäöüéè]"
)
_SPELLED = re.compile(r"[A-ZÄÖÜ]{2,5}|[kMGTm]?[A-Z][a-z]?h|[kMGT]W")  # letter by letter: KI, kWh


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int  # where it begins in its text

    @property
    def words(self) -> Sequence[str]:
        return split_words(self.text)


def split_sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for found in _END.finditer(text):
        if _ends_sentence(text, start, found):
            yield Sentence(text[start : found.end()].rstrip(), start)
            start = found.end()
    if text[start:].strip():
        yield Sentence(text[start:].rstrip(), start)


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    if not _DOTTED.search(text[start : found.start() + 1]):
        return True
    following = _NEXT.match(text, found.end())
    return following is not None and following[1].lower() in _OPENERS


def split_words(text: str) -> Sequence[str]:
    """What is read as a word, figures included; signs between figures are none."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def count_syllables(word: str) -> int:
    """Of a word, or of the words that hyphens join; a figure is taken in at a glance, as one."""
    return sum(map(_count_part, filter(None, re.split(r"[^\w.,]+|_", word)))) or 1


def _count_part(part: str) -> int:
    if any(letter.isdigit() for letter in part):
        return 1
    letters = part.strip(".,")
    if _SPELLED.fullmatch(letters):
        return len(letters)
    return max(1, len(_VOWELS.findall(letters.lower().replace("qu", "q")))) if letters else 0


def measure_flesch(sentences: Sequence[Sentence]) -> float:
    """180 − words per sentence − 58.5 × syllables per word; of no words at all it is 100."""
    words = list(chain.from_iterable(sentence.words for sentence in sentences))
    if not words:
        return 100.0
    syllables = sum(map(count_syllables, words))
    return 180 - len(words) / len(sentences) - 58.5 * syllables / len(words)
