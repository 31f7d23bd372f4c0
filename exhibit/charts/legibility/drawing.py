"""A finished drawing, read again: where its labels and shapes are, and in which colours.

All places are in the drawing's own pixels, after every `transform` around an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from exhibit.charts.draw.typeface import measure

_Matrix = tuple[float, float, float, float, float, float]  # as in SVG: x' = a x + c y + e

_SAME: _Matrix = (1, 0, 0, 1, 0, 0)
_STEP = re.compile(r"(translate|scale|rotate|matrix)\(([^()]*+)\)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_BLOCK = re.compile(r"M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h-?[\d.]+Z")  # a bar of Vega's
_NONE = frozenset({"", "none", "transparent"})
_INHERITED = frozenset(
    {"fill", "stroke", "font-size", "font-weight", "text-anchor", "fill-opacity", "stroke-opacity"}
)


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, by: float = 0) -> bool:
        """The two share more than a strip of a width."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def holds(self, other: Box, slack: float = 0) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True)
class Paint:
    """A colour as the drawing names it, and how opaque it is."""

    colour: str
    opacity: float


@dataclass(frozen=True)
class Label:
    text: str
    lines: tuple[Box, ...]
    size: float  # of the letters
    paint: Paint
    order: int  # what comes later is drawn above


@dataclass(frozen=True)
class Shape:
    """A mark, a rule, a tick."""

    fill: Paint | None
    stroke: Paint | None
    block: Box | None  # of a rectangle
    order: int


@dataclass(frozen=True)
class Drawing:
    view: Box
    labels: tuple[Label, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class _Setting:
    """What an element has from those around it."""

    matrix: _Matrix
    style: Mapping[str, str]
    opacity: float


def read_drawing(svg: str) -> Drawing:
    root = ElementTree.fromstring(svg)
    left, top, width, height = _numbers(root.get("viewBox", ""))
    labels: list[Label] = []
    shapes: list[Shape] = []
    for order, (element, setting) in enumerate(_walk(root, _Setting(_SAME, {}, 1))):
        if element.tag == "text":
            labels.append(_read_label(element, setting, order))
        elif element.tag in {"path", "line", "rect", "circle", "ellipse", "polygon", "polyline"}:
            shapes.append(_read_shape(element, setting, order))
    seen = tuple(label for label in labels if label.text)
    return Drawing(Box(left, top, left + width, top + height), seen, tuple(shapes))


def _walk(element: Element, around: _Setting) -> Iterator[tuple[Element, _Setting]]:
    """Every element in the order of drawing; definitions are not drawn."""
    if element.tag in {"defs", "clipPath", "title"}:
        return
    own = {name: value for name, value in element.items() if name in _INHERITED}
    setting = replace(
        around,
        matrix=_multiply(around.matrix, _read_transform(element.get("transform", ""))),
        style={**around.style, **own},
        opacity=around.opacity * float(element.get("opacity", 1)),
    )
    yield element, setting
    for child in element:
        yield from _walk(child, setting)


def _read_label(element: Element, setting: _Setting, order: int) -> Label:
    size = float(setting.style.get("font-size", "16").removesuffix("px"))
    weight = 600 if setting.style.get("font-weight") in {"600", "700", "bold"} else 400
    lines = [(text, x, y) for text, x, y in _read_lines(element) if text.strip()]
    boxes = (
        _move(_line_box(text, x, y, size, weight, setting.style), setting.matrix)
        for text, x, y in lines
    )
    return Label(
        text=" ".join(text.strip() for text, _, _ in lines),
        lines=tuple(boxes),
        size=size * hypot(*setting.matrix[2:4]),
        paint=_read_paint("fill", setting) or Paint("none", 0),
        order=order,
    )


def _read_lines(element: Element) -> Iterator[tuple[str, float, float]]:
    """The lines of a text with the beginnings of their baselines."""
    x, y = float(element.get("x", 0)), float(element.get("y", 0)) + float(element.get("dy", 0))
    yield element.text or "", x, y
    for part in element.iter("tspan"):
        y = float(part.get("y", y)) + float(part.get("dy", 0))
        yield part.text or "", float(part.get("x", x)), y


def _line_box(
    text: str, x: float, y: float, size: float, weight: int, style: Mapping[str, str]
) -> Box:
    room = measure(text, size, weight)
    before = {"middle": 0.5, "end": 1.0}.get(style.get("text-anchor", ""), 0) * room.width
    return Box(x - before, y - room.top, x - before + room.width, y - room.bottom)


def _read_shape(element: Element, setting: _Setting, order: int) -> Shape:
    fill, stroke = _read_paint("fill", setting), _read_paint("stroke", setting)
    if element.get("stroke-width") == "0":
        stroke = None
    block = _read_block(element)
    return Shape(fill, stroke, _move(block, setting.matrix) if block else None, order)


def _read_paint(name: str, setting: _Setting) -> Paint | None:
    colour = setting.style.get(name, "")
    opacity = setting.opacity * float(setting.style.get(f"{name}-opacity", 1))
    return Paint(colour, opacity) if colour not in _NONE and opacity else None


def _read_block(element: Element) -> Box | None:
    if element.tag == "rect":
        x, y, width, height = (
            float(element.get(name, 0)) for name in ("x", "y", "width", "height")
        )
    elif found := _BLOCK.fullmatch(element.get("d", "")):
        x, y, width, height = map(float, found.groups())
    else:
        return None
    return Box(min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height))


def _read_transform(text: str) -> _Matrix:
    matrix = _SAME
    for kind, values in _STEP.findall(text):
        matrix = _multiply(matrix, _read_step(kind, _numbers(values)))
    return matrix


def _read_step(kind: str, values: list[float]) -> _Matrix:
    match kind, values:
        case "translate", [x, *y]:
            return (1, 0, 0, 1, x, y[0] if y else 0)
        case "scale", [x, *y]:
            return (x, 0, 0, y[0] if y else x, 0, 0)
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "rotate", [angle]:
            turn = radians(angle)
            return (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        case "rotate", [angle, x, y]:
            turned = _multiply((1, 0, 0, 1, x, y), _read_step("rotate", [angle]))
            return _multiply(turned, (1, 0, 0, 1, -x, -y))
    raise ValueError(f"{kind} {values}")


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _multiply(outer: _Matrix, inner: _Matrix) -> _Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _move(box: Box, matrix: _Matrix) -> Box:
    """Where a box comes to stand: of one that is turned, what is around it."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
