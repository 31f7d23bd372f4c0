"""A build that is refused something heals it, or names the very path, and so does the next.

Each row: what somebody has done to the exhibit's folder, and what a build says of it; nothing is
said of what it puts right by itself.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from exhibit.diagnostics.faults import say
from exhibit.storage.cache import Memory
from exhibit.storage.manifest import MANIFEST, beside, is_current
from exhibit.storage.publish import write_files
from exhibit.storage.refusals import OutputError, explained
from exhibit.storage.save import replace_file
from exhibit.storage.store import Store
from tests.other_user import as_user, home, needs_root, needs_users
from tests.storage.test_publish import NEW, OLD, whole
from tests.storage.test_publish import contents as contents_of

Change = Callable[[Path], object]  # of the folder that holds the output

pytestmark = needs_users


def build(folder: Path) -> str:
    """What a build says; nothing if the new site stands."""
    output = folder / "public"
    try:
        write_files(NEW, output, digest="1", patience=0.2)
    except OutputError as error:
        return f"{error.message} → {error.hint}"
    assert is_current(output, "1")
    assert {path.name for path in folder.glob(".public.*")} == {".public.lock"}
    return ""


def chmod(path: str, mode: int) -> Change:
    return lambda folder: (folder / path).chmod(mode)


def write(path: str, content: bytes = b"", mode: int = 0o644) -> Change:
    def change(folder: Path) -> None:
        (folder / path).unlink(missing_ok=True)
        (folder / path).write_bytes(content)
        (folder / path).chmod(mode)

    return change


def make(path: str, mode: int = 0o755, *, files: dict[str, bytes] | None = None) -> Change:
    """A folder with files and, at last, its mode."""

    def change(folder: Path) -> None:
        (folder / path).mkdir()
        for name, content in (files or {}).items():
            (folder / path / name).parent.mkdir(exist_ok=True)
            (folder / path / name).write_bytes(content)
        for inner in (folder / path).iterdir():
            inner.chmod(mode)
        (folder / path).chmod(mode)

    return change


def link(path: str, target: str) -> Change:
    return lambda folder: (folder / path).symlink_to(target)


def lock_folder(folder: Path) -> None:
    beside(folder / "public", "lock").unlink()
    beside(folder / "public", "lock").mkdir()


def link_lock(folder: Path) -> None:
    beside(folder / "public", "lock").unlink()
    beside(folder / "public", "lock").symlink_to("precious")


def put_pipe(folder: Path) -> None:
    os.mkfifo(folder / ".public.new")


def put_socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / ".public.old"))


HEALED: list[tuple[str, Change]] = [
    ("output read-only", chmod("public", 0o555)),
    ("folder in it read-only", chmod("public/en", 0o555)),
    ("file in it read-only", chmod("public/index.html", 0o444)),
    ("file in it that may not be read", chmod("public/index.html", 0)),
    ("manifest read-only", chmod(f"public/{MANIFEST}", 0o444)),
    ("lock read-only", chmod(".public.lock", 0o444)),
    ("lock that may not be read", chmod(".public.lock", 0)),
    ("new, empty", make(".public.new")),
    ("old, empty", make(".public.old")),
    ("new, read-only", make(".public.new", 0o555, files={"a": b"", "en/b": b""})),
    ("new, closed", make(".public.new", 0, files={"a": b"", "en/b": b""})),
    ("old, read-only", make(".public.old", 0o555, files={"a": b"", "en/b": b""})),
    ("new, with a torn manifest", make(".public.new", files={MANIFEST: b'{"di'})),
    ("old and new", lambda folder: (make(".public.old")(folder), make(".public.new")(folder))),
]
TOLD: list[tuple[str, Change, str, str]] = [
    ("output closed", chmod("public", 0), "public", "chmod u+rwx"),
    ("output without names", chmod("public", 0o333), "public", "chmod u+rwx"),
    ("folder in it closed", chmod("public/en", 0), "public/en", "chmod u+rwx"),
    ("its folder read-only", chmod(".", 0o555), "", "chmod u+rwx"),
    ("manifest closed", chmod(f"public/{MANIFEST}", 0), f"public/{MANIFEST}", "chmod u+rw "),
    ("manifest empty", write(f"public/{MANIFEST}"), f"public/{MANIFEST}", "another name"),
    (
        "manifest cut",
        write(f"public/{MANIFEST}", b'{"digest"'),
        f"public/{MANIFEST}",
        "another name",
    ),
    ("new is a file", write(".public.new"), ".public.new", "Move it"),
    ("old is a file", write(".public.old"), ".public.old", "Move it"),
    ("new is a link", link(".public.new", "precious"), ".public.new", "Move it"),
    ("new leads nowhere", link(".public.new", "nowhere"), ".public.new", "Move it"),
    ("old leads to itself", link(".public.old", ".public.old"), ".public.old", "Move it"),
    ("new is a pipe", put_pipe, ".public.new", "Move it"),
    ("old is a socket", put_socket, ".public.old", "Move it"),
    ("lock is a folder", lock_folder, ".public.lock", "Move it"),
    ("lock is a link", link_lock, ".public.lock", "Move it"),
]


def prepare(folder: Path, change: Change) -> None:
    write_files(OLD, folder / "public", digest="0")
    (folder / "precious").mkdir()
    (folder / "precious" / "thesis.txt").write_bytes(b"years of work")
    change(folder)


def names(rows: list[tuple[str, Change]] | list[tuple[str, Change, str, str]]) -> list[str]:
    return [row[0] for row in rows]


@pytest.mark.parametrize("row", HEALED, ids=names(HEALED))
def test_a_build_heals_what_it_may(row: tuple[str, Change]) -> None:
    def work(folder: Path) -> list[str]:
        prepare(folder, row[1])
        return [build(folder), build(folder)]

    with home() as folder:
        assert as_user(lambda: work(folder)) == ["", ""]
        assert contents_of(folder / "public").keys() == whole(NEW).keys()


@pytest.mark.parametrize("row", TOLD, ids=names(TOLD))
def test_a_build_names_the_path_and_the_way_out(row: tuple[str, Change, str, str]) -> None:
    _, change, path, way = row

    def work(folder: Path) -> list[str]:
        prepare(folder, change)
        told = [build(folder), build(folder)]
        for place in (".", "public", "public/en", f"public/{MANIFEST}"):
            (folder / place).chmod(0o755)
        for name in (".public.new", ".public.old", ".public.lock"):
            if os.path.lexists(folder / name):
                (folder / name).rename(folder / f"away{name}")
        if way == "another name":
            (folder / "public").rename(folder / "aside")
        return [*told, build(folder)]

    with home() as folder:
        first, second, third = as_user(lambda: work(folder))
        assert (second, third) == (first, "")
        assert str(folder / path) in first
        assert way in first
        assert (folder / "precious" / "thesis.txt").read_bytes() == b"years of work"


SUDO = ["public", ".public.lock"]


@needs_root
def test_after_a_build_with_sudo_the_next_without_names_all_that_is_to_be_taken_over() -> None:
    with home() as folder:
        write_files(OLD, folder / "public", digest="0")
        before = contents_of(folder / "public")
        told = as_user(lambda: [build(folder), build(folder)])
        assert told[0] == told[1]
        assert f'sudo chown -R "$(id -un)" {folder}/public {folder}/.public.lock' in told[0]
        assert contents_of(folder / "public") == before
        take_over(folder)
        assert as_user(lambda: build(folder)) == ""


def take_over(folder: Path) -> None:
    owner = folder.stat().st_uid
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, owner)


@needs_root
@pytest.mark.parametrize("path", ["public/en", ".public.new", ".public.new/en", ".public.lock"])
def test_what_is_another_user_s_is_named_before_anything_is_changed(path: str) -> None:
    def prepared(folder: Path) -> None:
        prepare(folder, make(".public.new", files={"en/a": b""}))

    with home() as folder:
        as_user(lambda: prepared(folder))
        os.chown(folder / path, 0, 0)
        before = contents_of(folder / "public")
        told = as_user(lambda: [build(folder), build(folder)])
        assert told[0] == told[1]
        assert f"{folder}/{path} belongs to root" in told[0]
        assert contents_of(folder / "public") == before
        take_over(folder)
        assert as_user(lambda: build(folder)) == ""


@needs_root
def test_files_of_another_user_in_a_folder_of_ours_are_no_obstacle() -> None:
    with home() as folder:
        as_user(lambda: prepare(folder, make(".public.new", files={"en/a": b""})))
        for path in [*(folder / "public").rglob("*"), *(folder / ".public.new").rglob("*")]:
            if path.is_file():
                os.chown(path, 0, 0)
        assert as_user(lambda: [build(folder), build(folder)]) == ["", ""]


MEMORY: list[tuple[str, Change]] = [
    ("a file", write(".memory")),
    ("a link that leads nowhere", link(".memory", "nowhere/deep")),
    ("a link to itself", link(".memory", ".memory")),
    ("read-only", make(".memory", 0o555)),
    ("closed", make(".memory", 0)),
    ("store is a folder", make(".memory", files={"steps/a": b""})),
    ("store is empty", make(".memory", files={"steps": b""})),
    ("store is no database", make(".memory", files={"steps": b"x" * 5000})),
    (
        "store read-only",
        lambda folder: (
            make(".memory", files={"steps": b""})(folder),
            chmod(".memory/steps", 0o444)(folder),
        ),
    ),
]


@pytest.mark.parametrize("row", MEMORY, ids=names(MEMORY))
def test_a_memory_that_cannot_be_used_keeps_nobody_from_building(row: tuple[str, Change]) -> None:
    def work(folder: Path) -> tuple[object, ...]:
        row[1](folder)
        memory = Memory(folder / ".memory")
        store = Store(memory.folder / "steps")
        root = store.begin()
        store.end()
        made = memory.recall("key", lambda: "made"), memory.knows("other"), memory.get("other")
        memory.forget()
        return root, *made

    with home() as folder:
        assert as_user(lambda: work(folder)) == (b"", "made", False, None)


def test_what_a_killed_build_has_left_in_the_memory_is_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep("key", "kept")
    orphans = [tmp_path / f"{'0' * 64}.17", tmp_path / "clock.17"]
    for file in orphans:
        file.write_bytes(b"")
        os.utime(file, (0, 0))
    memory.forget()
    assert not any(file.exists() for file in orphans)
    assert memory.get("key") == "kept"


def test_a_list_keeps_its_permissions_its_line_ends_and_its_link(tmp_path: Path) -> None:
    target, file = tmp_path / "target", tmp_path / "addresses.txt"
    target.write_bytes(b"# list\r\na.html\r\n")
    target.chmod(0o640)
    file.symlink_to(target)
    replace_file(file, "# list\na.html\nb.html\n")
    assert target.read_bytes() == b"# list\r\na.html\r\nb.html\r\n"
    assert (target.stat().st_mode & 0o777, file.is_symlink()) == (0o640, True)
    target.write_bytes(b"a\nb\n")
    replace_file(file, "c\r\nd\n")
    assert target.read_bytes() == b"c\r\nd\n"


@pytest.mark.parametrize(
    ("change", "path", "way"),
    [
        (chmod("lists", 0o555), "lists", "chmod u+rwx"),
        (make("lists/a.txt.new", files={"b": b""}), "lists/a.txt.new", ""),
    ],
)
def test_a_list_that_cannot_be_written_is_named(change: Change, path: str, way: str) -> None:
    def work(folder: Path) -> str:
        make("lists", files={"a.txt": b"a"})(folder)
        change(folder)
        try:
            replace_file(folder / "lists" / "a.txt", "b")
        except OutputError as error:
            return f"{error.message} → {error.hint}"
        return ""

    with home() as folder:
        told = as_user(lambda: work(folder))
        assert f"{folder}/{path}" in told
        assert way in told


@pytest.mark.parametrize(
    ("number", "way"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EROFS, "another folder"),
        (errno.ENAMETOOLONG, "Shorten"),
        (errno.EIO, "otherwise"),
    ],
)
def test_the_way_out_is_that_of_the_cause(number: int, way: str) -> None:
    with (
        pytest.raises(OutputError) as caught,
        explained(lambda reason: say("{reason}", reason=reason), say("otherwise")),
    ):
        raise OSError(number, os.strerror(number), "/some/path")
    assert str(caught.value) == f"{os.strerror(number)} (/some/path)"
    assert way in str(caught.value.hint)


@needs_root
def test_nobody_is_told_to_take_over_what_no_build_has_made() -> None:
    with home() as folder:
        (folder / "of-root").mkdir(mode=0o755)

        def work() -> str:
            try:
                write_files(NEW, folder / "of-root" / "public")
            except OutputError as error:
                return f"{error.message} → {error.hint}"
            return ""

        told = as_user(work)
        assert f"{folder}/of-root belongs to root: ask" in told
        assert "chown" not in told
