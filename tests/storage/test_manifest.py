"""A manifest says the same as ever, since a later build deletes what an earlier one has named."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.storage.manifest import (
    ROLES,
    Manifest,
    beside,
    describe,
    is_current,
    is_safe,
    read_manifest,
)
from exhibit.storage.publish import write_files

FILE = ".manifest.json"
WRITTEN = """\
{
 "digest": "1",
 "files": {
  "a/b.txt": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
  "c.txt": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
 }
}
"""
SITE = {"c.txt": b"b", "a/b.txt": b"a"}


def test_it_is_written_in_one_way_and_read_again(tmp_path: Path) -> None:
    write_files(SITE, tmp_path / "public", digest="1")
    file = tmp_path / "public" / FILE
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert read_manifest(file.parent) == describe(SITE, "1")


@pytest.mark.parametrize(
    "path",
    [FILE, "a\\b", "c:b", "c:/b", ".", "..", "a/..", "./a", "a/./b", "", "/a", "a//b", "\\a"],
)
def test_a_path_that_means_another_file_somewhere_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize("path", ["a", "a/b", ".a", "a/.manifest.json", "...", "a b", "ä"])
def test_any_other_path_is_safe(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "x", '{"digest": "1"}', '{"files": {}}', '{"digest": 1, "files": {}}'),
        *('{"digest": "1", "files": []}', '{"digest": "1", "files": {"a": 1}}'),
        *('{"digest": "1", "files": {"../a": "1"}}', '{"digest": "1", "files": {"a:b": "1"}}'),
    ],
)
def test_what_is_damaged_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_a_site_is_made_from_nothing_known_unless_somebody_says() -> None:
    assert Manifest({}).digest == ""


@pytest.mark.parametrize("role", ["new", "old"])
def test_a_site_is_not_current_beside_what_a_killed_build_has_left(
    tmp_path: Path, role: str
) -> None:
    write_files(SITE, tmp_path / "public", digest="1")
    assert is_current(tmp_path / "public", "1")
    (tmp_path / f".public.{role}").write_bytes(b"")
    assert not is_current(tmp_path / "public", "1")


def test_what_lies_beside_a_site_is_hidden_and_bears_its_name() -> None:
    names = [beside(Path("public"), role).name for role in ROLES]
    assert names == [".public.new", ".public.old", ".public.lock"]
