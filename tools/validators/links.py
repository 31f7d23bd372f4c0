"""Every link of a site with its anchor, followed by linkchecker on a server of this computer.

It begins at each page, so that one to which nothing leads is looked at, too. Addresses of other
hosts are not asked for.
"""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.looks.host import Handler, serve
from tools.looks.tables import set_table
from tools.validators.programs import find_linkchecker

# A plugin is at work once it has a section.
SETTINGS = "[checking]\nmaxrequestspersecond=1000\n[AnchorCheck]\n"
HEAD = ("page", "line", "link", "what is wrong")


class Patient(Handler):
    """Allows more than ten requests a second, for which linkchecker asks to be invited."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")
        super().end_headers()


def check_links(folder: Path, path: str) -> int:
    """Print a table of the links that lead nowhere; how many. The site lies at a path in folder."""
    site = folder / path
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    for host in serve(folder, Patient):
        start = f"{host}/{path}/" if path else f"{host}/"
        rows = run_linkchecker(start + page for page in pages)
    addresses = {row["url"] for row in rows}
    broken = [row for row in rows if row["valid"] != "True" or row["warningstring"]]
    print(f"{len(pages)} pages, {len(addresses)} addresses, {len(broken)} broken links")
    if broken:
        print(set_table([HEAD, *(describe(row, start) for row in broken)]))
    return len(broken)


def run_linkchecker(addresses: Iterable[str]) -> Sequence[Mapping[str, str]]:
    """A row for each link, with those that are in order."""
    with TemporaryDirectory() as place:
        settings = Path(place, "settings")
        settings.write_text(SETTINGS, encoding="utf-8")
        command = [find_linkchecker(), "-f", str(settings), "--verbose", "--no-status"]
        command += ["--no-robots", "-o", "csv/utf-8", *addresses]
        done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 1:  # 1: links are broken
        raise subprocess.CalledProcessError(done.returncode, command[:1], stderr=done.stderr)
    lines = done.stdout.decode().splitlines()
    return list(csv.DictReader((line for line in lines if line[:1] not in "#"), delimiter=";"))


def describe(row: Mapping[str, str], start: str) -> tuple[str, ...]:
    page = row["parentname"].removeprefix(start)
    wrong = [row["result"] if row["valid"] != "True" else "", row["warningstring"]]
    return page, row["line"], row["urlname"], " ".join(" ".join(wrong).split())
