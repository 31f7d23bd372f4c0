"""Letters that nobody sees, and that keep a word from being found.

They come along when text is pasted from Word, a PDF or a web page. Where nothing is lost without
them, they are dropped as a file is read: so a word finds its entry, and a link its page. Those
that change what is read, or stand for what has got lost, are named.

What a script needs stays: joiners behind letters that are not Latin and in emoji, directions in a
text that has letters from right to left, breaks where words have no spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.faults import ContentError, Notice, say
from exhibit.diagnostics.source import Source

_ALWAYS = "\u00ad\u2060-\u2064\ufeff"  # soft hyphen, word joiner, signs of formulas, mark of order
_BREAK = "\u200b"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202c\u2066\u2068\u2069"
_WITHOUT_SPACES = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")  # Thai, Khmer …
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")  # Hebrew, Arabic …
# Joiners behind nothing that can be joined, selectors of a form behind Latin letters.
_IDLE = (
    r"(?<![^\x00-\u058f\u1e00-\u1fff\u2000-\u206f])[\u200c\u200d]+|(?<=[a-zA-ZÀ-ɏ])[\ufe00-\ufe0f]"
)
_ANY = re.compile(f"[{_ALWAYS}{_BREAK}{_DIRECTIONS}\u200c\u200d\ufe00-\ufe0f]")
_WIDTHS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Behind what begins a block Markdown knows the common space only.
_SPACE = re.compile(rf"(?m)^([ \t]*(?:[-*+]|#{{1,6}}|\d{{1,9}}[.)]|>|:::+)){_WIDTHS.pattern}")
_TURNS_BACK = "\u202b\u2067"  # that a word from right to left may need
_FLAG = "\U0001f3f4"  # behind it, hidden letters name a country

_NAMES: tuple[tuple[str, Notice], ...] = (
    (f"{_TURNS_BACK}\u202d\u202e", say("a mark that turns the direction of reading")),
    ("\u2028\u2029", say("a line separator as programs for layout have it")),
    ("\ufff9-\ufffc", say("a mark in the place of a picture or an object")),
    ("\u0080-\u009f", say("a control character of another encoding")),
    ("\U000e0000-\U000e007f", say("hidden letters")),
    ("\u115f\u1160\u206a-\u206f\u3164\uffa0\ufdd0-\ufdef\ufffe\uffff", say("an empty letter")),
)
_TOLD = re.compile("|".join(f"[{letters}]+" for letters, _ in _NAMES))
UNSEEN = re.compile(f"[{''.join(letters for letters, _ in _NAMES)}]")
_WAY = say("Delete it; if you cannot see it, delete the whole word and type it anew.")


def drop_invisible(text: str) -> str:
    """The text without what nobody sees and nobody needs."""
    if text.isascii() or not _ANY.search(text):
        return text
    dropped = _ALWAYS
    if not _WITHOUT_SPACES.search(text):
        dropped += _BREAK
    if not _FROM_RIGHT.search(text):
        dropped += _DIRECTIONS
    return re.sub(f"[{dropped}]+|{_IDLE}", "", text)


def set_plain_spaces(text: str) -> str:
    """Markdown in which a common space stands behind each mark that begins a block."""
    return _SPACE.sub(r"\1 ", text) if _WIDTHS.search(text) else text


def find_invisible(source: Source) -> Iterator[ContentError]:
    """What is left of them is a fault, by its name and its place."""
    if not UNSEEN.search(source.text):
        return
    needed = _TURNS_BACK if _FROM_RIGHT.search(source.text) else ""
    for found in _TOLD.finditer(source.text):
        before = source.text[max(found.start() - 1, 0) : found.start()]
        if found[0] not in needed and before != _FLAG:
            message = say(
                "Here stands {name} that nobody sees ({code}).",
                name=next(name for letters, name in _NAMES if re.match(f"[{letters}]", found[0])),
                code=f"U+{ord(found[0][0]):04X}",
            )
            yield source.fault_at(found.start(), message, _WAY)
