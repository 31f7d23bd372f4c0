"""The typeface of the charts, and how much room a text takes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = (FONTS / "family.txt").read_text("utf-8").strip()  # as the fonts name themselves


@dataclass(frozen=True)
class _Extent:
    """The room of a letter or text; bottom and top count upwards from the baseline."""

    width: float
    bottom: float
    top: float


_UNKNOWN = _Extent(1, -0.25, 0.9)  # another font will show it: reckon with a wide one


@cache
def _load_glyphs(weight: int) -> Mapping[str, _Extent]:
    """Every letter of the font, in parts of the size of the text."""
    from fontTools.ttLib import TTFont  # takes a while to load, and most builds draw nothing

    with TTFont(FONTS / f"sans-{weight}.ttf") as font:
        units = font["head"].unitsPerEm
        shapes, widths = font["glyf"], font["hmtx"]
        return {
            chr(code): _Extent(
                widths[name][0] / units,
                getattr(shapes[name], "yMin", 0) / units,  # a space has no shape
                getattr(shapes[name], "yMax", 0) / units,
            )
            for code, name in font.getBestCmap().items()
        }


@lru_cache(10_000)  # texts are wrapped by trying the same words over and over
def measure(text: str, size: float, weight: int = 400) -> _Extent:
    """The room of a line of text, in the unit of its size."""
    glyphs = _load_glyphs(weight)
    letters = [glyphs.get(letter, _UNKNOWN) for letter in text]
    return _Extent(
        sum(letter.width for letter in letters) * size,
        min((letter.bottom for letter in letters), default=0) * size,
        max((letter.top for letter in letters), default=0) * size,
    )
