"""Timelines: how moments are read and written, what backs them, and that all can read them."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from exhibit.audit.traces import Tracing
from exhibit.content.project import Project
from exhibit.diagnostics.source import Source
from exhibit.features import FEATURES
from exhibit.features.timelines.cards import TIMELINES, TimelineCard, parse_timeline
from exhibit.features.timelines.course import make_course
from exhibit.features.timelines.entries import EntryCard, Known
from exhibit.features.timelines.moments import read_moment, say_moment
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from exhibit.pipeline import build
from exhibit.render.messages import collect_messages
from exhibit.storage.steps import Run
from tests import TESTS
from tests.exhibits import read_exhibit, trace_exhibit
from tests.whole.test_handbook import HANDBOOK, example_chart

GERMAN = Language(Locale("de"), Locale("de"))
SITE = TESTS / "sites" / "features" / "timeline"
CARD = PurePosixPath("content", "timelines", "haus-und-hof.toml")

Lay = Callable[..., Path]


@pytest.mark.parametrize(
    ("written", "german", "english", "dates"),
    [
        (1904, "1904", "1904", ["1904"]),
        ("1904", "1904", "1904", ["1904"]),
        (962, "962", "962", ["0962"]),
        ("1939-1945", "1939–1945", "1939–1945", ["1939", "1945"]),
        ("1939 – 1945", "1939–1945", "1939–1945", ["1939", "1945"]),
        ("1939-1939", "1939", "1939", ["1939"]),
        ("2024-08", "August 2024", "August 2024", ["2024-08"]),
        ("2024-08-15", "15. August 2024", "15 August 2024", ["2024-08-15"]),
    ],
)
def test_a_moment_is_written_as_each_language_does(
    written: object, german: str, english: str, dates: list[str]
) -> None:
    moment = read_moment(written)
    assert moment
    assert say_moment(moment, "de") == german
    assert say_moment(moment, "en") == english
    assert [piece.date for piece in moment.write("de") if piece.date] == dates


def test_a_language_may_put_a_word_behind_each_year() -> None:
    moment = read_moment("1939-1945")
    assert moment
    pieces = [(piece.words, piece.date) for piece in moment.write("ja")]
    assert pieces == [("1939", "1939"), ("年～", ""), ("1945", "1945"), ("年", "")]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "bald",
        "1904/05",
        "1939-45",
        "2024-13",
        "2024-02-30",
        "24-08-15",
        0,
        19.5,
        True,
        None,
        [],
    ],
)
def test_what_is_no_moment_is_none(written: object) -> None:
    assert read_moment(written) is None


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Makes the small exhibit, with words of its card put in place of others."""

    def make(**changes: str) -> Path:
        shutil.copytree(SITE, tmp_path / "site", ignore=shutil.ignore_patterns("expected"))
        shutil.rmtree(tmp_path / "site" / "templates")
        card = tmp_path / "site" / CARD
        text = card.read_text(encoding="utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        card.write_text(text, encoding="utf-8")
        return tmp_path / "site"

    return make


def untraced(tracing: Tracing) -> list[tuple[int, str]]:
    card = [one for one in tracing.untraced if one.place.file == CARD]
    return [(one.place.line, one.number) for one in card]


def test_every_number_comes_from_the_sources_of_its_entry(lay: Lay) -> None:
    tracing = trace_exhibit(read_exhibit(lay()))
    rules = {one.number: one.rule for one in tracing.traces if one.place.file == CARD}
    assert rules["1904"] == rules["1945"] == rules["2024-08-15"] == "fact"
    assert rules["10.087"] == "read"
    assert untraced(tracing) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "number"),
    [
        ("when = 1904", "when = 1905", 5, "1905"),
        ("1939 – 1945", "1939 – 1946", 11, "1946"),
        ("2024-08-15", "2024-08-16", 31, "2024-08-16"),
        ("10-12 Um", "10-13 Um", 22, "13"),
    ],
)
def test_a_number_that_they_do_not_say_is_told(
    lay: Lay, before: str, after: str, line: int, number: str
) -> None:
    assert untraced(trace_exhibit(read_exhibit(lay(**{before: after})))) == [(line, number)]


def test_what_another_entry_draws_on_backs_no_year(lay: Lay) -> None:
    """Only the book of the house knows that it was empty until 1945."""
    root = lay(**{'leer."\nsource = "haus"': 'leer."\nsource = "kanal"'})
    assert untraced(trace_exhibit(read_exhibit(root))) == [(11, "1945")]


def read_messages(project: Project) -> dict[str, tuple[str, int]]:
    messages = collect_messages(project, FEATURES, Run())["index.md"]
    return {one.text: (str(one.place.file), one.place.line) for one in messages}


def test_its_texts_and_those_of_its_pictures_are_to_be_translated(lay: Lay) -> None:
    messages = read_messages(read_exhibit(lay()))
    assert messages['Das Haus "am Kanal"'] == (str(CARD), 1)
    assert messages["Am Kanal ... beginnt der Bau."] == (str(CARD), 7)
    assert messages["Die Lok kommt wieder."] == (str(CARD), 32)
    assert messages["Ein Strich für zaehler"] == ("content/pictures/zaehler.toml", 2)


def test_every_source_that_an_entry_names_is_one_of_the_page(lay: Lay) -> None:
    project = read_exhibit(lay())
    timeline = project.contents.shelves[TIMELINES]["haus-und-hof"]
    assert timeline.sources == ("haus", "kanal")
    course = make_course(timeline, project.contents.charts, GERMAN)
    assert course.origins["kanal"] == ("1904", "1939", "August 2024")


def test_a_source_of_all_entries_needs_no_list_of_them(lay: Lay) -> None:
    project = read_exhibit(lay(**{'source = ["kanal"]': 'source = ["kanal", "haus"]'}))
    timeline = project.contents.shelves[TIMELINES]["haus-und-hof"]
    course = make_course(timeline, project.contents.charts, GERMAN)
    assert course.origins["haus"] == ()


EXAMPLES = re.findall(r"^```toml timeline\n(.*?)^```$", HANDBOOK, re.M | re.S)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_example_of_the_handbook_works(text: str) -> None:
    """With the sources, the picture, the object and the chart that it names."""
    citations = ["kanalbuch", "werftbuch", "owid-ember-strom"]
    known = Known(citations, ["kraftwerk"], ["objects/turbine.md"])
    timeline = parse_timeline(Source(CARD, text), known)
    course = make_course(timeline, {"beispiel": example_chart()}, GERMAN)
    assert course.events[2].text.text == "China erzeugt 10.087\u00a0TWh Strom."


@pytest.mark.parametrize("cls", [TimelineCard, EntryCard])
def test_the_handbook_names_every_key(cls: type[Any]) -> None:
    assert len(EXAMPLES) == 1
    _, _, part = HANDBOOK.partition("\n## Eine Zeitleiste\n")
    named = set(re.findall(r"`(?:\[\[)?(\w+)(?:\]\])?`", part.partition("\n## ")[0]))
    assert {key.name for key in fields(cls)} <= named
    assert {*tomllib.loads(EXAMPLES[0])} <= {key.name for key in fields(TimelineCard)}


@pytest.fixture
def site(lay: Lay, tmp_path: Path) -> Path:
    """The small exhibit as it looks in the real one."""
    build(lay(), tmp_path / "public")
    return tmp_path / "public"


SIZES = """() => [...document.querySelectorAll(".timeline li")].map(item => {
    const [when, told] = item.children
    return [when.getBoundingClientRect(), told.getBoundingClientRect()]
})"""


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_it_fits_and_each_moment_stands_beside_or_above_its_sentence(
    browser: Browser, site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for when, told in page.evaluate(SIZES):
        assert when["bottom"] <= told["y"] if width < 600 else when["right"] < told["x"]
    page.close()


def test_every_link_to_an_object_is_large_enough_for_a_finger(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((site / "index.html").as_uri())
    links = page.locator(".timeline li a")
    assert links.count() == 2, "an object, and that of the picture"
    for link in links.all():
        box = link.bounding_box()
        assert box and box["height"] >= 44
    page.close()


def tree(page: Page) -> str:
    return page.locator(".timeline").aria_snapshot()


def test_it_is_read_out_as_a_region_with_a_heading_and_a_list_of_times(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    heard = tree(page)
    assert heard.startswith('- region "Das Haus „am Kanal“":')
    assert '- heading "Das Haus „am Kanal“" [level=3]' in heard
    assert heard.count("- listitem:") == 6
    assert "- time: 15. August 2024" in heard
    assert '- img "Ein Strich für zaehler"' in heard
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(browser: Browser, site: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for name in ("index.html", "en/index.html"):
        page.goto((site / name).as_uri())
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()
    context.close()


def test_who_chooses_colours_sees_the_wire_and_its_rings(browser: Browser, site: Path) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    colours = (
        page.locator(".timeline li")
        .nth(1)
        .evaluate(
            """item => [getComputedStyle(item, "::before").borderInlineStartColor,
            getComputedStyle(item, "::after").borderTopColor, getComputedStyle(item).color]"""
        )
    )
    assert len(set(colours)) == 1
    context.close()


def test_no_entry_is_cut_in_two_on_paper(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.emulate_media(media="print")
    inside = page.locator(".timeline li").first.evaluate("one => getComputedStyle(one).breakInside")
    assert inside == "avoid"
    page.close()
