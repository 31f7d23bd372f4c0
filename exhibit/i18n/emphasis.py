"""Whether the asterisks and underscores of a text pair up, as emphasis in Markdown does.

Python-Markdown shows one that has no partner as a plain letter, which is rarely what was meant.
Which marks can open and which can close is told by their neighbours, as CommonMark has it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_RUN = re.compile(r"(?<![\\*_])(\*+|_+)")
# Where the marks mean something else: attributes, addresses.
_ELSEWHERE = re.compile(r"\{[^{}]*\}|(?<=\])\((?:(?!\]\()[^)])*\)|<[^<>\s]*>")


_ATTRIBUTES = re.compile(r"(?<=[*_])\{(?:[.#:]|[\w-]+=)[^{}]*\}")  # of an emphasis
_FOREIGN = re.compile(r"(?<![*_])(\*{1,3}|_{1,3})[^{}*_]{1,300}\1\{[^{}]{0,99}\blang=[^{}]{0,99}\}")


class _Run(NamedTuple):
    """Marks of one kind in a row that wait for their partners."""

    mark: str
    length: int


def is_balanced(text: str) -> bool:
    """Whether every mark that opens an emphasis is closed by as many of the same kind."""
    return not _pair(text)[1]


def find_lost(text: str, other: str) -> list[str]:
    """The emphases of a text that another has not, and its marks that stand between spaces.

    Words in a language of their own are marked only in the text that is in another.
    """
    lost = Counter(_find_all(_FOREIGN.sub("", text))) - Counter(_find_all(other))
    return list(lost.elements())


def _find_all(text: str) -> list[str]:
    paired, _, alone = _pair(text)
    return [f"{'*' * length}…{'*' * length}" for length in paired] + alone


def _pair(text: str) -> tuple[list[int], list[_Run], list[str]]:
    """How many marks each emphasis has, the marks without a partner, and those that need none."""
    paired: list[int] = []
    waiting: list[_Run] = []
    alone: list[str] = []
    plain = _ELSEWHERE.sub("x", _ATTRIBUTES.sub("", text))
    for found in _RUN.finditer(plain):
        run = _Run(found[0][0], len(found[0]))
        start, end = found.span()
        before, after = plain[max(start - 1, 0) : start], plain[end : end + 1]
        opens, closes = _can_open(before, after), _can_open(after, before)
        if run.mark == "_" and opens and closes:
            continue  # within a word, such as snake_case
        if closes:
            run = _close(waiting, run, paired)
        if run.length and not (opens or closes):
            alone.append(found[0])  # such as 3 * 4
        elif run.length:
            waiting.append(run)
    return paired, waiting, alone


def _can_open(before: str, after: str) -> bool:
    """Whether a mark leans on what comes after it; with the two swapped, whether it can close."""
    if not after.strip():
        return False
    return after.isalnum() or not before.strip() or not before.isalnum()


def _close(waiting: list[_Run], run: _Run, pairs: list[int]) -> _Run:
    """Pair the run with what waits for it, the innermost first; what is left of it."""
    while run.length and waiting and waiting[-1].mark == run.mark:
        opened = waiting.pop()
        paired = min(opened.length, run.length)
        pairs.append(paired)
        run = run._replace(length=run.length - paired)
        if opened.length > paired:
            waiting.append(opened._replace(length=opened.length - paired))
    return run
