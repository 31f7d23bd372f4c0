"""A drawing that a person made is copied into the page by an allow-list, or is a fault."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.images.drawings import ATTRIBUTES, ELEMENTS, MAX_LETTERS, Drawing, read_drawing
from tests import ROOT

DRAWINGS = sorted((ROOT / "content" / "drawings").glob("*.svg"))
SPACE = "http://www.w3.org/2000/svg"
STEADY = settings(deadline=None, derandomize="CI" in os.environ)

# Each stands within <svg>, and would do something that a drawing must not do.
ATTACKS = [
    "<script>alert(1)</script>",
    "<script/>",
    "<SCRIPT>alert(1)</SCRIPT>",
    '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>',
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    '<g xmlns="http://www.w3.org/1999/xhtml"/>',
    '<path onclick="alert(1)"/>',
    '<path ONCLICK="alert(1)"/>',
    '<svg onload="alert(1)"/>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onmouseover" to="alert(1)"/>',
    "<foreignObject><body/></foreignObject>",
    "<iframe/>",
    '<image href="https://museum.example/"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    '<use href="https://museum.example/a.svg#b"/>',
    '<use href="data:image/svg+xml,&lt;svg id=&quot;x&quot;/&gt;#x"/>',
    '<use href="javascript:alert(1)"/>',
    '<use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<a href="javascript:alert(1)"><path/></a>',
    '<path href="#a"/>',
    "<style>@import url(https://museum.example/)</style>",
    '<path style="background:url(https://museum.example/)"/>',
    '<path fill="url(https://museum.example/#a)"/>',
    '<path fill="url(&quot;https://museum.example/&quot;)"/>',
    '<path fill="u\\72l(https://museum.example/)"/>',
    '<path fill="var(--x, url(https://museum.example/))"/>',
    '<path clip-path="url(https://museum.example/#a)"/>',
    '<path stroke-width="calc(1px)"/>',
    '<path stroke-width="1;x:url(a)"/>',
    '<path opacity="image-set(&quot;a&quot; 1x)"/>',
    '<path transform="url(#a)"/>',
    '<path filter="url(#a)"/>',
    '<path class="skip"/>',
    '<path id="&quot;&gt;&lt;script&gt;"/>',
    '<path id="a b"/>',
    '<path d="M0,0&lt;script&gt;"/>',
    '<path xml:base="https://museum.example/"/>',
    "<handler/>",
    "<template><script/></template>",
    "<mask/>",
    "<filter/>",
    "<feImage/>",
]


def read(text: str, prefix: str = "bild") -> Drawing:
    return read_drawing(Source(PurePosixPath("content/drawings/bild.svg"), text), prefix)


def within(inside: str) -> str:
    return f'<svg xmlns="{SPACE}" viewBox="0 0 9 9">{inside}</svg>'


def told(text: str) -> list[ContentError]:
    try:
        read(text)
    except ContentError as error:
        return [error]
    except ExceptionGroup as group:
        return list(faults(group))
    return []


def elements(inside: str) -> Iterator[Element]:
    """What a browser makes of a drawing in a page."""
    tree = html5lib.parse(f"<!doctype html><svg>{inside}</svg>", namespaceHTMLElements=True)
    svg = next(one for one in tree.iter() if one.tag == f"{{{SPACE}}}svg")
    assert not len(svg.tail or "")
    body = next(one for one in tree.iter() if str(one.tag).endswith("}body"))
    assert list(body) == [svg], "something broke out of the drawing"
    return iter(list(svg.iter())[1:])


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_active_or_from_elsewhere_is_a_fault_at_its_line(attack: str) -> None:
    found = told(within(f'\n<path id="a"/>\n{attack}\n'))
    assert found
    assert {error.place.line for error in found} == {3}
    assert all(str(error.hint) for error in found)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg SYSTEM "https://museum.example/x.dtd"><svg viewBox="0 0 9 9"/>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9">&a;</svg>',
        within("&a;"),
        within("<g>"),
        "",
        "Eine Zeichnung",
        "<html/>",
        f'<svg xmlns="{SPACE}"/>',
        '<svg viewBox="0 0 9"/>',
        '<svg viewBox="0 0 0 9"/>',
        '<svg viewBox="0 0 -9 9"/>',
        within("<!--" + "x" * MAX_LETTERS + "-->"),
    ],
)
def test_what_is_no_drawing_is_told_so(text: str) -> None:
    found = told(text)
    assert found
    assert all(error.place.line == 1 for error in found)


def test_what_only_the_file_says_is_left_out() -> None:
    said = "<title>Titel</title><desc>Text</desc><metadata><script/></metadata><?x y?><!-- z -->"
    assert read(within(said + '<path d="M0,0"/>')).inside == '<g><path d="M0,0"></path></g>'


def test_colours_become_those_of_the_page() -> None:
    paths = '<path fill="#fff" stroke="#000000"/><path fill="red" stroke="gray"/>'
    assert read(within(paths)).inside == (
        '<g><path fill="var(--papier)" stroke="currentColor"></path>'
        '<path fill="var(--rot)" stroke="var(--linie)"></path></g>'
    )


def test_ids_have_a_prefix_wherever_they_are_named() -> None:
    inside = '<g id="a"/><use href="#a"/><path fill="url(#a)"/><path clip-path="url(#a)"/>'
    copied = read(within(inside), "zaehler").inside
    assert re.findall(r'(?:"|#)(zaehler-a)\b', copied) == ["zaehler-a"] * 4
    assert not re.search(r'["#]a\b', copied)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 440 300"', (440, 300)),
        ('viewBox="-10,-10 88.5 60.4"', (88, 60)),
        ('viewBox="0 0 440 300" width="550px" height="375"', (550, 375)),
        ('viewBox="0 0 440 300" width="100%" height="10cm"', (440, 300)),
    ],
)
def test_a_drawing_keeps_its_room(root: str, size: tuple[int, int]) -> None:
    drawing = read(f"<svg {root}/>")
    assert (drawing.width, drawing.height) == size


def test_what_is_written_stays_text() -> None:
    drawing = read(within("<text>a &lt;script&gt; <tspan>&amp;</tspan></text>"))
    assert drawing.inside == "<g><text>a &lt;script&gt; <tspan>&amp;</tspan></text></g>"


VALUES = [
    *("none", "black", "#fff", "url(#a)", "url(//b)", "#a", "//b", "a", "1", "M0,0", "rotate(45)"),
    *('"><script>', "javascript:a", "expression(a)", "u\\72l(a)", "a;b", "&amp;", "var(--rot)"),
]
TAGS = st.sampled_from([*sorted(ELEMENTS), "script", "style", "a", "title", "foreignObject"])
KEYS = st.sampled_from([*sorted(ATTRIBUTES), "onload", "style", "class", "xmlns", "xmlns:x"])
TREES = st.recursive(
    st.sampled_from(["", "Text", "&lt;b&gt;"]),
    lambda inner: st.builds(
        lambda tag, said, content: (
            f"<{tag}{''.join(f' {k}={quoteattr(v)}' for k, v in said.items())}>"
            f"{''.join(content)}</{tag}>"
        ),
        TAGS,
        st.dictionaries(KEYS, st.sampled_from(VALUES), max_size=2),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@STEADY
@given(TREES)
def test_nothing_comes_through_that_is_not_on_the_list(inside: str) -> None:
    try:
        drawing = read(within(inside), "bild")
    except (ContentError, ExceptionGroup):
        return
    for element in elements(drawing.inside):
        assert element.tag.removeprefix(f"{{{SPACE}}}") in ELEMENTS
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES
            assert not re.search(r"url\((?!#bild-)|script|expression|\\|;", value)
            assert name != "href" or value.startswith("#bild-")


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_the_drawings_of_the_exhibit_are_small_and_follow_the_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    drawing = read(text, file.stem)
    assert len(text) < 8_200
    assert drawing.width <= 572  # fits beside its list
    paints = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing.inside))
    known = {"none", "currentColor", "var(--papier)", "var(--rot)"}
    assert {paint for paint in paints if not paint.startswith("url(#")} <= known


def test_elements_do_not_stand_in_one_another_without_an_end() -> None:
    assert read(within("<g>" * 99 + "</g>" * 99))
    (error,) = told(within("<g>" * 100 + "</g>" * 100))
    assert str(error.message) == "The drawing has too many elements in one another."
