"""The commands, as a person at a terminal sees them."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tools.looks.exhibition import FOLDER, ROOT, open_site
from tools.looks.measures import measure_subjects, write_report
from tools.looks.pictures import CLOSED, OPENED, Look, Picture, take_pictures
from tools.looks.sheets import lay_sheet
from tools.looks.subjects import Subject, choose_subjects, kinds
from tools.looks.tables import set_table

SINGLE = FOLDER / "single"


@dataclass(frozen=True)
class Studio:
    """All that is needed to look at pages."""

    browser: Browser
    address: str
    subjects: tuple[Subject, ...]


def parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.looks",
        description="Pictures of every kind of page on contact sheets in .looks/, or measures.",
    )
    parser.add_argument("command", nargs="?", default="pictures", choices=("pictures", "measure"))
    parser.add_argument("--every", action="store_true", help="every page, not one of each layout")
    parser.add_argument("--only", default="", metavar="KIND", help="such as station, or station.de")
    parser.add_argument(
        "--open", action="store_true", help="pictures: also with everything unfolded"
    )
    return parser.parse_args(argv)


def main(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    with set_up(options) as studio:
        if options.command == "measure":
            code = run_measure(studio)
        else:
            code = run_pictures(studio, CLOSED + OPENED if options.open else CLOSED)
    print(f"{time.perf_counter() - started:.1f} s")
    return code


@contextmanager
def set_up(options: argparse.Namespace) -> Iterator[Studio]:
    """Build the site, serve it and start the browser."""
    with contextmanager(open_site)() as (finished, address), sync_playwright() as playwright:
        subjects = choose_subjects(finished, options.every)
        chosen = tuple(one for one in subjects if options.only in ("", one.kind, one.name))
        if not chosen:
            sys.exit(f"There is no {options.only}. There are {', '.join(kinds(subjects))}.")
        browser = launch(playwright)
        yield Studio(browser, address, chosen)
        browser.close()


def run_measure(studio: Studio) -> int:
    cases = measure_subjects(studio.browser, studio.address, studio.subjects)
    print(write_report(cases))
    return 1 if any(case.findings for case in cases) else 0


def run_pictures(studio: Studio, looks: tuple[Look, ...]) -> int:
    """One browser and one context, whose page goes from subject to subject."""
    SINGLE.mkdir(parents=True, exist_ok=True)
    page = studio.browser.new_context(reduced_motion="reduce").new_page()
    rows: list[tuple[str, ...]] = [HEAD]
    for subject in studio.subjects:
        pictures = take_pictures(page, studio.address, subject, looks, SINGLE)
        sheet = FOLDER / f"{subject.name}.png"
        lay_sheet(page, f"{subject.name} – {subject.path}", pictures, sheet)
        rows.append(describe(subject, sheet, pictures))
    print(set_table(rows))
    return 0


HEAD = ("sheet", "page", "pictures", "on paper", "new", "changed")


def describe(subject: Subject, sheet: Path, pictures: Sequence[Picture]) -> tuple[str, ...]:
    states = Counter(picture.state for picture in pictures)
    paper = sum(not picture.width for picture in pictures)
    counts = (len(pictures) - paper, paper, states["new"], states["changed"])
    return (str(sheet.relative_to(ROOT)), subject.path, *map(str, counts))


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:])))
