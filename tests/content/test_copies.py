"""A copy is known by its name, and by the file that it is a copy of."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.content.copies import check_copies, find_doubled, find_laid_aside
from tests.content.told import told

COPIES = """
besuch (1).md · besuch(1).md · besuch (12).md · besuch [1].md · besuch 2.md · besuch - Kopie.md
besuch - Kopie (2).md · Kopie von besuch.md · Kopie (2) von besuch.md · Copy of besuch.md
besuch copy.md · besuch copy 2.md · besuch Kopie.md · besuch Kopie 3.md · besuch (Kopie).md
besuch (copy).md · besuch (3. Kopie).md · besuch (andere Kopie).md · besuch_kopie.md
besuch-copy.md · besuch - Copy.md · besuch - Copy (3).md · besuch-DESKTOP-A1B2C3.md
besuch-MACBOOK-ANNA1.md
"""
CONFLICTS = """
besuch (Konfliktkopie von Anna 2026-11-30).md · besuch (Anna's conflicted copy 2026-11-30).md
besuch (In Konflikt stehende Kopie von Anna 2026-11-30).md · besuch.sync-conflict-20261130-1-AB.md
besuch (conflicted copy 2026-11-30 120000).md · besuch_conflict-20261130-120000.md
besuch (SFConflict anna@example.org 2026-11-30-12-00-00).md · besuch_LOCAL_4711.md
besuch.REMOTE.4711.md · besuch_BASE_1.md · besuch_BACKUP_99.md · besuch (Case Conflict).md
besuch (widersprüchliche Fassung).md · besuch [conflicted].md
"""
SOUND = """
1-messen.md · 2-messen.md · besuch-2.md · sicherheits-kopie.md · konfliktlinien.md · kapitel 3.md
besucher.md · Foto (1).md · copyright.md · kopie.md · hard copy.md · local_1.md
"""


def names(text: str) -> list[str]:
    lines = filter(None, text.split("\n"))
    return [name.strip() for line in lines for name in line.split("·")]


def check(*files: str, text: bytes = b"+++\nsame\n+++\n") -> list[str]:
    return told(lambda: check_copies({PurePosixPath("content", name): text for name in files}))


@pytest.mark.parametrize("folder", ["", "stations/", "a (1)/"])
def test_a_copy_beside_its_original_is_told(folder: str) -> None:
    for name in names(COPIES + CONFLICTS):
        (line,) = check(f"{folder}besuch.md", f"{folder}{name}")
        assert line.startswith(
            f"content/{folder}{name}:0: By its name this is a copy of besuch.md."
        )


def test_of_two_versions_one_is_told_even_if_the_other_is_gone() -> None:
    for name in names(CONFLICTS):
        (line,) = check(name)
        assert "one of two versions of besuch.md" in line
    for name in names(COPIES):
        assert check(name) == []


def test_what_only_looks_like_a_copy_is_none() -> None:
    assert check(*names(SOUND)) == []
    other = {
        PurePosixPath("content/kapitel.md"): b"a\nb",
        PurePosixPath("content/kapitel 2.md"): b"c",
    }
    assert told(lambda: check_copies(other)) == []


@pytest.mark.parametrize("suffix", [".toml", ".csv", ".html", ".css", ".js"])
def test_copies_of_every_kind_of_text_are_told(suffix: str) -> None:
    assert len(check(f"a{suffix}", f"a (1){suffix}", f"a - Kopie{suffix}")) == 2


def test_what_an_editor_or_a_tool_has_laid_aside_is_known_by_its_ending() -> None:
    for name in ("besuch.md~", "besuch.md.bak", "besuch.md.orig", "besuch.md.old", "besuch.md.BAK"):
        assert find_laid_aside(PurePosixPath(name)) == PurePosixPath("besuch.md")
    for name in ("besuch.md", "strom.xlsx", "~", "besuch.pdf"):
        assert find_laid_aside(PurePosixPath(name)) is None


def test_an_ending_that_a_system_has_hidden_is_known() -> None:
    doubled = {"besuch.md.txt": "besuch.md", "strom.csv.txt": "strom.csv", "a.md.md": "a.md"}
    doubled |= {"karte.toml.TXT": "karte.toml", "seite.html.html": "seite.html"}
    for name, meant in doubled.items():
        assert find_doubled(PurePosixPath(name)) == PurePosixPath(meant)
    for name in ("besuch.txt", "style.min.css", "a.md", "a.md.pdf"):
        assert find_doubled(PurePosixPath(name)) is None
