"""What the pictures and measures are made of, and that each measure finds the fault it is for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from exhibit.pipeline import make_site
from tests import ROOT
from tools.benchmarks.lighthouse import CATEGORIES, read_verdict
from tools.looks.exhibition import find_path
from tools.looks.measures import Case, write_cell, write_findings
from tools.looks.pictures import CLOSED, OPENED, Picture, keep, take_pictures
from tools.looks.probes import Finding, Measured, Stop, judge_stops, open_slowly, probe, probe_focus
from tools.looks.sheets import cut, lay_sheet, measure_png, write_sheet
from tools.looks.subjects import (
    Subject,
    choose_richest,
    choose_subjects,
    count_kinds,
    name_kind,
)
from tools.looks.tables import set_table

LAYOUTS = {"a.md": "page", "b.md": "page", "c.md": "page", "i.md": "start"}


def test_every_layout_of_the_exhibit_is_looked_at_in_every_language() -> None:
    finished = make_site(ROOT)
    layouts = {one.front_matter.layout for one in finished.project.contents.documents.values()}
    subjects = choose_subjects(finished)
    assert [(one.kind, one.locale) for one in subjects] == [
        (layout, locale) for layout in sorted(layouts) for locale in finished.project.locales
    ]
    every = choose_subjects(finished, is_every=True)
    assert {one.path for one in every} == {page.path for page in finished.site.pages}
    assert len({one.name for one in every}) == len(every)


def test_of_the_pages_with_one_layout_the_richest_is_taken_and_of_two_the_first() -> None:
    varieties = {"a.md": 1, "b.md": 3, "c.md": 3, "i.md": 1}
    assert choose_richest(LAYOUTS, varieties) == {"b.md", "i.md"}


def test_a_page_is_the_richer_the_more_kinds_of_elements_it_has() -> None:
    assert count_kinds("<p>One <em>two</em></p><p>Three</p>") == 2
    assert count_kinds('<p>One</p><p class="lead">Two</p></p>') == 2


def test_a_page_is_called_by_its_layout_or_with_all_pages_also_by_its_file() -> None:
    assert name_kind("station", "stations/1-messen.md", False) == "station"
    assert name_kind("station", "stations/1-messen.md", True) == "station-stations-1-messen"
    assert name_kind("404", "404.md", True) == "404"
    assert Subject("station", "de", "messen.html").name == "station.de"


def test_the_site_is_served_at_the_path_of_its_address() -> None:
    assert find_path("https://museum.example/") == ""
    assert find_path("https://museum.example/a/b/") == "/a/b"
    assert find_path("") == ""


def test_each_look_has_a_name_of_its_own() -> None:
    names = [look.name for look in CLOSED + OPENED]
    assert len(set(names)) == len(names)
    assert {"light.360", "dark.1440", "forced.1440", "light.open.768"} <= set(names)


@pytest.mark.parametrize(
    ("height", "strips"),
    [
        (5, [(0, 5)]),
        (12, [(0, 12)]),
        (13, [(0, 10), (10, 3)]),
        (35, [(0, 10), (10, 10), (20, 10), (30, 5)]),
    ],
)
def test_a_long_page_is_cut_into_strips(height: int, strips: list[tuple[int, int]]) -> None:
    assert list(cut(height, 10)) == strips


def test_a_picture_is_kept_and_told_whether_it_is_another(tmp_path: Path) -> None:
    file = tmp_path / "page.png"
    assert [keep(file, content) for content in (b"1", b"1", b"2")] == ["new", "same", "changed"]
    assert file.read_bytes() == b"2"


def make_png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def test_a_sheet_has_a_row_for_each_colour_scheme(tmp_path: Path) -> None:
    pictures = []
    for row, width in [("light", 360), ("light", 768), ("dark", 360), ("print", 0)]:
        file = tmp_path / f"a&b.{row}.{width or 1}.png"
        file.write_bytes(make_png(width or 661, 900))
        pictures.append(Picture(file, row, width, "new"))
    html = write_sheet("a&b", pictures)
    assert [html.count(f"<h2>{row}</h2>") for row in ("light", "dark", "print")] == [1, 1, 1]
    assert html.count("<figure>") == 4
    assert "360 × 900" in html and "a&amp;b" in html
    assert measure_png(make_png(360, 900)) == (360, 900)


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert set_table([("page", "n"), ("a", "10"), ("long", "9")]) == (
        "page   n\n────  ──\na     10\nlong   9"
    )


def test_the_same_finding_on_many_pages_is_told_once() -> None:
    finding = Finding("targets", "footer a", "Besuch", "50 × 20 px")
    other = Finding("targets", "footer a", "Quellen", "60 × 20 px")
    cases = [
        Case(Subject("start", "de", ""), 360, (Measured("targets", 9, (finding, other)),)),
        Case(Subject("page", "de", ""), 1440, (Measured("targets", 9, (finding,)),)),
    ]
    lines = write_findings(cases).splitlines()
    assert len(lines) == 3
    assert " ".join(lines[2].split()) == (
        "targets footer a 3 start 360, page 1440 Besuch 50 × 20 px"
    )
    assert write_findings([]) == "Nothing found."


def test_a_cell_is_a_figure_and_the_number_of_findings() -> None:
    finding = Finding("light", "p", "", "")
    assert write_cell(Measured("CLS", 0.0123)) == "0.012"
    assert write_cell(Measured("light", 4.25, (finding,))) == "4.25 (1)"


def test_the_focus_goes_on_through_columns_but_not_back() -> None:
    one = Stop(1, "a", "one", left=0, top=0, bottom=20)
    two = Stop(2, "a", "two", left=0, top=400, bottom=420)
    beside = Stop(3, "a", "beside", left=500, top=0, bottom=20)
    above = Stop(4, "a", "above", left=0, top=100, bottom=120)
    assert not list(judge_stops([one, two, beside], [one, two, beside]))
    assert details([one, two, above], [one, two, above]) == ["jumps back from “two”"]
    assert details([one, two], [one]) == ["not reached"]
    assert details([one, two], [two, one]) == ["comes after “two”"]


def details(wanted: list[Stop], stops: list[Stop]) -> list[str]:
    return [finding.detail for finding in judge_stops(wanted, stops)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    yield page
    page.close()


def show(page: Page, body: str, style: str = "") -> None:
    page.set_content(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Test</title>"
        f"<style>body {{ background: white; color: black }} {style}</style><body>{body}"
    )


BIG = "display: inline-block; min-width: 50px; min-height: 50px"


def test_a_target_is_too_small_unless_it_stands_in_running_text(page: Page) -> None:
    show(
        page,
        f'<p>A sentence with <a href="#">a link</a> in it.</p><p><a id=alone href="#">alone</a></p>'
        f'<p><a href="#">one</a>, <a href="#">two</a></p><a style="{BIG}" href="#">big</a>'
        f'<summary hidden>none</summary><button style="{BIG}; height: 30px; min-height: 0">low',
    )
    seen = probe(page, "targets")
    assert seen.count == 6
    assert [finding.text for finding in seen.findings] == ["alone", "one", "two", "low"]
    assert seen.findings[-1].detail == "50 × 30 px"


def test_a_focus_that_cannot_be_seen_or_is_out_of_order_is_found(page: Page) -> None:
    show(
        page,
        '<a href="#" class=none>none</a> <a href="#" class=pale>pale</a>'
        '<p><a href="#">good</a> <a href="#" tabindex=1>first</a></p>'
        '<div><a href="#">cut</a></div>',
        ":focus-visible { outline: 3px solid blue } .none:focus { outline: 0 }"
        ".pale:focus { outline-color: #ddd }"
        "div { overflow: hidden }",
    )
    seen = probe_focus(page)
    assert seen.count == 5
    assert {(finding.text, finding.detail.partition(" “")[0]) for finding in seen.findings} == {
        ("none", "no ring"),
        ("none", "comes after"),
        ("pale", "ring of contrast 1.4"),
        ("cut", "ring is cut off"),
    }


def test_text_that_nobody_can_scroll_to_is_found(page: Page) -> None:
    long = "<span style='white-space: nowrap'>" + "word " * 60 + "</span>"
    show(
        page,
        f"<p id=open>{long}<div style='overflow-x: auto'>{long}</div>"
        f"<main style='overflow-x: clip'>{long}</main>",
    )
    elements = [finding.element for finding in probe(page, "overflow").findings]
    assert elements == ["span", "span", "html"]
    show(page, "<p>A few words.")
    assert not probe(page, "overflow").findings


def test_text_that_wider_spacing_breaks_is_found(page: Page) -> None:
    show(
        page,
        "<p>Room enough for a long sentence that may take as many lines as it needs.</p>"
        "<div class=cut>Cut off below</div><div class=frame>Out of its frame</div>"
        "<section><b>Covering what comes</b><i>covered</i></section>",
        "div { width: 90px; height: 38px; line-height: 1.1; margin: 90px 0 }"
        ".cut { overflow: hidden } .frame { border: 1px solid }"
        "section { position: relative } i { position: absolute; left: 150px }",
    )
    found = {finding.text: finding.detail for finding in probe(page, "spacing").findings}
    assert found == {
        "Cut off below": "cut off",
        "Out of its frame": "sticks out of div.frame",
        "Covering what comes": "covers “covered”",
    }
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_pale_text_is_found_also_in_drawings_and_on_layers(page: Page) -> None:
    drawing = (
        "<svg width=200 height=60><rect width=100 height=60 fill='#000'/>"
        "<text x=10 y=30 class=bad fill='#222'>bad</text>"
        "<text x=120 y=30 fill='#222'>good</text></svg>"
    )
    show(
        page,
        "<p>black on white</p><p style='color: #888'>grey</p><h1 style='color: #888'>large</h1>"
        "<div style='background: #000'><p style='background: rgb(0 0 0 / .5)'>black</p></div>"
        f"<p style='opacity: .4'>faint</p>{drawing}",
    )
    seen = probe(page, "contrast")
    assert [finding.text for finding in seen.findings] == ["grey", "black", "faint", "bad"]
    assert seen.findings[0].detail == "3.54 (#888888 on #ffffff)"
    assert seen.count == 1


def test_what_moves_while_a_page_comes_is_found(page: Page, tmp_path: Path) -> None:
    grow = "document.querySelector('div').style.height = '300px'"
    painted = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(grow, 100)))"
    late = f'onload="const grow = () => {{ {grow} }}; {painted}"'
    for name, attribute in [("still", ""), ("moving", late)]:
        (tmp_path / f"{name}.html").write_text(
            f"<!doctype html><body {attribute}><p>first<div></div><p id=moved>moved",
            encoding="utf-8",
        )
    still = open_slowly(page, (tmp_path / "still.html").as_uri())
    assert (still.count, still.findings) == (0, ())
    moving = open_slowly(page, (tmp_path / "moving.html").as_uri())
    assert moving.count > 0.01
    assert [finding.element for finding in moving.findings] == ["p"]


def test_pictures_are_taken_and_laid_on_a_sheet(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(
        "<!doctype html><title>Test</title><meta name=color-scheme content='light dark'>"
        "<p>Hello<details><summary>More</summary><p style='height: 2000px'>Here</details>",
        encoding="utf-8",
    )
    subject = Subject("start", "en", "index.html")
    looks = (CLOSED[0], CLOSED[3], OPENED[0])
    pictures = take_pictures(page, site.as_uri(), subject, looks, tmp_path)
    names = [picture.file.name for picture in pictures]
    assert names[:3] == [
        f"start.en.{look}.png" for look in ("light.360", "dark.360", "light.open.360")
    ]
    assert names[3] == "start.en.print.1.png"
    heights = [measure_png(picture.file.read_bytes())[1] for picture in pictures[:3]]
    assert heights[0] == heights[1] < heights[2]
    assert pictures[0].file.read_bytes() != pictures[1].file.read_bytes()
    again = take_pictures(page, site.as_uri(), subject, looks, tmp_path)
    assert {picture.state for picture in again} == {"same"}
    lay_sheet(page, subject.name, pictures, tmp_path / "sheet.png")
    assert measure_png((tmp_path / "sheet.png").read_bytes())[0] > 360
    assert not (tmp_path / "sheet.html").exists()


def test_what_lighthouse_says_is_told_with_the_reasons() -> None:
    passed = {"title": "Fast", "score": 1, "numericValue": 0.04}
    failed = {"title": "Small", "score": 0.5, "numericValue": 80_400, "displayValue": "80 kB"}
    audits = {
        "cumulative-layout-shift": passed,
        "largest-contentful-paint": {"title": "LCP", "score": None, "numericValue": 1_234},
        "total-byte-weight": failed,
    }
    references = [{"id": name, "weight": 0} for name in audits]
    categories = {name: {"score": 0.92, "auditRefs": []} for name in CATEGORIES}
    categories["performance"] = {"score": 1, "auditRefs": references}
    verdict = read_verdict(Subject("page", "de", ""), {"categories": categories, "audits": audits})
    assert verdict.scores == ("100", "92", "92", "92")
    assert verdict.figures == ("0.040", "1.23 s", "80 kB")
    assert verdict.reasons == (("performance", "Small (no points)", "80 kB"),)
