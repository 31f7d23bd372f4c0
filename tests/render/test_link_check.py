"""A site is finished only when every link in it leads somewhere, within its own files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, Place, faults
from exhibit.i18n.phrase import Locale
from exhibit.markup.convert import Article
from exhibit.markup.sanitize import Reference
from exhibit.render.link_check import check_site
from exhibit.render.rendered import Rendered
from exhibit.storage.steps import Run

PAGE = '<h1 id="top">T</h1><h2 id="größe">G</h2><p data-id="none">id="word"</p>'
PLACE = Place(PurePosixPath("content/index.md"), 7, 3)


def told(html: str, references: Sequence[Reference] = (), path: str = "en/a.html") -> list[str]:
    """All that is wrong with a page beside another one, a picture and a file with odd letters."""
    files = {"index.html": PAGE, "assets/a.svg": "", "en/b c.html": "", path: html}
    encoded = {name: text.encode() for name, text in files.items()}
    run, key = Run(), ("a.md", Locale("en"))
    pages = {name: content for name, content in encoded.items() if name.endswith(".html")}
    article = Article((), frozenset(), tuple(references), ())
    rendered = Rendered(
        html=run.watch("html", pages),
        addresses={name: key if name == path else None for name in pages},
        articles=run.watch("articles", {key: article}),
        bodies=run.watch("bodies", {}),
        states={},
        files=encoded,
        names=encoded,
        charts=0,
    )
    try:
        checked = check_site(rendered, run)
    except ExceptionGroup as group:
        found = [one for one in faults(group) if isinstance(one, ContentError)]
        return [f"{one.place.file}:{one.place.line} {one.message} {one.hint}" for one in found]
    assert checked == encoded
    return []


@pytest.mark.parametrize(
    "link",
    [
        *("../index.html", "../index.html#top", "../index.html?a=1#top", "#x", "", "a.html"),
        *("b%20c.html", "./b%20c.html", "../en/a.html", "../assets/a.svg", "/haus/index.html"),
        *("https://a.de/b", "mailto:a@b.de", "tel:+49", "data:image/png;base64,AA"),
    ],
)
def test_a_link_to_a_file_of_the_site_or_out_of_it_leads_somewhere(link: str) -> None:
    assert told(f'<a class="x" href="{link}">y</a>') == []


@pytest.mark.parametrize(
    "link", ["index.html", "../b.html", "../../index.html", "assets/a.svg", "../en"]
)
def test_a_link_that_a_template_makes_to_nowhere_is_told(link: str) -> None:
    for html in (
        f'<a href="{link}">',
        f'<img alt="" src="{link}">',
        f'<link rel="x" href="{link}#y">',
    ):
        (fault,) = told(html)
        assert fault.startswith("en/a.html:0 A template makes a link that leads nowhere")


def test_each_of_the_files_that_a_picture_may_be_is_looked_for() -> None:
    assert (
        told('<img srcset="../assets/a.svg 300w, ../assets/a.svg 600w" src="../assets/a.svg">')
        == []
    )
    missing = told('<source srcset="../assets/a.svg 300w, ../assets/b.svg 600w, ../c.svg 2x">')
    assert len(missing) == 1 and "../assets/b.svg" in missing[0]


def test_what_only_looks_like_a_link_or_an_anchor_is_text() -> None:
    assert told('<p>href="x.html" id=\'a\'</p><code>&lt;a href="x.html"&gt;</code>') == []
    assert told('<p data-href="x.html" data-id="a"></p><p data-id="a"></p>') == []


def test_an_anchor_stands_once_on_a_page_and_again_on_another() -> None:
    assert told('<p id="top"></p>') == []
    (fault,) = told('<p id="a"></p><h2 class="b" id="a"></h2>')
    assert fault.startswith("en/a.html:0 Two things on this page have the anchor “a”.")


@pytest.mark.parametrize("fragment", ["top", "größe", ""])
def test_a_text_may_lead_to_any_anchor_of_a_page(fragment: str) -> None:
    assert told("", [Reference(PLACE, "index.html", fragment)]) == []


def test_every_anchor_that_there_is_not_is_told_where_somebody_wrote_it() -> None:
    fragments = ["topp", "none", "word"]
    found = told("", [Reference(PLACE, "index.html", fragment) for fragment in fragments])
    assert [fault[: fault.index("”")] for fault in found] == [
        f"content/index.md:7 The page has no anchor “{fragment}" for fragment in fragments
    ]
    assert "“top”" in found[0]


def test_on_a_page_without_anchors_it_is_told_how_to_make_one() -> None:
    (fault,) = told("<p></p>", [Reference(PLACE, "en/a.html", "so")])
    assert fault.endswith("## Heading {#so}")
