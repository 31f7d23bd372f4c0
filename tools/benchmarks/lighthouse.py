"""What Lighthouse says of the exhibit on a phone: one page of each layout in every language.

    .venv/bin/python -m tools.benchmarks.lighthouse                  all of them
    .venv/bin/python -m tools.benchmarks.lighthouse station.de       one

For people, not for CI: it needs Node.js (`node` and `npx`) of version 18.20 or later and, the first
time, the network, since npx fetches Lighthouse then. It needs Chromium too, as the tests do; the
test packages have to be in .venv. Lighthouse reckons how long a slow phone on a slow net would take
from how long this computer takes, so a busy computer gives worse figures: look at the reasons.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from exhibit.site.urls import STAND_INS
from tests.browser import chromium_path, is_root
from tools.looks.exhibition import open_site
from tools.looks.subjects import Subject, choose_subjects
from tools.looks.tables import set_table

LIGHTHOUSE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = ("page", *CATEGORIES, "CLS", "LCP", "transfer")


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page."""

    subject: Subject
    scores: tuple[str, ...]  # by category, of 100
    figures: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]  # category, audit, what was seen


def main(names: list[str]) -> None:
    if not shutil.which("npx"):
        sys.exit("This needs Node.js, which brings npx: https://nodejs.org/")
    with contextmanager(open_site)() as (finished, address):
        subjects = [one for one in choose_subjects(finished) if one.kind not in STAND_INS]
        chosen = [one for one in subjects if not names or one.name in names]
        if not chosen:
            sys.exit(f"There are {', '.join(one.name for one in subjects)}.")
        verdicts = [audit(one, f"{address}/{one.path}") for one in chosen]
    rows = [(one.subject.name, *one.scores, *one.figures) for one in verdicts]
    print(set_table([HEAD, *rows]), end="\n\n")
    print(set_table([("page", "category", "audit", "seen"), *list_reasons(verdicts)]))


def audit(subject: Subject, address: str) -> Verdict:
    print(f"{subject.name} …", file=sys.stderr)
    sandbox = " --no-sandbox" if is_root() else ""
    command = ["npx", "--yes", LIGHTHOUSE, address, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags=--headless=new{sandbox}"]
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": chromium_path()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return read_verdict(subject, json.loads(done.stdout))


def read_verdict(subject: Subject, result: Mapping[str, Any]) -> Verdict:
    categories, audits = result["categories"], result["audits"]
    return Verdict(
        subject,
        scores=tuple(str(round(100 * categories[name]["score"])) for name in CATEGORIES),
        figures=(
            f"{audits['cumulative-layout-shift']['numericValue']:.3f}",
            f"{audits['largest-contentful-paint']['numericValue'] / 1000:.2f} s",
            f"{audits['total-byte-weight']['numericValue'] / 1000:.0f} kB",
        ),
        reasons=tuple(find_reasons(categories, audits)),
    )


def find_reasons(
    categories: Mapping[str, Any], audits: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """The audits that are not passed in full: those that cost points, and what they advise."""
    for name in CATEGORIES:
        for reference in categories[name]["auditRefs"]:
            found = audits[reference["id"]]
            score = found["score"]
            if score is not None and score < 1:
                weight = "" if reference["weight"] else " (no points)"
                told = found.get("displayValue") or found.get("explanation")
                seen = told or f"score {round(100 * score)}"
                yield name, f"{found['title']}{weight}", seen


def list_reasons(verdicts: list[Verdict]) -> Iterator[tuple[str, str, str, str]]:
    for verdict in verdicts:
        for category, title, seen in verdict.reasons:
            yield verdict.subject.name, category, title, seen


if __name__ == "__main__":
    main(sys.argv[1:])
