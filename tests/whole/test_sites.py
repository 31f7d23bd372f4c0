"""Each folder of tests/sites that holds `expected` is a small exhibit, with what becomes of it.

That is every file of the built site or, if the exhibit has faults, errors.txt alone: what a person
at the terminal is told. A site consists of its own files and, for all it does not care about, of
those in `_base`; static files shipped with the program, PNGs of charts and photographs, whose bytes
are for their encoders to decide, are left out of the comparison, and so is the policy of each page.

`ACCEPT=1 python -m pytest tests/whole/test_sites.py` stores what the build makes now. Read that
difference as you would read code, and a fault as the volunteer would who has to mend it.
"""

import os
import re
import shutil
import sys
from collections.abc import Mapping
from errno import EACCES
from pathlib import Path
from unicodedata import normalize

import pytest

from exhibit.cli.build import attempt
from exhibit.cli.report import speaker
from exhibit.site.assets import fingerprint
from exhibit.storage.manifest import MANIFEST
from tests import ROOT, TESTS

SITES = TESTS / "sites"
BASE = SITES / "_base"
NAMES = sorted(one.parent.relative_to(SITES).as_posix() for one in SITES.rglob("expected"))
# PNGs are made of the drawing beside them; the pages name photographs with their widths.
ENCODED = re.compile(r"grafik/.*\.png|assets/photographs/.*")
STATIC = ROOT / "static"
POLICY = (ROOT / "templates" / "partials" / "policy.html").read_bytes()  # a line of every page


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def lay_out(name: str, root: Path) -> None:
    """Make the exhibit in root: its own files over those of the base."""
    for folder in (BASE, SITES / name):
        shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))


def build(root: Path, output: Path) -> Mapping[str, bytes]:
    """What becomes of the exhibit in root: the files of the site, or errors.txt alone."""
    outcome = attempt(root, output, speaker("de"))
    if isinstance(outcome, str):
        return {"errors.txt": outcome.encode() + b"\n"}
    shipped = fingerprint(contents(STATIC)).files
    return {
        path: content.replace(POLICY, b"", 1) if path.endswith(".html") else content
        for path, content in contents(output).items()
        if path != MANIFEST and shipped.get(path) != content and not ENCODED.fullmatch(path)
    }


def accept(built: Mapping[str, bytes], expected: Path) -> None:
    assert "CI" not in os.environ, "What a build makes is accepted by a person."
    shutil.rmtree(expected, ignore_errors=True)
    for path, content in built.items():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_bytes(content)


@pytest.mark.parametrize("name", NAMES)
def test_a_site_becomes_what_is_expected(name: str, tmp_path: Path) -> None:
    lay_out(name, tmp_path / "site")
    built = build(tmp_path / "site", tmp_path / "public")
    if "ACCEPT" in os.environ:
        accept(built, SITES / name / "expected")
    assert built == contents(SITES / name / "expected")


def faults(root: Path) -> str:
    return build(root, root.parent / "public")["errors.txt"].decode()


def test_a_build_with_faults_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    build(tmp_path / "site", tmp_path / "public")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "public").rglob("*")}
    lay_out("faults/content/many-faults", tmp_path / "site")
    assert "8 Fehler. Die Website ist noch, wie sie war." in faults(tmp_path / "site")
    after = {file: file.stat().st_mtime_ns for file in (tmp_path / "public").rglob("*")}
    assert after == before


def test_a_folder_without_settings_is_told_so(tmp_path: Path) -> None:
    assert faults(tmp_path / "site").startswith("site.toml: Die Datei fehlt.\n")


def test_a_folder_without_content_is_told_so(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "content")
    assert faults(tmp_path / "site").startswith("content: Es gibt keinen Ordner „content“.\n")


OWN = ("site.toml", "content/index.md", "content/pictures/oderstrasse.svg", "static/style.css")


@pytest.mark.parametrize("name", [*OWN, "templates/page.html", "translations/en.po"])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lay_out("i18n/two-languages", tmp_path / "site")
    locked = tmp_path / "site" / name
    locked.parent.mkdir(parents=True, exist_ok=True)
    locked.touch()
    read_bytes = Path.read_bytes

    def read(file: Path) -> bytes:
        if file == locked:
            raise PermissionError(EACCES, "Permission denied", str(file))
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert faults(tmp_path / "site").startswith(
        f"{name}: Die Datei lässt sich nicht lesen: Permission denied.\n    → Können Sie sie selbst"
    )


# These are made here, because editors, formatters and git would rather not keep them.


def test_a_page_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    page = tmp_path / "site" / "content" / "besuch.md"
    page.write_bytes(page.read_bytes() + "\nOderstraße 23\n".encode("cp1252"))
    assert faults(tmp_path / "site").startswith(
        "content/besuch.md:10: Die Datei ist nicht als UTF-8 gespeichert.\n"
        "    Oderstraße 23\n"
        "    → Speichern Sie sie "
    )


def test_style_sheets_that_are_not_utf_8_are_named_with_their_line(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    for name in ("style.css", "druck.css"):
        content = "a {}\n/* für Zähler */\n".encode("cp1252")
        (tmp_path / "site" / "static" / name).write_bytes(content)
    told = faults(tmp_path / "site")
    for name in ("style.css", "druck.css"):
        assert (
            f"static/{name}:2: Die Datei ist nicht als UTF-8 gespeichert.\n"
            "    /* für Zähler */\n"
            "    → Speichern Sie sie "
        ) in told


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems allow no such name")
@pytest.mark.parametrize("folder", ["content", "static", "translations"])
def test_a_name_that_is_not_utf_8_is_shown_as_well_as_can_be(tmp_path: Path, folder: str) -> None:
    lay_out("i18n/two-languages", tmp_path / "site")
    (tmp_path / "site" / folder / os.fsdecode(b"z\xe4hler.md")).touch()
    assert faults(tmp_path / "site").startswith(
        f"{folder}/z�hler.md: Der Name ist nicht in UTF-8 geschrieben.\n    → Ändern Sie den Namen"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows reserves symbolic links")
def test_a_symbolic_link_out_of_the_content_is_refused(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    (tmp_path / "secret.md").write_text("Geheim.", encoding="utf-8")
    (tmp_path / "site" / "content" / "verweis.md").symlink_to(tmp_path / "secret.md")
    assert faults(tmp_path / "site").startswith(
        "content/verweis.md: Diese Verknüpfung führt aus dem Ordner „content“ hinaus.\n"
        "    → Kopieren Sie die Datei hierher"
    )


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


MARKED = normalize("NFD", "zähler")  # as a Mac writes the name of a file
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
CARD = 'credit = "Haus"\nlicence = "CC BY 4.0"\ndecorative = true\n'
PAGE = '+++\ntitle = "Zähler"\ndescription = "Ein Zähler."\n+++\n'


@pytest.mark.parametrize("typed", ["zähler", MARKED])
def test_a_file_of_a_mac_is_found_by_its_name_as_it_is_typed(typed: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    lay_out("content/plain-page", root)
    put(root, f"content/{MARKED}/{MARKED}.svg", DRAWING)
    put(root, "content/pictures/bild.toml", f'{CARD}file = "{typed}/{typed}.svg"\n')
    text = f"\n[Noch einmal](../{typed}/{typed}.md)\n\n::: figure bild\n"
    put(root, f"content/{MARKED}/{MARKED}.md", f"{PAGE}{text}")
    built = build(root, tmp_path / "public")
    assert built.get("errors.txt", b"").decode() == ""
    assert b'd="M0 0h9"' in built["zaehler.html"]


def test_two_files_that_a_person_cannot_tell_apart_are_a_fault(tmp_path: Path) -> None:
    root = tmp_path / "site"
    lay_out("content/plain-page", root)
    for name in ("zähler", MARKED):
        put(root, f"content/{name}.md", PAGE)
    if len({file.name for file in (root / "content").glob("z*hler.md")}) == 2:
        assert faults(root).startswith("content/zähler.md: Es gibt zwei Dateien dieses Namens; ")


LONG = "a" * 201


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (f'title = "{LONG}"\n', "content/a.md:2:10: Eine Adresse hat höchstens 200 Zeichen."),
        (f'title = "A"\nslug = "{LONG}"\n', "content/a.md:3:9: Eine Adresse hat höchstens 200"),
        (f'title = "A"\naliases = ["{LONG}.html"]\n', "content/a.md:3:12: „aaa"),
        (f'title = "A"\naliases = ["{"a/" * 21}a.html"]\n', "content/a.md:3:12: „a/a"),
        ('title = "Con"\n', "content/a.md:2: Den Namen „con“ hält Windows für sich frei."),
        ('title = "A"\nslug = "lpt1"\n', "content/a.md:3:9: Den Namen „lpt1“ hält Windows"),
        ('title = "A"\naliases = ["nul.html"]\n', "content/a.md:3:12: Den Namen „nul“ hält"),
        ('title = "A"\naliases = ["b/aux/c.html"]\n', "content/a.md:3:12: Den Namen „aux“"),
    ],
)
def test_an_address_that_no_disk_could_take_is_told_its_line(
    tmp_path: Path, keys: str, told: str
) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    put(tmp_path / "site", "content/a.md", f'+++\n{keys}description = "A"\n+++\n')
    assert faults(tmp_path / "site").startswith(told)


def test_an_address_that_was_once_released_is_kept_whatever_it_is(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    page = '+++\ntitle = "A"\ndescription = "A"\naliases = ["con.html"]\n+++\n'
    put(tmp_path / "site", "content/a.md", page)
    put(tmp_path / "site", "addresses.txt", "con.html\n")
    assert "con.html" in build(tmp_path / "site", tmp_path / "public")


@pytest.mark.parametrize("tag", ["de-" + "x-" * 5000 + "x", "../" * 100 + "etc/passwd", "a" * 300])
def test_what_is_no_language_is_not_looked_for_on_the_disk(tmp_path: Path, tag: str) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    put(tmp_path / "site", "site.toml", f'name = "M"\nlanguages = ["de", "{tag}"]\n')
    assert faults(tmp_path / "site").startswith("site.toml:2:20: ")


def test_a_template_that_goes_too_deep_is_told_so(tmp_path: Path) -> None:
    for text in ("{% if page %}" * 3000, "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"):
        lay_out("content/plain-page", tmp_path / "site")
        put(tmp_path / "site", "templates/page.html", text)
        assert faults(tmp_path / "site").startswith("templates/page.html:1: Die Vorlage geht zu")


def test_of_many_addresses_that_have_vanished_the_first_are_told_and_the_others_counted(
    tmp_path: Path,
) -> None:
    lay_out("content/plain-page", tmp_path / "site")
    put(tmp_path / "site", "addresses.txt", "".join(f"a{n}.html\n" for n in range(5000)))
    told = faults(tmp_path / "site")
    assert "addresses.txt:101: 4900 weitere Adressen der Liste sind fehlerhaft." in told
    assert told.count("ist verschwunden.") == 100
