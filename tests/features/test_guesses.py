"""Guess first: what is asked and compared, where the guess stands in a chart, for all who guess."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.svg import clean
from exhibit.charts.kinds import KINDS
from exhibit.charts.legibility.drawing import read_drawing
from tests.browser import visit
from tests.charts.test_kinds import GERMAN, chart
from tests.exhibits import plan

PAGES = ("index.html", "verbrauchen.html", "bauen.html")
STATUS, FIELD, SLIDER = ".guess [role=status]", ".guess [inputmode]", ".guess [type=range]"
BARS = {"verbrauchen.html": ("183", "183\u00a0TWh"), "bauen.html": ("373,6", "373,6\u00a0GW")}
MARK_AND_BAR = """words => {
    const svg = document.querySelector(".guess .drawing svg:has(.guessed)").closest(".evidence")
        .querySelector(matchMedia("(max-width: 600px)").matches
            ? ".narrow-drawing svg" : ".wide-drawing svg");
    const bar = [...svg.querySelectorAll("[aria-label]")]
        .find(one => one.getAttribute("aria-label").endsWith(words));
    const mark = svg.querySelector(".guessed path").getBoundingClientRect();
    return [mark.left + mark.width / 2, bar.getBoundingClientRect().right];
}"""


def said(page: Page) -> str:
    return page.locator(STATUS).inner_text().replace("\u00a0", " ")


def guess(page: Page, text: str) -> str:
    page.locator(FIELD).fill(text)
    page.locator(".guess button").click()
    return said(page)


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("one => one === document.activeElement"))


def test_some_kinds_take_a_guess_because_they_tell_their_scale() -> None:
    assert {name for name, kind in KINDS.items() if kind.gauge} == {"bars", "grouped", "hundred"}


@pytest.mark.parametrize("width", [704, 328])
@pytest.mark.parametrize("unit", [1, 0.000012, 4_000_000])
def test_a_drawing_tells_where_its_bars_end(width: int, unit: float) -> None:
    values = [float(f"{unit * part:.7g}") for part in (3, 61.7, 123.4)]
    table = "wer,zahl\n" + "\n".join(f"N{v},{Decimal(str(v)):f}" for v in values)
    svg = clean(draw(plan(chart("bars", table), GERMAN), width), "x")
    data = ElementTree.fromstring(svg).attrib
    zero, end, most = (float(data[f"data-{name}"]) for name in ("zero", "end", "most"))
    drawn = sorted(shape.block.right for shape in read_drawing(svg).shapes if shape.block)
    told = [zero + value / most * (end - zero) for value in values]
    assert drawn == pytest.approx(told, abs=0.2)


@pytest.mark.parametrize("width", [704, 328])
def test_a_hundred_squares_tell_where_they_stand(width: int) -> None:
    svg = clean(draw(plan(chart("hundred", "wer,zahl\nA,25\nB,75\n"), GERMAN), width), "x")
    data = ElementTree.fromstring(svg).attrib
    assert data["data-squares"] == "10"
    step = float(data["data-step"])
    lines = [path.count("M") for path in re.findall(r' d="([^"]+)"', svg)]
    assert lines[:3] == [10, 10, 3]  # of all squares, of what is cut out of them, of the filled
    assert 10 * step <= width


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "1,5", 1.5),
        ("de", "1.5", 1.5),
        ("de", "1.234", 1234),
        ("de", "1.234.567,5", 1234567.5),
        ("de", "12 345", 12345),
        ("de", " 20 kWh ", 20),
        ("de", "0.300", 0.3),
        ("de", "-3", -3),
        ("en", "1,234.5", 1234.5),
        ("en", "1.5", 1.5),
        ("en", "1,5", 1.5),
        *(("de", text, math.nan) for text in ("", "viel", "1e5", "1,2,3", "kWh", "--1")),
    ],
)
def test_a_number_is_read_as_people_of_its_language_write_it(
    context: BrowserContext, output: Path, language: str, text: str, number: float
) -> None:
    page = visit(context, output, "index.html" if language == "de" else "en/index.html")
    assert page.evaluate("text => read(text)", text) == pytest.approx(number, nan_ok=True)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("index.html", "20", "20 kWh. Nachgerechnet: 1,3 kWh. Sie schätzten 15-mal so viel."),
        ("index.html", "1,3", "1,3 kWh. Nachgerechnet: 1,3 kWh. Genau getroffen!"),
        ("index.html", "1", "1 kWh. Nachgerechnet: 1,3 kWh. Fast getroffen!"),
        ("index.html", "0", "0 kWh. Nachgerechnet: 1,3 kWh. Es ist mehr als nichts."),
        (
            "verbrauchen.html",
            "90",
            "90 TWh. Schätzung der IEA: 183 TWh. Es ist 2-mal so viel, wie Sie schätzten.",
        ),
        ("bauen.html", "370", "370 GW. Gezählt: 373,6 GW. Fast getroffen!"),
    ],
)
def test_a_sentence_says_how_far_off_a_guess_is(
    context: BrowserContext, output: Path, name: str, text: str, sentence: str
) -> None:
    page = visit(context, output, name)
    assert guess(page, text) == f"Ihre Schätzung: {sentence}"
    assert has_focus(page, STATUS)
    assert page.locator(".guess .chart").is_visible()


def test_all_words_are_in_the_language_of_the_page(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "en/index.html")
    assert (
        guess(page, "20.5")
        == "Your guess: 20.5 kWh. Worked out: 1.3 kWh. Your guess is 15 times as much."
    )
    label = page.locator(".guessed text").first.text_content()
    assert label == "Your guess: 20.5\u00a0kWh"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", BARS)
def test_the_mark_of_a_right_guess_stands_at_the_end_of_the_bar(
    browser: Browser, output: Path, name: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = visit(context, output, name)
    answer, words = BARS[name]
    assert "Genau getroffen!" in guess(page, answer)
    mark, bar = page.evaluate(MARK_AND_BAR, words)
    assert abs(mark - bar) <= 2
    context.close()


@pytest.mark.parametrize(
    ("text", "wide", "high"), [("20", 10, 2), ("3", 3, 1), ("24,5", 10, 3), ("1,3", 1.3, 1)]
)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_guess_goes_around_as_many_squares(
    browser: Browser, output: Path, text: str, wide: float, high: float, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = visit(context, output, "index.html")
    guess(page, text)
    for svg in page.locator(".guess .drawing:visible svg").all():
        step = float(svg.get_attribute("data-step") or 0)
        box = svg.locator(".guessed path").last.evaluate(
            "path => { const { width, height } = path.getBBox(); return [width, height]; }"
        )
        assert box == pytest.approx([wide * step, high * step], abs=0.1)
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_guess_beyond_the_drawing_stands_at_its_edge_and_says_so(
    browser: Browser, output: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = visit(context, output, "bauen.html")
    guess(page, "585")
    for svg in page.locator("#zubau-2024 .drawing:visible svg").all():
        box, mark = svg.bounding_box(), svg.locator(".guessed path").last.bounding_box()
        assert box and mark and mark["x"] <= box["x"] + box["width"]
        assert (svg.locator(".guessed text").text_content() or "").endswith("→")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_by_keyboard_alone(context: BrowserContext, output: Path, name: str) -> None:
    page = visit(context, output, name)
    for _ in range(60):
        page.keyboard.press("Tab")
        if has_focus(page, FIELD):
            break
    page.keyboard.type("30")
    assert page.locator(SLIDER).input_value() == "30"
    page.keyboard.press("Tab")
    assert has_focus(page, SLIDER)
    page.keyboard.press("ArrowRight")
    moved = page.locator(FIELD).input_value()
    assert moved in {"31", "30,5"}
    assert page.locator(SLIDER).get_attribute("aria-valuetext") == moved
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert has_focus(page, STATUS)
    assert said(page).startswith(f"Ihre Schätzung: {moved} ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Auflösung"


def test_the_enter_key_resolves_and_a_second_try_is_possible(
    context: BrowserContext, output: Path
) -> None:
    page = visit(context, output, "bauen.html")
    for text in ("100", "300"):
        page.locator(FIELD).fill(text)
        page.locator(FIELD).press("Enter")
        assert said(page).startswith(f"Ihre Schätzung: {text} GW.")
    marks = page.locator(".guess .guessed text").all_text_contents()
    assert marks == ["Ihre Schätzung: 300\u00a0GW"] * 2  # once in each drawing


def test_by_touch(browser: Browser, output: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit(context, output, "verbrauchen.html")
    slider = page.locator(SLIDER)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box and box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert abs(float(slider.input_value()) - 208) < 10
    page.locator(".guess button").tap()
    assert said(page).startswith(f"Ihre Schätzung: {slider.input_value()} TWh.")
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_without_script_the_question_has_an_answer_that_unfolds(
    browser: Browser, output: Path, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = visit(context, output, name)
    assert not page.locator(".guess form").is_visible()
    assert page.locator(".guess > .heading").is_visible()
    assert not page.locator(".guess .chart").is_visible()
    page.locator(".guess > details > summary").click()
    assert page.locator(".guess .chart").is_visible()
    context.close()


@pytest.mark.parametrize("text", ["", "viele", "101", "-1"])
def test_what_is_no_number_within_the_limits_is_told_kindly(
    context: BrowserContext, output: Path, text: str
) -> None:
    page = visit(context, output, "index.html")
    assert guess(page, text) == "Bitte geben Sie eine Zahl von 0 bis 100 ein."
    assert has_focus(page, FIELD)
    assert page.locator(FIELD).get_attribute("aria-invalid") == "true"
    assert page.locator(".guessed").count() == 0
    assert not page.locator(".guess .chart").is_visible()
    guess(page, "5")
    assert page.locator(FIELD).get_attribute("aria-invalid") == "false"


def test_nothing_is_stored_and_nothing_is_sent(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "index.html")
    requests: list[str] = []
    page.wait_for_load_state("networkidle")  # the browser asks late for the icon of the tab
    page.on("request", lambda request: requests.append(request.url))
    guess(page, "20")
    assert [url for url in requests if not url.endswith(".svg")] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    assert page.url.endswith("/index.html")


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 740}},
    ],
)
def test_axe_finds_nothing_before_and_after(
    browser: Browser, output: Path, options: dict[str, Any]
) -> None:
    context = browser.new_context(**options)
    page = visit(context, output, "bauen.html")
    for text in ("nichts", "450"):
        guess(page, text)
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()
    context.close()
