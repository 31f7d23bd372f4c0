"""Every pair of colours that the style sheet puts together stands out enough, light and dark.

The pairs stand here by hand, since a style sheet does not say what lies behind what; the second
test sees to it that no colour in use is missing from them. What a page really shows, text by text,
is measured in the browser (test_browser.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from exhibit.charts.legibility.palette import contrast, read_palette
from tests import ROOT

STYLE = (ROOT / "static" / "style.css").read_bytes()
PALETTE = read_palette(STYLE)
PAPER = ("papier", "glasur")

# What is read, by what it is read on. WCAG 1.4.3: 4.5
TEXT: Mapping[str, tuple[str, ...]] = {
    "tinte": PAPER,
    "leise": PAPER,
    "emaille": PAPER,
    "kupfer-text": PAPER,
    "patina-text": PAPER,
    "rot": ("papier",),
    "papier": ("tinte",),
    "bakelit-text": ("bakelit",),
    "bakelit-leise": ("bakelit",),
    "schild-weiss": ("schild-blau",),
    "ziffer": ("rolle",),
}
# What is seen: bars, wires, frames, rings of focus. WCAG 1.4.11: 3
MARKS: Mapping[str, tuple[str, ...]] = {
    "tinte": PAPER,
    "linie": PAPER,
    "emaille": PAPER,
    "kupfer": PAPER,
    "patina": PAPER,
    "rot": PAPER,
    "papier": ("rot", "tinte"),
    "bakelit-kante": ("papier",),
    "bakelit-text": ("bakelit",),
}
# Lines behind the bars of a chart, which say nothing that the axis does not say in words.
SILENT = frozenset({"raster"})


def pairs(wanted: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(ink, ground) for ink, grounds in wanted.items() for ground in grounds]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [*((*pair, 4.5) for pair in pairs(TEXT)), *((*pair, 3) for pair in pairs(MARKS))],
)
def test_ink_stands_out_from_its_ground(ink: str, ground: str, least: float, scheme: str) -> None:
    colours = (PALETTE.resolve(f"var(--{name})", scheme) for name in (ink, ground))
    assert contrast(*colours) >= least


def test_every_colour_in_use_is_in_a_pair() -> None:
    known = {name.removeprefix("--") for name in PALETTE.schemes["light"]}
    used = known & set(re.findall(r"var\(--([\w-]+)\)", STYLE.decode()))
    listed = {name for wanted in (TEXT, MARKS) for pair in pairs(wanted) for name in pair}
    assert used - SILENT <= listed
