"""Whatever lies in the folders of an exhibit is read, passed over for a reason, or told.

Each row: what somebody has put there, and what is told of it; nothing, if the file may lie there.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

import pytest

from exhibit.content.reader import read_project
from exhibit.features import FEATURES
from exhibit.storage.untouched import digest_files
from tests.content.told import told
from tests.other_user import as_user, home, needs_users

Change = Callable[[Path], Any]

PAGE = '+++\ntitle = "Besuch"\ndescription = "Ein Besuch."\n+++\n'
SOURCES = ("site.toml", "content", "translations", "templates", "static", "addresses.txt")


def lay_out(root: Path) -> None:
    (root / "content" / "data").mkdir(parents=True)
    (root / "site.toml").write_text('name = "Museum"\nlanguages = ["de", "en"]\n', encoding="utf-8")
    for name in ("index.md", "besuch.md"):
        (root / "content" / name).write_text(PAGE, encoding="utf-8")


def read(root: Path) -> list[str]:
    return told(lambda: read_project(root, FEATURES.shelves, FEATURES.matters))


def put(path: str, content: bytes = PAGE.encode()) -> Change:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return change


def clear(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)


def link(path: str, target: str) -> Change:
    def change(root: Path) -> None:
        clear(root / path)
        (root / path).symlink_to(target)

    return change


def pipe(path: str) -> Change:
    def change(root: Path) -> None:
        clear(root / path)
        os.mkfifo(root / path)

    return change


def twins(root: Path) -> None:
    for form in ("NFC", "NFD"):
        (root / normalize(form, "content/zähler")).mkdir()


def plug(path: str) -> Change:
    def change(root: Path) -> None:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(root / path))

    return change


def folder(path: str) -> Change:
    return lambda root: (root / path).mkdir(parents=True)


def closed(path: str) -> Change:
    def change(root: Path) -> None:
        if not (root / path).exists():
            (root / path).mkdir()
        (root / path).chmod(0)

    return change


ASTRAY, OUT = "leads nowhere, or round in a circle", "leads out of the folder"
TOLD: list[tuple[str, Change, str]] = [
    ("content/x.md", link("content/x.md", "fehlt.md"), ASTRAY),
    ("content/x.md", link("content/x.md", "x.md"), ASTRAY),
    ("content/auf", link("content/auf", ".."), OUT),
    ("content/x.md", link("content/x.md", "/etc/hostname"), OUT),
    ("content/kreis", link("content/kreis", "."), "leads to a folder"),
    ("content/d", link("content/d", "data"), "leads to a folder"),
    ("static/x.css", link("static/x.css", "fehlt.css"), ASTRAY),
    ("templates/x.html", link("templates/x.html", "x.html"), ASTRAY),
    ("translations/en.po", link("translations/en.po", "fehlt.po"), ASTRAY),
    ("site.toml", link("site.toml", "../s.toml"), OUT),
    ("addresses.txt", link("addresses.txt", "addresses.txt"), ASTRAY),
    ("addresses.txt", link("addresses.txt", "/etc/hostname"), OUT),
    ("addresses.txt", link("addresses.txt", "fehlt.txt"), ASTRAY),
    ("translations", link("translations", "fehlt"), ASTRAY),
    ("content/data", link("content/data", "/"), OUT),
    ("content/x.md", pipe("content/x.md"), "neither a file nor a folder"),
    ("content/x", plug("content/x"), "neither a file nor a folder"),
    ("static/x.css", pipe("static/x.css"), "neither a file nor a folder"),
    ("addresses.txt", pipe("addresses.txt"), "neither a file nor a folder"),
    ("site.toml", pipe("site.toml"), "neither a file nor a folder"),
    ("content/x.md", folder("content/x.md"), "a folder where a file belongs"),
    ("addresses.txt", folder("addresses.txt"), "a folder where a file belongs"),
    ("translations/en.po", folder("translations/en.po"), "a folder where a file belongs"),
    ("translations", put("translations"), "a file where a folder belongs"),
    ("templates", put("templates"), "a file where a folder belongs"),
    ("static", put("static"), "a file where a folder belongs"),
    ("content/Besuch.md", put("content/Besuch.md"), "take besuch.md, which lies beside it"),
    ("content/Data", folder("content/Data"), "take"),
    ("content/zähler", twins, "There are two"),
    ("static/Style.css", put("static/Style.css", b"a {}"), "take the place of"),
    ("templates/Page.html", put("templates/Page.html", b"x"), "take the place of"),
    ("content/aux.md", put("content/aux.md"), "Windows keeps the name"),
    ("static/con", put("static/con/a.css", b"a {}"), "Windows keeps the name"),
    ("content/data/nul.csv", put("content/data/nul.csv", b"a,b\n1,2"), "Windows keeps the name"),
    ("content/was?.md", put("content/was?.md"), "Windows allows no ?"),
    ("content/besuch (1).md", put("content/besuch (1).md"), "copy of besuch.md"),
    ("content/besuch.md.txt", put("content/besuch.md.txt"), "ends twice"),
    ("content/besuch.txt", put("content/besuch.txt"), "By its first line this is a page"),
    ("content/data/a.cvs", put("content/data/a.cvs", b"a,b\n1,2"), "is not known"),
    ("content/data/a.toml", put("content/data/a.toml", b"a = 1"), "have no use here"),
    ("content/sources.tml", put("content/sources.tml", b"a = 1"), "Nobody looks for"),
    ("content/glosary.toml", put("content/glosary.toml", b"a = 1"), "Nobody looks for"),
    ("content/glossary.toml", put("content/glossary.toml", b""), "The file is empty"),
    ("translations/en.po", put("translations/en.po", b""), "The file is empty"),
    ("addresses.txt", put("addresses.txt", b"\n"), "The file is empty"),
    ("site.toml", put("site.toml", b"\0\0"), "The file is empty"),
    ("static/x.woff2", put("static/x.woff2", b"wOF2"), "cut off"),
]  # fmt: skip
UNUSED = """
content/data/strom.xlsx · content/flyer.pdf · content/pictures/IMG_1.HEIC · content/film.mp4
content/besuch.docx · content/besuch.md~ · content/besuch.md.bak · content/data/strom.csv.orig
content/notizen.txt · content/pictures/rad.tif · content/film.webm · content/ton.avi
content/LIESMICH · content/data/strom.ods · content/archiv.zip · content/pictures/rad.psd
"""
LOCKED = [
    *(("content", "content"), ("translations", "translations"), ("templates", "templates")),
    *(("static", "static"), ("site.toml", "site.toml"), ("content/besuch.md", "content/besuch.md")),
    *(("content/data", "content/data"), ("content/leer", "content/leer")),
]


@needs_users
@pytest.mark.parametrize(("path", "change", "message"), TOLD)
def test_what_cannot_be_meant_is_told_by_its_name(
    path: str, change: Change, message: str, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    lay_out(root)
    before = digest_files(root, SOURCES)
    change(root)
    lines = [line for line in read(root) if message in line]
    assert [line.partition(":")[0] for line in lines] == [path]
    assert digest_files(root, SOURCES) != before


def test_what_the_site_does_not_use_may_lie_there_and_is_known(tmp_path: Path) -> None:
    lay_out(tmp_path)
    names = [name.strip() for line in UNUSED.strip().split("\n") for name in line.split("·")]
    for name in names:
        put(name, b"\x01\x02")(tmp_path)
    project = read_project(tmp_path, FEATURES.shelves, FEATURES.matters)
    assert list(map(str, project.unused)) == sorted(names)
    put("content/pictures/a.toml", b'file = "pictures/IMG_1.HEIC"')(tmp_path)
    assert any("HEIC photograph" in line for line in read(tmp_path))


@needs_users
@pytest.mark.parametrize(("path", "place"), LOCKED)
def test_what_may_not_be_read_is_told_by_its_name(path: str, place: str) -> None:
    def work(root: Path) -> list[str]:
        lay_out(root)
        closed(path)(root)
        return read(root)

    with home() as root:
        (line,) = as_user(lambda: work(root))
        assert line.startswith(f"{place}:0: The file cannot be read: Permission denied")


@needs_users
def test_a_file_that_nobody_may_read_is_no_reason_to_say_that_nothing_has_changed() -> None:
    def work(root: Path) -> str:
        lay_out(root)
        closed("content/leer")(root)
        try:
            return digest_files(root, SOURCES)
        except OSError as error:
            return str(error.strerror)

    with home() as root:
        assert as_user(lambda: work(root)) == "Permission denied"


def test_a_root_that_there_is_not_is_named(tmp_path: Path) -> None:
    (line,) = read(tmp_path / "fehlt")
    assert line.startswith("site.toml:0: The file is missing.")
    assert str(tmp_path / "fehlt") in line


def test_a_link_within_its_folder_is_as_good_as_the_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    link("content/index2.md", "besuch.md")(tmp_path)
    project = read_project(tmp_path, FEATURES.shelves, FEATURES.matters)
    assert "index2.md" in project.contents.matters
    assert PurePosixPath("content/index2.md") not in project.unused
