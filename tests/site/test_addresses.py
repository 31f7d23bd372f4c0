"""Addresses last, and nothing is published unseen: `release` and `check` on small exhibits."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from exhibit.audit.opinions import form_opinions
from exhibit.cli.check import check_and_report, describe_site
from exhibit.cli.main import main, parse
from exhibit.features import FEATURES
from exhibit.pipeline import build, make_site
from tests.whole.test_sites import contents, lay_out

FRONT_MATTER = '+++\ntitle = "{0}"\ndescription = "{0} im Museum."\n{1}+++\n\n'
LIST = "addresses.txt"
SOURCE = """
[{key}]
title = "Bericht"
publisher = "Amt"
url = "https://amt.example/"
retrieved = 2026-01-01
licence = "CC BY 4.0"
grade = "{grade}"
next_check = {day}
"""
CLAIM = """
[viel-strom]
claim = "100 = 100"
finding = "100"
verdict = "Meinung"
checked = 2026-01-01
next_check = 2026-03-02
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An exhibit in German and English: a start page and one more."""
    root = tmp_path / "exhibit"
    lay_out("i18n/two-languages", root)
    write_page(root, "besuch", "Besuch", "Wir freuen uns.")
    return root


def write_page(root: Path, name: str, title: str, text: str, more: str = "") -> None:
    page = FRONT_MATTER.format(title, more) + text + "\n"
    (root / "content" / f"{name}.md").write_text(page, encoding="utf-8")


def run(root: Path, *argv: str) -> int:
    return main(parse([*argv, "--root", str(root)]))


def read_list(root: Path) -> list[str]:
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_a_release_puts_every_address_on_the_list(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "release") == 0
    assert read_list(root) == ["besuch.html", "en/index.html", "en/visit.html", "index.html"]
    assert (root / LIST).read_text(encoding="utf-8").startswith("# Jede Adresse, unter der ")
    assert "Neu in addresses.txt, und von jetzt an erreichbar zu halten:\n  besuch.html\n" in (
        capsys.readouterr().out
    )
    assert (root / "public" / "besuch.html").exists()


def test_a_release_with_nothing_new_leaves_the_list_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "release", "--lang", "en")
    before = (root / LIST).stat().st_mtime_ns, (root / LIST).read_bytes()
    capsys.readouterr()
    assert run(root, "release") == 0
    assert ((root / LIST).stat().st_mtime_ns, (root / LIST).read_bytes()) == before
    assert before[1].startswith(b"# Jede Adresse")
    assert "In addresses.txt stehen schon alle Adressen." in capsys.readouterr().out


def test_a_new_address_takes_its_place_among_those_on_the_list(root: Path) -> None:
    run(root, "release")
    text = (root / LIST).read_text(encoding="utf-8") + "\n# Ende"
    (root / LIST).write_text(text, encoding="utf-8")
    write_page(root, "cafe", "Café", "Kaffee.", 'aliases = ["kaffee.html"]\n')
    assert run(root, "release") == 0
    new = text.replace("besuch.html\n", "besuch.html\ncafe.html\nen/cafe.html\n")
    assert (root / LIST).read_text(encoding="utf-8") == new + "\n"


def test_a_release_with_faults_adds_no_address(root: Path) -> None:
    write_page(root, "cafe", "Café", "Ein [Link](nirgends.md).")
    assert run(root, "release") == 1
    assert not (root / LIST).exists()


def test_a_release_that_cannot_be_written_adds_no_address(root: Path) -> None:
    (root / "public").mkdir()
    (root / "public" / "brief.txt").write_text("Von jemand anderem.", encoding="utf-8")
    assert run(root, "release") == 1
    assert not (root / LIST).exists()


def test_an_address_vanishes_only_until_its_alias_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, "release")
    listed = (root / LIST).read_bytes()
    write_page(root, "besuch", "Kommen", "Wir freuen uns.", 'slug = "kommen"\n')
    for command in ("build", "check", "release"):
        assert run(root, command) == 1
        told = capsys.readouterr().err
        assert "addresses.txt:4: Die Adresse besuch.html ist verschwunden." in told
    assert (root / LIST).read_bytes() == listed
    line = re.findall(
        r"zu content/besuch.md; dann gehört dort in den Seitenkopf: (aliases = .*)", told
    )[0]
    assert line == 'aliases = ["besuch.html", "en/visit.html"]'
    write_page(root, "besuch", "Kommen", "Wir freuen uns.", f'slug = "kommen"\n{line}\n')
    assert run(root, "release") == 0
    assert "2 Sprachen" in capsys.readouterr().out
    assert set(read_list(root)) - set(listed.decode().split()) == {"kommen.html", "en/kommen.html"}
    assert 'url=kommen.html"' in (root / "public" / "besuch.html").read_text(encoding="utf-8")
    visit = (root / "public" / "en" / "visit.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in visit and 'url=kommen.html"' in visit


def test_an_alias_is_no_page(root: Path) -> None:
    before = build(root, root / "public")
    write_page(root, "besuch", "Besuch", "Wir freuen uns.", 'aliases = ["anfahrt.html"]\n')
    after = build(root, root / "public")
    assert (root / "public" / "anfahrt.html").exists()
    assert (after.pages, after.addresses) == (before.pages, before.addresses)
    assert build(root, root / "public").pages == before.pages  # as it is remembered
    assert "anfahrt" not in (root / "public" / "sitemap.xml").read_text(encoding="utf-8")


def test_a_check_writes_nothing(root: Path) -> None:
    build(root, root / "public")
    write_page(root, "besuch", "Besuch", "Etwas anderes.")
    before = contents(root / "public"), sorted(root.iterdir())
    assert run(root, "check") == 0
    assert (contents(root / "public"), sorted(root.iterdir())) == before


def test_a_check_finds_what_a_build_would(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_page(root, "cafe", "Café", "Ein [Link](nirgends.md).")
    told = []
    for command in ("check", "build"):
        assert run(root, command) == 1
        told.append(capsys.readouterr().err)
    assert told[0] == told[1] and "content/cafe.md:6:" in told[0]


def test_a_check_has_opinions_that_stop_nobody(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = (
        SOURCE.format(key="spaet", day="2026-03-02", grade="A"),
        SOURCE.format(key="zuerst", day="2026-03-01", grade="B"),
        SOURCE.format(key="heute", day="2026-03-03", grade="C"),
    )
    (root / "content" / "sources.toml").write_text("".join(sources), encoding="utf-8")
    (root / "content" / "claims.toml").write_text(CLAIM, encoding="utf-8")
    used = 'layout = "ledger"\nsources = ["spaet", "zuerst", "heute"]\n'
    text = "Offen\nab [[Uhrzeit:\nfehlt]]\nund `[[Code]]`.\n\n[[Preise fehlen]]\n\nDie GPU."
    write_page(root, "cafe", "Café", text, used)
    assert check_and_report(root, date(2026, 3, 3), "de") == 0
    assert capsys.readouterr().out == (
        "6 Seiten geprüft, keine Fehler.\n"
        "\n"
        "Wörter je Textebene, Wörter je Satz, Lesbarkeit nach Flesch-Amstad (100 ist sehr leicht, "
        "0 sehr schwer):\n"
        "        Einstieg  Text  Genauer  In Teltow  im Mittel  längster  Flesch Einstieg  "
        "Flesch alles\n"
        "  Café         5     0        0          0        2,5         3               84"
        "            84\n"
        "\n"
        "Weniger als 80\u00a0% übersetzt und deshalb nicht für Suchmaschinen:\n"
        "  en/visit.html: 50\u00a0%\n"
        "  en/cafe.html: 0\u00a0%\n"
        "\n"
        "Quellen und Aussagen, deren Nachprüfung fällig war:\n"
        "  content/sources.toml:18: zuerst, 1. März 2026\n"
        "  content/sources.toml:9: spaet, 2. März 2026\n"
        "  content/claims.toml:7: viel-strom, 2. März 2026\n"
        "\n"
        "Quellen der Klassen B und C, beim Herausgeber zu bestätigen: 2\n"
        "\n"
        "Schwer zu lesen oder nicht erklärt: 1\n"
        "  content/cafe.md:15: „GPU“ wird nicht erklärt, wo es zuerst vorkommt.\n"
        "\n"
        "Seiten, zu denen kein Weg führt. Nennen Sie sie in site.toml oder in einem Text:\n"
        "  content/besuch.md:2\n"
        "  content/cafe.md:2\n"
        "\n"
        "Platzhalter für das, was noch fehlt: 2\n"
        "  content/cafe.md: 2\n"
        "    content/cafe.md:9: Uhrzeit: fehlt\n"
        "    content/cafe.md:13: Preise fehlen\n"
    )
    assert check_and_report(root, date(2026, 3, 1), "en") == 0
    assert "again" not in capsys.readouterr().out


def test_a_check_names_numbers_that_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("charts/chart-bars", tmp_path)
    assert run(tmp_path, "check") == 0
    assert "strom-welt.toml:5: 10.086,8 → {CN.value}" in capsys.readouterr().out


def test_a_check_with_nothing_to_remark_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("content/plain-page", tmp_path)
    with (tmp_path / "content" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n[Besuch](besuch.md)\n")
    assert run(tmp_path, "check") == 0
    assert capsys.readouterr().out.endswith("keine Fehler.\nEs gibt nichts anzumerken.\n")


def test_placeholders_are_counted_in_the_order_of_the_tour(root: Path) -> None:
    for name in ("zuletzt", "zuerst"):
        write_page(root, name, name.title(), f"[[{name}]]")
    settings = root / "site.toml"
    text = settings.read_text(encoding="utf-8") + '[navigation]\nmenu = ["zuletzt.md"]\n'
    settings.write_text(text, encoding="utf-8")
    finished = make_site(root)
    opinions = form_opinions(describe_site(finished), FEATURES, date(2026, 1, 1))
    assert [gap.text for gap in opinions.gaps] == ["zuletzt", "zuerst"]
