"""What is remembered is what was computed for just these ingredients, or it is computed anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.storage.cache import Memory, remember
from exhibit.storage.untouched import digest_files

STEADY = settings(deadline=None, derandomize="CI" in os.environ)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return remember(tmp_path)


def never() -> str:
    raise AssertionError("It is remembered.")


def cut(entry: bytes) -> bytes:
    return entry[: len(entry) // 2]


def flip(entry: bytes) -> bytes:
    """The last byte is another one, as a failing disk has it."""
    return entry[:-1] + bytes([entry[-1] ^ 1])


def drop_seal(entry: bytes) -> bytes:
    return entry.partition(b"\n")[2]


def empty(entry: bytes) -> bytes:
    return b""


def test_what_is_remembered_is_not_computed_again(memory: Memory) -> None:
    assert memory.recall("key", lambda: "drawing") == "drawing"
    assert remember(memory.folder.parent).recall("key", never) == "drawing"


@pytest.mark.parametrize("damage", [cut, flip, drop_seal, empty], ids=lambda one: one.__name__)
def test_a_damaged_entry_is_computed_again_and_mended(
    memory: Memory, damage: Callable[[bytes], bytes]
) -> None:
    memory.keep("key", "drawing")
    file = memory.file("key")
    file.write_bytes(damage(file.read_bytes()))
    assert memory.get("key") is None
    assert memory.recall("key", lambda: "anew") == "anew"
    assert memory.recall("key", never) == "anew"


def test_an_entry_under_the_name_of_another_is_none(memory: Memory) -> None:
    memory.keep("one", "drawing of one")
    memory.keep("two", "drawing of two")
    one, two = memory.file("one"), memory.file("two")
    swapped = two.read_bytes(), one.read_bytes()
    one.write_bytes(swapped[0])
    two.write_bytes(swapped[1])
    assert memory.get("one") is None and memory.get("two") is None


def test_a_folder_in_the_place_of_an_entry_keeps_nothing_and_breaks_nothing(
    memory: Memory,
) -> None:
    memory.file("key").mkdir(parents=True)
    assert [memory.recall("key", lambda: "drawing") for _ in range(2)] == ["drawing", "drawing"]


def test_a_memory_that_cannot_be_written_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / ".memory").write_text("a file", encoding="utf-8")
    memory = remember(tmp_path)
    assert memory.recall("key", lambda: "drawing") == "drawing"
    assert (tmp_path / ".memory").read_text(encoding="utf-8") == "a file"


def test_what_cannot_be_computed_is_not_remembered(memory: Memory) -> None:
    def fail() -> str:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        memory.recall("key", fail)
    assert memory.recall("key", lambda: "drawing") == "drawing"


def test_nothing_unfinished_is_left_behind(memory: Memory) -> None:
    for number in range(3):
        memory.keep(f"key {number}", "drawing")
    names = {memory.file(f"key {number}").name for number in range(3)}
    assert {file.name for file in memory.folder.iterdir()} == names


@STEADY
@given(st.dictionaries(st.text(), st.binary(), max_size=8), st.text())
def test_every_key_has_its_own_content_whatever_both_are(
    known: dict[str, bytes], other: str
) -> None:
    with TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        for key, content in known.items():
            memory.keep_bytes(key, content)
        assert {key: memory.get_bytes(key) for key in known} == known
        assert other in known or memory.get_bytes(other) is None


# What a key is made of: a digest of files, which knows every change to them and nothing else.


def lay_out(folder: Path) -> Path:
    (folder / "content" / "charts").mkdir(parents=True)
    (folder / "content" / "index.md").write_bytes(b"page")
    (folder / "content" / "charts" / "a.toml").write_bytes(b"card")
    (folder / "site.toml").write_bytes(b"name")
    return folder


def digest(folder: Path) -> str:
    return digest_files(folder, ("site.toml", "content", "missing"))


def test_the_same_files_have_the_same_digest_wherever_they_lie(tmp_path: Path) -> None:
    assert digest(lay_out(tmp_path / "here")) == digest(lay_out(tmp_path / "there"))


def edit(folder: Path) -> None:
    (folder / "content" / "index.md").write_bytes(b"Page")


def rename(folder: Path) -> None:
    (folder / "content" / "index.md").rename(folder / "content" / "home.md")


def move(folder: Path) -> None:
    (folder / "content" / "index.md").rename(folder / "content" / "charts" / "index.md")


def swap(folder: Path) -> None:
    (folder / "content" / "index.md").write_bytes(b"card")
    (folder / "content" / "charts" / "a.toml").write_bytes(b"page")


def add(folder: Path) -> None:
    (folder / "missing").write_bytes(b"")


def remove(folder: Path) -> None:
    (folder / "site.toml").unlink()


@pytest.mark.parametrize(
    "change", [edit, rename, move, swap, add, remove], ids=lambda one: one.__name__
)
def test_any_change_to_a_file_changes_the_digest(
    change: Callable[[Path], None], tmp_path: Path
) -> None:
    before = digest(lay_out(tmp_path))
    change(tmp_path)
    assert digest(tmp_path) != before


def test_what_python_leaves_behind_and_other_files_do_not_change_the_digest(
    tmp_path: Path,
) -> None:
    before = digest(lay_out(tmp_path))
    (tmp_path / "content" / "__pycache__").mkdir()
    (tmp_path / "content" / "__pycache__" / "a.pyc").write_bytes(b"code")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_bytes(b"page")
    assert digest(tmp_path) == before


def test_what_was_not_used_for_longest_is_forgotten_first(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for number, word in enumerate("abcd"):
        memory.keep(word, word * 1000)
        os.utime(memory.file(word), ns=(number, number))
    assert memory.get("a")  # and now it was used
    memory.forget(most=2 * memory.file("a").stat().st_size)
    assert [word for word in "abcd" if memory.get(word)] == ["a", "d"]


def test_what_a_killed_build_began_is_removed_but_nothing_that_is_not_ours(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep("a", "a")
    begun, fresh = (memory.file("a").with_suffix(f".{number}") for number in (1, 2))
    strange, steps = tmp_path / "notes.txt", tmp_path / "steps"
    for file in (begun, fresh, strange, steps):
        file.write_text("x" * 100)
    for file in (begun, strange, steps):
        os.utime(file, (0, 0))
    memory.forget()
    assert {*tmp_path.iterdir()} == {memory.file("a"), fresh, strange, steps}
    Memory(tmp_path / "none").forget()
