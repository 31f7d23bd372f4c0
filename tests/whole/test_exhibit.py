"""The real exhibit is a test: built, fully translated, the same every time, always whole."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from exhibit.features import FEATURES
from exhibit.features.glossary.terms import TERMS
from exhibit.features.ledger.claims import CLAIMS
from exhibit.pipeline import WRITTEN_BY_PEOPLE, Report
from tests import ROOT
from tests.exhibits import languages_of, read_exhibit

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
BOXES = {f"{NAMESPACE}aside", f"{NAMESPACE}section"}
MOMENTS = 30
# What Vega says in English, and months that Germans write otherwise
VEGA = re.compile(
    r"\b(axis|bar|chart|discrete|group|legend|line|linear|mark|plot|point|rule|scale|symbol|text"
    r"|title|titled|value|values|with|from|for|and|the|of|null|undefined|nan|true|false"
    r"|january|february|march|may|june|july|october|december|mar|oct|dec)\b",
    re.IGNORECASE,
)
LIBRARIES = {"altair", "babel", "jinja2", "markdown", "pydantic", "vl_convert"}


def pages(output: Path) -> list[str]:
    """Every page; those that only lead on to another are none."""
    return sorted(
        file.relative_to(output).as_posix()
        for file in output.rglob("*.html")
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")
    )


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def parsed(file: Path) -> Element:
    parser = html5lib.HTMLParser(strict=True)
    tree: Element = parser.parse(file.read_text(encoding="utf-8"))
    return tree


def test_both_start_pages_stand(site: tuple[Path, Report]) -> None:
    output, _ = site
    german, english = parsed(output / "index.html"), parsed(output / "en" / "index.html")
    assert (german.get("lang"), english.get("lang")) == ("de", "en")


def test_everything_is_translated(site: tuple[Path, Report]) -> None:
    _, report = site
    assert report.share == {"de": 1.0, "en": 1.0}


def test_verdicts_and_sources_lead_to_what_they_name(site: tuple[Path, Report]) -> None:
    """Links that templates make; their anchors are not checked by the build."""
    output, _ = site
    for page in pages(output):
        html = (output / page).read_text(encoding="utf-8")
        for href in re.findall(r'<strong><a href="([^"]*)"|<a class="sealed" href="([^"]*)"', html):
            file, _, anchor = "".join(href).partition("#")
            target = (output / page).parent / file if file else output / page
            assert anchor and f'id="{anchor}"' in target.read_text(encoding="utf-8"), page
    bauen = (output / "bauen.html").read_text(encoding="utf-8")
    assert 'href="pruefen.html#belegt"' in bauen and 'class="sealed"' in bauen
    assert "Auf diesen Seiten" in (output / "quellen.html").read_text(encoding="utf-8")


def test_every_page_is_sound_html_and_its_boxes_have_names(site: tuple[Path, Report]) -> None:
    """Readers pass over a box without a name as if it were none."""
    output, _ = site
    for page in pages(output):
        tree = parsed(output / page)  # strict: raises at the first parse error
        marked = [one for one in tree.iter() if one.get("id")]
        texts = {one.get("id", ""): "".join(one.itertext()).strip() for one in marked}
        boxes = [one for one in tree.iter() if one.tag in BOXES]
        named = [one.get("aria-labelledby", "").split() for one in boxes]
        names = [
            one.get("aria-label", "") or [texts[key] for key in keys]
            for one, keys in zip(boxes, named, strict=True)
        ]
        assert all(name and all(name) for name in names), (page, names)


def pairs(output: Path) -> Iterator[tuple[Path, Path]]:
    """Each German page with the English one that its language link names."""
    for page in pages(output):
        if not page.startswith("en/"):
            html = (output / page).read_text(encoding="utf-8")
            switch = re.search(r'href="([^"]+)" lang="en" hreflang="en"', html)
            assert switch, page
            yield output / page, output / switch[1].lstrip("/")


def outline(element: Element) -> list[str]:
    """The tags and ids of all that stands in the main part, in order.

    Each language has the words of the glossary where and in the order in which it uses them.
    """
    main = next(element.iter(f"{NAMESPACE}main"))
    for parent in list(main.iter()):
        for child in [one for one in parent if one.get("class") in {"term", "words", "glossary"}]:
            parent.remove(child)
    inline = {"em", "strong", "cite", "abbr", "span", "sup", "title", "tspan"}
    names = [
        (child, child.tag.removeprefix(NAMESPACE))
        for child in main.iter()
        if isinstance(child.tag, str)
    ]
    return [
        f"{name}#{child.get('id', '')}"
        for child, name in names
        if name not in inline and "svg" not in name
    ]


def test_german_and_english_pages_have_one_structure(site: tuple[Path, Report]) -> None:
    output, _ = site
    for german, english in pairs(output):
        assert outline(parsed(german)) == outline(parsed(english)), german.name


def test_every_word_of_the_glossary_has_the_same_anchor_in_both_languages(
    site: tuple[Path, Report],
) -> None:
    output, _ = site
    terms = read_exhibit(ROOT).contents.shelves[TERMS]
    for page in (output / "glossar.html", output / "en" / "glossary.html"):
        anchors = [term.get("id", "") for term in parsed(page).iter(f"{NAMESPACE}dt")]
        assert sorted(anchors) == sorted(terms)


def test_paper_explains_every_word_that_a_page_links(site: tuple[Path, Report]) -> None:
    output, _ = site
    linking = 0
    for page in pages(output):
        main = next(parsed(output / page).iter(f"{NAMESPACE}main"))
        links = [link for link in main.iter(f"{NAMESPACE}a") if link.get("class") == "term"]
        boxes = [one for one in main.iter(f"{NAMESPACE}section") if one.get("class") == "words"]
        explained = [term for box in boxes for term in box.iter(f"{NAMESPACE}dt")]
        assert len({link.get("href") for link in links}) == len(links) == len(explained), page
        linking += bool(links)
    assert linking > 20


def test_english_numbers_are_written_the_english_way(site: tuple[Path, Report]) -> None:
    output, _ = site
    for page in (output / "en").glob("*.html"):
        main = next(parsed(page).iter(f"{NAMESPACE}main"))
        text = " ".join(visible_text(main))
        assert not re.findall(r"\b[1-9]\d{0,2}\.\d{3}\b", text), page.name


def test_nothing_in_a_german_chart_is_english(site: tuple[Path, Report]) -> None:
    output, _ = site
    words = [word for page in output.glob("*.html") for word in chart_words(page)]
    assert {"China", "Vereinigte Staaten", "Ausblick", "10.087"} <= set(words)
    assert [word for word in words if VEGA.search(word) or re.search(r"\d,\d{3}\b", word)] == []


def chart_words(page: Path) -> Iterator[str]:
    """What is written in the drawings of a page, and what they say to a screen reader."""
    svg = "{http://www.w3.org/2000/svg}"
    for figure in parsed(page).iter(f"{NAMESPACE}figure"):
        for drawing in figure.iter(f"{svg}svg"):
            for element in drawing.iter():
                said = [value for name, value in element.items() if name.startswith("aria-label")]
                yield from (text for text in (element.text, *said) if text)


def visible_text(element: Element) -> Iterator[str]:
    """The text of an element without its parts in another language."""
    yield element.text or ""
    for child in element:
        if child.get("lang") in {None, "en"}:
            yield from visible_text(child)
        yield child.tail or ""


def test_a_page_has_our_one_script_and_speaks_to_no_other_host(site: tuple[Path, Report]) -> None:
    output, _ = site
    for page in pages(output):
        html = (output / page).read_text(encoding="utf-8")
        scripts = re.findall(r"<script[^>]*>.*?</script>", html, re.S)
        assert [re.sub(r"[./]*/?assets/site\.\w{8}\.js", "SITE", script) for script in scripts] == [
            '<script defer src="SITE"></script>'
        ]
        assert "script-src 'self';" in html
        assert not re.findall(
            r'<(?:link(?! rel="(?:canonical|alternate)")|img|iframe)[^>]*(?:href|src)="https?:',
            html,
        )


def test_the_sitemap_has_the_alternates_of_each_page(site: tuple[Path, Report]) -> None:
    output, report = site
    sitemap = (output / "sitemap.xml").read_text(encoding="utf-8")
    listed = {
        loc: re.findall(r'hreflang="([^"]+)" href="([^"]+)"', links)
        for loc, links in re.findall(r"<loc>(.*?)</loc>(.*?)</url>", sitemap, re.S)
    }
    stated = {}
    for page in pages(output):
        html = (output / page).read_text(encoding="utf-8")
        for permalink in re.findall(r'<link rel="canonical" href="([^"]+)"', html):
            stated[permalink] = re.findall(
                r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html
            )
    assert {page: sorted(links) for page, links in listed.items()} == {
        page: sorted(links) for page, links in stated.items()
    }
    assert len(listed) == report.pages - 2  # all but the page for wrong addresses, twice


def copy_exhibit(folder: Path) -> Path:
    """The exhibit and its generator in a folder of their own, with nothing remembered."""
    folder.mkdir(parents=True)
    for name in (*WRITTEN_BY_PEOPLE, "exhibit", "requirements"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif origin.exists():
            shutil.copy(origin, folder / name)
    return folder


BUILD = (
    "from pathlib import Path; from exhibit.pipeline import build; build(Path('.'), Path('public'))"
)


def run(folder: Path, script: str = BUILD, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        stdout=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the exhibit in another place, built where all else is different too."""
    folder = copy_exhibit(tmp_path_factory.mktemp("an other") / "place")
    build = run(folder, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", LANG="C")
    assert build.wait() == 0
    return folder


@pytest.mark.cold
def test_two_builds_in_two_places_give_the_same_bytes(elsewhere: Path, output: Path) -> None:
    assert contents(elsewhere / "public") == contents(output)


def test_a_build_with_nothing_to_do_loads_nothing(site: tuple[Path, Report]) -> None:
    output, _ = site
    script = f"""
import sys
from exhibit.cli import main
options = main.parse(["--root", {str(ROOT)!r}, "--output", {str(output)!r}])
assert main.main(options) == 0
print(*sorted(set(sys.modules) & {LIBRARIES | {"exhibit.i18n", "subprocess"}}))
"""
    process = run(ROOT, script)
    *_, loaded = process.communicate()[0].decode().split("\n")[:-1]
    assert loaded == ""
    assert process.returncode == 0


def test_every_claim_of_the_ledger_shows_its_evidence(site: tuple[Path, Report]) -> None:
    output, _ = site
    claims = read_exhibit(ROOT).contents.shelves[CLAIMS]
    assert len(claims) == 14
    ledger = parsed(output / "pruefen.html")
    sources = {item.get("id") for item in parsed(output / "quellen.html").iter(f"{NAMESPACE}li")}
    shown = {
        article.get("id"): [link.get("href", "") for link in article.iter(f"{NAMESPACE}a")]
        for article in ledger.iter(f"{NAMESPACE}article")
        if article.get("class") == "claim"
    }
    assert shown.keys() == claims.keys()
    for key, claim in claims.items():
        named = [f"quellen.html#{source}" for source in claim.sources]
        assert shown[key][: len(named)] == named
        assert sources >= set(claim.sources)
        assert len(shown[key]) == len(named) + bool(claim.station)


def test_every_source_of_the_exhibit_is_drawn_on() -> None:
    project = read_exhibit(ROOT)
    FEATURES.check_unused(project.contents, languages_of(project))


@pytest.mark.cold
def test_an_edit_of_a_text_draws_nothing_anew(
    elsewhere: Path, output: Path, tmp_path: Path
) -> None:
    """All drawings, pictures and settings come from memory, so what makes them is not loaded."""
    folder = Path(shutil.copytree(elsewhere, tmp_path / "exhibit"))
    page = folder / "content" / "stations" / "4-bauen.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Wind, Sonne, Wasser:", "Wind, Sonne und Wasser:"), "utf-8")
    idle = {"altair", "vl_convert", "PIL", "fontTools", "pydantic", "babel.messages"}
    script = f"{BUILD}\nimport sys; print(*sorted(set(sys.modules) & {idle}))"
    process = run(folder, script)
    assert process.communicate()[0].strip() == b""
    assert process.returncode == 0
    before, after = contents(output), contents(folder / "public")
    changed = {name for name in after if after[name] != before.get(name)} - {".manifest.json"}
    assert changed == {"bauen.html", "en/build.html"}


@pytest.mark.cold
def test_a_site_is_whole_whenever_its_build_is_killed(tmp_path: Path) -> None:
    """Two editions are built in turn, each build killed at another moment of its time."""
    folder = copy_exhibit(tmp_path / "exhibit")
    editions = [edition(folder, number) for number in (0, 1)]
    started = time.monotonic()
    assert run(folder).wait() == 0
    duration = time.monotonic() - started
    kept = 0
    for moment in range(MOMENTS):
        set_edition(folder, moment % 2)
        process = run(folder)
        time.sleep(duration * 1.1 * moment / MOMENTS)
        process.send_signal(signal.SIGKILL)
        process.wait()
        state = contents(folder / "public")
        assert state in editions
        kept += state == editions[1 - moment % 2]
    assert kept, "no build was killed before its end"


def set_edition(folder: Path, number: int) -> None:
    settings = folder / "site.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(r"(?m)^threshold = .*", f"threshold = 0.{number + 1}", text), encoding="utf-8"
    )
    page = folder / "content" / "index.md"
    words = page.read_text(encoding="utf-8").split("\n\nAusgabe ")[0]
    page.write_text(f"{words}\n\nAusgabe {number}.\n", encoding="utf-8")


def edition(folder: Path, number: int) -> dict[str, bytes]:
    set_edition(folder, number)
    assert run(folder).wait() == 0
    return contents(folder / "public")


def test_every_column_of_figures_states_its_unit() -> None:
    charts = read_exhibit(ROOT).contents.charts.values()
    bare = [
        f"{chart.name}.{name}"
        for chart in charts
        for name, column in chart.card.columns.items()
        if column.format == "number" and not column.unit
    ]
    assert bare == []
