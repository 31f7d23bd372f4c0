"""The fonts hold what the exhibit says, are small, honest about their names, and agree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exhibit.charts.draw.typeface import FAMILY
from tests import ROOT
from tools.fonts.fallbacks import FALLBACKS, Fallback, count_letters, heights, size_adjust
from tools.fonts.subset import FACES, LETTERS, MEASURE, PAGE, Face, letters_written

STYLE = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
MEASURED = [face for face in FACES if face.measures]
UNSEEN = frozenset("\n\u2028\u2029")  # they end a line
RESERVED = "plex"  # the name that IBM keeps for its own versions

# What a font has not, and why the fallback may show it. The text font has everything.
LACKING: Mapping[str, Mapping[str, str]] = {
    "barlow-condensed-600": {
        "↩": "leads back from a footnote, which is set in the text font",
        "←↑→↓": "Barlow has no arrows; Arial's are as plain",
        "ẞ": "no heading is set in capitals",
    },
}


@cache
def font(file: Path) -> TTFont:
    return TTFont(file)


def page_font(face: Face) -> TTFont:
    return font(PAGE / f"{face.name}.woff2")


def measuring_font(face: Face) -> TTFont:
    return font(MEASURE / face.measured)


def lacking(face: Face, letters: Iterable[str]) -> set[str]:
    excused = set("".join(LACKING.get(face.name, {})))
    return set(letters) - set(map(chr, page_font(face).getBestCmap())) - excused - UNSEEN


def faces(found: list[Face]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("face", found, ids=lambda face: face.name)


@faces([*FACES])
def test_every_character_of_every_page_is_in_the_font(face: Face, output: Path) -> None:
    """In each font, even if a page shows it in another one today: a heading may quote it."""
    texts = [html.unescape(page.read_text(encoding="utf-8")) for page in output.rglob("*.html")]
    assert len(texts) >= 18
    assert lacking(face, set("".join(texts))) == set()


@faces([*FACES])
def test_the_font_has_what_german_and_english_need_and_what_is_written(face: Face) -> None:
    """If this fails after a change of the texts, make the fonts anew: static/fonts/README.md."""
    assert lacking(face, LETTERS | letters_written()) == set()


@faces([*FACES])
def test_no_excuse_is_out_of_date(face: Face) -> None:
    excused = set("".join(LACKING.get(face.name, {})))
    assert not excused & set(map(chr, page_font(face).getBestCmap()))


@faces([*FACES])
def test_spaces_are_empty_and_as_wide_as_they_should_be(face: Face) -> None:
    known, shown = page_font(face).getBestCmap(), page_font(face)
    widths = {code: shown["hmtx"][known[code]][0] for code in (0x20, 0xA0, 0x202F)}
    assert widths[0xA0] == widths[0x20] == 2 * widths[0x202F]
    assert shown["glyf"][known[0x202F]].numberOfContours == 0


@faces([*FACES])
def test_figures_can_stand_in_columns(face: Face) -> None:
    """Those of the text font are all of one width; the headings' are if they are asked to be."""
    shown = page_font(face)
    known = shown.getBestCmap()
    features = {record.FeatureTag for record in shown["GSUB"].table.FeatureList.FeatureRecord}
    widths = {shown["hmtx"][known[ord(figure)]][0] for figure in "0123456789"}
    assert len(widths) == 1 or "tnum" in features


@faces([*FACES])
def test_letters_are_kerned(face: Face) -> None:
    table = page_font(face)["GPOS"].table
    assert {record.FeatureTag for record in table.FeatureList.FeatureRecord} == {"kern"}


def test_the_fonts_of_a_page_are_small() -> None:
    files = sorted(PAGE.glob("*.woff2"))
    assert [file.stem for file in files] == sorted(face.name for face in FACES)
    assert sum(file.stat().st_size for file in files) < 45_000


@faces(MEASURED)
def test_charts_are_measured_with_what_the_page_shows(face: Face) -> None:
    shown, measured = page_font(face), measuring_font(face)
    assert shown.getBestCmap() == measured.getBestCmap()
    assert shown["hmtx"].metrics == measured["hmtx"].metrics
    assert shown["GPOS"].compile(shown) == measured["GPOS"].compile(measured)
    assert measured["name"].getDebugName(16) == FAMILY
    assert measured["OS/2"].usWeightClass == int(face.name[-3:])


@faces([*FACES])
def test_a_changed_font_does_not_bear_a_reserved_name(face: Face) -> None:
    table = page_font(face)["name"]
    names = [str(record) for record in table.names if record.nameID in (1, 3, 4, 6, 16)]
    assert names and RESERVED not in " ".join([*names, face.name]).lower()
    assert "Copyright" in table.getDebugName(0) and "OFL" in table.getDebugName(14)
    assert table.getDebugName(10).startswith(("Barlow Condensed", "IBM Plex Sans"))


def test_the_style_sheet_names_these_fonts_and_none_that_is_reserved() -> None:
    for face in FACES:
        assert f'font-family:"{face.family}";font-weight:{face.name[-3:]};' in STYLE
        assert f"fonts/{face.name}.woff2" in STYLE
    assert RESERVED not in STYLE.lower()


def described(fallback: Fallback) -> dict[str, float]:
    """What the style sheet says of a fallback, in per cent."""
    start = f'@font-face{{font-family:"{fallback.family}";font-weight:{fallback.weight};'
    rule = STYLE[STYLE.index(start) :].partition("}")[0]
    return {name: float(value) for name, value in re.findall(r"([\w-]+):([\d.]+)%", rule)}


@pytest.mark.parametrize("fallback", FALLBACKS, ids=lambda one: f"{one.family} {one.weight}")
def test_what_stands_there_until_a_font_arrives_has_its_width_and_height(
    fallback: Fallback, output: Path
) -> None:
    told = described(fallback)
    letters = count_letters(output.rglob("*.html"))
    assert told["size-adjust"] == pytest.approx(size_adjust(fallback, letters), abs=0.5)
    ascent, descent = heights(fallback, told["size-adjust"])
    assert told["ascent-override"] == pytest.approx(ascent, abs=0.06)
    assert told["descent-override"] == pytest.approx(descent, abs=0.06)
    assert told["line-gap-override"] == 0
