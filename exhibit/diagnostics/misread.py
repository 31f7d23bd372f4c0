"""UTF-8 that was read in another encoding, and then saved as UTF-8: found, and undone.

“HeizÃ¶l” was read as Windows-1252, “Heiz√∂l” as on an old Mac, “Heiz├Âl” as in DOS. The letters
of which one was made so give its bytes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.encoding import LETTERS

_READ_AS = ("cp1252", "mac_roman", "cp850", "cp437", "cp1250")
_FIRST = b"\xc2\xc3\xc4\xc5\xc6\xcb\xce\xcf\xe2"  # what our letters and signs begin with
_TIMES = 3  # that a file was saved wrongly


def _read(content: bytes, encoding: str) -> str:
    """What is shown of bytes; those that mean nothing stay as they are."""
    letters = (bytes([one]).decode(encoding, "ignore") or chr(one) for one in content)
    return "".join(letters)


_LEADS = {encoding: _read(_FIRST, encoding) for encoding in _READ_AS}
_RUN = re.compile(rf"[{''.join(sorted(set(''.join(_LEADS.values()))))}][^\x00-\x7f]+")
_CLEAR = "ÃÂâÔ‚ΓĂ"  # any other stands before a sign also where nothing is lost: „Ä“, √π, ├─
_SMALL = re.compile(f"[a-z{''.join(filter(str.islower, LETTERS))}]")


def find_misread(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand that were one: from the first to behind the last."""
    for run in _RUN.finditer(text):
        start = run.start()
        while start < run.end() - 1:
            letter, end = _undo(text, start)
            if letter and _is_ruined(text, start, end):
                yield start, end
            start = end if letter else start + 1


def repair(text: str) -> str:
    """The text as it was before it was misread, however often that happened."""
    for _ in range(_TIMES):
        for start, end in reversed([*find_misread(text)]):
            text = text[:start] + _undo(text, start)[0] + text[end:]
    return text


def _undo(text: str, start: int) -> tuple[str, int]:
    """The letter that was there, and where those end that it has become; empty if there is none."""
    found = [_undo_in(encoding, text, start) for encoding in _READ_AS]
    return max(found, key=lambda one: (bool(one[0]), one[0] in LETTERS))


def _undo_in(encoding: str, text: str, start: int) -> tuple[str, int]:
    at = _LEADS[encoding].find(text[start])
    end = start + (3 if _FIRST[at] >= 0xE0 else 2)
    try:
        return _write(text[start:end], encoding).decode("utf-8") if at >= 0 else "", end
    except UnicodeError:
        return "", start


def _write(letters: str, encoding: str) -> bytes:
    """The bytes that are shown as these letters."""
    return b"".join(
        bytes([ord(one)]) if "\x80" <= one <= "\x9f" else one.encode(encoding) for one in letters
    )


def _is_ruined(text: str, start: int, end: int) -> bool:
    if text[start] in _CLEAR:
        return True
    return bool(_SMALL.match(text[max(start - 1, 0) : start]) or _SMALL.match(text[end : end + 1]))
