"""The exhibit in a real browser: from a server, from a folder, at every width."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from threading import Semaphore
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request

from exhibit.charts.draw.typeface import measure
from exhibit.pipeline import build, make_site
from tests import ROOT
from tests.browser import SUBFOLDER
from tests.stand_ins import put_stand_ins
from tests.whole.test_exhibit import pages
from tests.whole.test_sites import SITES, lay_out
from tools.looks.host import Handler, serve
from tools.looks.pictures import OPEN
from tools.looks.probes import probe, probe_focus
from tools.looks.subjects import choose_subjects

ALIASES = {"2024/anfahrt/index.html": "besuch.html", "en/arrival.html": "en/visit.html"}

LATE = ["index.html", "messen.html", "verbrauchen.html", "bauen.html", "en/index.html"]
WIDTHS = (320, 360, 1440)
LEFT = "net::ERR_ABORTED"  # the browser went to the next page before the icon had come
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
EXTREMES = [(WIDTHS[0], SCHEMES[0]), (WIDTHS[-1], SCHEMES[-1])]
LAID_OUT = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
FAMILIES = ["Barlow Condensed 600", "Teltow Sans 400", "Teltow Sans 600"]
FONTS_THERE = """
    [...document.fonts].filter(font => font.status === "loaded")
        .map(font => `${font.family.replaceAll('"', "")} ${font.weight}`)
        .filter(name => !name.includes(" until ")).sort()
"""
WATCH_SHIFTS = """
    window.shift = 0
    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
        .observe({type: "layout-shift"})
"""
STAND_INS_ARE_THERE = """
    () => [...document.fonts].filter(font => / until /.test(font.family))
        .some(font => font.status === "loaded")
"""
STILL = "new Promise(done => setTimeout(() => requestAnimationFrame(done), 200))"


class LateFonts(Handler):
    """Lets the fonts wait until they are released."""

    def __init__(self, release: threading.Event, *args: Any, **options: Any) -> None:
        self.release = release
        super().__init__(*args, **options)

    def do_GET(self) -> None:  # noqa: N802
        if self.path.endswith(".woff2"):
            self.release.wait()
        super().do_GET()


class LateStyle(Handler):
    """Lets the style sheet wait until the fonts have come."""

    def __init__(self, come: Semaphore, *args: Any, **options: Any) -> None:
        self.come = come
        super().__init__(*args, **options)

    def do_GET(self) -> None:  # noqa: N802
        if self.path.endswith(".css"):
            assert all(self.come.acquire(timeout=20) for _ in FAMILIES), "no page asked for them"
            time.sleep(0.2)  # in which the browser reads them
        super().do_GET()
        if self.path.endswith(".woff2"):
            self.come.release()


@pytest.fixture(scope="module")
def host(output: Path) -> Iterator[str]:
    yield from serve(output.parents[len(Path(SUBFOLDER).parts) - 1])


def watch(context: BrowserContext) -> tuple[Page, list[Request], list[str]]:
    """A page whose requests, failures and complaints are collected."""
    page = context.new_page()
    requests: list[Request] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request))
    page.on(
        "requestfailed",
        lambda request: (
            complaints.append(f"failed: {request.url}") if request.failure != LEFT else None
        ),
    )
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location['url']}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda response: complaints.append(response.url) if response.status >= 400 else None,
    )
    return page, requests, complaints


def visit_all(browser: Browser, output: Path, base: str, **options: Any) -> list[str]:
    """Open every page; all that it asks for comes from the same place; tells the complaints."""
    context = browser.new_context(**options)
    page, requests, complaints = watch(context)
    for name in pages(output):
        if not name.endswith("404.html"):
            page.goto(f"{base}/{name}")
            assert wait_for_fonts(page) == FAMILIES, name
    page.wait_for_load_state("networkidle")
    context.close()
    assert {request.url for request in requests if not request.url.startswith(base)} == set()
    kinds = {request.resource_type for request in requests}
    assert {"document", "stylesheet", "font"} <= kinds
    return complaints


def wait_for_fonts(page: Page) -> Any:
    """The fonts that have come; asked again and again, since a page may have no script to tell."""
    for _ in range(100):
        if (found := page.evaluate(FONTS_THERE)) == FAMILIES:
            break
        page.wait_for_timeout(20)
    return found


def test_every_page_works_from_a_server_in_a_subfolder(
    browser: Browser, output: Path, host: str
) -> None:
    assert not visit_all(browser, output, f"{host}/{SUBFOLDER}")


def test_every_page_works_from_a_folder_by_double_click(browser: Browser, output: Path) -> None:
    """Fonts come by the style sheet, since a page from a folder may not ask for them beforehand."""
    complaints = visit_all(browser, output, output.as_uri())
    assert [text for text in complaints if not re.search(r"/fonts/[\w.-]+\.woff2", text)] == []


def test_every_page_works_without_javascript(browser: Browser, output: Path, host: str) -> None:
    assert not visit_all(browser, output, f"{host}/{SUBFOLDER}", java_script_enabled=False)


def test_fonts_are_used(browser: Browser, output: Path) -> None:
    page = browser.new_page()
    page.goto(f"{output.as_uri()}/index.html")
    page.evaluate("document.fonts.ready")
    loaded = set(
        page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    )
    assert {"Barlow Condensed", "Teltow Sans"} <= {name.strip('"') for name in loaded}
    page.close()


def find_violations(
    page: Page, address: str, *, everywhere: bool = True
) -> dict[tuple[int, str], str]:
    """What axe finds on a page.

    All its rules look at the narrowest page in the light; at the widest in the dark, and everywhere
    else if asked for, those that depend on how a page is laid out and coloured.
    """
    page.goto(address)
    page.evaluate(OPEN)
    found = {}
    for width, scheme in product(WIDTHS, SCHEMES) if everywhere else EXTREMES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        rules = (
            {}
            if (width, scheme) == EXTREMES[0]
            else {"runOnly": {"type": "rule", "values": LAID_OUT}}
        )
        results = Axe().run(page, options={"resultTypes": ["violations"], **rules})
        if results.violations_count:
            found[width, str(scheme)] = results.generate_report()
    return found


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing(browser: Browser, output: Path, language: str, half: int) -> None:
    """On any page; at every width and in both schemes on one page of each kind."""
    names = [name for name in pages(output) if name.startswith("en/") == (language == "en")]
    kinds = {subject.path for subject in choose_subjects(make_site(ROOT))}
    page = browser.new_page()
    with contextmanager(serve)(output) as address:
        found = {
            name: find_violations(page, f"{address}/{name}", everywhere=name in kinds)
            for name in names[half::2]
        }
    page.close()
    assert len(found) > 10 and not {name: one for name, one in found.items() if one}


def test_axe_finds_nothing_on_any_kind_of_chart(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "charts" / "gallery", tmp_path / "site")
    build(tmp_path / "site", tmp_path / "public")
    page = browser.new_page()
    address = f"{(tmp_path / 'public').as_uri()}/index.html"
    assert not find_violations(page, address, everywhere=False)
    page.close()


SMALL_PHONE = """
    () => {
        const texts = selector => [...document.querySelectorAll(`:is(${selector}) svg text`)]
            .filter(text => text.checkVisibility());
        const size = text => parseFloat(getComputedStyle(text).fontSize);
        return {
            width: document.documentElement.scrollWidth,
            ids: [...document.querySelectorAll("[id]")].map(one => one.id),
            links: [...document.links].map(link => link.href),
            drawn: texts(".chart, .picture").map(text => size(text) * text.getScreenCTM().a),
            lines: texts(".chart").filter(text => !text.children.length).map(text => [
                text.textContent, parseInt(getComputedStyle(text).fontWeight), size(text),
                text.getComputedTextLength()]),
        }
    }
"""


@pytest.fixture(scope="module")
def small_phone(browser: Browser, output: Path) -> dict[str, dict[str, Any]]:
    """What every page is like where it has least room, with everything unfolded."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    seen = {}
    for name in pages(output):
        page.goto(f"{output.as_uri()}/{name}")
        page.evaluate(OPEN)
        page.evaluate("document.fonts.ready")
        seen[name] = {**page.evaluate(SMALL_PHONE), "missed": probe(page, "targets").findings}
    page.close()
    return seen


def test_no_page_is_wider_than_a_small_phone(small_phone: dict[str, dict[str, Any]]) -> None:
    assert not [name for name, page in small_phone.items() if page["width"] > 320]


def test_a_finger_meets_all_that_stands_alone(small_phone: dict[str, dict[str, Any]]) -> None:
    """The page for lost visitors finds its style on a server alone."""
    assert not {
        name: page["missed"]
        for name, page in small_phone.items()
        if page["missed"] and not name.endswith("404.html")
    }


def test_every_link_leads_somewhere(small_phone: dict[str, dict[str, Any]], output: Path) -> None:
    """As the browser resolves them, from the folder; with their anchors."""
    anchors = {f"{output.as_uri()}/{name}": page["ids"] for name, page in small_phone.items()}
    targets = {
        target
        for name, page in small_phone.items()
        if not name.endswith("404.html")
        for target in page["links"]
    }
    local = {target for target in targets if target.startswith("file:")}
    assert len(local) > 50
    for target in sorted(local):
        address, _, anchor = target.partition("#")
        if not address.endswith(".html"):  # to be taken away
            assert Path(unquote(urlsplit(address).path)).is_file(), target
            continue
        assert address in anchors, target
        assert not anchor or anchors[address].count(unquote(anchor)) == 1, target


def test_text_in_charts_and_drawings_is_large_enough(
    small_phone: dict[str, dict[str, Any]],
) -> None:
    sizes = [size for page in small_phone.values() for size in page["drawn"]]
    assert len(sizes) > 500 and min(sizes) >= 12


def test_text_in_charts_is_as_wide_as_the_build_measured_it(
    small_phone: dict[str, dict[str, Any]],
) -> None:
    lines = [line for page in small_phone.values() for line in page["lines"]]
    assert lines
    for text, weight, size, width in lines:
        measured = measure(text, size, weight).width
        assert width - 1 <= measured <= width * 1.02 + 1, text  # kerning draws letters together


STATION = """\
+++
title = "Wie schnell?"
description = "Eine Station."
label = "Messen"
layout = "station"
+++

Ein Satz, den niemand übersetzt hat.

::: note
Ein Kasten.
:::
"""


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small exhibit in German and Arabic that looks like the real one."""
    root = tmp_path_factory.mktemp("mirrored")
    shutil.copytree(SITES / "i18n" / "right-to-left", root, dirs_exist_ok=True)
    settings = (root / "site.toml").read_text(encoding="utf-8")
    (root / "site.toml").write_text(
        f'{settings}[navigation]\nstations = ["stations/1-messen.md"]\nmenu = ["besuch.md"]\n',
        encoding="utf-8",
    )
    (root / "content" / "stations").mkdir()
    (root / "content" / "stations" / "1-messen.md").write_text(STATION, encoding="utf-8")
    shutil.rmtree(root / "expected")
    build(root, root / "public")
    return root / "public"


@pytest.mark.parametrize("width", [320, 1440])
def test_a_language_from_right_to_left_is_mirrored(
    browser: Browser, mirrored: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in pages(mirrored):
        if "404" in name:
            continue
        page.goto(f"{mirrored.as_uri()}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()
    page.goto(f"{mirrored.as_uri()}/ar/messen.html")
    home = page.locator(".home").bounding_box()
    assert home and home["x"] + home["width"] > width * 0.9
    german = page.locator("p[lang=de]").first
    assert german.evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.close()


def test_a_link_to_a_claim_bears_its_verdict(browser: Browser, output: Path) -> None:
    """In one link with its words, which is large enough and leaves the lines as they are."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((output / "bauen.html").as_uri())
    page.evaluate(OPEN)
    spoken = page.get_by_role("link", name=re.compile(r"\w – Befund: präzisiert$"))
    link = page.locator('a[href="pruefen.html#neue-leistung"]').and_(spoken)
    assert link.locator(".finding").is_visible()
    rows = page.evaluate(
        """() => [...document.querySelectorAll(".sealed")].map(link => {
            const block = link.closest("p,li,dd")
            const line = parseFloat(getComputedStyle(block).lineHeight)
            return [block.getBoundingClientRect().height / line,
                    Math.min(...[...link.getClientRects()].map(row => row.height))]
        })"""
    )
    assert rows
    for lines, height in rows:
        assert abs(lines - round(lines)) < 0.05 and height >= 24


def test_switching_language_stays_on_the_page(browser: Browser, output: Path) -> None:
    page = browser.new_page()
    for name in pages(output):
        if not name.startswith("en/") and name != "404.html":
            page.goto(f"{output.as_uri()}/{name}")
            anchors = page.locator("main [id]:not(.glossary *)")  # whose order is an alphabet's
            before = anchors.evaluate_all("all => all.map(one => one.id)")
            page.locator("header a[hreflang]").click()
            assert anchors.evaluate_all("all => all.map(one => one.id)") == before
            back = page.locator("header a[hreflang]").evaluate("link => link.href")
            assert back == f"{output.as_uri()}/{name}"
    page.close()


def test_each_worksheet_prints_on_one_page_of_paper_for_each_age(
    browser: Browser, output: Path
) -> None:
    page = browser.new_page()
    printed = {}
    for name in pages(output):
        if ages := (output / name).read_text("utf-8").count('class="names"'):
            page.goto((output / name).as_uri())
            paper = page.pdf(prefer_css_page_size=True)
            printed[name] = (ages, len(re.findall(rb"/Type /Page\b", paper)))
    page.close()
    assert len(printed) == 6, "3 worksheets in 2 languages"
    assert set(printed.values()) == {(2, 2)}, printed


def test_the_404_page_finds_its_style_at_any_depth(browser: Browser, tmp_path: Path) -> None:
    """It names things from the root of the host, as base_url says; here the root itself."""
    build(ROOT, tmp_path / "public")
    for host in serve(tmp_path / "public"):
        context = browser.new_context()
        page, requests, complaints = watch(context)
        page.goto(f"{host}/no/such/page.html")
        page.wait_for_load_state("networkidle")
        assert "Kein Anschluss" in page.content()
        assert [request.resource_type for request in requests].count("stylesheet") == 1
        assert [text for text in complaints if not re.search(r"404|such/page", text)] == []
        context.close()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, output: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{output.as_uri()}/verbrauchen.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    wanted = page.locator("a:visible, summary:visible, [tabindex='0']:visible").count()
    seen = set()
    for _ in range(wanted + 5):
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        seen.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    assert len(seen) >= wanted
    page.close()


@pytest.mark.parametrize(("width", "zoom"), [(360, 1), (320, 4)])
def test_every_kind_of_page_keeps_its_measures(
    browser: Browser, output: Path, width: int, zoom: int
) -> None:
    """On a phone, and in a window of 1280 pixels at 400 per cent."""
    context = browser.new_context(
        viewport={"width": width, "height": 900 // zoom}, device_scale_factor=zoom
    )
    page = context.new_page()
    found = []
    with contextmanager(serve)(output) as address:
        for subject in choose_subjects(make_site(ROOT)):
            page.goto(f"{address}/{subject.path}")
            page.evaluate(OPEN)
            seen = [probe(page, "overflow"), probe(page, "contrast")]
            seen += [probe_focus(page)] if zoom == 1 else []
            page.emulate_media(color_scheme="dark")
            seen.append(probe(page, "contrast"))
            page.emulate_media(color_scheme="light")
            found += [(subject.name, one) for measured in seen for one in measured.findings]
    context.close()
    assert not found


@pytest.mark.parametrize("is_served", [False, True])
def test_an_earlier_address_leads_on(browser: Browser, tmp_path: Path, is_served: bool) -> None:
    lay_out("site/aliases", tmp_path / "exhibit")
    output = tmp_path / "server" / SUBFOLDER
    build(tmp_path / "exhibit", output)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with contextmanager(serve)(tmp_path / "server") as address:
        base = f"{address}/{SUBFOLDER}" if is_served else output.as_uri()
        for alias, target in ALIASES.items():
            page.goto(f"{base}/{alias}")
            page.wait_for_url(f"{base}/{target}")
    context.close()


def measure_shift(page: Page, address: str, release: threading.Event) -> float:
    """How much of the page moves, and how far, when its fonts come."""
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function(STAND_INS_ARE_THERE)
    page.evaluate(STILL)
    page.evaluate("window.shift = 0")
    release.set()
    page.evaluate("document.fonts.ready")
    page.evaluate(STILL)
    return float(page.evaluate("window.shift"))


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_keeps_still_when_its_fonts_arrive_late(
    browser: Browser, output: Path, tmp_path: Path, width: int
) -> None:
    """A tenth counts as good; a line that breaks anew on the first screen costs half of it.

    The start page has so little running text that nothing may move there.
    """
    shutil.copytree(output, tmp_path, dirs_exist_ok=True)
    put_stand_ins(tmp_path)
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    shifts = {}
    for name in LATE:
        release = threading.Event()
        with contextmanager(serve)(tmp_path, partial(LateFonts, release)) as address:
            shifts[name] = measure_shift(context.new_page(), f"{address}/{name}", release)
    context.close()
    assert max(shifts.values()) < 0.1, shifts
    assert shifts["index.html"] < 0.001 and shifts["en/index.html"] < 0.001, shifts


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_on_any_kind_of_page_moves(browser: Browser, output: Path, width: int) -> None:
    """The style sheet waits for the fonts, which no page would ask for without it otherwise.

    German words are the longer ones, so they are looked at where there is the least room.
    """
    shifts = {}
    language = "de" if width == 360 else "en"
    for subject in choose_subjects(make_site(ROOT)):
        if not subject.name.endswith(f".{language}"):
            continue
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        with contextmanager(serve)(output, partial(LateStyle, Semaphore(0))) as address:
            page.goto(f"{address}/{subject.path}")
            page.evaluate("document.fonts.ready")
            page.evaluate(STILL)
        shifts[subject.name] = page.evaluate("window.shift")
        context.close()
    assert {name for name, shift in shifts.items() if shift} == set(), shifts
