"""Files that are not whole: empty, full of nothing, or cut off by a full disk or a broken sync.

Each kind tells in its own way where it ends: by a length that it states, by a mark, or by the
brackets that it has opened. What content shows is read closely elsewhere; of static files nobody
reads more than this before a browser does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from exhibit.diagnostics import ContentError, Notice, Place, say
from exhibit.images import SHOWN

_NOTHING = b"\0 \t\r\n\xef\xbb\xbf"  # also what a disk holds that had no time to write
_FETCH = say("Fetch the file anew, from a backup or from where it came from.")
_CUT = say("The file is cut off.")
_FALSE = say("The file holds something else than its name says.")


def check_whole(file: PurePosixPath, content: bytes) -> None:
    """Raises a fault for a file that cannot be as somebody has made it."""
    is_photograph = file.parts[0] == "content" and file.suffix.lower() in SHOWN  # read closely
    if not content.strip(_NOTHING) and not is_photograph:
        raise ContentError(Place(file), say("The file is empty."), _tell_way(file))
    if file.parts[0] == "static" and (check := _KINDS.get(file.suffix.lower())):
        check(file, content)
    if file.parts[0] == "templates":
        _check_tag(file, content)


def _tell_way(file: PurePosixPath) -> Notice:
    if file.parts[0] == "templates":
        return say("Fetch it anew. If nothing is to stand there, write: {{# nothing #}}")
    if file.parts[0] == "static":
        return say("Fetch it anew. If it is to hold nothing, write a comment into it.")
    return _FETCH


def _of_bytes(
    begins: tuple[bytes, ...], is_whole: Callable[[bytes], bool]
) -> Callable[[PurePosixPath, bytes], None]:
    def check(file: PurePosixPath, content: bytes) -> None:
        if not content.startswith(begins):
            raise ContentError(Place(file), _FALSE, _FETCH)
        if not is_whole(content):
            raise ContentError(Place(file), _CUT, _FETCH)

    return check


def _number(content: bytes, start: int, size: int = 4) -> int:
    return int.from_bytes(content[start : start + size], "big")


def _ends_jpeg(content: bytes) -> bool:
    """Whether the picture comes to its end; the small one in its head has an end of its own."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        at += 2 + max(_number(content, at + 2, 2), 2)
    return content.find(b"\xff\xd9", at) > 0


def _holds_boxes(content: bytes) -> bool:
    """AVIF: boxes, each with its length; that of the last may be left open as 0."""
    at = 0
    if b"mdat" not in content:
        return False
    while at + 8 <= len(content):
        size = _number(content, at)
        at += _number(content, at + 8, 8) if size == 1 else size or len(content) - at
        if size and size < 8 and size != 1:
            return False
    return at == len(content)


def _holds_tables(content: bytes) -> bool:
    """TrueType: a list of tables, with where each begins and how long it is."""
    rows = range(12, 12 + 16 * _number(content, 4, 2), 16)
    ends = [_number(content, at + 8) + _number(content, at + 12) for at in rows]
    return len(content) >= rows.stop > 12 and max(ends) <= len(content)


def _check_xml(file: PurePosixPath, content: bytes) -> None:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        message = say("The drawing is not whole: {reason}.", reason=expat.ErrorString(error.code))
        raise ContentError(_at_line(file, content, error.lineno), message, _FETCH) from error


def _check_json(file: PurePosixPath, content: bytes) -> None:
    try:
        json.loads(content)
    except ValueError as error:
        raise ContentError(Place(file), _CUT, _FETCH) from error


def _at_line(file: PurePosixPath, content: bytes, line: int) -> Place:
    lines = content.decode("utf-8", "replace").split("\n")
    return Place(file, line, 0, lines[line - 1].rstrip("\r") if line <= len(lines) else "")


# Of what goes on to the end of the file the group with nothing in it remains.
_TEXT = (
    r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*(?:"|(?P<open1>))'
    r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*(?:'|(?P<open2>))"
)
_NOTE = r"/\*[^*]*+(?:\*(?!/)[^*]*+)*(?:\*/|(?P<open3>))"
_VALUE = r"\$\{[^{}`]{0,500}+(?:(?:`[^`]{0,500}+`|\{[^{}]{0,500}+\})[^{}`]{0,500}+){0,20}\}"
_FILLED = rf"`[^`\\$]*+(?:(?:\\.|{_VALUE}|\$)[^`\\$]*+)*(?:`|(?P<open4>))"
_BRACKET = r"(?P<bracket>[(){}\[\]])"
_CSS = re.compile(rf"(?s){_NOTE}|{_TEXT}|url\([^)'\"\s]{{0,200}}+\)|{_BRACKET}")
_JS = re.compile(
    rf"(?s){_NOTE}|//[^\n]*+|{_TEXT}|{_FILLED}"
    # a pattern stands where no value can end, or else it is a division
    r"|(?:(?<=return )|(?<=case )|(?<=typeof )|(?<![\w)\]}$\"'`])(?<![\w)\]}$\"'`] ))"
    r"/(?![*/])[^/\\\n\[]{0,200}+(?:(?:\\.|\[[^\]\\\n]{0,99}+(?:\\.[^\]\\\n]{0,99}+){0,50}\])"
    r"[^/\\\n\[]{0,200}+){0,50}/[a-z]{0,9}+"
    rf"|{_BRACKET}"
)
_CLOSES = {")": "(", "]": "[", "}": "{"}


def _of_text(tokens: re.Pattern[str]) -> Callable[[PurePosixPath, bytes], None]:
    """What is opened is closed before the file ends."""

    def check(file: PurePosixPath, content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        opened: list[re.Match[str]] = []
        for found in tokens.finditer(text):
            bracket = found["bracket"]
            if bracket in _CLOSES and opened and opened[-1][0] == _CLOSES[bracket]:
                opened.pop()
            elif found.lastgroup and bracket not in _CLOSES:
                opened.append(found)
        if opened:
            start = opened[0].start()
            place = _at_line(file, content, text.count("\n", 0, start) + 1)
            mark = text[start : start + 2] if text.startswith("/*", start) else text[start]
            message = say("What begins here with {mark} is never closed.", mark=mark)
            raise ContentError(place, message, _FETCH)

    return check


def _check_tag(file: PurePosixPath, content: bytes) -> None:
    """A template does not end within a tag."""
    text = content.decode("utf-8", "replace")
    start = text.rfind("<")
    if start >= 0 and ">" not in text[start:] and re.match("[A-Za-z/!]", text[start + 1 :]):
        line = text.count("\n", 0, start) + 1
        raise ContentError(_at_line(file, content, line), _CUT, _FETCH)


_PNG = b"\x89PNG\r\n\x1a\n"
_KINDS: Mapping[str, Callable[[PurePosixPath, bytes], None]] = {
    ".css": _of_text(_CSS),
    ".js": _of_text(_JS),
    ".mjs": _of_text(_JS),
    ".json": _check_json,
    ".webmanifest": _check_json,
    ".svg": _check_xml,
    ".png": _of_bytes((_PNG,), lambda content: b"IEND\xaeB`\x82" in content),
    ".jpg": _of_bytes((b"\xff\xd8",), _ends_jpeg),
    ".jpeg": _of_bytes((b"\xff\xd8",), _ends_jpeg),
    ".gif": _of_bytes((b"GIF8",), lambda content: content.rstrip(b"\0").endswith(b";")),
    ".webp": _of_bytes(
        (b"RIFF",), lambda content: int.from_bytes(content[4:8], "little") + 8 <= len(content)
    ),
    ".avif": _of_bytes((b"\0",), _holds_boxes),
    ".ico": _of_bytes((b"\0\0\1\0",), lambda content: len(content) > 22),
    ".woff": _of_bytes((b"wOFF",), lambda content: _number(content, 8) == len(content)),
    ".woff2": _of_bytes((b"wOF2",), lambda content: _number(content, 8) == len(content)),
    ".ttf": _of_bytes((b"\0\1\0\0", b"true", b"OTTO"), _holds_tables),
    ".otf": _of_bytes((b"OTTO", b"\0\1\0\0"), _holds_tables),
    ".pdf": _of_bytes((b"%PDF",), lambda content: b"%%EOF" in content[-2048:]),
}
