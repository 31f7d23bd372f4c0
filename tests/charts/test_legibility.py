"""A drawing that cannot be read is refused: cut off, overlapping, too small or too pale."""

from pathlib import Path, PurePosixPath

import pytest

from exhibit.charts.draw.typeface import measure
from exhibit.charts.figure.figure import NARROW, ROOMS, WIDE
from exhibit.charts.legibility.drawing import Box, read_drawing
from exhibit.charts.legibility.palette import NO_PALETTE, UnknownColourError, contrast, read_palette
from exhibit.charts.legibility.proof import Subject, prove
from exhibit.cli.report import report, speaker
from exhibit.diagnostics.faults import ContentError, Place, faults, say
from exhibit.storage.cache import Memory
from tests import ROOT

STYLE = (ROOT / "static" / "style.css").read_bytes()
PALETTE = read_palette(STYLE)
SUBJECT = Subject(
    Place(PurePosixPath("content/charts/strom.toml")),
    say("narrow drawing"),
    say("Shorten a text."),
    width=328,
    room=282,
)
OPEN = '<svg width="328" height="180" viewBox="0 0 328 180"><g fill="none">'


def label(text: str, x: float, y: float, more: str = "", fill: str = "var(--tinte)") -> str:
    return f'<text transform="translate({x},{y})" font-size="14" fill="{fill}" {more}>{text}</text>'


def told(inside: str, style: bytes = STYLE) -> list[str]:
    """The sentences that the faults of a drawing begin with, in German."""
    try:
        prove(f"{OPEN}{inside}</g></svg>", SUBJECT, read_palette(style))
    except ExceptionGroup as group:
        text, _ = report(list(faults(group)), speaker("de"))
        return [line.split(": ", 1)[1] for line in text.split("\n") if line and line[0] != " "]
    return []


GOOD = [
    label("China", 0, 20),
    label("China", 0, 20) + label("10.087", 50, 20),
    label("China", 0, 20) + label("Indien", 0, 34),
    label("Deutschland", 328, 20, 'text-anchor="end"'),
    label("Deutschland", 164, 20, 'text-anchor="middle"'),
    f'<g transform="translate(100,100)">{label("Jahr", -90, -80)}</g>',
    '<text x="5" y="30" font-size="14" fill="var(--tinte)">'
    '<tspan x="5">Basisfall</tspan><tspan x="5" dy="17">1.719</tspan></text>',
    label("Kilowattstunden", 20, 170, 'font-weight="600"'),
    '<text transform="translate(20,150) rotate(-90)" font-size="14" fill="var(--leise)">'
    "Kilowattstunden</text>",
    '<text transform="rotate(90,20,40)" x="20" y="40" font-size="14" fill="var(--leise)">'
    "Jahr</text>",
    '<g transform="scale(2)"><text y="20" font-size="7" fill="var(--tinte)">groß</text></g>',
    label("", 1000, 1000) + label(" ", -50, 0),
]


@pytest.mark.parametrize("inside", GOOD)
def test_what_can_be_read_is_let_pass(inside: str) -> None:
    assert told(inside) == []


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (label("Vereinigte Staaten", 250, 20), "Im schmalen Diagramm ist „Vereinigte Staaten“ ab"),
        (label("Jahr", -1, 20), "Im schmalen Diagramm ist „Jahr“ abgeschnitten."),
        (label("Jahr", 0, 5), "Im schmalen Diagramm ist „Jahr“ abgeschnitten."),
        (label("gelb", 0, 179), "Im schmalen Diagramm ist „gelb“ abgeschnitten."),
        (label("Jahr", 10, 20, 'text-anchor="end"'), "Im schmalen Diagramm ist „Jahr“ abge"),
        (
            '<text transform="translate(20,60) rotate(-90)" font-size="14" fill="var(--leise)">'
            "Kilowattstunden</text>",
            "Im schmalen Diagramm ist „Kilowattstunden“ abgeschnitten.",
        ),
        (
            f'<g transform="translate(300)">{label("China", 0, 20)}</g>',
            "Im schmalen Diagramm ist „China“ abgeschnitten.",
        ),
        (
            label("China", 0, 20) + label("10.087", 30, 22),
            "Im schmalen Diagramm überdecken sich „China“ und „10.087“.",
        ),
        (
            '<text transform="translate(0,20)" font-size="14" fill="var(--tinte)">'
            '<tspan>Basisfall</tspan><tspan x="0" dy="17">1.719</tspan></text>'
            + label("Flaute", 0, 40),
            "Im schmalen Diagramm überdecken sich „Basisfall 1.719“ und „Flaute“.",
        ),
        (
            f'<g transform="scale(0.9)">{label("China", 0, 30)}</g>',
            "Im schmalen Diagramm ist „China“ zu klein: 10.8 statt 12 px.",
        ),
        (
            '<text y="20" font-size="13" fill="var(--tinte)">China</text>',
            "Im schmalen Diagramm ist „China“ zu klein: 11.2 statt 12 px.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(inside: str, sentence: str) -> None:
    (said,) = told(inside)
    assert said.startswith(sentence)


def test_every_fault_of_a_drawing_is_told_at_once_and_each_label_once() -> None:
    crowd = "".join(label(name, 0, 20 + at) for at, name in enumerate(("Hoch", "Helm", "Hell")))
    assert told(crowd + label("Vereinigte Staaten", 250, 90)) == [
        "Im schmalen Diagramm ist „Vereinigte Staaten“ abgeschnitten.",
        "Im schmalen Diagramm überdecken sich „Hoch“ und „Helm“.",
    ]


BAR = '<path d="M0,28h200v20h-200Z" fill="{}"><title>China: 1</title></path>'
PAPER = "var(--papier)"


@pytest.mark.parametrize(
    ("inside", "sentences"),
    [
        (BAR.format("var(--kupfer)"), []),
        (BAR.format("var(--raster)"), []),
        (BAR.format("#F2E0D0"), ["#F2E0D0 hebt sich im Hellen zu wenig von --papier ab"]),
        ('<line x2="9" stroke="#777" />', []),
        ('<line x2="9" stroke="#ccc" />', ["#ccc hebt sich im Hellen zu wenig von --papier ab"]),
        ('<line x2="9" stroke="#ccc" opacity="0" />', []),
        ('<circle r="3" fill="var(--papier)" stroke="var(--tinte)" />', []),
        (BAR.format(PAPER), []),
        (
            '<path d="M0,0L9,9" stroke="var(--kupfer)" stroke-opacity="0.3" />',
            ["--kupfer hebt sich im Hellen", "--kupfer hebt sich im Dunklen"],
        ),
        (label("1", 9, 99, fill="var(--leise)"), []),
        (label("1", 9, 99, fill="var(--linie)"), ["--linie hebt sich im Hellen zu wenig"]),
        (BAR.format("var(--tinte)") + label("1", 9, 42, fill=PAPER), []),
        (
            BAR.format("var(--tinte)") + label("1", 9, 42),
            ["--tinte hebt sich im Hellen", "--tinte hebt sich im Dunklen"],
        ),
        (
            BAR.format("var(--tinte)") + label("1.234", 190, 42, fill=PAPER),
            ["--papier hebt sich im Hellen", "--papier hebt sich im Dunklen"],
        ),
        (label("1", 9, 42, fill="var(--tinte)") + BAR.format("var(--tinte)"), []),
    ],
)
def test_colours_stand_out_in_light_and_in_dark(inside: str, sentences: list[str]) -> None:
    said = told(inside)
    assert len(said) == len(sentences)
    for sentence in sentences:
        assert any(line.startswith(sentence) for line in said), said


def test_a_pale_colour_is_shown_where_the_style_sheet_sets_it() -> None:
    style = b":root{--papier:#fff;\n--kupfer:#eee}\n"
    style += b"@media (prefers-color-scheme: dark){:root{\n--papier:#000;\n--kupfer:#111}}"
    with pytest.raises(ExceptionGroup) as raised:
        prove(
            f"{OPEN}{BAR.format('var(--kupfer)')}</g></svg>",
            SUBJECT,
            read_palette(style),
        )
    found = list(faults(raised.value))
    assert [(str(fault.place.file), fault.place.line) for fault in found] == [
        ("static/style.css", 2),
        ("static/style.css", 5),
    ]


def test_a_colour_that_the_style_sheet_lacks_is_a_fault_of_it() -> None:
    style = b":root{--papier:#fff;--tinte:#000}"
    (said,) = told(BAR.format("var(--kupfer)"), style)
    assert said == "Die Farbe --kupfer fehlt."


def test_a_colour_that_no_style_sheet_can_change_is_a_bug() -> None:
    with pytest.raises(UnknownColourError):
        prove(f"{OPEN}{BAR.format('red')}</g></svg>", SUBJECT, PALETTE)


def test_without_colours_in_the_style_sheet_there_is_nothing_to_compare() -> None:
    assert read_palette(b"").schemes == NO_PALETTE.schemes == {}
    assert told(BAR.format("var(--kupfer)"), b"body{color:red}") == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#fff", "#fff", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    tokens = read_palette(f":root{{--papier:{one};--tinte:{other}}}".encode())
    colours = (tokens.resolve(f"var(--{name})", "light") for name in ("papier", "tinte"))
    assert contrast(*colours) == pytest.approx(ratio, abs=0.005)


def test_the_dark_has_its_own_colours_and_else_those_of_the_light() -> None:
    style = b"/* :root{--papier:#111} */\n:root{--papier:#fff;--tinte:#000}\n"
    style += b"@media (prefers-color-scheme:dark){:root{--papier:#000}}\n"
    style += b"@media print{\n  :root{--papier:#abc}}\n"
    schemes = read_palette(style).schemes
    assert schemes["light"] == {"--papier": "#fff", "--tinte": "#000"}
    assert schemes["dark"] == {"--papier": "#000", "--tinte": "#000"}


def test_text_is_measured_with_the_font_that_is_shown() -> None:
    assert measure("0123", 10).width == measure("9876", 10).width == 24  # figures of one width
    assert measure("iii", 14).width < measure("MMM", 14).width < measure("MMM", 14, 600).width
    assert measure("Ägypten", 14).top > measure("aus", 14).top
    assert measure("aus", 14).bottom > measure("Jg", 14).bottom
    assert measure("中", 14).width == 14
    assert measure("", 14).width == 0


def test_a_place_is_counted_through_all_transforms() -> None:
    inside = (
        '<g transform="translate(10,20)"><g transform="scale(2,3)">'
        '<rect x="1" y="2" width="3" height="4" fill="var(--tinte)" /></g></g>'
        '<path transform="matrix(1,0,0,1,5,5)" d="M0,0h-4v6h4Z" fill="var(--tinte)" />'
    )
    shapes = read_drawing(f"{OPEN}{inside}</g></svg>").shapes
    assert [shape.block for shape in shapes] == [Box(12, 26, 18, 38), Box(1, 5, 5, 11)]


def test_a_drawing_is_proven_for_the_least_room_that_the_style_sheet_leaves_it() -> None:
    style = STYLE.decode()
    assert "@container (max-width:37.99rem){\n  .wide-drawing{display:none}" in style
    assert ROOMS[WIDE] == 38 * 16  # below it stands the narrow one
    assert f"a phone of 320px must leave a chart {ROOMS[NARROW]}px" in style


def test_a_drawing_that_failed_is_not_remembered(tmp_path: Path) -> None:
    memory = Memory(tmp_path)

    def compute() -> str:
        raise ContentError(SUBJECT.place, say("A fault."))

    for _ in range(2):
        with pytest.raises(ContentError):
            memory.recall("key", compute)
    assert memory.recall("key", lambda: "drawn") == "drawn"
