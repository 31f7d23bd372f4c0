"""A switch between charts, in style alone, and a ladder made of a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from exhibit.features.switch import MAX_PANELS
from tests import ROOT

TOTAL, EACH = "#strom-2024", "#strom-pro-kopf-2024"
WIDTHS = (1440, 768, 360)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(browser: Browser, output: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.goto(f"{output.as_uri()}/bauen.html")
    yield page
    context.close()


def shown(page: Page) -> list[bool]:
    return [page.locator(chart).is_visible() for chart in (TOTAL, EACH)]


def test_one_chart_is_shown_at_a_time(page: Page) -> None:
    assert shown(page) == [True, False]
    page.get_by_role("radio", name="je Mensch").check()
    assert shown(page) == [False, True]
    page.get_by_role("radio", name="insgesamt").check()
    assert shown(page) == [True, False]


def test_by_keyboard(page: Page) -> None:
    page.get_by_role("radio", name="insgesamt").focus()
    page.keyboard.press("ArrowRight")
    assert shown(page) == [False, True]


def test_a_link_to_the_other_chart_finds_it(page: Page, output: Path) -> None:
    page.goto(f"{output.as_uri()}/bauen.html{EACH}")
    assert page.locator(EACH).is_visible()


def test_on_paper_both_are_shown_and_no_switch(page: Page) -> None:
    page.emulate_media(media="print")
    assert shown(page) == [True, True]
    assert not page.locator(".switch fieldset").is_visible()


def test_in_a_browser_without_has_both_are_shown_and_no_switch(
    browser: Browser, output: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.route(
        "**/style.*.css",
        lambda route: route.fulfill(
            body=Path(route.request.url.removeprefix("file://"))
            .read_text(encoding="utf-8")
            .replace("selector(:has(a))", "selector(:unknown(a))"),
            content_type="text/css",
        ),
    )
    page.goto(f"{output.as_uri()}/bauen.html")
    assert shown(page) == [True, True]
    assert not page.locator(".switch fieldset").is_visible()
    page.close()


def test_the_style_sheet_counts_as_many_panels_as_there_may_be() -> None:
    style = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
    assert style.count(".switch:has(.choice:nth-of-type(") == MAX_PANELS


@pytest.mark.parametrize("width", WIDTHS)
def test_switch_and_ladder_fit(browser: Browser, output: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in ("bauen.html", "messen.html", "en/measure.html"):
        page.goto(f"{output.as_uri()}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_tablet(browser: Browser, output: Path, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 768, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for name in ("bauen.html", "messen.html", "en/measure.html"):
        page.goto(f"{output.as_uri()}/{name}")
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()
    context.close()
