"""How long `translate` takes, for this exhibit and for 500 pages.

    python -m tools.benchmarks.translation

The large exhibit is made of the pages of this one, again and again, with words of their own, so
that no message stands twice. Times are of this machine; what counts is their ratio.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from exhibit.cli.update import update_catalogues
from exhibit.content.reader import read_project
from exhibit.features import FEATURES
from exhibit.i18n.merge import merge_all
from exhibit.render.messages import collect_sound
from tools.benchmarks.copies import copy_exhibit

ROOT = Path(__file__).parent.parent.parent
PAGES = 500
TODAY = date(2026, 11, 26)
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def multiply_pages(folder: Path, wanted: int) -> None:
    """Add pages until there are as many as wanted; each word of the copies ends in its number."""
    originals = sorted((folder / "content").rglob("*.md"))
    texts = [(file.stem, file.read_text(encoding="utf-8")) for file in originals]
    for number in range(len(texts), wanted):
        stem, text = texts[number % len(texts)]
        head, matter, body = text.split("+++\n", 2)
        matter = re.sub(r'(?m)^(title|label|description) = "', rf"\g<0>{number} ", matter)
        matter = re.sub(r"(?m)^layout = .*\n|^slug = .*\n", "", matter)
        body = re.sub(r"(?m)^(?=[A-ZÄÖÜ])", f"Seite {number}. ", body)
        body = re.sub(r"\]\((?!http|mailto|tel)[^)]*\)", "](index.md)", body)
        file = folder / "content" / f"kopie-{number}-{stem}.md"
        file.write_text(f"{head}+++\n{matter}+++\n{body}", encoding="utf-8")


def measure(name: str, folder: Path) -> str:
    reading, project = timed(lambda: read_project(folder, FEATURES.shelves, FEATURES.matters))
    extracting, messages = timed(lambda: collect_sound(project, FEATURES))
    merging, _ = timed(lambda: merge_all(project.catalogues, messages))
    whole, _ = timed(lambda: update_catalogues(folder, TODAY))
    again, updates = timed(lambda: update_catalogues(folder, TODAY))
    assert not any(update.is_changed for update in updates)
    count = sum(map(len, messages.values()))
    figures = (reading, extracting, merging, whole, again)
    return f"{name:<14}{len(project.contents.documents):>6}{count:>10}" + "".join(
        f"{seconds:>11.2f}" for seconds in figures
    )


def main() -> None:
    print(
        f"{'':<14}{'pages':>6}{'messages':>10}{'read s':>11}{'extract s':>11}{'merge s':>11}"
        f"{'translate s':>12}{'again s':>10}"
    )
    with TemporaryDirectory() as place:
        folder = Path(place)
        copy_exhibit(ROOT, folder)
        print(measure("this exhibit", folder))
        multiply_pages(folder, PAGES)
        print(measure(f"{PAGES} pages", folder))


if __name__ == "__main__":
    main()
