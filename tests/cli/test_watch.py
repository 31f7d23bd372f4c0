"""The watch and looks at the files together miss nothing, and looks take only their share."""

import os
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from exhibit.cli import watch
from tests.cli.previews import make_exhibit, write

SHARE = 0.005  # of the time, at most, for looks


class Clock:
    """Stands still but where a test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, look: float) -> None:
        self.now = 0.0
        self.look = look  # seconds that one takes
        self.looks = 0
        take_stock = watch.take_stock

        def look_slowly(sources: dict[str, int]) -> dict[str, tuple[int, int, int]]:
            self.looks += 1
            self.now += look
            return take_stock(sources)

        monkeypatch.setattr("exhibit.cli.watch.perf_counter", lambda: self.now)
        monkeypatch.setattr("exhibit.cli.watch.take_stock", look_slowly)

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def watch(self, told: Iterator[set[str]]) -> Callable[..., Iterator[set[str]]]:
        """A watch that tells this, with a tenth of a second between."""

        def tell(*sources: str, **options: object) -> Iterator[set[str]]:
            for names in told:
                self.now += 0.1
                yield names

        return tell


@pytest.fixture(params=[0.001, 0.05], ids=["few files", "many files"])
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(monkeypatch, look=request.param)
    monkeypatch.setattr("exhibit.cli.watch.watch", clock.watch(repeat(set[str]())))
    return clock


def seconds_until(seen: Iterator[bool], clock: Clock) -> float:
    began = clock.now
    while not next(seen):
        assert clock.now < began + 60
    return clock.now - began


def idle(seen: Iterator[bool], clock: Clock, seconds: float) -> None:
    end = clock.now + seconds
    while clock.now < end:
        assert not next(seen)


def change_after_a_rest(root: Path, clock: Clock) -> Iterator[bool]:
    """What is seen of an exhibit of which nobody says that it has just been changed."""
    make_exhibit(root)
    seen = watch.changes(root)
    assert next(seen)
    idle(seen, clock, 100)
    write(root, "index.md", "Der zweite Satz.")
    return seen


def test_a_change_that_the_watch_misses_is_seen(tmp_path: Path, clock: Clock) -> None:
    seen = change_after_a_rest(tmp_path, clock)
    assert seconds_until(seen, clock) < 20
    write(tmp_path, ".index.md.swp", "Der dritte Satz.")
    idle(seen, clock, 100)
    (tmp_path / "content" / "404.md").unlink()
    assert seconds_until(seen, clock) < 20


def test_what_comes_soon_after_a_change_is_seen_at_once(tmp_path: Path, clock: Clock) -> None:
    seen = change_after_a_rest(tmp_path, clock)
    seconds_until(seen, clock)
    write(tmp_path, "index.md", "Der dritte Satz.")
    assert next(seen)


def test_looks_at_the_files_take_no_more_than_their_share(tmp_path: Path, clock: Clock) -> None:
    make_exhibit(tmp_path)
    seen = watch.changes(tmp_path)
    assert next(seen)
    idle(seen, clock, 20)
    looks, began = clock.looks, clock.now
    idle(seen, clock, 1000)
    assert 0 < (clock.looks - looks) * clock.look < SHARE * (clock.now - began)


def test_what_the_watch_tells_is_looked_at_at_once_and_not_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_exhibit(tmp_path)
    clock = Clock(monkeypatch, look=0.05)
    told = iter([*repeat(set[str](), 1000), {"index.md"}, *repeat(set[str](), 1000)])
    monkeypatch.setattr("exhibit.cli.watch.watch", clock.watch(told))
    seen = watch.changes(tmp_path)
    assert next(seen)
    assert not any(next(seen) for _ in range(1000))
    write(tmp_path, "index.md", "Der zweite Satz.")
    assert next(seen)
    assert not any(next(seen) for _ in range(900))


def test_a_folder_that_is_new_or_replaced_is_watched_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[tuple[str, ...]] = []

    def tell(*sources: str, **options: object) -> Iterator[set[str]]:
        watched.append(sources)
        yield from repeat(set[str]())

    monkeypatch.setattr("exhibit.cli.watch.watch", tell)
    make_exhibit(tmp_path)
    seen = watch.changes(tmp_path)
    assert [next(seen), next(seen)] == [True, False]
    (tmp_path / "templates").mkdir()
    next(seen)
    assert not next(seen)
    assert str(tmp_path / "templates") in watched[-1]
    os.rename(tmp_path / "templates", tmp_path / "old")
    (tmp_path / "templates").mkdir()
    next(seen)
    next(seen)
    assert len(watched) == 3


@pytest.mark.parametrize(
    "error", [RuntimeError("os error 24"), OSError(28, "limit"), PermissionError()]
)
def test_where_there_is_no_watch_the_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*sources: str, **options: object) -> Iterator[set[str]]:
        raise error
        yield set()

    make_exhibit(tmp_path)
    clock = Clock(monkeypatch, look=0.05)
    monkeypatch.setattr("exhibit.cli.watch.watch", refuse)
    monkeypatch.setattr("exhibit.cli.watch.sleep", clock.wait)
    told: list[str] = []
    seen = watch.changes(tmp_path, lambda notice: told.append(str(notice)))
    assert next(seen)
    idle(seen, clock, 100)
    write(tmp_path, "index.md", "Der zweite Satz.")
    assert seconds_until(seen, clock) < 2
    (tmp_path / "templates").mkdir()  # a folder more to be watched, again in vain
    assert not any([next(seen) for _ in range(50)][5:])
    assert len(told) == 1
