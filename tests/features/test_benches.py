"""The meter bench: what is worked out at build and by the script, and a disc that obeys."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from exhibit.features.benches.cards import BENCHES
from exhibit.features.benches.trial import make_trial
from tests import ROOT
from tests.browser import visit
from tests.exhibits import read_exhibit, source_of

BENCH = "#zaehlerpruefstand"
MOVES = f"getComputedStyle(document.querySelector('{BENCH} .disc > g'))"


def read(page: Page) -> list[str]:
    texts = page.locator(f"{BENCH} output").all_text_contents()
    return [text.replace("\u00a0", " ") for text in texts]


def choose(page: Page, label: str) -> None:
    page.locator(BENCH).get_by_label(label).check()


def enter(page: Page, label: str, text: str) -> None:
    page.locator(BENCH).get_by_label(label).first.fill(text)


def test_every_device_is_worked_out_at_build_as_its_formula_says() -> None:
    project = read_exhibit(ROOT)
    trial = make_trial(project.contents.shelves[BENCHES][BENCH[1:]], source_of(project))
    assert len(trial.devices) >= 4
    for device in trial.devices:
        watt = float(device.watt_value)
        shown = float(device.seconds.replace(".", "").replace(",", "."))
        assert shown == pytest.approx(3600 / (75 * watt / 1000), abs=0.5)
        assert float(device.kilowatt.replace(",", ".")) == pytest.approx(watt / 1000)
        assert device.note.text


@pytest.mark.parametrize("script", [True, False])
def test_the_table_holds_all_that_the_script_would_say(
    browser: Browser, output: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = visit(context, output, "messen.html")
    rows = page.locator(f"{BENCH} tbody tr").all_inner_texts()
    kettle = next(row for row in rows if row.startswith("Wasserkocher")).replace("\u00a0", " ")
    for words in ("2.000 W", "3.600 ÷ (75 × 2) = 24", "2 kWh"):
        assert words in kettle
    assert page.locator(f"{BENCH} form").is_visible() is script
    context.close()


def test_a_device_and_hours_are_worked_out(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "messen.html")
    assert read(page) == [
        "Eine Umdrehung: 3.600 ÷ (75 × 2 kW) = 24 Sekunden",
        "Zählwerk: 2 kW × 1 h = 2 kWh",
    ]
    choose(page, "LED-Lampe (8")
    enter(page, "Wie viele Stunden", "2,5")
    assert read(page) == [
        "Eine Umdrehung: 3.600 ÷ (75 × 0,008 kW) = 6.000 Sekunden",
        "Zählwerk: 0,008 kW × 2,5 h = 0,02 kWh",
    ]
    enter(page, "Watt, wie auf", "12.000")
    assert read(page)[0] == "Eine Umdrehung: 3.600 ÷ (75 × 12 kW) = 4 Sekunden"
    assert page.locator(BENCH).get_by_label("Eigenes Gerät").is_checked()


def test_all_words_are_in_the_language_of_the_page(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "en/measure.html")
    enter(page, "Watts, as on", "1,500")
    assert read(page) == [
        "One turn: 3,600 ÷ (75 × 1.5 kW) = 32 seconds",
        "Counter: 1.5 kW × 1 h = 1.5 kWh",
    ]


@pytest.mark.parametrize("text", ["", "viel", "0", "-5", "100001"])
def test_watts_that_cannot_be_are_told_kindly(
    context: BrowserContext, output: Path, text: str
) -> None:
    page = visit(context, output, "messen.html")
    choose(page, "Eigenes Gerät")
    enter(page, "Watt, wie auf", text)
    assert read(page) == ["Bitte geben Sie eine Zahl von 1 bis 100.000 Watt ein.", ""]
    field = page.locator(BENCH).get_by_label("Watt, wie auf")
    assert field.get_attribute("aria-invalid") == "true"
    choose(page, "Wasserkocher")
    assert field.get_attribute("aria-invalid") == "false"
    assert read(page)[0].endswith("= 24 Sekunden")


@pytest.mark.parametrize("text", ["", "25", "-1", "lange"])
def test_hours_that_cannot_be_are_told_kindly(
    context: BrowserContext, output: Path, text: str
) -> None:
    page = visit(context, output, "messen.html")
    enter(page, "Wie viele Stunden", text)
    assert read(page)[1] == "Bitte geben Sie eine Zahl von 0 bis 24 Stunden ein."


def test_the_disc_turns_when_it_is_told_to_as_fast_as_the_sum_says(
    context: BrowserContext, output: Path
) -> None:
    page = visit(context, output, "messen.html")
    button = page.locator(f"{BENCH} button")
    assert page.evaluate(f"{MOVES}.animationPlayState") == "paused"
    button.click()
    assert button.inner_text() == "Anhalten"
    assert page.evaluate(f"{MOVES}.animationPlayState") == "running"
    assert page.evaluate(f"{MOVES}.animationDuration") == "24s"
    before = page.evaluate(f"{MOVES}.transform")
    page.wait_for_function(f"before => {MOVES}.transform != before", arg=before)
    choose(page, "LED-Lampe (8")
    assert page.evaluate(f"{MOVES}.animationDuration") == "6000s"
    button.click()
    assert button.inner_text() == "Scheibe drehen"
    assert page.evaluate(f"{MOVES}.animationPlayState") == "paused"


def test_who_wants_no_motion_gets_none(browser: Browser, output: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = visit(context, output, "messen.html")
    assert not page.locator(f"{BENCH} button").is_visible()
    assert page.evaluate(f"{MOVES}.animationName") == "none"
    assert read(page)[0].endswith("= 24 Sekunden")
    context.close()


def test_by_keyboard_alone(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "messen.html")
    focused = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.ariaLabel"
    page.locator(f"{BENCH} [type=radio]:checked").focus()
    page.keyboard.press("ArrowUp")
    assert "0,431" in read(page)[0]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert str(page.evaluate(focused)).startswith("Wie viele Stunden")
    page.keyboard.press("Control+a")
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    assert read(page)[1] == "Zählwerk: 0,431 kW × 10 h = 4,31 kWh"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert read(page)[1] == "Zählwerk: 0,431 kW × 10,5 h = 4,5255 kWh"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate(f"{MOVES}.animationPlayState") == "running"


def test_by_touch(browser: Browser, output: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit(context, output, "messen.html")
    page.locator(BENCH).get_by_text("Haushalt mit 2 Personen (").tap()
    page.locator(f"{BENCH} button").tap()
    assert page.evaluate(f"{MOVES}.animationPlayState") == "running"
    assert read(page)[0] == "Eine Umdrehung: 3.600 ÷ (75 × 0,33 kW) = 145 Sekunden"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_nothing_is_stored_and_nothing_is_sent(context: BrowserContext, output: Path) -> None:
    page = visit(context, output, "messen.html")
    requests: list[str] = []
    page.wait_for_load_state("networkidle")  # the browser asks late for the icon of the tab
    page.on("request", lambda request: requests.append(request.url))
    enter(page, "Watt, wie auf", "60")
    page.locator(f"{BENCH} button").click()
    assert [url for url in requests if not url.endswith(".svg")] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(browser: Browser, output: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = visit(context, output, "messen.html")
    enter(page, "Watt, wie auf", "nichts")
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()
    context.close()
