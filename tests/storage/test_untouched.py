"""A file that was touched is read again, whatever is done to hide it; another is not."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.storage import untouched
from exhibit.storage.cache import Memory
from exhibit.storage.exchange import exchange
from exhibit.storage.manifest import is_current
from exhibit.storage.publish import write_files
from exhibit.storage.untouched import Digests, digest_files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there every file is read")

Step = Callable[[Path, bytes], object]


def replace(file: Path, content: bytes) -> None:
    """Under another number, with the time of the earlier file."""
    before = file.stat()
    other = file.with_name("other")
    other.write_bytes(content)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def hide(file: Path, content: bytes) -> None:
    """With the time that it had, to the last digit."""
    before = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def write_through(file: Path, content: bytes) -> None:
    """By another name of the same file."""
    other = file.with_name("link")
    other.unlink(missing_ok=True)
    os.link(file, other)
    other.write_bytes(content)


def backdate(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    os.utime(file, (0, 0))


def redirect(file: Path, content: bytes) -> None:
    """By a symbolic link to another file."""
    other = file.with_name(f"target {content.hex()}")
    other.write_bytes(content)
    file.unlink()
    file.symlink_to(other)


def move_in(file: Path, content: bytes) -> None:
    """An older file that lay elsewhere all the time."""
    other = file.with_name(f"elsewhere {content.hex()}")
    if not other.exists():
        other.write_bytes(content)
    file.with_name("moving").unlink(missing_ok=True)
    os.link(other, file.with_name("moving"))
    file.with_name("moving").replace(file)


def leave(file: Path, content: bytes) -> None:
    """As it is."""


ways: st.SearchStrategy[Step] = st.sampled_from(
    [Path.write_bytes, replace, hide, write_through, backdate, redirect, move_in, leave]
)
words = st.sampled_from([b"one", b"two", b"six", b"seven"])
edits = st.lists(st.tuples(ways, words, st.booleans()))


@pytest.mark.long
@settings(deadline=None, max_examples=60)
@given(edits)
def test_a_digest_is_that_of_the_content_however_it_came_there(
    edits: list[tuple[Step, bytes, bool]],
) -> None:
    """Some edits come at once after the file was read, and some after the clock has moved on."""
    with TemporaryDirectory() as folder:
        memory, file = Memory(Path(folder, "memory")), Path(folder, "file")
        file.write_bytes(b"one")
        for way, content, later in edits:
            if later:
                time.sleep(0.02)
            way(file, content)
            digests = Digests(memory, "of a test")
            noted = digest_files(file.parent, ["file"], digests)
            digests.keep()
            assert noted == digest_files(file.parent, ["file"])


def ask_after_a_while(file: Path, memory: Memory) -> str:
    time.sleep(0.05)
    digests = Digests(memory, "of a test")
    found = digests.of(str(file), file.stat())
    digests.keep()
    return found


def test_a_file_that_nobody_has_touched_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, memory = tmp_path / "file", Memory(tmp_path / "memory")
    file.write_bytes(b"one")
    digest = ask_after_a_while(file, memory)

    def read(path: Path) -> bytes:
        assert path != file
        return reading(path)

    reading = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", read)
    assert ask_after_a_while(file, memory) == digest
    os.utime(file, (0, 0))
    with pytest.raises(AssertionError):
        ask_after_a_while(file, memory)


@pytest.mark.parametrize(("later", "is_noted"), [(0, False), (1, True)])
def test_a_file_is_believed_if_the_clock_has_moved_on_since_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: int, is_noted: bool
) -> None:
    """Else it could be changed again at what is the same time to the file system."""
    file, memory = tmp_path / "file", Memory(tmp_path / "memory")
    file.write_bytes(b"one")
    status = file.stat()
    now = max(status.st_mtime_ns, status.st_ctime_ns) + later
    monkeypatch.setattr(untouched, "_tell_time", lambda folder: (status.st_dev, now))
    ask_after_a_while(file, memory)
    assert (str(file) in Digests(memory, "of a test").known) == is_noted


def test_where_nothing_can_be_noted_every_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "memory").write_bytes(b"a file in its place")
    file, memory = tmp_path / "file", Memory(tmp_path / "memory")
    file.write_bytes(b"one")
    one = ask_after_a_while(file, memory)
    file.write_bytes(b"two")
    assert ask_after_a_while(file, memory) != one


@pytest.mark.long
@settings(deadline=None, max_examples=40)
@given(edits)
def test_a_damaged_file_of_the_site_is_always_noticed(
    edits: list[tuple[Step, bytes, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        memory, output = Memory(Path(folder, "memory")), Path(folder, "public")
        site = {"file": b"one", "other.html": b"other"}
        for way, content, later in edits:
            digests = Digests(memory, "of the output")
            write_files(site, output, digest="1", digests=digests)
            digests.keep()
            if later:
                time.sleep(0.02)
            way(output / "file", content)
            digests = Digests(memory, "of the output")
            intact = not (output / "file").is_symlink() and (output / "file").read_bytes() == b"one"
            assert is_current(output, "1", digests) == intact
            digests.keep()
        write_files(site, output, digest="1", digests=Digests(memory, "of the output"))
        assert (output / "file").read_bytes() == b"one"


def test_what_an_edit_leaves_as_it_is_need_not_be_read_by_the_next(tmp_path: Path) -> None:
    """Although it is given another name in the meantime, which moves its time."""
    memory, output = Memory(tmp_path / "memory"), tmp_path / "public"
    for page in (b"one", b"two", b"six"):
        time.sleep(0.05)
        digests = Digests(memory, "of the output")
        write_files({"page": page, "en/other": b"same"}, output, digests=digests)
        digests.keep()
    known = Digests(memory, "of the output").known
    changed = {name: stamp[-1] for name, (_, stamp) in known.items()}
    assert changed == {str(output / "en/other"): os.lstat(output / "en/other").st_ctime_ns}


def test_what_is_damaged_while_the_site_is_replaced_is_noticed(tmp_path: Path) -> None:
    memory, output = Memory(tmp_path / "memory"), tmp_path / "public"

    def damage(one: Path, other: Path) -> bool:
        (output / "en/other").write_bytes(b"SAME")
        return exchange(one, other)

    for page in (b"one", b"two"):
        time.sleep(0.05)
        digests = Digests(memory, "of the output")
        site = {"page": page, "en/other": b"same"}
        write_files(site, output, digest="1", digests=digests, exchange=damage)
        digests.keep()
    assert (output / "en/other").read_bytes() == b"SAME"
    assert not is_current(output, "1", Digests(memory, "of the output"))
