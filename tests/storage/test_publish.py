"""The output folder holds one whole site at every moment, and all that others have put there."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC, EPERM, EXDEV
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.storage import publish
from exhibit.storage.exchange import exchange
from exhibit.storage.folders import clone, folders_of
from exhibit.storage.manifest import MANIFEST, beside, describe, is_current, is_safe
from exhibit.storage.publish import Exchange, Written, locked, write_files
from exhibit.storage.refusals import OutputError

Site = Mapping[str, bytes]

OLD: Site = {"index.html": b"old", "en/index.html": b"same", "en/gone.html": b"old"}
NEW: Site = {"index.html": b"new", "en/index.html": b"same", "fonts/a.woff2": b"new"}
NOTHING: Site = {}
UNCHANGED = Written(new=0, changed=0, deleted=0, unchanged=3)


def cannot_exchange(one: Path, other: Path) -> bool:
    return False


needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows reserves symbolic links")
both_ways = pytest.mark.parametrize("way", [exchange, cannot_exchange])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def can_exchange(tmp_path: Path) -> None:
    """Skip what only holds where the system can exchange two folders."""
    one, other = tmp_path / "probe" / "one", tmp_path / "probe" / "other"
    one.mkdir(parents=True)
    other.mkdir()
    if not exchange(one, other):
        pytest.skip("this file system cannot exchange folders")


def contents(folder: Path) -> Site:
    """Every file, and every folder with a slash at its end; nothing if there is no folder."""
    return {
        path.relative_to(folder).as_posix() + "/" * path.is_dir(): (
            b"" if path.is_dir() else path.read_bytes()
        )
        for path in folder.rglob("*")
    }


def whole(site: Site, foreign: Site = NOTHING) -> Site:
    """What an output contains that holds the site and these foreign files."""
    files = {**site, **foreign, MANIFEST: describe(site, "").to_bytes()}
    return {**files, **{f"{folder}/": b"" for folder in folders_of(files)}}


def neighbours(output: Path) -> set[str]:
    return {path.name for path in output.parent.iterdir()} - {output.name}


def put(folder: Path, files: Site) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def test_a_first_build_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    output = tmp_path / "of" / "many" / "public"
    assert write_files(NEW, output) == Written(new=3, changed=0, deleted=0, unchanged=0)
    assert contents(output) == whole(NEW)


@both_ways
def test_a_build_takes_stale_files_and_empty_folders_away(output: Path, way: Exchange) -> None:
    write_files(OLD, output, exchange=way)
    written = write_files({"index.html": b"new"}, output, exchange=way)
    assert written == Written(new=0, changed=1, deleted=2, unchanged=0)
    assert contents(output) == whole({"index.html": b"new"})
    assert neighbours(output) == {".public.lock"}


@both_ways
def test_unchanged_files_are_not_written_again(output: Path, way: Exchange) -> None:
    write_files(OLD, output)
    before = (output / "en/index.html").stat()
    write_files(NEW, output, exchange=way)
    after = (output / "en/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_build_that_changes_nothing_touches_nothing(output: Path) -> None:
    write_files(OLD, output, digest="1")
    before = output.stat()
    assert write_files(OLD, output, digest="1") == UNCHANGED
    after = output.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_of_the_site_that_was_edited_or_removed_by_hand_is_restored(output: Path) -> None:
    write_files(OLD, output)
    (output / "index.html").write_bytes(b"by hand")
    (output / "en/gone.html").unlink()
    assert write_files(OLD, output) == Written(new=0, changed=2, deleted=0, unchanged=1)
    assert contents(output) == whole(OLD)


def test_the_same_site_gives_the_same_manifest(tmp_path: Path) -> None:
    write_files(OLD, tmp_path / "one", digest="1")
    write_files(dict(sorted(OLD.items())), tmp_path / "other", digest="1")
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (
        tmp_path / "other" / MANIFEST
    ).read_bytes()


@pytest.mark.parametrize("path", ["", ".", "/etc/passwd", "../up", "a/../../up", "a//b", "a/"])
def test_a_path_that_could_leave_the_output_is_no_path(output: Path, path: str) -> None:
    assert not is_safe(path)
    with pytest.raises(ValueError, match="not paths"):
        write_files({path: b""}, output)
    assert not output.exists()


@both_ways
def test_foreign_files_and_folders_survive(output: Path, way: Exchange) -> None:
    write_files(OLD, output, exchange=way)
    foreign: Site = {"CNAME": b"example.org", ".git/HEAD": b"ref", "en/note.txt": b"mine"}
    put(output, foreign)
    (output / ".git/refs/tags").mkdir(parents=True)
    before = (output / "CNAME").stat()
    write_files(NEW, output, exchange=way)
    empty_folders = {".git/refs/": b"", ".git/refs/tags/": b""}
    assert contents(output) == {**whole(NEW, foreign), **empty_folders}
    assert (output / "CNAME").stat().st_mtime_ns == before.st_mtime_ns


@both_ways
def test_a_file_put_into_the_output_while_it_is_replaced_survives(
    output: Path, way: Exchange
) -> None:
    late: Site = {"CNAME": b"just now", "en/note.txt": b"just now", "deep/er.txt": b"just now"}

    def meanwhile(one: Path, other: Path) -> bool:
        put(output, {**late, "fonts/a.woff2": b"where the new site has a file of its own"})
        return way(one, other)

    write_files(OLD, output)
    write_files(NEW, output, exchange=meanwhile)
    assert contents(output) == whole(NEW, late)
    assert neighbours(output) == {".public.lock"}


def test_such_a_file_survives_if_the_build_is_killed_before_it_can_move_it(
    tmp_path: Path, output: Path
) -> None:
    write_files(NEW, output)
    write_files(OLD, tmp_path / "replaced")
    put(tmp_path / "replaced", {"CNAME": b"just now"})
    (tmp_path / "replaced" / "index.html").unlink()
    os.rename(tmp_path / "replaced", beside(output, "new"))
    write_files(NEW, output)
    assert contents(output) == whole(NEW, {"CNAME": b"just now"})


@both_ways
def test_a_foreign_file_replaced_by_a_newer_one_meanwhile_stays_the_newer(
    output: Path, way: Exchange
) -> None:
    def meanwhile(one: Path, other: Path) -> bool:
        put(output, {"draft": b"newer"})
        os.replace(output / "draft", output / "CNAME")
        return way(one, other)

    write_files(OLD, output)
    put(output, {"CNAME": b"earlier"})
    os.utime(output / "CNAME", (0, 0))
    write_files(NEW, output, exchange=meanwhile)
    assert contents(output) == whole(NEW, {"CNAME": b"newer"})


@pytest.mark.parametrize(
    ("foreign", "wanted"),
    [("CNAME", "CNAME"), ("en/own", "en/own/index.html"), ("own/file", "own")],
)
def test_a_foreign_file_is_not_overwritten(output: Path, foreign: str, wanted: str) -> None:
    write_files(OLD, output)
    put(output, {foreign: b"mine"})
    with pytest.raises(OutputError, match="somebody else's file"):
        write_files({**OLD, wanted: b"site"}, output)
    assert contents(output) == whole(OLD, {foreign: b"mine"})
    assert neighbours(output) == {".public.lock"}


@needs_links
def test_symbolic_links_are_carried_over_and_never_followed(tmp_path: Path, output: Path) -> None:
    write_files(OLD, output)
    outside = tmp_path / "outside"
    os.rename(output / "en", outside)
    (output / "en").symlink_to(outside, target_is_directory=True)
    with pytest.raises(OutputError, match="the name en in"):
        write_files(NEW, output)
    write_files({"index.html": b"new"}, output)
    assert (output / "en").is_symlink()
    assert contents(outside) == {"index.html": b"same", "gone.html": b"old"}


@needs_links
def test_an_output_that_is_a_symbolic_link_stays_one(tmp_path: Path, output: Path) -> None:
    output.symlink_to(tmp_path / "real", target_is_directory=True)
    write_files(OLD, output)
    write_files(NEW, output)
    assert output.is_symlink()
    assert contents(tmp_path / "real") == whole(NEW)


@pytest.mark.parametrize("manifest", [None, b"", b"{}", b'{"digest": "", "files": {"../x": ""}}'])
def test_a_folder_that_this_program_did_not_write_is_refused(
    output: Path, manifest: bytes | None
) -> None:
    mine = {"thesis.txt": b"years of work"} | ({MANIFEST: manifest} if manifest is not None else {})
    put(output, mine)
    with pytest.raises(OutputError, match="not empty" if manifest is None else "is damaged"):
        write_files(NEW, output)
    assert contents(output) == mine
    assert neighbours(output) == set()


def test_an_output_that_is_a_file_is_refused(output: Path) -> None:
    output.write_bytes(b"mine")
    with pytest.raises(OutputError, match="is a file"):
        write_files(NEW, output)
    assert output.read_bytes() == b"mine"


@pytest.mark.parametrize("place", [".", "content", "content/public"])
def test_an_output_that_would_hold_or_lie_in_a_source_is_refused(
    tmp_path: Path, place: str
) -> None:
    with pytest.raises(OutputError, match="made from"):
        write_files(NEW, tmp_path / place, sources=[tmp_path / "content"])
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_a_fine_output_and_keeps_its_permissions(output: Path) -> None:
    output.mkdir()
    output.chmod(0o750)
    before = output.stat().st_mode
    write_files(OLD, output)
    write_files(NEW, output)
    assert output.stat().st_mode == before
    assert contents(output) == whole(NEW)


def test_a_failure_is_explained_and_leaves_the_earlier_site(output: Path) -> None:
    def fail(one: Path, other: Path) -> bool:
        raise OSError(ENOSPC, "No space left on device")

    write_files(OLD, output)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(NEW, output, exchange=fail)
    assert contents(output) == whole(OLD)
    assert neighbours(output) == {".public.lock"}


@pytest.mark.usefixtures("can_exchange")
def test_two_folders_change_places(tmp_path: Path) -> None:
    put(tmp_path, {"one/file": b"1", "other/deep/file": b"2"})
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert contents(tmp_path / "one") == {"deep/": b"", "deep/file": b"2"}
    assert contents(tmp_path / "other") == {"file": b"1"}


@pytest.mark.usefixtures("can_exchange")
def test_a_folder_cannot_change_places_with_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path, tmp_path / "nothing")


def no_second_name(source: Path, target: Path) -> None:
    raise PermissionError(EPERM, "")


def test_a_copy_stands_in_where_a_file_cannot_have_two_names(tmp_path: Path) -> None:
    put(tmp_path, {"source": b"text"})
    os.utime(tmp_path / "source", (1, 1))
    clone(tmp_path / "source", tmp_path / "target", link=no_second_name)
    assert (tmp_path / "target").read_bytes() == b"text"
    assert (tmp_path / "target").stat().st_mtime == 1


@needs_links
def test_a_symbolic_link_is_never_replaced_by_a_copy(tmp_path: Path) -> None:
    (tmp_path / "source").symlink_to("nowhere")
    clone(tmp_path / "source", tmp_path / "target", link=no_second_name)
    assert os.readlink(tmp_path / "target") == "nowhere"


def test_files_of_a_drive_mounted_in_the_output_are_not_copied_out_of_it(tmp_path: Path) -> None:
    def unable(source: Path, target: Path) -> None:
        raise OSError(EXDEV, "")

    put(tmp_path, {"source": b"text"})
    with pytest.raises(OSError):
        clone(tmp_path / "source", tmp_path / "target", link=unable)
    assert contents(tmp_path) == {"source": b"text"}


def test_a_site_is_current_until_its_sources_or_files_change(output: Path) -> None:
    assert not is_current(output, "1")
    write_files(OLD, output, digest="1")
    assert is_current(output, "1")
    assert not is_current(output, "2")
    put(output, {"CNAME": b"foreign"})
    assert is_current(output, "1")
    put(output, {"index.html": b"by hand"})
    assert not is_current(output, "1")
    write_files(OLD, output, digest="1")
    (output / "index.html").unlink()
    assert not is_current(output, "1")


def test_a_site_from_unknown_sources_is_never_current(output: Path) -> None:
    write_files(OLD, output)
    assert not is_current(output, "")


def test_a_site_is_not_current_while_a_killed_build_has_left_something(output: Path) -> None:
    write_files(OLD, output, digest="1")
    beside(output, "new").mkdir()
    assert not is_current(output, "1")


def test_a_new_digest_is_recorded_even_if_no_file_changes(output: Path) -> None:
    write_files(OLD, output, digest="1")
    assert write_files(OLD, output, digest="2") == UNCHANGED
    assert is_current(output, "2")


def test_a_half_written_leftover_is_removed(output: Path) -> None:
    write_files(OLD, output)
    put(beside(output, "new"), {"index.html": b"ne", "CNAME": b"", MANIFEST: b'{"digest": ""'})
    write_files(OLD, output)
    assert contents(output) == whole(OLD)
    assert neighbours(output) == {".public.lock"}


def test_a_leftover_does_not_bring_back_an_output_that_was_deleted(output: Path) -> None:
    write_files(OLD, output)
    put(output, {"CNAME": b"foreign"})
    os.rename(output, beside(output, "new"))
    write_files(NEW, output)
    assert contents(output) == whole(NEW)


def test_a_build_gives_up_if_another_does_not_finish(output: Path) -> None:
    with locked(output, 1), pytest.raises(OutputError, match=r"Another build .* 0\.1 seconds"):
        write_files(NEW, output, patience=0.1)
    assert not output.exists()


def conflict(one: str, other: str) -> bool:
    """Whether no folder can hold files at both paths."""
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


def is_possible(site: Site) -> bool:
    return not any(conflict(one, other) for one in site for other in site if one != other)


paths = st.sampled_from(["a", "a/b", "a/b/c", "a/d", "b", "b/a", "index.html"])
sites = st.dictionaries(paths, st.binary(max_size=2)).filter(is_possible)
foreign_paths = st.sampled_from(["CNAME", "a/b/own", "a/own", "b", "c/own/file"])
steps = st.lists(st.tuples(sites, st.sampled_from([exchange, cannot_exchange]), foreign_paths))


@settings(deadline=None, max_examples=40)
@given(steps)
def test_the_output_is_the_last_site_and_all_foreign_files(
    steps: list[tuple[Site, Exchange, str]],
) -> None:
    with TemporaryDirectory() as folder:
        output = Path(folder, "public")
        present, foreign = NOTHING, NOTHING
        for site, way, newcomer in steps:
            try:
                write_files(site, output, exchange=way)
                present = site
            except OutputError:
                assert any(conflict(one, other) for one in site for other in foreign)
            if not any(conflict(newcomer, other) for other in present):
                foreign = {**foreign, newcomer: newcomer.encode()}
                put(output, foreign)
            assert contents(output) == whole(present, foreign)
            assert neighbours(output) == {".public.lock"}


# These run as processes of their own, with the output as their first argument.

PUBLISHER = """
import sys
from pathlib import Path
from exhibit.storage.publish import write_files

output, letters, rounds = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3])
for turn in range(rounds):
    content = letters[turn % len(letters):][:1] * 100_000
    write_files({"index.html": content, "en/index.html": content}, output)
"""

VICTIM = """
import os, sys
from pathlib import Path
import ctypes, filelock, shutil
from exhibit.storage.publish import write_files

output, way, fatal, site = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), eval(sys.argv[4])
DEADLY = {"open", "ctypes.dlsym", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename",
          "os.rmdir", "os.symlink", "os.truncate", "os.utime", "shutil.copyfile", "shutil.rmtree"}
seen = []

def watch(event, arguments):
    if event not in DEADLY or event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
        return
    seen.append(event)
    if len(seen) == fatal:
        os._exit(9)  # as kill -9: nothing is finished, closed or tidied up

sys.addaudithook(watch)
write_files(site, output, **({} if way == "exchange" else {"exchange": lambda one, other: False}))
print(*seen)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    # Without the site module Python starts faster, but must be told where its libraries are.
    command = [sys.executable, "-B", "-S", "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def strike(output: Path, way: str, site: Site, fatal: int) -> tuple[int, list[str]]:
    """Kill a build at its n-th change to the disk: its exit status, the changes if it survives."""
    victim = start(VICTIM, output, way, fatal, dict(site))
    seen, _ = victim.communicate()
    return victim.returncode, seen.split()


@pytest.mark.long
@pytest.mark.usefixtures("can_exchange")
@pytest.mark.parametrize(
    ("old", "new", "way", "outcomes"),
    [
        (NOTHING, NEW, "exchange", ["nothing", "new"]),
        (OLD, NEW, "exchange", ["old", "new"]),
        (OLD, {"index.html": b"old"}, "exchange", ["old", "new"]),
        (OLD, NEW, "renames", ["old", "nothing", "new"]),
    ],
    ids=["first build", "changed", "deleted", "no exchange"],
)
def test_a_build_killed_at_any_change_to_the_disk_leaves_one_whole_site(
    tmp_path: Path, old: Site, new: Site, way: str, outcomes: list[str]
) -> None:
    foreign: Site = {".git/HEAD": b"mine"} if old else {}
    names = {"nothing": NOTHING, "old": whole(old, foreign), "new": whole(new, foreign)}

    def prepared(folder: str) -> Path:
        output = tmp_path / folder / "public"
        if old:
            write_files(old, output)
            put(output, foreign)
        return output

    def outcome(fatal: int) -> str:
        output = prepared(str(fatal))
        status, _ = strike(output, way, new, fatal)
        left = contents(output)
        write_files(new, output)
        assert status == (9 if fatal <= len(changes) else 0)
        assert contents(output) == names["new"]
        assert neighbours(output) == {".public.lock"}
        return next(name for name, files in names.items() if files == left)

    _, changes = strike(prepared("alive"), way, new, fatal=0)
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(outcome, range(1, len(changes) + 2)))
    assert [name for name, _ in groupby(found)] == outcomes
    if "nothing" not in outcomes:
        # The hook hears of the exchange when Python looks it up: the last moment of the old site.
        assert changes[found.count("old") - 1] == "ctypes.dlsym"
    if way == "renames":
        assert found.count("nothing") == 1


class Disk:
    """What a power cut would leave: names and contents as they were when they were settled."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.settled: dict[int, list[str] | bytes] = {}  # by number of file and folder
        self.settle = os.fsync
        patch.setattr(os, "fsync", self.fsync)

    def fsync(self, descriptor: int) -> None:
        status = os.fstat(descriptor)
        is_folder = stat.S_ISDIR(status.st_mode)
        self.settled[status.st_ino] = (
            os.listdir(descriptor) if is_folder else os.pread(descriptor, status.st_size, 0)
        )
        self.settle(descriptor)

    def survivors(self, folder: Path, start: str = "") -> Site:
        left: dict[str, bytes] = {}
        names = self.settled.get(folder.stat().st_ino, [])
        for name in map(str, names):
            path = folder / name
            if path.is_dir():
                left |= {f"{start}{name}/": b"", **self.survivors(path, f"{start}{name}/")}
            else:
                content = self.settled.get(path.stat().st_ino, b"")
                left[start + name] = content if isinstance(content, bytes) else b""
        return left

    def forget_all_but(self, folder: Path) -> None:
        """Numbers of files that are gone are given to others."""
        known = {path.stat().st_ino for path in folder.rglob("*")}
        self.settled = {key: value for key, value in self.settled.items() if key in known}


@pytest.mark.skipif(os.name == "nt", reason="Windows gives files no numbers that last")
@pytest.mark.parametrize("copy", [clone, partial(clone, link=no_second_name)])
@both_ways
def test_a_site_is_settled_on_the_disk_before_it_takes_its_place(
    output: Path, way: Exchange, copy: Callable[[Path, Path], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So whenever the power is cut, what has the name of the output is one whole site."""
    disk, rename = Disk(monkeypatch), os.rename
    found: list[Site] = []

    def watch(one: Path, other: Path) -> bool:
        found.append(disk.survivors(one))
        return way(one, other)

    def move(source: Path, target: Path) -> None:
        if source == beside(output, "new"):
            found.append(disk.survivors(source))
        rename(source, target)

    monkeypatch.setattr(os, "rename", move)
    monkeypatch.setattr(publish, "clone", copy)
    many = {f"{number}/index.html": b"%d" % number for number in range(30)}
    for site in (OLD, NEW, {**NEW, **many}, {**OLD, **many}):
        write_files(site, output, exchange=watch)
        assert found
        assert all(survivors == whole(site) for survivors in found)
        found.clear()
        disk.forget_all_but(output)


@pytest.mark.usefixtures("can_exchange")
def test_a_reader_finds_every_file_whole_while_the_site_is_replaced(output: Path) -> None:
    write_files({"index.html": b"x" * 100_000, "en/index.html": b"x" * 100_000}, output)
    publisher = start(PUBLISHER, output, "abc", 50)
    versions = set()
    while publisher.poll() is None:
        for path in ("index.html", "en/index.html"):
            content = (output / path).read_bytes()
            assert len(content) == 100_000
            assert len(set(content)) == 1
            versions.add(content[:1])
    publisher.communicate()
    assert publisher.returncode == 0
    assert versions == {b"x", b"a", b"b", b"c"}


def test_builds_at_the_same_time_take_turns(output: Path) -> None:
    publishers = [start(PUBLISHER, output, letters, 20) for letters in ("ab", "cd", "ef")]
    for publisher in publishers:
        publisher.communicate()
        assert publisher.returncode == 0
    last = (output / "index.html").read_bytes()
    assert last[:1] in {b"b", b"d", b"f"}
    assert contents(output) == whole({"index.html": last, "en/index.html": last})
    assert neighbours(output) == {".public.lock"}
