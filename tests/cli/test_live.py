"""An open page follows its site in place where it can, and else stays where it was."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from exhibit.cli.live import Site, find_exchanged, find_shown, follow, name_version
from tests import ROOT
from tests.cli.previews import Preview, begin, eventually, make_exhibit, previewing, write

TEXT = "\n\n".join(f"Absatz {number}: {'Strom und Zähler. ' * 20}" for number in range(40))
PAGE = b'<link rel="stylesheet" href="assets/style.00000000.css"><p>Text</p>'
OTHER = b'<link rel="stylesheet" href="assets/style.11111111.css"><p>Text</p>'


def news(earlier: Site, now: Site) -> dict[str, object] | None:
    return follow("", earlier, now, find_exchanged(earlier, now))


def test_a_page_hears_nothing_of_what_it_does_not_show() -> None:
    earlier = {"index.html": PAGE, "b.html": b"eins", "x.png": b"eins"}
    assert news(earlier, {**earlier, "b.html": b"zwei", "x.png": b"zwei", "c.html": b""}) is None


def test_of_a_style_sheet_a_page_hears_the_new_name() -> None:
    earlier = {"index.html": PAGE, "assets/style.00000000.css": b"p {}"}
    now = {"index.html": OTHER, "assets/style.11111111.css": b"p { color: red }"}
    exchange = {"/assets/style.00000000.css": "style.11111111.css"}
    assert news(earlier, now) == {"version": name_version(OTHER), "exchange": exchange}


def test_a_picture_that_keeps_its_name_is_asked_for_again() -> None:
    page = b'<img src="x.png">'
    told = news({"index.html": page, "x.png": b"1"}, {"index.html": page, "x.png": b"2"})
    assert told
    assert told["exchange"] == {"/x.png": f"x.png?{name_version(b'2')}"}


def test_what_else_differs_is_told_as_two_pages_of_the_same_names() -> None:
    now = {"index.html": OTHER.replace(b"Text", b"Satz"), "assets/style.11111111.css": b""}
    told = news({"index.html": PAGE, "assets/style.00000000.css": b" "}, now)
    assert told
    assert (told["was"], told["is"]) == (OTHER.decode(), now["index.html"].decode())
    assert told["exchange"]


def test_files_that_differ_in_more_than_their_fingerprint_are_not_exchanged() -> None:
    earlier = dict.fromkeys(("assets/a.00000000.css", "assets/a.11111111.css", "b.png"), b"")
    now = dict.fromkeys(("assets/a.22222222.css", "assets/c.33333333.png"), b"")
    assert find_exchanged(earlier, now) == {}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("", "index.html"),
        ("en/", "en/index.html"),
        ("en/a.html", "en/a.html"),
        ("en/nowhere.html", "en/404.html"),
        ("nowhere.html", "404.html"),
    ],
)
def test_a_path_shows_a_file(path: str, shown: str) -> None:
    names = ("index.html", "en/index.html", "en/a.html", "en/404.html", "404.html")
    assert find_shown(path, dict.fromkeys(names, b"")) == shown
    assert find_shown(path, {}) == ""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("exhibit")
    make_exhibit(root)
    shutil.copytree(ROOT / "static", root / "static")
    draw(root, "red")
    write(root, "index.md", TEXT)
    write(root, "bilder.md", "![Ein Feld](feld.png) ![Ein Kreis](kreis.svg)", "Bilder")
    with previewing(root) as preview:
        yield preview


def draw(root: Path, colour: str) -> None:
    """A photograph and a drawing."""
    Image.new("RGB", (40, 30), colour).save(root / "content" / "feld.png")
    circle = f'<circle cx="5" cy="5" r="4" fill="{colour}"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{circle}</svg>'
    (root / "content" / "kreis.svg").write_text(drawing, "utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def show(preview: Preview, text: str) -> None:
    """Have the first page hold this and nothing else, whatever an earlier test has made of it."""
    begin(preview, f"Anfang {time.time_ns()}.")
    write(preview.root, "index.md", text)
    eventually(lambda: text[:80] in preview.get("/")[1])


def visit(page: Page, address: str) -> list[str | bytes]:
    """Open a page, with a sign that goes when it is loaded anew; what its socket is then told."""
    sent: list[str | bytes] = []
    told: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda text: sent.append(text)))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: told.append(text)))
    page.goto(address)
    wait(page, lambda: len(sent) == 1)
    page.evaluate("window.isAsOpened = true")
    return told


def reaches(things: list[Route], number: int) -> bool:
    return len(things) == number


def wait(page: Page, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)


def is_as_opened(page: Page) -> bool:
    return bool(page.evaluate("window.isAsOpened === true"))


def restyle(preview: Preview, rule: str) -> None:
    with (preview.root / "static" / "style.css").open("a", encoding="utf-8") as file:
        file.write(f"\n{rule}\n")


def top_of(page: Page, text: str) -> float:
    return float(page.get_by_text(text).evaluate("element => element.getBoundingClientRect().top"))


def test_a_style_sheet_is_exchanged_and_all_else_stays(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    visit(page, preview.address)
    page.evaluate(
        """() => {
          const link = document.querySelector("link[rel=stylesheet]").cloneNode();
          link.media = "print";
          document.head.append(link);
          document.querySelector("main").insertAdjacentHTML("afterbegin",
            "<input><details open><summary>Mehr</summary></details>");
        }"""
    )
    page.locator("input").fill("getippt")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    restyle(preview, "main { outline-color: rgb(1, 2, 3) }")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(1, 2, 3)")
    restyle(preview, "main { outline-color: rgb(3, 2, 1) }")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(3, 2, 1)")
    assert is_as_opened(page)
    assert page.evaluate("scrollY") == 700
    expect(page.locator("input")).to_be_focused()
    expect(page.locator("input")).to_have_value("getippt")
    assert page.locator("details").evaluate("details => details.open")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(2)
    expect(page.locator("link[media=print]")).to_have_count(1)
    assert page.goto(page.url)
    expect(page.locator("main")).to_have_css("outline-color", "rgb(3, 2, 1)")


def test_a_style_sheet_that_is_overtaken_by_the_next_is_gone(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    visit(page, preview.address)
    asked: list[Route] = []
    page.route("**/style.*.css", lambda route: asked.append(route))
    for number in (1, 2):
        restyle(preview, f"main {{ outline-color: rgb(9, 9, {number}) }}")
        wait(page, partial(reaches, asked, number))
    asked[-1].continue_()  # the other never comes
    expect(page.locator("main")).to_have_css("outline-color", "rgb(9, 9, 2)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)


def test_pictures_are_exchanged(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    visit(page, f"{preview.address}bilder.html")
    pictures = page.locator("main img")
    before = pictures.evaluate_all("all => all.map((one) => one.currentSrc)")
    draw(preview.root, "gray")
    page.wait_for_function(
        "before => [...document.querySelectorAll('main img')].every("
        "(one, at) => one.currentSrc !== before[at] && one.complete && one.naturalWidth)",
        arg=before,
    )
    assert len(before) == 2
    assert is_as_opened(page)


def test_text_is_changed_in_place_as_a_new_load_would_show_it(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    visit(page, preview.address)
    changed = TEXT.replace("Absatz 3:", "Absatz *3* ist neu:").replace(
        "Absatz 5:", "Eins.\n\nZwei:"
    )
    write(preview.root, "index.md", f"## Vorweg\n\n{changed}", "Ein neuer Titel")
    expect(page.get_by_text("ist neu")).to_be_visible()
    assert is_as_opened(page)
    in_place = page.content()
    page.reload()
    versions = re.compile(r'data-version="\w+"')
    assert versions.sub("", in_place) == versions.sub("", page.content())


def test_text_and_style_are_changed_together(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    visit(page, preview.address)
    template = preview.root / "templates" / "page.html"
    template.parent.mkdir()
    source = (ROOT / "templates" / "page.html").read_text("utf-8")
    restyle(preview, "main { outline-color: rgb(7, 7, 7) }")
    template.write_text(source.replace("{% block main %}", "{% block main %}<p>Neu.</p>"), "utf-8")
    expect(page.get_by_text("Neu.", exact=True)).to_be_visible()
    expect(page.locator("main")).to_have_css("outline-color", "rgb(7, 7, 7)")
    assert is_as_opened(page)
    shutil.rmtree(template.parent)


@pytest.mark.parametrize(
    "script",
    [
        "document.querySelector('main p:last-of-type').textContent = 'Vom Skript.'",
        "document.querySelector('main p:last-of-type a').hash = 'vom-skript'",
    ],
)
def test_what_a_script_has_changed_is_loaded_anew(
    preview: Preview, page: Page, script: str
) -> None:
    show(preview, f"{TEXT}\n\nSiehe die [Bilder](bilder.md).")
    visit(page, preview.address)
    page.evaluate(script)
    write(preview.root, "index.md", f"{TEXT}\n\nSiehe die [Bilder](index.md).")
    expect(page.locator("main p:last-of-type a[href='index.html']")).to_have_text("Bilder")
    assert not is_as_opened(page)


def test_a_page_that_is_loaded_anew_stays_where_it_was(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    page.add_init_script(
        """{
          window.seenAt = [];
          const look = () => (seenAt.push(scrollY), requestAnimationFrame(look));
          requestAnimationFrame(look);
        }"""
    )
    page.route("**/*.woff2", take_a_while)
    visit(page, preview.address)
    page.get_by_text("Absatz 20:").evaluate(
        "element => scrollTo({ top: element.offsetTop - 50, behavior: 'instant' })"
    )
    before = top_of(page, "Absatz 20:")
    mark = change_script(preview)
    write(preview.root, "index.md", f"Ganz oben kommt etwas dazu.\n\n{TEXT}")
    expect(page.locator(mark)).to_have_count(1)
    expect(page.get_by_text("Ganz oben kommt")).to_have_count(1)
    page.wait_for_load_state()
    assert before == pytest.approx(top_of(page, "Absatz 20:"), abs=3)  # scrolling goes by whole px
    assert min(page.evaluate("seenAt")) > 500


def take_a_while(route: Route) -> None:
    time.sleep(0.1)
    route.continue_()


def change_script(preview: Preview) -> str:
    """After this no page can be changed in place; a selector for what the new script leaves."""
    now = time.time_ns()
    with (preview.root / "static" / "site.js").open("a", encoding="utf-8") as file:
        file.write(f"\ndocument.documentElement.dataset.now = '{now}';\n")
    return f'html[data-now="{now}"]'


def test_what_was_opened_stays_open(preview: Preview, page: Page) -> None:
    show(preview, TEXT)
    file = preview.root / "templates" / "page.html"
    file.parent.mkdir()
    boxes = "".join(f"<details><summary>{name}</summary><p>{name}</p></details>" for name in "ABA")
    template = (ROOT / "templates" / "page.html").read_text("utf-8")
    file.write_text(template.replace("{% block main %}", "{% block main %}" + boxes), "utf-8")
    eventually(lambda: boxes in preview.get("/")[1])
    visit(page, preview.address)
    page.locator("summary").last.click()
    expect(page.locator(change_script(preview))).to_have_count(1)
    opened = "all => all.map((details) => details.open)"
    assert page.locator("details").evaluate_all(opened) == [False, False, True]
    shutil.rmtree(file.parent)


def test_a_page_that_has_not_changed_is_left_alone(
    preview: Preview, page: Page, browser: Browser
) -> None:
    show(preview, TEXT)
    told = visit(page, f"{preview.address}bilder.html")
    with browser.new_page() as other:
        others = visit(other, preview.address)
        write(preview.root, "index.md", "Nur diese Seite ist eine andere.")
        expect(other.get_by_text("Nur diese Seite")).to_be_visible()
        wait(other, lambda: len(others) == 1)
    page.wait_for_timeout(100)
    assert told == []
    assert is_as_opened(page)
