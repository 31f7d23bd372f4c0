"""What a living preview keeps in memory: a page is edited again and again in one process.

    python -m tools.benchmarks.edits [FOLDER] [--chapters N] [--edits N]

The exhibit is that in FOLDER, or the one beside this program; with --chapters one that is made up
from a seed. It is copied, so that none is changed. Every 20 edits a line tells the memory of the
process and the median CPU time of an edit since the line before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory

from exhibit.pipeline import build
from exhibit.storage import Steps
from tools.benchmarks.copies import copy_exhibit
from tools.benchmarks.processes import memory_of
from tools.benchmarks.seeded import write_exhibit

_ROOT = Path(__file__).parent.parent.parent
_EVERY = 20  # edits


def _edit_and_build(root: Path, edits: int) -> Iterator[float]:
    """The CPU time of the first build, then of each edit."""
    steps = Steps()
    page = min((root / "content").rglob("*[0-9]*.md"))
    text = page.read_text("utf-8")
    for number in range(edits + 1):
        page.write_text(f"{text}\nSatz {number}.\n" if number else text, "utf-8")
        started = time.process_time()
        build(root, root / "public", steps=steps)
        yield time.process_time() - started


def _show(root: Path, edits: int) -> None:
    print(f"{'edits':>6}{'memory MB':>11}{'peak MB':>9}{'CPU s an edit':>15}")
    costs: list[float] = []
    for number, cost in enumerate(_edit_and_build(root, edits)):
        costs.append(cost)
        if number % _EVERY == 0:
            peak = getrusage(RUSAGE_SELF).ru_maxrss * 1024
            now = memory_of("self")
            print(
                f"{number:>6}{now / 1e6:>11.1f}{peak / 1e6:>9.1f}{median(costs):>15.3f}", flush=True
            )
            costs.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_ROOT)
    parser.add_argument("--chapters", type=int, default=0)
    parser.add_argument("--edits", type=int, default=200)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        root = Path(name)
        if options.chapters:
            write_exhibit(root, options.chapters)
        else:
            copy_exhibit(options.folder, root)
        _show(root, options.edits)


if __name__ == "__main__":
    main()
