"""The commands: html and links look at a built site, mutants at the tests of small modules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.looks.exhibition import SERVED, build_or_leave, find_path
from tools.validators.html import check_html
from tools.validators.links import check_links
from tools.validators.mutants import check_mutants
from tools.validators.programs import MissingError

SAMPLE = 40  # mutants of each module; all of them take twice as long


def parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.validators",
        description="What other people's tools find in the site, and mutants that no test notices.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, about in (
        ("html", "Nu HTML on every page and drawing"),
        ("links", "linkchecker on every link, with its anchor"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("--site", type=Path, help="a built site; without it, one is built")
    mutants = commands.add_parser("mutants", help="small changes that tests should notice")
    mutants.add_argument("--only", default="", metavar="MODULE", help="such as manifest")
    mutants.add_argument("--at-most", type=int, default=SAMPLE, help="of each module")
    mutants.add_argument("--every", action="store_true", help="all mutants of each module")
    return parser.parse_args(argv)


def main(options: argparse.Namespace) -> int:
    """0 if there is nothing to mend, 1 if there is, 2 if that cannot be found out here."""
    try:
        return int(run(options) > 0)
    except MissingError as missing:
        print(missing, file=sys.stderr)
        return 2


def run(options: argparse.Namespace) -> int:
    if options.command == "mutants":
        return check_mutants(options.only, sys.maxsize if options.every else options.at_most)
    folder, path = find_site(options.site)
    return check_html(folder / path) if options.command == "html" else check_links(folder, path)


def find_site(folder: Path | None) -> tuple[Path, str]:
    """What a server would show, and where in it the site lies."""
    if folder:
        return folder.resolve(), ""
    finished = build_or_leave()
    return SERVED, find_path(finished.project.settings.base_url).strip("/")


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:])))
