"""What gets into a translation on its way through other programs, and was never in the German.

Machines write &quot; for a quotation mark, full-width signs for those of Markdown, and begin a new
line or a heading where the German goes on. None of that is shown as it was meant.
"""

from __future__ import annotations

import re

from exhibit.i18n.cldr import base

_NUMBER = r"#\d{1,5}|#[xX][\da-fA-F]{1,5}"
_ENTITY = re.compile(
    rf"&(?:amp;)*(?:{_NUMBER}|[a-zA-Z]{{2,8}}\d?);|&\s?(?:{_NUMBER}|quot|amp|lt|gt|nbsp|apos)\s?;"
)
_SPACED_LINK = re.compile(r"\[\s[^\[\]]*\]\(|\[[^\[\]]*\s\]\(|\]\(\s|\]\([^()\s]+\s\)")
_DOUBLE_BRACE = re.compile(r"\{\{|\}\}")
_WIDE = re.compile("[＊＿＃［］｛｝｜｀＜＞％]")
_WIDE_BRACKETS = re.compile("[（）：]")  # that are common in Chinese and Japanese
_EAST = frozenset({"zh", "ja", "ko", "yue"})
_BLOCK = re.compile(
    r"(?m)^(?:[ \t]{0,3}"
    r"(?:(#{1,6}|[-+*•]|\d{1,3}[.)]|>+)(?=\s|>)|(\||```|~~~)|([=-]{3,}$))|( {4}|\t))"
)
_TABLE = re.compile(r"\|\s*:?-{3,}|(?<!\\)\|(?=.*(?<!\\)\|)")
_TYPED_BREAK = re.compile(r"\\[nrt]")


def find_entities(text: str, language: str) -> list[str]:
    """Names of letters, as HTML has them."""
    return _ENTITY.findall(text)


def find_wide_signs(text: str, language: str) -> list[str]:
    """Signs of Markdown in the width of Chinese letters."""
    return _WIDE.findall(text) + ([] if base(language) in _EAST else _WIDE_BRACKETS.findall(text))


def find_spaced_links(text: str, language: str) -> list[str]:
    return _SPACED_LINK.findall(text)


def find_double_braces(text: str, language: str) -> list[str]:
    return _DOUBLE_BRACE.findall(text)


def find_blocks(text: str, language: str) -> list[str]:
    """What begins a block of its own at the beginning of a line."""
    return ["".join(found).strip() or "    " for found in _BLOCK.findall(text)] + [
        found.strip() for found in _TABLE.findall(text)
    ]


def breaks_line(german: str, translation: str) -> bool:
    """Whether a translation has lines, or breaks in words, where the German has none."""
    if len(_TYPED_BREAK.findall(translation)) > len(_TYPED_BREAK.findall(german)):
        return True
    return "\n" in translation.strip() and "\n" not in german.strip()
