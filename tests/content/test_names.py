"""A name that some system cannot have is told, with another to take its place."""

from __future__ import annotations

from pathlib import PurePosixPath
from unicodedata import normalize

import pytest

from exhibit.content.names import check_name, check_twins, is_reserved
from tests.content.told import told

RESERVED = ["aux.md", "CON", "nul.toml", "Prn.csv", "com1.svg", "LPT9.tar.gz", "com0", "lpt³.md"]
RESERVED += ["con .md", "CONIN$", "aux.", "conout$.txt"]
FORBIDDEN = ["a:b.md", "was?.md", "a*b.md", 'a"b.md', "a<b.md", "a>b.md", "a|b.md", "a\\b.md"]
FORBIDDEN += ["a\nb.md", "a\tb.md", "a\x7fb.md"]
EDGES = ["besuch.md ", "besuch.", "besuch. .", " besuch.md", "ordner "]
SOUND = ["besuch.md", "auxiliar.md", "con-1.md", "icon.svg", "com.md", "com10.md", "nullen.csv"]
SOUND += ["lpt.toml", "Küche (1).jpg", "a.b.c.md", "1-messen.md", "Ann's.png", "日本.md"]


def check(name: str) -> list[str]:
    return told(lambda: check_name(PurePosixPath("content", name)))


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (RESERVED, "Windows keeps the name"),
        (FORBIDDEN, "Windows allows no"),
        (EDGES, "begins with a blank, or ends"),
        (["a" * 180 + ".md"], "longer than 180 signs"),
    ],
)
def test_what_windows_cannot_have_is_told(names: list[str], message: str) -> None:
    for name in names:
        (line,) = check(name)
        assert message in line
        assert name == "a" * 180 + ".md" or " → Rename it: " in line


def test_every_other_name_is_as_good() -> None:
    for name in SOUND:
        assert check(name) == []


def test_what_is_proposed_is_sound() -> None:
    for name in RESERVED + FORBIDDEN + EDGES:
        (line,) = check(name)
        proposed = line.rpartition("Rename it: ")[2]
        assert check(proposed) == []
        assert not is_reserved(proposed)


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["Besuch.md", "besuch.md"], 1),
        (["BESUCH.md", "Besuch.md", "besuch.md"], 2),
        (["Ämter.md", "ämter.md"], 1),
        (["zähler.md", normalize("NFD", "zähler.md")], 1),
        (["zähler", normalize("NFD", "ZÄHLER")], 1),
        (["Σ.md", "σ.md"], 1),
        (["strasse.md", "straße.md"], 0),
        (["a.md", "a.MD", "b.md"], 1),
        (["besuch", "besuch.md"], 0),
    ],
)
def test_twins_are_told_once_each(names: list[str], count: int) -> None:
    assert len(told(lambda: check_twins(PurePosixPath("content"), names))) == count
