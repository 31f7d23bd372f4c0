"""Each folder of tests/sites is a small exhibit, with what the build makes of it in `expected`.

That is every file of the built site or, if the exhibit has faults, errors.txt alone: what a person
at the terminal is told. A site consists of its own files and, for all it does not care about, of
those in `_base`; static files shipped with the program are left out of the comparison.

`ACCEPT=1 python -m pytest tests/test_sites.py` stores what the build makes now. Read that
difference as you would read code, and a fault as the volunteer would who has to mend it.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from exhibit.assets import fingerprint
from exhibit.manifest import MANIFEST
from exhibit.report import speaker
from exhibit.terminal import attempt

SITES = Path(__file__).parent / "sites"
BASE = SITES / "_base"
NAMES = sorted(folder.name for folder in SITES.iterdir() if folder != BASE)
STATIC = Path(__file__).parent.parent / "static"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def lay_out(name: str, root: Path) -> None:
    """Make the exhibit in root: its own files over those of the base."""
    for folder in (BASE, SITES / name):
        shutil.copytree(
            folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected")
        )


def build(root: Path, output: Path) -> Mapping[str, bytes]:
    """What becomes of the exhibit in root: the files of the site, or errors.txt alone."""
    outcome = attempt(root, output, speaker("de"))
    if isinstance(outcome, str):
        return {"errors.txt": outcome.encode() + b"\n"}
    shipped = fingerprint(contents(STATIC)).files
    return {
        path: content
        for path, content in contents(output).items()
        if path != MANIFEST and shipped.get(path) != content
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
