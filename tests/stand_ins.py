"""Fonts as wide as Arial, for computers without it, put in its place in a site's style sheet."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from tools.fonts.fallbacks import EM, FALLBACKS, Fallback, arial_widths

# As on telephones, on macOS and Windows; Chromium on Linux would set whole pixels
SMOOTH = "*{text-rendering:geometricPrecision}"


def put_stand_ins(site: Path) -> None:
    [style] = site.glob("assets/style.*.css")
    css = style.read_text(encoding="utf-8")
    for fallback in FALLBACKS:
        start = f'font-family:"{fallback.family}";font-weight:{fallback.weight};'
        source = f"src:url(data:font/ttf;base64,{b64encode(make_font(fallback)).decode()});"
        css, number = re.subn(rf"({re.escape(start)})src:local[^;]*;", rf"\1{source}", css)
        assert number == 1, start
    style.write_text(css + SMOOTH, encoding="utf-8")


def make_font(fallback: Fallback) -> bytes:
    """Every letter is a block of its advance width."""
    widths = arial_widths(fallback)
    names = {letter: f"u{ord(letter):04X}" for letter in widths}
    builder = FontBuilder(EM)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    glyphs = {names[letter]: draw_block(letter, width) for letter, width in widths.items()}
    builder.setupGlyf({".notdef": Glyph(), **glyphs})
    builder.setupHorizontalMetrics(metrics(names, widths))
    builder.setupHorizontalHeader(ascent=1854, descent=-434)
    builder.setupOS2()
    builder.setupPost()
    builder.setupNameTable({"familyName": fallback.family, "styleName": "Regular"})
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def metrics(names: Mapping[str, str], widths: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    known = {names[letter]: (round(width * EM), 0) for letter, width in widths.items()}
    return {".notdef": (EM // 2, 0), **known}


def draw_block(letter: str, width: float) -> Glyph:
    pen = TTGlyphPen(None)
    if not letter.isspace():
        right = round(width * EM)
        pen.moveTo((0, 0))
        for corner in ((0, 1466), (right, 1466), (right, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
