"""An edit makes anew what shows it, and spares the rest; counted, not timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.cli.timings import Stopwatch
from exhibit.pipeline import build
from exhibit.storage import Steps
from tests.whole.edits import put
from tests.whole.test_sites import lay_out
from tests.whole.versions import chart, page, sources

_TABLE = "land;twh\nHier;{}\nDort;3\n"


def write_two_charts(root: Path) -> None:
    """Two pages, each with a figure from a chart of its own."""
    lay_out("content/plain-page", root)
    put({"content/sources.toml": sources("Buch")}, root)
    for name in ("strom", "wasser"):
        card = chart(name.capitalize()).replace("strom.csv", f"{name}.csv")
        text = page(name.capitalize(), f"Es sind {{{name}: Hier.twh}} TWh.")
        put({f"content/charts/{name}.toml": card, f"content/{name}.md": text}, root)
        put({f"content/data/{name}.csv": _TABLE.format(1)}, root)


@pytest.mark.parametrize("kept", [Steps(), None], ids=["preview", "commands"])
def test_a_number_has_made_anew_only_the_texts_that_show_it(
    tmp_path: Path, kept: Steps | None
) -> None:
    write_two_charts(tmp_path)
    build(tmp_path, tmp_path / "public", steps=kept)
    for number in (2, 5):
        put({"content/data/strom.csv": _TABLE.format(number)}, tmp_path)
        stopwatch = Stopwatch()
        build(tmp_path, tmp_path / "public", steps=kept, timed=stopwatch)
        assert stopwatch.times["bodies"] == 1


def test_edits_leave_no_more_in_the_memory_than_there_was(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path)
    file = tmp_path / "content" / "index.md"
    counts, sizes = [], []
    for number in range(12):
        file.write_text(f"{file.read_text('utf-8').rstrip()}\n\nSatz {number}.\n", "utf-8")
        build(tmp_path, tmp_path / "public")
        counts.append(len([*(tmp_path / ".memory").iterdir()]))
        sizes.append((tmp_path / ".memory" / "steps").stat().st_size)
    assert len({*counts[2:]}) == 1
    assert sizes[-1] <= 1.5 * sizes[2]
