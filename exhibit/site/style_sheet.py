"""What a style sheet asks for, read as a browser reads it: with its escapes, comments and texts.

Only what can name a file is looked at: url() in any spelling, @import, and the functions that take
an address as a text. Whatever cannot be read for certain is told, so that nothing hides in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\r\f])?|[^\n\r\f0-9a-fA-F])"
_LETTER = r"[-\w\u0080-\U0010ffff]"
_NAME = rf"(?:{_LETTER}++|{_ESCAPE})+"
_WRITTEN = r"{0}[^{0}\\\n\r\f]*+(?:\\(?:\r\n|.)[^{0}\\\n\r\f]*+)*{0}"
_TEXT = f"(?:{_WRITTEN.format(chr(34))}|{_WRITTEN.format(chr(39))})"
_TOKEN = re.compile(
    rf"<!--|/\*.*?(?:\*/|\Z)|(?P<text>{_TEXT})|@(?P<rule>{_NAME})"
    rf"|(?P<name>{_NAME})(?P<open>\(?)|[\"']|(?P<mark>[()])",
    re.DOTALL,
)
_SPACE = r"[ \t\n\r\f]*+"
_ADDRESS = re.compile(
    rf"{_SPACE}(?:(?P<text>{_TEXT})|(?P<bare>(?:[^\s\"'()\\\x00-\x1f\x7f]++|{_ESCAPE})*)){_SPACE}\)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\r\f])?|(\r\n|.))", re.DOTALL)
# Functions in which a mere text is an address, or a value from elsewhere can become one
_SHOWING = re.compile(r"(?:-webkit-)?(?:image-set|cross-fade)|image|src")
_FROM_ELSEWHERE = frozenset({"attr", "env", "var"})


@dataclass(frozen=True)
class Asked:
    """Something that a style sheet asks for; no address if it cannot be known for certain."""

    start: int  # where in the text it stands
    end: int
    address: str | None


def find_asked(css: str) -> Iterator[Asked]:
    """All that the style sheet asks for, in order."""
    open_functions: list[str] = []
    at, rule, rule_ended = 0, "", 0
    while found := _TOKEN.search(css, at):
        at = found.end()
        name = _read(found["name"]).lower() if found["open"] else ""
        if name == "url":
            address = _ADDRESS.match(css, at)
            at = address.end() if address else at
            is_name = rule == "namespace" and ";" not in css[rule_ended : found.start()]
            if not is_name:  # which loads nothing
                yield Asked(found.start(), at, _read_address(address) if address else None)
        elif found["text"]:
            if _is_asked(_read(found["text"][1:-1]), rule, open_functions):
                yield Asked(found.start(), at, None)
        elif (name in _FROM_ELSEWHERE and _is_showing(open_functions)) or found[0] in {'"', "'"}:
            yield Asked(found.start(), at, None)
        _count(found, name, open_functions)
        if not found[0].startswith("/*"):
            rule, rule_ended = _read(found["rule"] or "").lower(), at


def _count(found: re.Match[str], name: str, open_functions: list[str]) -> None:
    """Know in which functions what follows stands; that of an address is closed already."""
    if name and name != "url":
        open_functions.append(name)
    elif found["mark"] == "(":
        open_functions.append("")
    elif found["mark"] and open_functions:
        open_functions.pop()


def _is_asked(text: str, rule: str, open_functions: list[str]) -> bool:
    """Whether a mere text is more than a text: it is loaded, or says how letters are to be read."""
    if rule == "charset":
        return text.lower() != "utf-8"
    return rule == "import" or _is_showing(open_functions)


def _is_showing(open_functions: list[str]) -> bool:
    return bool(open_functions and _SHOWING.fullmatch(open_functions[-1]))


def _read_address(found: re.Match[str]) -> str:
    return _read(found["text"][1:-1] if found["text"] else found["bare"])


def _read(written: str) -> str:
    """A name or a text with its escapes read."""
    return _ESCAPED.sub(_unescape, written) if "\\" in written else written


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        number = int(found[1], 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"
    return "" if found[2] in {"\n", "\r", "\f", "\r\n"} else found[2]
