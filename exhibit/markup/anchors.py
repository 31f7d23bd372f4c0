"""Places in the tree of a page: the sections that it has, and anchors for blocks without one."""

from __future__ import annotations

from hashlib import sha256
from xml.etree.ElementTree import Element

from exhibit.markup.lines import SECTION


def part_sections(root: Element) -> None:
    """Leave a mark before each heading of the first rank that stands in no box."""
    before: Element | None = None
    for child in root:
        if child.tag == "h2" and before is None:
            root.text = (root.text or "") + SECTION
        elif child.tag == "h2" and before is not None:
            before.tail = (before.tail or "") + SECTION
        before = child


def set_anchor(block: Element, text: str) -> str:
    """The anchor of a block: its own or, the same in every language, one made of its text."""
    anchor = block.get("id") or f"p-{sha256(text.encode()).hexdigest()[:8]}"
    block.set("id", anchor)
    return anchor
