"""How wide a text is in the font of the charts, so that labels wrap, fit and keep apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack_from

FONTS = Path(__file__).parent / "fonts"
FAMILY = "IBM Plex Sans"
SIZE = 14  # px; on a phone of 320 px a narrow chart shrinks to 88 %, which leaves 12.3
LINE = 18  # px from one line of text to the next
BALANCE = 8  # px, the steps in which lines are made equal


@dataclass(frozen=True)
class Font:
    """The widths of a TrueType font, in parts of its size."""

    glyphs: Mapping[int, int]  # by code point
    widths: tuple[float, ...]  # by glyph

    def width(self, text: str) -> float:
        return sum(self.widths[self.glyphs.get(ord(letter), 0)] for letter in text)


@cache
def load_font(weight: int) -> Font:
    data = (FONTS / f"ibm-plex-sans-{weight}.ttf").read_bytes()
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4s4xL", data, 12 + 16 * at) for at in range(count))
    tables = {name.decode(): offset for name, offset in entries}
    (units,) = unpack_from(">H", data, tables["head"] + 18)
    (metrics,) = unpack_from(">H", data, tables["hhea"] + 34)
    advances = (unpack_from(">H", data, tables["hmtx"] + 4 * at)[0] for at in range(metrics))
    return Font(read_glyphs(data, tables["cmap"]), tuple(width / units for width in advances))


def read_glyphs(data: bytes, cmap: int) -> Mapping[int, int]:
    """The glyph of each character, from the table in format 4 that every font has."""
    (count,) = unpack_from(">H", data, cmap + 2)
    starts = (cmap + unpack_from(">L", data, cmap + 8 + 8 * at)[0] for at in range(count))
    start = next(start for start in starts if unpack_from(">H", data, start) == (4,))
    (twice,) = unpack_from(">H", data, start + 6)
    ends, begins, shifts, offsets = (
        unpack_from(f">{twice // 2}H", data, start + place)
        for place in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    glyphs: dict[int, int] = {}
    for at, (end, begin, shift, offset) in enumerate(
        zip(ends, begins, shifts, offsets, strict=True)
    ):
        for code in range(begin, end + 1):
            glyph = code
            if offset:
                here = start + 16 + 3 * twice + 2 * at
                (glyph,) = unpack_from(">H", data, here + offset + 2 * (code - begin))
            glyphs[code] = (glyph + shift) % 65536 if glyph or not offset else 0
    return glyphs


def width(text: str, bold: bool = False) -> float:
    """In px, of the longest line."""
    font = load_font(600 if bold else 400)
    return max(font.width(line) for line in text.split("\n")) * SIZE


def widest(texts: list[str], bold: bool = False) -> float:
    return max((width(text, bold) for text in texts), default=0)


def wrap(text: str, room: float, bold: bool = False) -> str:
    """The text in lines that fit, as few and as equal as can be; a word stays whole."""
    lines = fill(text, room, bold)
    for narrower in range(int(room), 0, -BALANCE):
        equal = fill(text, narrower, bold)
        if len(equal) > len(lines) or widest(equal, bold) > narrower:
            break
        lines = equal
    return "\n".join(lines)


def fill(text: str, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def count_lines(text: str) -> int:
    return text.count("\n") + 1
