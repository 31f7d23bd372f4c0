"""The tags of a finished page, as every browser reads them.

What a browser makes of sloppy HTML depends on what stands around it. So a page is held to a form
that leaves no choice: each < begins a tag, in which no other < stands, and the page is read as if
every tag counted, also in a comment or a title. Nothing can hide then, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_GAP, _SPACE = r"[ \t\n\f\r/]", r"[ \t\n\f\r]*+"
_NAME = r"[^\s\"'<>/=\x00-\x1f]++"
_VALUE = r"""(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=`\x00-\x1f]++)"""
_LOOSE = re.compile(r"""<!--|<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*>""")
_TAG = re.compile(
    rf"<(?:/([a-zA-Z][a-zA-Z0-9-]*+){_SPACE}"
    rf"|([a-zA-Z][a-zA-Z0-9-]*+)((?:{_GAP}++{_NAME}(?:{_SPACE}={_SPACE}{_VALUE})?)*){_GAP}*+)>"
)
_NAMED = re.compile(rf"(?<!{_GAP}){_GAP}++({_NAME})(?:{_SPACE}={_SPACE}({_VALUE}))?")
_DOCTYPE = re.compile(r"<!doctype html>", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Attribute:
    name: str  # in small letters
    value: str  # with its entities read
    written: str  # the name as it stands there


@dataclass(frozen=True)
class Tag:
    """A tag that begins an element, or ends one."""

    name: str  # in small letters
    attributes: tuple[Attribute, ...] = ()
    is_end: bool = False

    def get(self, name: str) -> str:
        return next((one.value for one in self.attributes if one.name == name), "")


def find_tags(html: str) -> Sequence[str]:
    """All tags of a page as they are written."""
    return _LOOSE.findall(html)


def find_unreadable(html: str, tags: Sequence[str]) -> str:
    """What stands around something that is read in more than one way; empty if nothing is."""
    if unseen := _UNSEEN.search(html):
        return _around(html, unseen.start())
    if html.count("<") == len(tags):
        return ""
    starts = {found.start() for found in _LOOSE.finditer(html)}
    at = (found.start() for found in re.finditer("<", html) if found.start() not in starts)
    return _around(html, next(at))


def _around(html: str, at: int) -> str:
    """A part of a line."""
    before, after = html[max(0, at - 20) : at], html[at : at + 40]
    return before.rpartition("\n")[2] + after.partition("\n")[0]


@lru_cache(4096)  # the same tags stand on all pages
def read_tag(written: str) -> Tag | None:
    """The tag; none for what is read in more than one way. Comment and doctype have no name."""
    found = _TAG.fullmatch(written)
    if not found:
        return Tag("") if written == "<!--" or _DOCTYPE.fullmatch(written) else None
    if found[1]:
        return Tag(found[1].lower(), is_end=True)
    return Tag(found[2].lower(), tuple(_read_attributes(found[3])))


def _read_attributes(written: str) -> Iterator[Attribute]:
    for name, value in _NAMED.findall(written):
        plain = value[1:-1] if value[:1] in {'"', "'"} else value
        yield Attribute(name.lower(), unescape(plain), name)
