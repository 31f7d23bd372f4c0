"""The exhibit as visitors meet it: built, and on a server at the path that its address has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from exhibit.cli.build import guard
from exhibit.cli.report import speaker
from exhibit.pipeline import Finished, digest_inputs, make_site, publish
from exhibit.storage.shares import Progress
from tools.looks.host import serve

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".looks"
SERVED = FOLDER / "served"


def open_site() -> Iterator[tuple[Finished, str]]:
    """The site and its address, for as long as the caller goes on with this."""
    finished = build_or_leave()
    for host in serve(SERVED):
        yield finished, host + find_path(finished.project.settings.base_url)


def build_or_leave() -> Finished:
    """The site, which lies in SERVED then; no more is done if it has a fault."""
    outcome = guard(build_site, speaker("en"))
    if isinstance(outcome, str):
        sys.exit(outcome)
    return outcome


def build_site(progress: Progress) -> Finished:
    finished = make_site(ROOT, progress)
    output = SERVED / find_path(finished.project.settings.base_url).strip("/")
    output.parent.mkdir(parents=True, exist_ok=True)
    publish(finished, ROOT, output, digest_inputs(ROOT))
    return finished


def find_path(base_url: str) -> str:
    """Where on its host the site lies, so that the 404 page finds its style."""
    return urlsplit(base_url).path.rstrip("/")
