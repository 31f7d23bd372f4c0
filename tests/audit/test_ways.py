"""A page that nobody can find is named, whatever keeps it from being found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exhibit.audit.ways import find_unreached
from exhibit.cli.check import check_and_report, describe_site
from exhibit.pipeline import make_site
from tests.whole.test_sites import put

PAGE = '+++\ntitle = "{0}"\ndescription = "{0}"\n+++\n{1}\n'


def test_pages_without_a_way_and_files_without_a_use_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = 'name = "M"\nlanguages = ["de", "en"]\n[navigation]\nmenu = ["menue.md"]\n'
    put(tmp_path, "site.toml", site)
    put(tmp_path, "content/index.md", PAGE.format("Anfang", "[Zwei](zwei.md)"))
    put(tmp_path, "content/besuch.md", PAGE.format("Besuch", ""))
    put(tmp_path, "content/menue.md", PAGE.format("Menü", ""))
    put(tmp_path, "content/zwei.md", PAGE.format("Zwei", "[Drei](drei.md#drei)\n\n## Drei"))
    put(tmp_path, "content/drei.md", PAGE.format("Drei", "## Drei\n\n[Anfang](index.md)"))
    put(tmp_path, "content/insel-1.md", PAGE.format("Insel 1", "[Insel](insel-2.md)"))
    put(tmp_path, "content/insel-2.md", PAGE.format("Insel 2", "[Insel](insel-1.md)"))
    put(tmp_path, "content/allein.md", PAGE.format("Allein", "[Anfang](index.md)"))
    put(tmp_path, "content/data/strom.xlsx", "PK")
    put(tmp_path, "content/besuch.md.bak", "alt")
    subject = describe_site(make_site(tmp_path))
    found = find_unreached(subject.contents, subject.site, subject.language.locale, subject.files)
    assert {place.file.name for place in found} >= {"insel-1.md", "insel-2.md", "allein.md"}
    assert check_and_report(tmp_path, date(2026, 1, 1), "de") == 0
    told = capsys.readouterr().out
    assert "Seiten, zu denen kein Weg führt" in told
    assert "  content/allein.md:2\n" in told
    assert "content/menue.md:2" not in told
    assert "content/drei.md" not in told
    assert "  content/data/strom.xlsx: für die Website ohne Nutzen\n" in told
    assert "  content/besuch.md.bak: ein früherer Stand von besuch.md\n" in told
