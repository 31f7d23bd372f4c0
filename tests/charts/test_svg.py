"""A drawing is fit for the page: in its language, within its policy, apart from other drawings."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.svg import EmptyDrawingError, clean, mark_language
from exhibit.charts.plan.plot import Line, Look, Mark, Plot, Point, Row, Tick

CHINA = Mark("", 10086.8, "10.086,8", "China: 10.086,8 TWh", Look("red"))
ODD = Mark("", 0.0, "0,0", "Größe <&>: 0,0 TWh", Look())
BARS = Plot("bars", rows=(Row("China", (CHINA,)), Row("Größe <&>", (ODD,))))
END = Point(2024, 1416, "1.416", "Gemessen, 2024: 1.416")
LINES = Plot(
    "lines",
    lines=(
        Line("Gemessen", (Point(2020, 269, "269", "Gemessen, 2020: 269"), END), Look("red")),
        Line(
            "Viel",
            (END, Point(2030, 2264, "2.264", "Viel, 2030: 2.264")),
            Look("red", "red", dash=(5, 4)),
            is_joined=True,
        ),
    ),
    ticks=(Tick(0, "0"), Tick(1000, "1.000"), Tick(2000, "2.000"), Tick(3000, "3.000")),
    times=(Tick(2020, "2020"), Tick(2024, "2024"), Tick(2030, "2030")),
    today=2024,
    ahead="Ausblick",
)
DRAWN = [(BARS, 704), (BARS, 328), (LINES, 704), (LINES, 328)]
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
AXIS = '<path role="graphics-symbol" aria-roledescription="axis" aria-label="Jahre" d="M0,0"/>'
MARK = (
    '<path role="graphics-symbol" aria-roledescription="bar" aria-label="China: 5" d="M0,0h5.25"/>'
)


@pytest.fixture(scope="module")
def drawings() -> list[Element]:
    drawn = (clean(draw(plot, width), f"{plot.kind}-{width}") for plot, width in DRAWN)
    return [ElementTree.fromstring(svg) for svg in drawn]


def cleaned(inside: str) -> str:
    return clean(f"{OPEN}{MARK}{inside}</svg>", "strom-704")


def titles(drawing: Element) -> list[str]:
    return [element.text or "" for element in drawing.iter("title")]


def words(drawing: Element) -> set[str]:
    return {part for element in drawing.iter("text") for part in element.itertext()}


def test_only_plain_attributes_are_left(drawings: list[Element]) -> None:
    names = {name for drawing in drawings for element in drawing.iter() for name in element.attrib}
    assert names
    assert not [name for name in names if re.match("aria|on|style|class|role|href|{", name)]


def test_no_other_elements_than_shapes_and_words_are_left(drawings: list[Element]) -> None:
    tags = {element.tag for drawing in drawings for element in drawing.iter()}
    assert tags - {"tspan"} == {"svg", "g", "path", "line", "text", "title"}


def test_every_mark_is_drawn_and_says_its_value_in_the_language_of_the_page(
    drawings: list[Element],
) -> None:
    bars, narrow_bars, lines, narrow_lines = map(titles, drawings)
    assert bars == narrow_bars == ["China: 10.086,8 TWh", "Größe <&>: 0,0 TWh"]
    assert lines == narrow_lines
    assert lines == ["Gemessen, 2020: 269", "Gemessen, 2024: 1.416", "Viel, 2030: 2.264"]


def test_names_and_values_are_written(drawings: list[Element]) -> None:
    bars, _, lines, _ = map(words, drawings)
    assert {"China", "Größe <&>", "10.086,8", "0,0"} <= bars
    assert {"Ausblick", "2020", "2024", "2030", "Viel 2.264", "1.000", "269", "1.416"} <= lines


def test_a_drawing_is_the_same_whatever_was_drawn_before(drawings: list[Element]) -> None:
    plot, width = DRAWN[0]
    again = clean(draw(plot, width), f"{plot.kind}-{width}")
    assert again == ElementTree.tostring(drawings[0], encoding="unicode")


@pytest.mark.parametrize("inside", ["", AXIS, "<g><text>Namen allein</text></g>"])
def test_a_drawing_without_marks_is_a_bug(inside: str) -> None:
    with pytest.raises(EmptyDrawingError):
        clean(f"{OPEN}{inside}</svg>", "strom-704")


def test_a_mark_keeps_its_shape_and_its_name_becomes_a_title() -> None:
    assert cleaned("") == (
        '<svg viewBox="0 0 9 9"><path d="M0,0h5.2"><title>China: 5</title></path></svg>'
    )


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ('<path style="fill:red" onclick="x" class="mark" d="M0,0"/>', '<path d="M0,0" />'),
        ('<text font-size="14px" opacity="1">a</text>', '<text font-size="14">a</text>'),
        ('<text opacity="0">a</text>', ""),
        ('<g><g class="role-frame"/></g>', ""),
        ('<path class="background" d="M0,0"/>', ""),
        ('<path display="none" d="M0,0"/>', ""),
        ('<path fill="none" d="M0.04,-0.04,-0.3,2.96"/>', '<path fill="none" d="M0,0,-0.3,3" />'),
        ('<g><path fill="red" d="M0,0"/><path fill="red" d="M1,0"/></g>',
         '<g fill="red"><path d="M0,0" /><path d="M1,0" /></g>'),
        ('<g><path fill="red" d="M0,0"/><path d="M1,0"/></g>',
         '<path fill="red" d="M0,0" /><path d="M1,0" />'),
        ('<g id="clip1" clip-path="url(#clip2)"><path/></g>',
         '<g id="strom-704-clip1" clip-path="url(#strom-704-clip2)"><path /></g>'),
    ],
)  # fmt: skip
def test_what_a_page_cannot_use_is_left_out(raw: str, left: str) -> None:
    assert cleaned(raw) == cleaned("").replace("</svg>", f"{left}</svg>")


def test_a_label_in_another_language_says_so() -> None:
    svg = (
        '<svg><text x="1">Viel 2.000</text><text><tspan>Sehr</tspan></text>'
        "<path><title>Viel, 2024: 2.000</title></path><text>Measured</text></svg>"
    )
    marked = mark_language(svg, ["Viel", "Sehr wenig"], "de")
    assert marked == (
        '<svg><text x="1" lang="de">Viel 2.000</text><text><tspan lang="de">Sehr</tspan></text>'
        '<path><title lang="de">Viel, 2024: 2.000</title></path><text>Measured</text></svg>'
    )
    assert mark_language(svg, [], "de") == svg
