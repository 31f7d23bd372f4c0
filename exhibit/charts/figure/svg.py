"""Vega's SVG made fit for a page: small, in the page's language, safe for its policy.

What Vega says to screen readers is English and goes; what a mark is called becomes
its `<title>`. Ids get a prefix of their own, coordinates one decimal, empty groups
and what cannot be seen are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

# fmt: off
_KEPT = frozenset((
    "d", "x", "y", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "viewBox",
    "transform", "id", "clip-path", "opacity", "fill", "fill-opacity", "stroke", "stroke-width",
    "stroke-dasharray", "stroke-opacity", "stroke-linecap", "text-anchor", "font-size",
    "font-weight",
))
# fmt: on
_DEFAULTS = {
    *(("opacity", "1"), ("font-weight", "normal"), ("text-anchor", "start")),
    *(("fill-opacity", "1"), ("transform", "translate(0,0)"), ("x2", "0"), ("y2", "0")),
    ("stroke-width", "1"),
}
_SHARED = frozenset(  # attributes that elements have from their group
    ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity")
) | {"text-anchor", "font-size", "font-weight", "stroke-linecap"}
_LABEL = re.compile(r"(?P<tag><(?:text|tspan|title)\b[^<>]*+)>(?P<words>[^<]+)")
_NUMBER = re.compile(r"(?:-|(?<!\d))\d++\.\d+")


class EmptyDrawingError(Exception):
    """The drawing has no marks: Vega says nothing when a field is misspelt."""


def clean(svg: str, prefix: str) -> str:
    """The drawing as an inline `<svg>`; prefix keeps its ids apart from those of other drawings."""
    root = ElementTree.fromstring(svg)
    if not any(element.get("aria-label") for element in root.iter() if _in_marks(element)):
        raise EmptyDrawingError(prefix)
    _clean_element(root, prefix)
    root.attrib.pop("id", None)
    _lift(root)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def mark_language(svg: str, texts: Iterable[str], locale: str) -> str:
    """The finished drawing with every label and title that says one of these texts marked."""
    said = [escape(text) for text in texts]

    def mark(found: re.Match[str]) -> str:
        words = found["words"].strip()
        is_words = any(letter.isalpha() for letter in words)
        speaks = is_words and any(text in words or words in text for text in said)
        return f'{found["tag"]} lang="{locale}">{found["words"]}' if speaks else found[0]

    return _LABEL.sub(mark, svg) if said else svg


def _in_marks(element: Element) -> bool:
    return (
        element.get("role") == "graphics-symbol" and element.get("aria-roledescription") != "axis"
    )


def _clean_element(element: Element, prefix: str) -> None:
    element.tag = element.tag.partition("}")[2]
    title = element.get("aria-label") if _in_marks(element) else None
    for name in list(element.keys()):
        _clean_attribute(element, name, prefix)
    for child in list(element):
        if _is_invisible(child):
            element.remove(child)
            continue
        _clean_element(child, prefix)
        if child.tag == "g" and not len(child):
            element.remove(child)
    if title:
        element.text = None
        SubElement(element, "title").text = title


def _lift(element: Element) -> None:
    """What all children have in common is said once, and a group that says nothing goes."""
    for child in element:
        _lift(child)
    drawn = [child for child in element if child.tag not in {"title", "tspan"}]
    if element.tag == "g" and drawn:
        for name, value in list(drawn[0].attrib.items()):
            if name in _SHARED and all(child.get(name) == value for child in drawn):
                element.set(name, value)
                for child in drawn:
                    del child.attrib[name]
    for at, child in reversed(list(enumerate(element))):
        if child.tag == "g" and not child.attrib:
            element[at : at + 1] = list(child)


def _clean_attribute(element: Element, name: str, prefix: str) -> None:
    value = element.attrib.pop(name)
    if name.startswith("data-"):  # for the script: exact, or it would mark another place
        element.set(name, value)
        return
    if name not in _KEPT or (name, value) in _DEFAULTS:
        return
    if name == "id":
        value = f"{prefix}-{value}"
    value = _NUMBER.sub(_shorten, value.replace("url(#", f"url(#{prefix}-"))
    element.set(name, value.removesuffix("px") if name == "font-size" else value)


def _shorten(number: re.Match[str]) -> str:
    short = f"{float(number[0]):.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _is_invisible(element: Element) -> bool:
    kind = element.get("class", "")
    hidden = element.get("display") == "none" or kind in {"background", "foreground"}
    return hidden or (element.tag.endswith("text") and element.get("opacity") == "0")
