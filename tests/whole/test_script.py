"""The one script, in a real browser: charts by pointer, keyboard and touch, paper, anchors."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests import ROOT
from tests.whole.test_exhibit import pages
from tools.looks.pictures import OPEN

SCRIPT = ROOT / "static" / "site.js"
CHART = "#rechenzentren-welt"
FOCUSED = "document.activeElement.getAttribute('aria-label')"
MARK = f"{CHART} .drawing:visible [role=img]"


@pytest.fixture
def page(browser: Browser, output: Path) -> Iterator[Page]:
    """A station, opened from its folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    yield page
    context.close()


def enter(page: Page) -> None:
    """Come to the chart by the Tab key, from just before it."""
    page.evaluate(
        """chart => { const figure = document.querySelector(chart);
           figure.tabIndex = -1; figure.focus(); }""",
        CHART,
    )
    page.keyboard.press("Tab")


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return {key: float(found[key]) for key in ("x", "y", "width", "height")}


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[side] < other[side] + other[size] and other[side] < one[side] + one[size]
        for side, size in (("x", "width"), ("y", "height"))
    )


def test_the_script_is_small_and_has_no_words_and_no_way_out() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), 9)) <= 5_000
    banned = (
        r"fetch|XMLHttp|sendBeacon|WebSocket|localStorage|sessionStorage|indexedDB|cookie|import"
    )
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S)
    assert not re.findall(banned, code)
    assert not re.findall(r"[\"'`][A-ZÄÖÜ][a-zäöüß]+ [^\"'`]*[\"'`]", code)
    assert "innerHTML" not in code


def test_each_chart_is_one_stop_of_the_tab_key(page: Page) -> None:
    enter(page)
    first = page.evaluate(FOCUSED)
    assert first == "Schätzung, 2020: 269\u00a0TWh"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == first


def test_arrow_keys_go_from_mark_to_mark_and_the_chart_remembers_where(page: Page) -> None:
    enter(page)
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
    assert seen == [
        "Schätzung, 2023: 361\u00a0TWh",
        "Schätzung, 2024: 416\u00a0TWh",
        "Schätzung, 2023: 361\u00a0TWh",
        "Gegenwind, 2035: 707\u00a0TWh",
        "Gegenwind, 2035: 707\u00a0TWh",
        "Schätzung, 2020: 269\u00a0TWh",
        "Schätzung, 2020: 269\u00a0TWh",
    ]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == "Schätzung, 2023: 361\u00a0TWh"


def test_every_mark_can_be_reached_and_says_what_the_table_says(page: Page) -> None:
    enter(page)
    labels = [page.evaluate(FOCUSED)]
    for _ in range(page.locator(MARK).count() - 1):
        page.keyboard.press("ArrowRight")
        labels.append(page.evaluate(FOCUSED))
    table = page.locator(f"{CHART} tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert sorted(labels) == sorted(
        f"{name}, {year}: {value}\u00a0TWh" for name, year, value in table
    )


def test_a_tip_says_what_the_mark_says_beside_it_and_in_view(
    browser: Browser, output: Path
) -> None:
    for width in (320, 768, 1440):
        page = browser.new_page(viewport={"width": width, "height": 700})
        page.goto(f"{output.as_uri()}/bauen.html")
        page.evaluate(OPEN)
        for chart in page.locator(".chart:visible").all():
            marks = chart.locator(".drawing:visible [role=img]")
            for index in {0, marks.count() // 2, marks.count() - 1}:
                marks.nth(index).focus()
                tip = page.locator(".tip")
                assert tip.text_content() == marks.nth(index).get_attribute("aria-label")
                assert not overlap(box(tip), box(marks.nth(index)))
                assert box(tip)["x"] >= 0
                assert box(tip)["x"] + box(tip)["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_escape_hides_the_tip_and_leaves_to_the_figure(page: Page) -> None:
    enter(page)
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".tip").is_visible()
    assert page.evaluate("document.activeElement.id") == CHART.removeprefix("#")


def test_the_pointer_shows_a_tip_that_stays_while_it_is_read(page: Page) -> None:
    mark = page.locator(MARK).first
    mark.scroll_into_view_if_needed()
    at = box(mark)
    page.mouse.move(at["x"] + 12, at["y"] + 12)  # beside it is near enough
    tip = page.locator(".tip")
    assert tip.text_content() == "Schätzung, 2020: 269\u00a0TWh"
    there = box(tip)
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + 5, steps=4)
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.mouse.move(at["x"] + 12, at["y"] + 12)
    assert tip.is_visible()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    assert not tip.is_visible()


def test_browsers_show_no_tip_of_their_own(page: Page) -> None:
    assert page.locator(".drawing title").count() == 0


def test_a_finger_shows_a_tip_and_takes_it_away(browser: Browser, output: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    mark = page.locator(MARK).last
    mark.scroll_into_view_if_needed()
    at = box(mark)
    page.touchscreen.tap(at["x"] - 8, at["y"] + 3)
    assert page.locator(".tip").text_content() == "Gegenwind, 2035: 707\u00a0TWh"
    assert page.locator(".tip").is_visible()
    page.touchscreen.tap(200, 5)
    page.wait_for_timeout(400)
    assert not page.locator(".tip").is_visible()
    context.close()


def test_the_mark_in_focus_has_a_ring_of_three_pixels_at_least(
    browser: Browser, output: Path
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    enter(page)
    width = page.evaluate(
        """() => { const mark = document.activeElement, svg = mark.ownerSVGElement;
           return parseFloat(getComputedStyle(mark).outlineWidth)
                  * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width; }"""
    )
    assert width >= 3
    page.close()


@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_a_tip_can_be_read_in_every_scheme(
    browser: Browser, output: Path, options: dict[str, Any]
) -> None:
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    enter(page)
    ink, ground = page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector(".tip"));
           return [style.color, style.backgroundColor]
                  .map(colour => colour.match(/\\d+/g).slice(0, 3).map(Number)); }"""
    )
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 7
    context.close()


def luminance(colour: list[int]) -> float:
    """As WCAG defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in colour)
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_axe_finds_nothing_while_a_tip_is_shown(page: Page) -> None:
    enter(page)
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()


def test_tables_are_open_on_paper_and_as_before_afterwards(page: Page) -> None:
    page.locator("details").first.evaluate("box => box.open = true")
    before = page.locator("details").evaluate_all("all => all.map(box => box.open)")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.locator("details").evaluate_all("all => all.map(box => box.open)"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details").evaluate_all("all => all.map(box => box.open)") == before


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_the_numbers_also_without_script(
    browser: Browser, output: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    page.emulate_media(media="print")
    assert page.locator(f"{CHART} tbody td").first.is_visible()
    assert not page.locator(f"{CHART} .downloads").is_visible()
    context.close()


def test_a_change_of_language_keeps_the_anchor(page: Page) -> None:
    switch = page.locator("header a[hreflang=en]")
    assert "#" not in (switch.get_attribute("href") or "")
    page.evaluate("location.hash = 'regionen'")
    page.wait_for_function("document.querySelector('header a[hreflang=en]').hash === '#regionen'")
    switch.click()
    assert page.url.endswith("/en/consume.html#regionen")
    page.locator("header a[hreflang=de]").click()
    assert page.url.endswith("/verbrauchen.html#regionen")


def test_a_link_to_a_claim_opens_it(page: Page, output: Path) -> None:
    is_open = "[...document.querySelectorAll('.claim details[open]')].map(d => d.parentElement.id)"
    page.goto(f"{output.as_uri()}/bauen.html")
    page.locator('main a[href="pruefen.html#neue-erzeugung"]').evaluate("link => link.click()")
    page.wait_for_url("**/pruefen.html#neue-erzeugung")
    assert page.evaluate(is_open) == ["neue-erzeugung"]
    page.locator('main a[href="#kernforschung"]').click()
    page.wait_for_function("location.hash == '#kernforschung'")
    assert page.evaluate(is_open) == ["kernforschung", "neue-erzeugung"]


def test_a_page_that_has_moved_leads_on_with_its_anchor(browser: Browser, output: Path) -> None:
    html = (output / "besuch.html").read_text(encoding="utf-8")
    moved = html.replace("<body>", '<body><a class="moved" href="verbrauchen.html">Hier</a>')
    (output / "umgezogen.html").write_text(moved, encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{output.as_uri()}/umgezogen.html#regionen")
    page.wait_for_url("**/verbrauchen.html#regionen")
    page.close()
    (output / "umgezogen.html").unlink()


def test_without_script_a_chart_is_an_image_with_a_name_and_nothing_is_missing(
    browser: Browser, output: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    drawing = page.locator(f"{CHART} .drawing:visible")
    assert drawing.get_attribute("role") == "img"
    assert drawing.locator("title").count() == 11
    assert drawing.locator("[tabindex]").count() == 0
    page.locator(f"{CHART} summary").first.click()
    assert page.locator(f"{CHART} tbody tr").first.is_visible()
    page.locator(f"{CHART} .downloads summary").click()
    assert page.locator(f"{CHART} .downloads a").count() == 6
    context.close()


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        (
            "verbrauchen.html",
            "de",
            ("In 2 von 4 Szenarien", "Auf einen Blick", "Reihe", "Quelle:"),
        ),
        ("en/consume.html", "en", ("In 2 of 4 scenarios", "At a glance", "Series", "Source:")),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_a_screen_reader_hears_title_summary_table_and_source_in_this_order(
    browser: Browser, output: Path, name: str, language: str, words: tuple[str, ...], script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/{name}")
    for summary in page.locator(f"{CHART} summary").all():
        summary.click()
    session = context.new_cdp_session(page)
    root = session.send("Runtime.evaluate", {"expression": f"document.querySelector('{CHART}')"})
    figure = session.send("DOM.describeNode", {"objectId": root["result"]["objectId"]})["node"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    heard = list(spoken(nodes, figure["backendNodeId"]))
    at = [next(i for i, (_, said) in enumerate(heard) if word in said) for word in words]
    assert at == sorted(at) and len(set(at)) == len(words), heard
    roles = [role for role, _ in heard]
    assert roles.index("heading") < roles.index("table") < len(roles)
    assert "rowheader" in roles and "columnheader" in roles
    drawings = [said for role, said in heard if role in {"image", "group"}]
    assert any(words[0] in said for said in drawings)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(f"{CHART} [lang]").count() == 0
    context.close()


def test_a_screen_reader_hears_every_chart_in_this_order(browser: Browser, output: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    heard = 0
    for name in pages(output):
        page.goto(f"{output.as_uri()}/{name}")
        page.evaluate(OPEN)
        glance, source = (
            ("At a glance", "Source:") if name.startswith("en/") else ("Auf einen Blick", "Quelle:")
        )
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        for chart in page.locator("figure.chart:visible").evaluate_all(
            "all => all.map(one => one.id)"
        ):
            found = session.send("Runtime.evaluate", {"expression": f"window['{chart}']"})
            figure = session.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})
            said = list(spoken(nodes, figure["node"]["backendNodeId"]))
            at = [
                next(i for i, (role, _) in enumerate(said) if role == "heading"),
                next(i for i, (_, words) in enumerate(said) if glance in words),
                next(i for i, (role, _) in enumerate(said) if role == "table"),
                next(i for i, (_, words) in enumerate(said) if source in words),
            ]
            assert at == sorted(at), (name, chart)
            heard += 1
    context.close()
    assert heard >= 42


def spoken(nodes: list[dict[str, Any]], backend: int) -> Iterator[tuple[str, str]]:
    """Role and name of all that stands below an element of the accessibility tree, in order."""
    known = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if not node.get("ignored"):
            yield node["role"]["value"], str(node.get("name", {}).get("value", ""))
        for child in node.get("childIds", ()):
            if child in known:
                yield from walk(known[child])

    yield from walk(next(node for node in nodes if node.get("backendDOMNodeId") == backend))


def test_link_texts_of_downloads_are_unique_and_announce_their_size(
    browser: Browser, output: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{output.as_uri()}/bauen.html")
    page.evaluate(OPEN)
    links = page.locator(".downloads a:visible")
    names = [re.findall(r'"((?:[^"\\]|\\.)*)"', link.aria_snapshot())[0] for link in links.all()]
    assert len(names) == len(set(names)) == 30
    assert all(re.search(r"\(\d+\skB\) ", name) for name in names if "Adresse" not in name)
    assert all("China" in name or "Mensch" in name or "Leistung" in name for name in names)
    page.close()
