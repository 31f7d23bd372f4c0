"""The preview shows every change by itself, never less than a whole site, and to nobody else."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from exhibit.cli.preview import choose_shown
from exhibit.cli.server import bind
from tests.cli.previews import (
    NO_HEADERS,
    Preview,
    begin,
    eventually,
    make_exhibit,
    previewing,
    shows,
    write,
)

SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


TEMPLATE = '<!doctype html>{% include "partials/policy.html" %}<title>Eine eigene Vorlage.</title>'


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("exhibit")
    make_exhibit(root)
    with previewing(root) as preview:
        yield preview


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def test_two_changes_are_on_the_page_within_three_seconds(preview: Preview, page: Page) -> None:
    begin(preview, "Der erste Satz.")
    page.goto(preview.address)
    started = time.monotonic()
    for text in ("Der zweite Satz.", "Der dritte Satz."):
        write(preview.root, "index.md", text)
        shows(page, text, seconds=3)
    assert time.monotonic() - started < 3


def test_the_last_of_many_quick_changes_is_on_the_page(preview: Preview, page: Page) -> None:
    begin(preview, "Der erste Satz.")
    page.goto(preview.address)
    for number in range(30):
        write(preview.root, "index.md", f"Satz Nummer {number}.")
        time.sleep(0.03)
    shows(page, "Satz Nummer 29.")
    assert set(re.findall(r"(?m)^\w+", preview.said)) == {"Built", "Preview"}


def test_a_change_while_the_page_is_loading_is_not_lost(preview: Preview, page: Page) -> None:
    begin(preview, "Der erste Satz.")

    def change_first(route: Route) -> None:
        write(preview.root, "index.md", "Der zweite Satz.")
        eventually(lambda: "Der zweite Satz." in preview.get("/")[1])
        route.continue_()

    page.route("**/livereload.js*", change_first, times=1)
    page.goto(preview.address)
    shows(page, "Der zweite Satz.")


def test_a_mistake_leaves_the_last_good_page_until_it_is_mended(
    preview: Preview, page: Page
) -> None:
    begin(preview, "Der erste Satz.")
    page.goto(preview.address)
    write(preview.root, "index.md", "Der zweite Satz.", rest="order = = 2\n")
    eventually(lambda: "content/index.md:4:" in preview.said)
    assert "order = = 2" in preview.said
    shows(page, "Der erste Satz.")
    shows(page, "content/index.md:4:")
    page.reload()
    shows(page, "content/index.md:4:")
    write(preview.root, "index.md", "Der erste Satz.")
    expect(page.get_by_role("alert")).to_have_count(0)
    write(preview.root, "index.md", "Der dritte Satz.")
    shows(page, "Der dritte Satz.")


def test_an_exhibit_that_cannot_be_built_yet_shows_what_is_wrong_with_it(
    tmp_path: Path, page: Page
) -> None:
    make_exhibit(tmp_path)
    write(tmp_path, "index.md", "Der erste Satz.", rest="order = <b>\n")
    with previewing(tmp_path) as preview:
        page.goto(f"{preview.address}messen.html")
        shows(page, "order = <b>")
        page.goto(preview.address)
        shows(page, "content/index.md:4:")
        write(tmp_path, "index.md", "Der zweite Satz.")
        shows(page, "Der zweite Satz.")


def test_a_page_reports_no_error_and_asks_nobody_else(preview: Preview, page: Page) -> None:
    errors: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    with page.expect_websocket():
        page.goto(preview.address)
    assert errors == []
    assert all(url.startswith(preview.address) for url in requests)


@pytest.mark.parametrize("host", ["museum.example", "127.0.0.1:1", "127.0.0.1.museum.example"])
@pytest.mark.parametrize("path", ["/", "/livereload.js", "/livereload"])
def test_a_foreign_host_is_refused(preview: Preview, host: str, path: str) -> None:
    assert preview.get(path, {"Host": host})[0].status == 403


@pytest.mark.parametrize("origin", ["https://museum.example", "http://127.0.0.1:1", "null"])
def test_a_foreign_origin_is_refused(preview: Preview, origin: str) -> None:
    for path, headers in (("/", NO_HEADERS), ("/livereload", SOCKET)):
        assert preview.get(path, {**headers, "Origin": origin})[0].status == 403


VISIT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
FRAME = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
PICTURE = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}


@pytest.mark.parametrize("path", ["/", "/livereload.js", "/nirgends.html"])
def test_other_sites_may_lead_here_and_show_nothing_of_it(preview: Preview, path: str) -> None:
    plain = preview.get(path)[0].status
    for site in ("cross-site", "same-site", "Cross-Site", "anything"):
        assert preview.get(path, {**VISIT, "Sec-Fetch-Site": site})[0].status == plain
        for what in (FRAME, PICTURE, NO_HEADERS):
            assert preview.get(path, {**what, "Sec-Fetch-Site": site})[0].status == 403
    for site in ("same-origin", "none"):
        assert preview.get(path, {**PICTURE, "Sec-Fetch-Site": site})[0].status == plain


def test_every_answer_says_that_it_is_for_its_own_pages(preview: Preview) -> None:
    for path in ("/", "/livereload.js", "/nirgends.txt", "/%00"):
        headers = preview.get(path)[0].headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert "Server" not in headers


def test_what_is_only_asked_about_is_answered_without_its_text(preview: Preview) -> None:
    for path in ("/", "/nirgends.html", "/livereload.js"):
        asked, text = preview.get(path, method="HEAD")
        answered, whole = preview.get(path)
        assert (asked.status, text) == (answered.status, "")
        assert int(asked.headers["Content-Length"]) == len(whole.encode())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_is_taken_from_anybody(preview: Preview, method: str) -> None:
    assert preview.get("/", method=method)[0].status == 405
    assert preview.get("/", {"Content-Length": "99999999"}, method)[0].status == 400


# What somebody says to the socket of the open pages
MALFORMED = [
    *("", "x", "{}", "[]", "null", "5", '"info"', "[" * 60000, '{"url": 5, "version": 1}'),
    *('{"url": "http://["}', '{"url": null, "version": null}', '{"url": "http://[", "version": 1}'),
    *('{"command": "hello"}', '{"command": "info", "url": {}}', "x" * 100_000),
]


def test_whoever_talks_nonsense_is_hung_up_on(preview: Preview) -> None:
    before = preview.said
    for message in MALFORMED:
        assert preview.say(SOCKET, message.encode(), 0x81) in {b"\x88", b""}, message[:50]
        assert preview.say(SOCKET, message.encode(), 0x82) in {b"\x88", b""}, message[:50]
    assert preview.say(SOCKET, b"\xff\xfe", 0x81) in {b"\x88", b""}
    assert preview.say(SOCKET, b"", 0xFF) in {b"\x88", b""}
    assert preview.get("/")[0].status == 200
    assert preview.said == before


def test_a_page_of_the_preview_may_connect(preview: Preview) -> None:
    origin = preview.address.rstrip("/")
    assert preview.get("/livereload", {**SOCKET, "Origin": origin})[0].status == 101


def test_nobody_can_force_a_reload(preview: Preview) -> None:
    assert preview.get("/forcereload")[0].status == 404


def test_files_with_a_dot_are_refused(preview: Preview) -> None:
    for path in ("/.manifest.json", "/.git/config", "/%2eenv", "/en/../.env", "/../../site.toml"):
        assert preview.get(path)[0].status == 404


def test_an_unknown_address_gets_the_sites_own_page(preview: Preview) -> None:
    german, german_text = preview.get("/nirgends.html")
    english, english_text = preview.get("/en/nowhere.html")
    assert (german.status, english.status) == (404, 404)
    assert "Hier ist nichts." in german_text
    assert '<html lang="de"' in german_text
    assert '<html lang="en"' in english_text


def test_a_folder_leads_to_its_first_page(preview: Preview) -> None:
    response, _ = preview.get("/en")
    assert (response.status, response.headers["Location"]) == (302, "/en/")
    assert preview.get("/en/")[0].status == 200


def test_nothing_is_kept_by_the_browser_but_what_its_name_is_made_of(preview: Preview) -> None:
    for path in ("/", "/nirgends.html", "/livereload.js", "/assets/style.00000000.css"):
        assert preview.get(path)[0].headers["Cache-Control"] == "no-store"
    style = re.search(r"/?assets/style\.\w+\.css", preview.get("/")[1])
    assert style
    assert "immutable" in preview.get(f"/{style[0]}")[0].headers["Cache-Control"]


def test_nothing_is_written_but_what_is_remembered(preview: Preview) -> None:
    assert "livereload" in preview.get("/")[1]
    there = {path.name for path in preview.root.iterdir()}
    assert there == {"site.toml", "content", "terminal", ".memory"}


def test_a_port_that_is_taken_is_passed_over() -> None:
    (taken,) = bind(0)
    port = taken.getsockname()[1]
    (free,) = bind(port)
    with taken, free:
        assert port < free.getsockname()[1] < port + 100


def test_a_site_has_no_files_with_a_dot_to_show() -> None:
    files = {"index.html": b"", ".htaccess": b"", ".well-known/x": b"", "a/.b": b"", "a.b/c": b""}
    assert list(choose_shown(files)) == ["index.html", "a.b/c"]


def rename(preview: Preview, name: str) -> None:
    """Put a new site.toml in the place of the old one, as many editors save."""
    draft = preview.root / "draft"
    draft.write_text(f'name = "{name}"\nlanguages = ["de"]\n', "utf-8")
    draft.replace(preview.root / "site.toml")
    eventually(lambda: name in preview.get("/")[1])


def test_files_that_are_replaced_and_folders_that_are_new_are_followed(tmp_path: Path) -> None:
    make_exhibit(tmp_path)
    with previewing(tmp_path) as preview:
        rename(preview, "Zweiter Name")
        rename(preview, "Dritter Name")
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "page.html").write_text(TEMPLATE, "utf-8")
        eventually(lambda: "Eine eigene Vorlage." in preview.get("/")[1])


@pytest.mark.skipif(
    os.name == "nt" or signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="Ctrl-C cannot be sent from here",
)
def test_ctrl_c_ends_it_without_a_word(tmp_path: Path, page: Page) -> None:
    make_exhibit(tmp_path)
    with previewing(tmp_path) as preview:
        with page.expect_websocket():
            page.goto(preview.address)
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(5) == 0
        assert preview.said.strip().endswith("Ctrl-C ends it.")
