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
from exhibit.images.drawings import MAX_LETTERS, Drawing, read_drawing
from exhibit.images.vocabulary import ATTRIBUTES, ELEMENTS
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


NINES = "9" * 400


def nested(deep: int, wide: int) -> str:
    """A group shown so many times in a group that is shown so many times, and so on."""
    groups = (
        f'<g id="a{at}">{f"""<use href="#a{at - 1}"/>""" * wide}</g>\n' for at in range(1, deep + 1)
    )
    return f'<g id="a0"><path d="M0,0h9"/></g>\n{"".join(groups)}<use href="#a{deep}"/>'


def circle(count: int) -> str:
    return "".join(f'<g id="a{at}"><use href="#a{(at + 1) % count}"/></g>\n' for at in range(count))


@pytest.mark.parametrize(
    ("inside", "line", "message"),
    [
        # What is painted within itself
        ('\n<g id="a"><use href="#a"/></g>', 2, "“a” is painted within itself"),
        ('\n<use id="a" href="#a"/>', 2, "“a” is painted within itself"),
        ('\n<g id="a">\n<g id="b">\n<use href="#a"/></g></g>', 4, "“a” is painted within itself"),
        ('<symbol id="s">\n<use href="#s"/></symbol>', 2, "“s” is painted within itself"),
        ('<pattern id="p">\n<rect fill="url(#p)"/></pattern>', 2, "“p” is painted within itself"),
        ('\n<pattern id="p" stroke="url(#p)"/>', 2, "“p” is painted within itself"),
        ('\n<clipPath id="c" clip-path="url(#c)"/>', 2, "“c” is painted within itself"),
        ('<clipPath id="c">\n<path clip-path="url(#c)"/></clipPath>', 2, "“c” is painted within"),
        # In a circle, of one kind or of several
        (circle(2), 2, "“a0” is painted within itself"),
        (circle(600), 600, "“a0” is painted within itself"),
        ('<pattern id="p"><g fill="url(#q)"/></pattern>\n<pattern id="q"><use href="#g"/></pattern>'
         '\n<g id="g" clip-path="url(#c)"/>\n<clipPath id="c"><rect fill="url(#p)"/></clipPath>',
         4, "“p” is painted within itself"),
        # Without a circle, and yet without an end that anybody would wait for
        (nested(9, 10), 11, "“a9” repeats what repeats others, 10 times over."),
        (nested(600, 1), 602, "“a600” repeats what repeats others, 601 times over."),
        (nested(3, 40), 5, "With all repetitions, “a3” is too much to draw."),
        (f'<path id="a" d="M0,0{"L9,9" * 5000}"/>\n{"""<use href="#a"/>""" * 500}', 2,
         "With all repetitions, “a” is too much to draw."),
        (f'<pattern id="p">{"""<path d="M0,0"/>""" * 500}</pattern>\n'
         f'{"""<rect fill="url(#p)"/>""" * 500}', 2,
         "With all repetitions, “p” is too much to draw."),
        (f'\n<g stroke-dasharray="0 .0004,0">{"""<path d="M0,9h400"/>""" * 9}</g>', 2,
         "With the dashes “0 .0004,0”, more than a million"),
        (f'<g id="a" stroke-dasharray="1">\n{"""<path d="M0,0h90000"/>""" * 9}</g>\n'
         f'{"""<use href="#a"/>""" * 300}', 1, "With the dashes “1”, more than"),
        # Numbers that are none, or that nobody can draw
        (f'\n<path d="M0,0h{NINES}"/>', 2, f"“d” holds a number that is too large: {'9' * 24}…."),
        ('\n<path d="M0,0h-1E+999"/>', 2, "“d” holds a number that is too large: -1E+999."),
        ('\n<path d="M0,0L NaN,3"/>', 2, "“d” holds something else than numbers"),
        ('\n<path d="M0,0h-Infinity"/>', 2, "“d” holds something else than numbers"),
        ('\n<polyline points="0,0 undefined,3"/>', 2, "“points” holds something else"),
        ('\n<polygon points="0,0 1e400,3"/>', 2, "“points” holds a number that is too large"),
        (f'\n<g transform="translate({NINES})"/>', 2, "“transform” holds a number that is too"),
        ('\n<g transform="scale(NaN)"/>', 2, "“transform” holds “NaN”, which is no number."),
        ('\n<pattern patternTransform="rotate(1e500)"/>', 2, "“patternTransform” holds a number"),
        ('\n<rect x="-1e6"/>', 2, "“x” holds a number that is too large: -1e6."),
        ('\n<circle r="inf"/>', 2, "“r” holds “inf”, which is no number."),
        ('\n<text font-size="1e77">a</text>', 2, "“font-size” holds a number that is too large"),
        ('\n<path opacity="nan"/>', 2, "“opacity” holds “nan”, which is no number."),
    ],
)  # fmt: skip
def test_what_no_browser_would_end_with_is_told_at_its_line(
    inside: str, line: int, message: str
) -> None:
    (error,) = told(within(inside))
    assert str(error.message).startswith(message)
    assert error.place.line == line
    assert str(error.hint)


@pytest.mark.parametrize("number", [NINES, f"-{NINES}", "1e999", "NaN", "Infinity", "-inf"])
@pytest.mark.parametrize(
    "root",
    [
        'viewBox="0 0 {} 5"',
        'viewBox="0 0 5 {}"',
        'viewBox="{} 0 5 5"',
        'viewBox="0 0 5 5" width="{}"',
        'viewBox="0 0 5 5" height="{}px"',
    ],
)
def test_so_is_what_no_page_has_room_for(root: str, number: str) -> None:
    (error,) = told(f"<svg\n{root.format(number)}/>")
    assert error.place.line in {1, 2}
    assert "number" in str(error.message)


@pytest.mark.parametrize(
    "inside",
    [
        nested(2, 10),
        f'<g id="a"><path d="M0,0h9"/></g>{"""<use href="#a" x="3"/>""" * 200}',
        '<symbol id="s"><path d="M.5.5-1 3e-2 4a5 5 0 01.5.5z"/></symbol><use href="#s"/>',
        '<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"><g clip-path="url(#c)"/></g>',
        '<path id="nan" stroke-dasharray="none"/><use href="#nan"/><g stroke-dasharray="1.5 4"/>',
    ],
)
def test_what_is_repeated_as_people_do_is_sound(inside: str) -> None:
    assert [str(error.message) for error in told(within(inside))] == []


def test_a_drawing_takes_a_pixel_at_least() -> None:
    drawing = read('<svg viewBox="0 0 0.2 0.1"/>')
    assert (drawing.width, drawing.height) == (1, 1)
