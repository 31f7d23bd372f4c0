"""What the style sheet says once, and what it says of drawings, which must fit their shapes.

The dashes of rings are lengths in the drawing's own units. There is an attribute by which a ring
has as many parts as one likes, but SVG 1.1 has it for paths alone, and Chromium then measures a
circle so loosely that its last dash is cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import pi

import pytest

from tests import ROOT

STYLE = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
DRAWINGS = {
    file.name: file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html")
}
CIRCLES = {
    name: float(radius)
    for drawing in DRAWINGS.values()
    for name, radius in re.findall(r'<circle class="(\w+)" [^>]*\br="([\d.]+)"', drawing)
}
DASHES = {
    name: sum(map(float, lengths.split()))
    for name, lengths in re.findall(r"\.(\w+)\{[^}]*stroke-dasharray:([\d. ]+)", STYLE)
}


@pytest.mark.parametrize(
    ("ring", "times"),
    [("teeth", 24), ("dotted", 20), ("broken", 8), ("divisions", 300), ("fifths", 20)],
)
def test_dashes_go_round_a_ring_a_whole_number_of_times(ring: str, times: int) -> None:
    assert 2 * pi * CIRCLES[ring] / DASHES[ring] == pytest.approx(times, rel=5e-5)


def test_every_ring_with_dashes_is_among_them() -> None:
    assert CIRCLES.keys() & DASHES.keys() == {"teeth", "dotted", "broken", "divisions", "fifths"}


def test_no_ring_is_divided_by_an_attribute() -> None:
    assert [name for name, drawing in DRAWINGS.items() if "pathLength" in drawing] == []


def selectors() -> Iterator[tuple[str, ...]]:
    """Of each block of the style sheet, with those that it stands in."""
    within: list[str] = []
    for head, mark in re.findall(r"([^{};]*)([{};])", re.sub(r"(?s)/\*.*?\*/", "", STYLE)):
        if mark == "{":
            within.append(head.strip())
            yield tuple(within)
        elif mark == "}":
            within.pop()


def test_what_a_selector_says_it_says_in_one_place() -> None:
    """At-rules aside, which stand where their components do."""
    found = Counter(one for one in selectors() if not one[-1].startswith("@"))
    assert found and [one for one, times in found.items() if times > 1] == []
