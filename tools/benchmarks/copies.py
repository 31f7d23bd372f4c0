"""A copy of an exhibit, which a benchmark may edit."""

from __future__ import annotations

import shutil
from pathlib import Path

from exhibit.pipeline import WRITTEN_BY_PEOPLE


def copy_exhibit(root: Path, folder: Path, *others: str) -> None:
    """All that people have written, and other files and folders by name, into an empty folder."""
    for name in (*WRITTEN_BY_PEOPLE, *others):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
        elif (root / name).exists():
            shutil.copy(root / name, folder)
