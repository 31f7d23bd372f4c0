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

from exhibit.charts.figure.figure import Figure

FONT = "Teltow Sans, IBM Plex Sans, Arial, Liberation Sans, sans-serif"
CARD = (1200, 630)  # px
MARGIN = 40
GAP = 7
COLUMN = 400  # of the title, where it stands beside the chart
READABLE, LARGEST = 1.4, 2.0  # times as large as on the page; more, and three bars would shout
LETTER = {400: 0.545, 600: 0.585}  # the width of one in German text, in em, rather too much
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Block:
    """Lines of text in one size."""

    lines: Sequence[str]
    size: int
    fill: str
    weight: int = 400

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * 1.3)


@dataclass(frozen=True)
class Drawing:
    svg: Element
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """The texts of a card, and the room that they leave for the chart."""

    texts: Sequence[Block]
    x: float
    y: float
    width: float
    height: float

    def scale(self, drawing: Drawing) -> float:
        return min(LARGEST, self.width / drawing.width, self.height / drawing.height)


def resolve(svg: str, tokens: Mapping[str, str]) -> str:
    """The drawing with colours in place of variables; black, as in a browser, if one is not set."""
    return VARIABLE.sub(lambda found: tokens.get(found[1], "#000"), svg)


def make_poster(figure: Figure, credit: str, tokens: Mapping[str, str], locale: str) -> str:
    """The whole figure as one SVG of its own."""
    drawing = read_drawing(resolve(figure.wide, tokens))
    margin, width = 24, drawing.width
    title, unit, foot = blocks(figure, credit, tokens, width, (24, 15, 12))
    top = margin + title.height + 4 + unit.height + 16
    height = top + drawing.height + 20 + foot.height + margin
    root = start(figure, width + 2 * margin, height, tokens, locale)
    add_lines(root, title, margin, margin)
    add_lines(root, unit, margin, margin + title.height + 4)
    place(root, drawing, margin, top, 1)
    add_lines(root, foot, margin, height - margin - foot.height)
    return finish(root)


def make_card(figure: Figure, credit: str, tokens: Mapping[str, str], locale: str) -> str:
    """The figure as an SVG of 1200 by 630, to be made a picture of."""
    width, height = CARD
    drawings = [read_drawing(resolve(svg, tokens)) for svg in (figure.wide, figure.narrow)]
    layouts = lay_out(figure, credit, tokens)
    choices = [(layout, drawing) for drawing in drawings for layout in layouts]
    layout, drawing = max(choices, key=lambda pair: min(pair[0].scale(pair[1]), READABLE))
    title, unit, foot = layout.texts
    root = start(figure, width, height, tokens, locale)
    add_lines(root, title, MARGIN, MARGIN)
    add_lines(root, unit, MARGIN, MARGIN + title.height + GAP)
    add_lines(root, foot, MARGIN, height - MARGIN - foot.height)
    scale = layout.scale(drawing)
    lower = (layout.height - drawing.height * scale) / 2
    place(root, drawing, layout.x, layout.y + lower, scale)
    return finish(root)


def lay_out(figure: Figure, credit: str, tokens: Mapping[str, str]) -> Sequence[Layout]:
    """The chart below its title, and the chart beside it."""
    inner, height = CARD[0] - 2 * MARGIN, CARD[1] - 2 * MARGIN
    above = blocks(figure, credit, tokens, inner, (38, 22, 17))
    beside = blocks(figure, credit, tokens, COLUMN, (36, 21, 16))
    head = above[0].height + GAP + above[1].height + 3 * GAP
    room = height - head - 3 * GAP - above[2].height
    right = COLUMN + MARGIN
    return (
        Layout(above, MARGIN, MARGIN + head, inner, room),
        Layout(beside, MARGIN + right, MARGIN, inner - right, height),
    )


def blocks(
    figure: Figure, credit: str, tokens: Mapping[str, str], width: float, sizes: Sequence[int]
) -> Sequence[Block]:
    """Title, unit and credit, broken into lines of that width."""
    ink, quiet = (resolve(f"var(--{name})", tokens) for name in ("tinte", "leise"))
    title, unit, foot = sizes
    return (
        Block(break_lines(figure.title.text, width, title, 600), title, ink, 600),
        Block(break_lines(figure.unit.text, width, unit), unit, quiet),
        Block(break_lines(credit, width, foot), foot, quiet),
    )


def break_lines(text: str, width: float, size: int, weight: int = 400) -> Sequence[str]:
    letters = int(width / (size * LETTER[weight]))
    return wrap(text, letters, break_long_words=False, break_on_hyphens=True)


def read_drawing(svg: str) -> Drawing:
    root = ElementTree.fromstring(svg)
    return Drawing(root, float(root.get("width", 0)), float(root.get("height", 0)))


def start(
    figure: Figure, width: float, height: float, tokens: Mapping[str, str], locale: str
) -> Element:
    size = {"width": f"{width:g}", "height": f"{height:g}"}
    root = Element("svg", {"xmlns": SVG, **size, "viewBox": f"0 0 {width:g} {height:g}"})
    root.attrib |= {"lang": locale, "role": "img", "font-family": FONT}
    SubElement(root, "title").text = figure.title.text
    SubElement(root, "desc").text = figure.summary.text
    SubElement(root, "rect", {**size, "fill": tokens.get("--papier", "#fff")})
    return root


def add_lines(root: Element, block: Block, x: float, y: float) -> None:
    style = {"font-size": str(block.size), "font-weight": str(block.weight), "fill": block.fill}
    group = SubElement(root, "g", style)
    for number, line in enumerate(block.lines):
        baseline = y + block.size * (1 + 1.3 * number)
        SubElement(group, "text", {"x": f"{x:g}", "y": f"{baseline:.1f}"}).text = line


def place(root: Element, drawing: Drawing, x: float, y: float, scale: float) -> None:
    moved = {"transform": f"translate({x:.1f},{y:.1f}) scale({scale:.3f})"}
    SubElement(root, "g", moved).extend(drawing.svg)


def finish(root: Element) -> str:
    return ElementTree.tostring(root, encoding="unicode") + "\n"
