"""What many tests look at and none changes: the exhibit as it is built, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from exhibit.pipeline import Report, build
from tests import ROOT
from tests.browser import SUBFOLDER, launch


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is marked, so that a quick run can do without."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The exhibit in a subfolder of what a server shows, and what its build said."""
    folder = tmp_path_factory.mktemp("server") / SUBFOLDER
    folder.parent.mkdir(parents=True)
    return folder, build(ROOT, folder)


@pytest.fixture(scope="session")
def output(site: tuple[Path, Report]) -> Path:
    return site[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()
