"""What is mistyped in site.toml is told in site.toml."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from exhibit.content.settings import Navigation, Settings
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import parse, read
from exhibit.pipeline import make_site
from exhibit.site.navigation import check_navigation
from tests.content.told import told
from tests.whole.test_sites import lay_out, put

PAGES = ["index.md", "besuch.md", "impressum.md", "stations/1-messen.md", "stations/4-bauen.md"]


def check(*lines: str) -> list[str]:
    text = "\n".join(('name = "M"', 'languages = ["de"]', "[navigation]", *lines))
    source = Source(PurePosixPath("site.toml"), text)
    navigation: Navigation = read(Settings, parse(source), source).navigation
    return told(lambda: check_navigation(navigation, PAGES, source))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stations/4-baun.md", "stations/4-bauen.md"),
        ("4-bauen.md", "stations/4-bauen.md"),
        ("stations/4-bauen", "stations/4-bauen.md"),
        ("content/stations/4-bauen.md", "stations/4-bauen.md"),
        ("/stations/4-bauen.md", "stations/4-bauen.md"),
        ("stations/4-bauen.html", "stations/4-bauen.md"),
        ("Stations/4-Bauen.md", "stations/4-bauen.md"),
        ("besuch", "besuch.md"),
        ("./besuch.md", "besuch.md"),
        ("pages/impressum.md", "impressum.md"),
        ("station/1-messen.md", "stations/1-messen.md"),
        ("besuch.md ", "besuch.md"),
    ],
)
@pytest.mark.parametrize("name", ["stations", "menu", "footer"])
def test_a_page_that_there_is_not_is_told_with_the_one_that_is_meant(
    name: str, typed: str, meant: str
) -> None:
    (line,) = check(f'{name} = ["index.md", "{typed}"]')
    expected = f"site.toml:4: There is no page “{typed}”. → Did you mean “{meant}”?"
    assert line == expected


def test_a_page_twice_in_a_list_is_told_where_it_stands_again() -> None:
    lines = check("stations = [", '  "besuch.md", "index.md",', "  'besuch.md',", "]")
    assert lines == ["site.toml:6: “besuch.md” stands twice in this list. → Delete one of the two."]
    assert len(check('menu = ["besuch.md", "besuch.md", "besuch.md"]')) == 2
    assert check('menu = ["besuch.md"]', 'footer = ["besuch.md"]') == []


CLAIM = """
[eins]
claim = "Eins."
verdict = "belegt"
finding = "So ist es."
sources = ["haus"]
station = "stations/4-bauen.md"
checked = 2026-01-01
next_check = 2027-01-01
"""
SOURCE = '[haus]\npublisher = "H"\ntitle = "T"\nurl = "https://example.org/"\nlicence = "CC0"\n'


def test_what_other_files_say_of_a_station_is_not_blamed_for_a_slip_in_site_toml(
    tmp_path: Path,
) -> None:
    lay_out("content/plain-page", tmp_path)
    page = '+++\ntitle = "Bauen"\ndescription = "B."\nlayout = "{}"\n{}+++\n'
    put(tmp_path, "content/stations/4-bauen.md", page.format("station", ""))
    put(tmp_path, "content/einfach.md", page.format("page", 'station = "stations/4-bauen.md"\n'))
    put(tmp_path, "content/pruefung.md", page.format("ledger", ""))
    put(tmp_path, "content/claims.toml", CLAIM)
    put(tmp_path, "content/sources.toml", f'{SOURCE}retrieved = 2026-01-01\ngrade = "A"\n')
    site = 'name = "M"\nlanguages = ["de"]\n[navigation]\nstations = ["stations/4-baun.md"]\n'
    put(tmp_path, "site.toml", site)
    (line,) = told(lambda: make_site(tmp_path))
    assert line.startswith("site.toml:4: There is no page “stations/4-baun.md”. → Did you mean")
