"""How long it takes from a save until the change is seen in a browser that shows the preview.

    python -m tools.benchmarks.preview [KIND ...] [--rounds N] [--root DIR | --pages N]

The real preview runs on a copy of the exhibit, of another with the same files (--root), or of one
made up from a seed (--pages, as in tools.benchmarks.scale). Chromium shows a page of it. A file is
written, and seen is the frame after the change is in the document. The time is told in three parts:
until the build begins, the build, and until it is seen. It needs Chromium, as the tests do.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch
from tools.benchmarks.copies import copy_exhibit
from tools.benchmarks.seeded import write_exhibit
from tools.looks.tables import set_table

_ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 60.0  # seconds for one change, before the measure is given up
_HEAD = ("kind", "n", "to build", "build", "to screen", "ms", "at most", "loads")
_TIMES = r"TIMES (\S+) (\S+)"  # when a build began and ended

# The preview as it is, but that each build tells when it began and ended.
_PREVIEW = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from exhibit.cli import preview
make = preview._make_site
def timed(*given):
    began = time.time()
    made = make(*given)
    print("TIMES", began, time.time(), flush=True)
    return made
preview._make_site = timed
preview.serve(Path({folder!r}), 0, "en")
"""

# In every document: looks at each frame for what is waited for, and tells of the frame after that.
_LOOK = """
(() => {
  let stirred = true;
  new MutationObserver(() => (stirred = true)).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  const isSeen = ({ text, colour }) => {
    if (colour) return document.body && getComputedStyle(document.body).caretColor === colour;
    if (!stirred) return false;
    stirred = false;
    return document.body?.textContent.includes(text);
  };
  const look = () => {
    const wanted = sessionStorage.getItem("wanted");
    if (wanted && isSeen(JSON.parse(wanted))) {
      sessionStorage.removeItem("wanted");
      requestAnimationFrame(() => seen(Date.now() / 1000));
    }
    requestAnimationFrame(look);
  };
  look();
})();
"""


@dataclass(frozen=True)
class _Edit:
    """A change of one file, again and again, and what is then to be seen where."""

    kind: str
    file: str
    place: str  # a regular expression for what is replaced
    change: str  # by what, with # for the number of the change, and @ for that in letters
    page: str
    text: str = ""  # that is then on the page
    colour: str = ""  # that the caret then has


_EXHIBIT = (
    _Edit(
        *("text", "content/stations/1-messen.md", "Jede Stufe ist", "Stufe#: Jede Stufe ist"),
        *("messen.html", "Stufe#:"),
    ),
    _Edit(
        *("translation", "translations/en.po", '(?<=")Each step is', "Step#: Each step is"),
        *("en/measure.html", "Step#:"),
    ),
    _Edit(
        *("table", "content/data/energie-im-alltag.csv", "(?<=24,)192", "#"),
        *("messen.html", "# Wattstunden"),
    ),
    _Edit(
        *("style", "static/style.css", r"\Z", "body { caret-color: rgb(1, 2, #) }"),
        *("messen.html", "", "rgb(1, 2, #)"),
    ),
    _Edit(
        *("template", "templates/base.html", "(?=</main>)", "<p>Vorlage #.</p>"),
        *("messen.html", "Vorlage #."),
    ),
)
_SEEDED = (
    _Edit("text", "content/seite-0.md", r"\Z", "Satz #.", "seite-0.html", "Satz #."),
    _Edit(
        *("translation", "translations/en.po", '(?<=msgid "Start."\nmsgstr ")Start', "Start@"),
        *("en/index.html", "Start@."),
    ),
    _Edit(
        *("style", "static/style.css", r"\Z", "body { caret-color: rgb(1, 2, #) }"),
        *("seite-0.html", "", "rgb(1, 2, #)"),
    ),
    _Edit(
        *("template", "templates/page.html", "(?=</main>)", "<p>Vorlage #.</p>"),
        *("seite-0.html", "Vorlage #."),
    ),
)


@dataclass(frozen=True)
class _Time:
    """The parts of the time from a save until it is seen, in seconds."""

    waited: float
    built: float
    shown: float

    @property
    def whole(self) -> float:
        return self.waited + self.built + self.shown


class _Told:
    """What the preview prints, line by line, as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: Queue[str] = Queue()
        self.process = process
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def wait_for(self, pattern: str) -> re.Match[str]:
        while True:
            line = self.lines.get(timeout=_PATIENCE)
            if found := re.search(pattern, line):
                return found

    def last_build(self) -> tuple[float, float]:
        """When the last build so far began and ended."""
        began, ended = self.wait_for(_TIMES).groups()
        while not self.lines.empty():
            if found := re.search(_TIMES, self.lines.get()):
                began, ended = found.groups()
        return float(began), float(ended)


@contextmanager
def _previewing(folder: Path) -> Iterator[_Told]:
    code = _PREVIEW.format(root=str(_ROOT), folder=str(folder))
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _Told(process)
    finally:
        process.kill()
        process.wait()


class _Seen:
    """A page of the preview, when it has shown what was waited for, and how often it was loaded."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.times: list[float] = []
        self.loads = 0
        page.expose_function("seen", lambda at: self.times.append(at))
        page.add_init_script(_LOOK)
        page.goto(address)
        page.on("domcontentloaded", self.count)

    def count(self, page: Page) -> None:
        self.loads += 1

    def want(self, wanted: dict[str, str]) -> None:
        self.page.wait_for_timeout(300)  # for all to be quiet
        set_item = "wanted => sessionStorage.setItem('wanted', JSON.stringify(wanted))"
        self.page.evaluate(set_item, wanted)

    def wait(self) -> float:
        deadline = time.monotonic() + _PATIENCE
        while not self.times:
            if time.monotonic() > deadline:
                raise SystemExit("The change was never seen. Does the exhibit still build with it?")
            self.page.wait_for_timeout(5)
        return self.times.pop()


def _measure(edit: _Edit, folder: Path, seen: _Seen, told: _Told, rounds: int) -> list[_Time]:
    file = folder / edit.file
    text = file.read_text("utf-8")
    if not re.search(edit.place, text):
        raise SystemExit(f"{edit.file} has no {edit.place}")
    times = []
    for number in range(101, 101 + rounds):
        changed = re.sub(edit.place, _fill(edit.change, number), text, count=1)
        seen.want({"text": _fill(edit.text, number), "colour": _fill(edit.colour, number)})
        saved = time.time()
        file.write_text(changed, "utf-8")
        shown = seen.wait()
        began, ended = told.last_build()
        times.append(_Time(began - saved, ended - began, shown - ended))
    return times


def _fill(text: str, number: int) -> str:
    letters = str(number).translate(str.maketrans("0123456789", "abcdefghij"))
    return text.replace("#", str(number)).replace("@", letters)


def _set_row(edit: _Edit, times: list[_Time], loads: int) -> list[str]:
    parts = [median(one.waited for one in times), median(one.built for one in times)]
    parts += [median(one.shown for one in times), median(one.whole for one in times)]
    parts.append(max(one.whole for one in times))
    return [edit.kind, str(len(times)), *(f"{1000 * part:.0f}" for part in parts), str(loads)]


def _run(folder: Path, edits: Sequence[_Edit], rounds: int) -> Iterator[list[str]]:
    with _previewing(folder) as told, sync_playwright() as playwright:
        address = told.wait_for(r"http://\S+")[0]
        browser = launch(playwright)
        for edit in edits:
            with browser.new_page() as page:
                seen = _Seen(page, address + edit.page)
                times = _measure(edit, folder, seen, told, rounds)
                yield _set_row(edit, times, seen.loads)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    kinds = [edit.kind for edit in _EXHIBIT]
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(kinds)}")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--root", type=Path, default=_ROOT, metavar="DIR")
    parser.add_argument("--pages", type=int, help="German pages of an exhibit made up from a seed")
    options = parser.parse_args()
    edits = _SEEDED if options.pages else _EXHIBIT
    chosen = [edit for edit in edits if edit.kind in (options.kinds or kinds)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        if options.pages:
            write_exhibit(folder, options.pages)
        else:
            copy_exhibit(options.root, folder, ".memory")
        print(set_table([_HEAD, *_run(folder, chosen, options.rounds)]))


if __name__ == "__main__":
    main()
