"""What a text is about, as far as that can be told without understanding it: its telling words.

Two texts agree if they share some: a fact on Transistoren, and a sentence on the first transistor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from exhibit.audit.readability import Sentence, split_sentences
from exhibit.audit.units import is_unit

_KEPT = 16384
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PAUSE = re.compile(
    r"(?:[,;:?!]|(?<!\b\d)(?<!\b\d\d)\.)(?=\s|$)|(?<!\d)\s(?:und|oder|and)\s|\s(?:und|oder|and)\s(?!\d)"
)
_LONG, _SHORT = 6, 4  # letters that two forms of a word have in common
_LONG_WORD = 7  # letters of a word that tells something without a capital
# fmt: off
_COMMON = frozenset((
    "aber", "alle", "allein", "alles", "als", "also", "am", "an", "anders", "auch", "auf", "aus",
    "bei", "beim", "beide", "bis", "da", "dabei", "dafür", "damit", "danach", "dann", "darum",
    "das", "dem", "den", "denn", "der", "des", "deshalb", "die", "dies", "diese", "dieser",
    "dieses", "doch", "dort", "ein", "eine", "einen", "einer", "einem", "er", "es", "etwa", "für",
    "ganz", "gibt", "hat", "heute", "hier", "ich", "ihr", "ihre", "im", "in", "ist", "je", "jede",
    "jeder", "jedes", "kein", "keine", "man", "manche", "mehr", "mit", "nach", "nicht", "noch",
    "nun", "nur", "ob", "oder", "ohne", "rund", "sein", "seine", "seit", "sie", "sind", "so", "um",
    "und", "unser", "unsere", "unter", "viel", "viele", "vom", "von", "vor", "wann", "was", "weil",
    "welche", "wenn", "wer", "werden", "wie", "wieviel", "wir", "wird", "wo", "woher", "zu", "zum",
    "zur", "zusammen", "zwischen", "über", "ende", "anfang", "jahr", "jahre", "jahren", "jahres",
    "monat", "monate", "monaten", "tag", "tage", "tagen", "million", "millionen", "milliarde",
    "milliarden", "billion", "billionen", "prozent", "zahl", "zahlen", "teile",
    "teil", "teilen", "mal", "januar", "februar", "märz", "april", "mai", "juni", "juli", "august",
    "september", "oktober", "november", "dezember", "the", "and", "with", "from", "that", "this",
    "year", "years", "about", "were", "than", "more", "gerundet", "zwischen", "wiedergegeben",
    "brauchen", "braucht", "brauchte", "brauchten", "stammen", "stammten", "standen", "datum",
    "gelesen",
    "weniger", "wurden", "wurde", "anderen", "höchstens",
))
# fmt: on


@lru_cache(_KEPT)
def read_words(text: str, locale: str) -> frozenset[str]:
    """The telling words, in small letters: nouns, names and what is long."""
    return frozenset(
        word.lower()
        for word in _WORD.findall(text)
        if _tells(word, locale) and word.lower() not in _COMMON and not is_unit(word)
    )


def _tells(word: str, locale: str) -> bool:
    if len(word) < 2:
        return False
    if locale.partition("-")[0] == "de":
        return word[0].isupper() or len(word) >= _LONG_WORD
    return word.isupper() or len(word) > _SHORT


@lru_cache(_KEPT)
def _is_like(one: str, other: str) -> bool:
    """Whether two words may be forms of one: Kohle, Kohlestrom; Reaktor, Kernreaktoren."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORT:
        return short == long
    stem = short[: max(_SHORT, min(_LONG, len(short) - 1))]
    within = stem if len(stem) == _LONG else short
    return long.startswith(stem) or (len(within) > _SHORT and within in long)


@lru_cache(_KEPT)
def shared_words(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Those of the first that the others have in some form."""
    return frozenset(one for one in some if any(_is_like(one, other) for other in others))


def sentence_at(text: str, start: int) -> str:
    """The sentence in which something stands."""
    return next((one.text for one in reversed(_part(text)) if one.start <= start), "")


def sentences_around(text: str, start: int) -> str:
    """That sentence, the one before and the one after."""
    sentences = _part(text)
    index = sum(one.start <= start for one in sentences)
    return " ".join(one.text for one in sentences[max(0, index - 2) : index + 1])


@lru_cache(_KEPT)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(one.span() for one in _PAUSE.finditer(text))


@lru_cache(_KEPT)
def _part(text: str) -> tuple[Sentence, ...]:
    return tuple(split_sentences(text))


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the words go between the pauses around a number."""
    pauses = _spans(text)
    before = max((last for _, last in pauses if last <= start), default=0)
    return before, min((first for first, _ in pauses if first >= end), default=len(text))


def has_pause(text: str, start: int, end: int) -> bool:
    return any(start <= first and last <= end for first, last in _spans(text))


def join_words(texts: Iterable[str], locale: str) -> frozenset[str]:
    return frozenset().union(*(read_words(text, locale) for text in texts))
