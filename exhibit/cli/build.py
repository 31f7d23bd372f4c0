"""A build as the terminal shows it: one line of progress, then what was built or what is wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from exhibit.cli.report import Speak, report, speaker
from exhibit.cli.timings import Stopwatch
from exhibit.diagnostics import ContentError, faults, say
from exhibit.pipeline import Report, build
from exhibit.storage import OutputError, Progress, Timed, untimed

_Result = TypeVar("_Result")


def build_and_report(root: Path, output: Path, language: str, *, timings: bool = False) -> int:
    """Build once and say how it went; 0 if the site stands, 1 if it does not."""
    speak = speaker(language)
    started = time.perf_counter()
    stopwatch = Stopwatch() if timings else None
    timed: Timed = stopwatch or untimed
    outcome = guard(lambda progress: build(root, output, progress, timed=timed), speak)
    if isinstance(outcome, str):
        print(outcome, file=sys.stderr)
        return 1
    print(describe(outcome, time.perf_counter() - started, output, speak))
    if stopwatch and stopwatch.times:  # not of a build that had nothing to do
        print(f"\n{stopwatch.describe(speak)}")
    return 0


def attempt(root: Path, output: Path, speak: Speak) -> Report | str:
    """Build; what was built, or in words why the site is still the old one."""
    return guard(lambda progress: build(root, output, progress), speak)


def guard(work: Callable[[Progress], _Result], speak: Speak) -> _Result | str:
    """What work makes, or in words why it cannot; meanwhile the terminal shows how far it is."""
    progress = _ProgressLine(speak)
    outcome: _Result | str = ""
    try:
        outcome = work(progress.show)
    except* ContentError as group:
        outcome = _describe_faults(list(faults(group)), speak)
    except* OutputError as group:
        outcome = "\n".join(
            f"{speak(error.message)}\n    → {speak(error.hint)}"
            for error in group.exceptions
            if isinstance(error, OutputError)
        )
    finally:
        progress.clear()
    return outcome


def _describe_faults(errors: list[ContentError], speak: Speak) -> str:
    text, count = report(errors, speak)
    one = say("1 fault. The site is as it was before.")
    many = say("{count} faults. The site is as it was before.", count=count)
    return f"{text}\n{speak(one if count == 1 else many)}"


def describe(done: Report, seconds: float, output: Path, speak: Speak) -> str:
    """What was built, how much of it is translated, how long it took and where it is."""
    shares = [f"{locale} {int(share * 100)} %" for locale, share in done.share.items()]
    lines = [
        say(
            "{pages} pages in {languages} languages, {charts} charts. Translated: {shares}.",
            pages=done.pages,
            languages=len(shares),
            charts=done.charts,
            shares=", ".join(shares[1:]) or "–",
        ),
        say("Nothing has changed.")
        if not done.written
        else say("{count} files are new.", count=done.written),
        say("Done in {seconds:.1f} s. Open: {path}", seconds=seconds, path=output / "index.html"),
    ]
    return "\n".join(speak(line) for line in lines)


class _ProgressLine:
    """One line that rewrites itself on a terminal; silent in a pipe."""

    def __init__(self, speak: Speak) -> None:
        self.speak = speak
        self.visible = sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        if self.visible:
            text = self.speak(say("Page {done} of {total} …", done=done, total=total))
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.visible:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
