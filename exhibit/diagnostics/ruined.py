"""Words that have lost letters on their way through other programs, and are UTF-8 all the same.

They are seen by the sign that stands within a word: “HeizÃ¶l” and “Heiz�l”, but also “Heiz”l”,
“Stra§e”, “GebŠude” and “Heiz?l”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.encoding import LETTERS
from exhibit.diagnostics.faults import ContentError, Notice, say
from exhibit.diagnostics.misread import find_misread, repair
from exhibit.diagnostics.source import Source

_SMALL = f"a-z{''.join(filter(str.islower, LETTERS))}"
_BETWEEN = "‡†ˆ‰‹›¤¶¦¬¡¢£¥§÷¨¯¸ª¿ŠŽŸÃÂÔ∂∑∏∫∆◊ΣΘΦδφε∩≡⌠⌡ⁿ\u2500-\u259f"
_CONSONANT = "bcdfghjkmnpqstvwxz"
_MARKUP = frozenset({".html", ".css", ".svg", ".js", ".txt", ".xml"})  # where a?b is no word
# The sign itself comes first, since it is soon looked for.
_WITHIN = re.compile(
    rf"[{_BETWEEN}”„š�](?:(?<=[A-Z{_SMALL}][^š�])(?=[{_SMALL}])|(?<=[{_SMALL}][ÃÂ])(?![A-Z])"
    rf"|(?<=[{_CONSONANT}]š)(?=[{_CONSONANT}lr])|(?<=�))"
)
_ASKED = re.compile(r"\?(?<=[A-Za-zÄÖÜäöüß?].)(?=\??[a-zäöüß])")
_PLAIN_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:\?+[a-zäöüß]+)+")
_LONGEST = 30  # letters that are shown on each side
_BEFORE = re.compile(r"[^ \t\n;,\"()|]*$")
_AFTER = re.compile(r"[^ \t\n;,\"()|]*")


def find_ruined(source: Source) -> Iterator[ContentError]:
    """The first word of a text that has lost its letters, and how many there are."""
    found = list(_find(source))
    if not found:
        return
    word = "".join(_surround(source.text, *found[0]))
    message = say("Letters have been lost in “{word}”.", word=word)
    if others := len(found) - 1:
        message = say(
            "Letters have been lost in “{word}”, and {count} more times in this file.",
            word=word,
            count=others,
        )
    yield source.fault_at(found[0][0], message, _hint(word))


def _surround(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands there, between what else of its word stands before and behind it."""
    before = _BEFORE.search(text[max(start - _LONGEST, 0) : start])
    after = _AFTER.match(text[end : end + _LONGEST])
    return before[0] if before else "", text[start:end], after[0] if after else ""


def _find(source: Source) -> Iterator[tuple[int, int]]:
    text = source.text
    if not text.isascii():
        yield from find_misread(text)
        yield from (found.span() for found in _WITHIN.finditer(text) if not _is_quoted(found, text))
    if source.file.suffix not in _MARKUP and "?" in text:
        yield from (found.span() for found in _ASKED.finditer(text) if _is_in_word(found, text))


def _is_in_word(found: re.Match[str], text: str) -> bool:
    """Whether a question mark stands between letters, and in no address."""
    word = "".join(_surround(text, *found.span()))
    return bool(_PLAIN_WORD.fullmatch(word.strip("'„“\\.:!?")))


def _is_quoted(found: re.Match[str], text: str) -> bool:
    """Whether a quotation mark ends what an earlier one of its line begins: “meter”s."""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return found[0] in "”„" and any(mark in before for mark in "“„”")


def _hint(word: str) -> Notice:
    way = say("Type the word anew, or take the file once more from where it came from, as UTF-8.")
    right = repair(word)
    return way if right == word else say("Is “{word}” meant? {way}", word=right, way=way)
