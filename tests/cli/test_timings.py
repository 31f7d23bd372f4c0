"""What a part of a build takes counts for it alone, and a build is timed only if that is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exhibit.cli import timings
from exhibit.cli.build import build_and_report
from exhibit.cli.report import speaker
from exhibit.cli.timings import Stopwatch
from tests.whole.test_sites import lay_out


class Clock:
    """In the place of the module time: it stands still until somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def process_time(self) -> float:
        return self.now

    def perf_counter(self) -> float:
        return 2 * self.now

    def work(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timings, "time", clock)
    return clock


def test_a_part_within_another_counts_for_itself_alone(clock: Clock) -> None:
    stopwatch = Stopwatch()

    def render() -> str:
        clock.work(1)
        for _ in range(3):
            stopwatch("bodies", clock.work)(10)
        clock.work(2)
        return "rendered"

    clock.work(5)
    assert stopwatch("render", render)() == "rendered"
    stopwatch.describe(speaker("en"))
    assert stopwatch.cpu == {"other": 5, "render": 3, "bodies": 30}
    assert stopwatch.wall["bodies"] == 60
    assert stopwatch.times["bodies"] == 3


def test_after_a_fault_the_part_around_it_goes_on(clock: Clock) -> None:
    stopwatch = Stopwatch()

    def fail() -> None:
        clock.work(1)
        raise ValueError

    with pytest.raises(ValueError):
        stopwatch("read", fail)()
    clock.work(7)
    stopwatch.describe(speaker("en"))
    assert stopwatch.cpu == {"read": 1, "other": 7}


def rows(told: str) -> dict[str, list[str]]:
    """The table by the name of each row, in German."""
    _, _, table = told.partition("\n\n")
    return {line[:24].strip(): line[24:].split() for line in table.splitlines()}


def test_a_table_says_what_is_made_anew_and_what_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("charts/chart-lines", tmp_path)
    made = []
    for _ in range(2):
        assert build_and_report(tmp_path, tmp_path / "public", "de", timings=True) == 0
        table = rows(capsys.readouterr().out)
        assert table["Zusammen"]
        made.append({name: table[name][-1] for name in ("Texte umwandeln", "Vorlagen füllen")})
        shutil.rmtree(tmp_path / "public")
    assert made == [
        {"Texte umwandeln": "2", "Vorlagen füllen": "2"},
        {"Texte umwandeln": "0", "Vorlagen füllen": "0"},
    ]


def test_nobody_who_does_not_ask_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("content/plain-page", tmp_path)
    assert build_and_report(tmp_path, tmp_path / "public", "de") == 0
    assert "CPU" not in capsys.readouterr().out


def test_of_a_build_with_nothing_to_do_there_is_nothing_to_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("content/plain-page", tmp_path)
    for told in (True, False):
        assert build_and_report(tmp_path, tmp_path / "public", "de", timings=True) == 0
        assert ("CPU" in capsys.readouterr().out) == told
