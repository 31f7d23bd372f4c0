"""What a drawing may be made of: elements, attributes and colours; what is not here is a fault."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
ELEMENTS = frozenset((
    "svg", "g", "defs", "path", "line", "rect", "circle", "ellipse", "polyline", "polygon",
    "text", "tspan", "use", "symbol", "pattern", "clipPath",
))
ATTRIBUTES = frozenset((
    "id", "d", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "width", "height", "points", "viewBox", "transform", "fill", "fill-rule", "fill-opacity",
    "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity", "clip-path",
    "clip-rule", "clipPathUnits", "patternUnits", "patternTransform", "text-anchor",
    "font-size", "font-weight", "href",
))
# fmt: on
UNSAID = frozenset({"title", "desc", "metadata"})  # the card says it, in every language
SETTLED = frozenset({"xmlns", "version", "xml:space", "font-family"})  # the page decides
REFERRING = frozenset({"fill", "stroke", "clip-path"})
# Attributes whose values are no numbers
WORDS = REFERRING | {"id", "href", "fill-rule", "clip-rule", "clipPathUnits", "patternUnits"}
SPACE = "http://www.w3.org/2000/svg"
COLOURS: Mapping[str, str] = {
    "black": "currentColor",
    "white": "var(--papier)",
    "gray": "var(--linie)",
    "red": "var(--rot)",
}
PAINTS: Mapping[str, str] = {
    "none": "none",
    **COLOURS,
    **{token: token for token in COLOURS.values()},
    **{"#000": "currentColor", "#000000": "currentColor"},
    **{"#fff": "var(--papier)", "#ffffff": "var(--papier)"},
}
