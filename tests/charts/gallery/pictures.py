"""Pictures of the gallery, to be looked at: each kind of chart as visitors may meet it.

    .venv/bin/python -m tests.charts.gallery.pictures FOLDER

builds the gallery and leaves a picture of every page in the folder: in both
languages, on a screen and a phone, light and dark, on paper and in forced colours.
"""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from exhibit.pipeline import build
from tests.browser import launch

GALLERY = Path(__file__).parent
PAGES = {"de": "index.html", "en": "en/index.html"}
Scheme = Literal["light", "dark"]


def take_pictures(browser: Browser, site: Path, folder: Path) -> None:
    for language, page in PAGES.items():
        address = (site / page).as_uri()
        for width in (1100, 360):
            for scheme in ("light", "dark"):
                take(browser, address, folder / f"{language}-{width}-{scheme}.png", width, scheme)
        take(browser, address, folder / f"{language}-print.png", 720, "light", is_print=True)
        take(browser, address, folder / f"{language}-forced.png", 360, "dark", is_forced=True)


def take(
    browser: Browser,
    address: str,
    file: Path,
    width: int,
    scheme: Scheme,
    is_print: bool = False,
    is_forced: bool = False,
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.emulate_media(
        media="print" if is_print else "screen",
        color_scheme=scheme,
        forced_colors="active" if is_forced else "none",
    )
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file, full_page=True)
    page.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    site = folder / "site"
    build(GALLERY, site)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        take_pictures(browser, site, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
