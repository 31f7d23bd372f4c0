"""`build.py release`: the site as it is handed over, and its addresses on the list that lasts.

The list is replaced as a whole file, and left alone if all addresses are on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exhibit.cli.report import speaker
from exhibit.content import RELEASED, read_optional
from exhibit.pipeline import Report, build
from exhibit.site import HEADER, add_addresses, read_addresses
from exhibit.storage import Progress, replace_file

_GERMAN = "de"  # the language of all files of an exhibit, whatever its users read


@dataclass(frozen=True)
class _Release:
    report: Report
    added: Sequence[str]  # addresses that were not on the list


def release(root: Path, output: Path, progress: Progress) -> _Release:
    """Build the site and, once it stands, put its addresses on the list."""
    report = build(root, output, progress)
    source = read_optional(root, RELEASED)
    listed = {address for _, address in read_addresses(source)}
    added = sorted(set(report.addresses) - listed)
    if added:
        header = [*map(speaker(_GERMAN), HEADER)]
        replace_file(root / RELEASED, add_addresses(source, added, header))
    return _Release(report, added)
