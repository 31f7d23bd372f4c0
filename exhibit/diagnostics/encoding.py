"""Bytes become text: UTF-8 or, of a table, what its words prove it to be.

Spreadsheets save CSV as their system does: Windows-1252, on an old Mac as Mac Roman, from DOS as
its code pages. Each of them fits almost any bytes, so it is asked what becomes of the letters: an
encoding in which a sign stands within a word, or a capital behind a small letter, is not the right
one. Where more than one remains, nobody guesses: the fault shows the word in both.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from pathlib import PurePosixPath

from exhibit.diagnostics.faults import ContentError, Notice, Place, say

_UTF_8 = "utf-8-sig"  # with a mark at its beginning, or without
_WINDOWS = "cp1252"
_OTHERS = ("cp1250", "mac_roman", "cp850", "cp437")  # Polish Windows, old Macs, DOS
_WIDE = (BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE)  # how “Unicode text” begins; UTF-32 LE as UTF-16

LETTERS = "äöüÄÖÜßẞàâæçéèêëîïôœùûÿÀÂÆÇÉÈÊËÎÏÔŒÙÛŸąćęłńóśźżĄĆĘŁŃÓŚŹŻ"  # German, French, Polish
_SIGNS = "„“”‚‘’´«»–—…€§°²³¹µ·×½¼¾±©®™•\u00a0"
_OTHER_SIGNS = "†‰£¥¡¿ªº"  # that may be meant, where nothing better is found
_LETTER = r"[^\W\d_²³¹½¼¾]"  # Python counts these as letters
_CAPITAL = f"A-ZÀ-ÖØ-ÞŠŽ{''.join(filter(str.isupper, LETTERS))}"
_SMALL = f"a-zß-öø-ÿšž{''.join(filter(str.islower, LETTERS))}"
_RAISED = r"(?<![mM])[²³¹]"  # behind another letter than that of m² and m³


class _Likeness(IntEnum):
    """How much a text looks like one."""

    SURE = 0
    STRANGE = 1
    IMPOSSIBLE = 2


_WORD = re.compile(r"[^\s;,\"]{0,30}[^\x00-\x7f][^\s;,\"]{0,30}")


def decode(file: PurePosixPath, content: bytes) -> str:
    """The text of a file that is saved as UTF-8."""
    try:
        return _decode_plain(content)
    except UnicodeDecodeError as error:
        raise _fault(file, content, error.start, _find_readings(content)[:1]) from error


def decode_table(file: PurePosixPath, content: bytes) -> str:
    """The text of a table, in UTF-8 or in the one encoding that makes words of its letters."""
    try:
        return _decode_plain(content)
    except UnicodeDecodeError as error:
        readings = [] if _is_wide(content) else _find_readings(content)
        if len(readings) == 1:
            return readings[0]
        raise _fault(file, content, error.start, readings) from error


def _decode_plain(content: bytes) -> str:
    if _is_wide(content):
        raise UnicodeDecodeError(_UTF_8, content, 0, 1, "two bytes for each letter")
    return content.decode(_UTF_8)


def _is_wide(content: bytes) -> bool:
    return content.startswith(_WIDE) or b"\0" in content[:100]


def _find_readings(content: bytes) -> Sequence[str]:
    """What the bytes may say, the likeliest first; none that cannot be text."""
    windows, *others = (_try(content, encoding) for encoding in (_WINDOWS, *_OTHERS))
    likeness = {text: _judge(text) for text in (windows, *others)}
    if likeness[windows] is not _Likeness.SURE:
        found = [text for text in likeness if likeness[text] is not _Likeness.IMPOSSIBLE]
        alone = len(found) == 1 and likeness[found[0]] is _Likeness.STRANGE
        return [] if alone and found[0] != windows else found
    polish = others[0]
    is_rival = likeness[polish] is _Likeness.SURE and _differ_in_letters(windows, polish)
    return [windows, polish] if is_rival else [windows]


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


@cache  # only where a file is not UTF-8
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What no text has, then what few have."""
    no_text = re.compile(rf"[^\x00-\x7f\u00c0-\u00f6\u00f8-\u017f{LETTERS}{_SIGNS}{_OTHER_SIGNS}]")
    impossible = re.compile(
        rf"[{_SMALL}](?![A-Z])[{_CAPITAL}]|[{_CAPITAL}](?![A-Z])[{_CAPITAL}][{_SMALL}]"
        rf"|(?![a-zß])[{_SMALL}][A-Z]|[€™×®©£]{_LETTER}|{_LETTER}[„‚]"
        rf"|{_LETTER}(?:[“”‘…§°€½¼¾±©™•«»{_OTHER_SIGNS}]|{_RAISED}){_LETTER}"
    )
    strange = re.compile(
        rf"[…§•{_OTHER_SIGNS}]{_LETTER}|{_LETTER}·{_LETTER}|[{_OTHER_SIGNS}]|(?<=[a-zA-Z]){_RAISED}"
        rf"|(?<!{_LETTER})(?![a-zA-Z]){_LETTER}(?!{_LETTER})|(?![a-zA-Z{LETTERS}µ]){_LETTER}"
        rf"|{_LETTER}\u00a0{_LETTER}|„(?![^\n]*[“”])|«(?![^\n]*»)"
    )
    return no_text, impossible, strange


def _judge(text: str) -> _Likeness:
    no_text, impossible, strange = _patterns()
    if not text or no_text.search(text) or impossible.search(text):
        return _Likeness.IMPOSSIBLE
    return _Likeness.STRANGE if strange.search(text) else _Likeness.SURE


def _differ_in_letters(one: str, other: str) -> bool:
    return any(a != b and a.isalpha() for a, b in zip(one, other, strict=True))


def _fault(
    file: PurePosixPath, content: bytes, start: int, readings: Sequence[str]
) -> ContentError:
    """The line with the first letter that is no UTF-8, as it most likely reads."""
    if _is_wide(content):
        return ContentError(Place(file), say("The file is not saved as UTF-8."), _hint(file))
    number = content.count(b"\n", 0, start)
    shown = readings[0] if readings else content.decode(_WINDOWS, "replace")
    excerpt = shown.split("\n")[number].rstrip("\r")
    message = say("The file is not saved as UTF-8.")
    words = [found[0] for found in (_WORD.search(text) for text in readings) if found]
    if len(words) > 1:
        message = say(
            "The file is not saved as UTF-8, and it may say {words}.",
            words=", ".join(f"„{word}“" for word in dict.fromkeys(words)),
        )
    return ContentError(Place(file, number + 1, 0, excerpt), message, _hint(file))


def _hint(file: PurePosixPath) -> Notice:
    if file.suffix == ".csv":
        return say("Open it in the spreadsheet, and save it as CSV, best as “CSV UTF-8”.")
    return say("Save it in your editor with the encoding “UTF-8”.")
