"""A chart as a picture that leaves the page, with its title, its sources and a ground of its own.

As SVG it is as high as its chart. As a card for news and messages it has the one
size that those show, and of four ways to fill it the first with letters large enough.
Colours are those of the style sheet in daylight: what reads the file elsewhere
knows no variables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from exhibit.charts.draw.typeface import FAMILY
from exhibit.charts.figure.figure import Figure

_FONT = f"{FAMILY}, IBM Plex Sans, Arial, Liberation Sans, sans-serif"
CARD = (1200, 630)  # px
_MARGIN = 40
_GAP = 7
_COLUMN = 400  # of the title, where it stands beside the chart
_READABLE, _LARGEST = 1.4, 2.0  # times as large as on the page; more, and three bars would shout
_LETTER = {400: 0.545, 600: 0.585}  # the width of one in German text, in em, rather too much
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class _Block:
    """Lines of text in one size."""

    lines: Sequence[str]
    size: int
    fill: str
    weight: int = 400

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * 1.3)


@dataclass(frozen=True)
class _Drawing:
    svg: Element
    width: float
    height: float


@dataclass(frozen=True)
class _Layout:
    """The texts of a card, and the room that they leave for the chart."""

    texts: Sequence[_Block]
    x: float
    y: float
    width: float
    height: float

    def scale(self, drawing: _Drawing) -> float:
        return min(_LARGEST, self.width / drawing.width, self.height / drawing.height)


def _resolve(svg: str, tokens: Mapping[str, str]) -> str:
    """The drawing with colours in place of variables; black, as in a browser, if one is not set."""
    return _VARIABLE.sub(lambda found: tokens.get(found[1], "#000"), svg)


def make_poster(figure: Figure, credit: str, tokens: Mapping[str, str], locale: str) -> str:
    """The whole figure as one SVG of its own."""
    drawing = _read_drawing(_resolve(figure.wide, tokens))
    margin, width = 24, drawing.width
    title, unit, foot = _blocks(figure, credit, tokens, width, (24, 15, 12))
    top = margin + title.height + 4 + unit.height + 16
    height = top + drawing.height + 20 + foot.height + margin
    root = _start(figure, width + 2 * margin, height, tokens, locale)
    _add_lines(root, title, margin, margin)
    _add_lines(root, unit, margin, margin + title.height + 4)
    _place(root, drawing, margin, top, 1)
    _add_lines(root, foot, margin, height - margin - foot.height)
    return _finish(root)


def make_card(figure: Figure, credit: str, tokens: Mapping[str, str], locale: str) -> str:
    """The figure as an SVG of 1200 by 630, to be made a picture of."""
    width, height = CARD
    drawings = [_read_drawing(_resolve(svg, tokens)) for svg in (figure.wide, figure.narrow)]
    layouts = _lay_out(figure, credit, tokens)
    choices = [(layout, drawing) for drawing in drawings for layout in layouts]
    layout, drawing = max(choices, key=lambda pair: min(pair[0].scale(pair[1]), _READABLE))
    title, unit, foot = layout.texts
    root = _start(figure, width, height, tokens, locale)
    _add_lines(root, title, _MARGIN, _MARGIN)
    _add_lines(root, unit, _MARGIN, _MARGIN + title.height + _GAP)
    _add_lines(root, foot, _MARGIN, height - _MARGIN - foot.height)
    scale = layout.scale(drawing)
    lower = (layout.height - drawing.height * scale) / 2
    _place(root, drawing, layout.x, layout.y + lower, scale)
    return _finish(root)


def _lay_out(figure: Figure, credit: str, tokens: Mapping[str, str]) -> Sequence[_Layout]:
    """The chart below its title, and the chart beside it."""
    inner, height = CARD[0] - 2 * _MARGIN, CARD[1] - 2 * _MARGIN
    above = _blocks(figure, credit, tokens, inner, (38, 22, 17))
    beside = _blocks(figure, credit, tokens, _COLUMN, (36, 21, 16))
    head = above[0].height + _GAP + above[1].height + 3 * _GAP
    room = height - head - 3 * _GAP - above[2].height
    right = _COLUMN + _MARGIN
    return (
        _Layout(above, _MARGIN, _MARGIN + head, inner, room),
        _Layout(beside, _MARGIN + right, _MARGIN, inner - right, height),
    )


def _blocks(
    figure: Figure, credit: str, tokens: Mapping[str, str], width: float, sizes: Sequence[int]
) -> Sequence[_Block]:
    """Title, unit and credit, broken into lines of that width."""
    ink, quiet = (_resolve(f"var(--{name})", tokens) for name in ("tinte", "leise"))
    title, unit, foot = sizes
    return (
        _Block(break_lines(figure.title.text, width, title, 600), title, ink, 600),
        _Block(break_lines(figure.unit.text, width, unit), unit, quiet),
        _Block(break_lines(credit, width, foot), foot, quiet),
    )


def break_lines(text: str, width: float, size: int, weight: int = 400) -> Sequence[str]:
    letters = int(width / (size * _LETTER[weight]))
    return wrap(text, letters, break_long_words=False, break_on_hyphens=True)


def _read_drawing(svg: str) -> _Drawing:
    root = ElementTree.fromstring(svg)
    return _Drawing(root, float(root.get("width", 0)), float(root.get("height", 0)))


def _start(
    figure: Figure, width: float, height: float, tokens: Mapping[str, str], locale: str
) -> Element:
    size = {"width": f"{width:g}", "height": f"{height:g}"}
    root = Element("svg", {"xmlns": _SVG, **size, "viewBox": f"0 0 {width:g} {height:g}"})
    root.attrib |= {"lang": locale, "role": "img", "font-family": _FONT}
    SubElement(root, "title").text = figure.title.text
    SubElement(root, "desc").text = figure.summary.text
    SubElement(root, "rect", {**size, "fill": tokens.get("--papier", "#fff")})
    return root


def _add_lines(root: Element, block: _Block, x: float, y: float) -> None:
    style = {"font-size": str(block.size), "font-weight": str(block.weight), "fill": block.fill}
    group = SubElement(root, "g", style)
    for number, line in enumerate(block.lines):
        baseline = y + block.size * (1 + 1.3 * number)
        SubElement(group, "text", {"x": f"{x:g}", "y": f"{baseline:.1f}"}).text = line


def _place(root: Element, drawing: _Drawing, x: float, y: float, scale: float) -> None:
    moved = {"transform": f"translate({x:.1f},{y:.1f}) scale({scale:.3f})"}
    SubElement(root, "g", moved).extend(drawing.svg)


def _finish(root: Element) -> str:
    return ElementTree.tostring(root, encoding="unicode") + "\n"
