"""What stands beside the output: the site in the making, the one retired, the lock.

Whatever state a build died in, the next one takes away what it has left: the manifest is written
last and removed last, so a leftover that has none is worth nothing. What no build can have put
there is somebody else's, and named.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection
from pathlib import Path

from exhibit.diagnostics import say
from exhibit.storage.folders import (
    Listing,
    folders_of,
    hand_over,
    is_folder,
    move,
    remove,
    remove_empty,
    survey,
    take_charge,
)
from exhibit.storage.manifest import MANIFEST, beside, read_manifest
from exhibit.storage.refusals import OutputError, belongs_to_others, is_open, refuse_others


def mend_lock(file: Path) -> None:
    """What stands where the lock belongs is one that we can take."""
    _refuse_other_kind(file, lambda status: stat.S_ISREG(status.st_mode))
    if not is_open(file):
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)


def _refuse_other_kind(place: Path, is_ours: Callable[[os.stat_result], bool]) -> None:
    if os.path.lexists(place) and not is_ours(place.lstat()):
        message = "{path} is in the way: builds need that name for something of their own."
        hint = say("Move it elsewhere, or give it another name.")
        raise OutputError(say(message, path=place), hint)


def sweep(output: Path) -> None:
    """Take away what builds have left beside the output, whatever state they died in."""
    retired, staging = beside(output, "old"), beside(output, "new")
    for place in (retired, staging):
        _refuse_other_kind(place, is_folder)
    if retired.exists():
        remove_empty(output)
        if not output.exists():
            move(retired, output)
    for leftover in (retired, staging):
        if leftover.exists():
            _retire(leftover, output)


def _retire(folder: Path, output: Path) -> None:
    """Remove the folder; what was put into it after it was cloned moves to the output."""
    take_charge(folder)
    present, own, successor = survey(folder), read_manifest(folder), read_manifest(output)
    refuse_others(folder / path for path in present.folders)
    if own and successor:
        for path in find_foreign(present, {**own.files, **successor.files}).files:
            hand_over(folder / path, output / path)
    for path in present.files:
        if path != MANIFEST:
            remove(folder / path)
    for path in reversed(present.folders):
        remove_empty(folder / path)
    # If a file has come since, the manifest stays with it for the next sweep.
    if set(os.listdir(folder)) <= {MANIFEST}:
        remove(folder / MANIFEST)
        remove_empty(folder)


def find_foreign(present: Listing, known: Collection[str]) -> Listing:
    """What is in a folder, but is no part of a site that has these files."""
    own, homes = {MANIFEST, *known}, folders_of(known)
    return Listing(
        files=tuple(path for path in present.files if path not in own),
        folders=tuple(path for path in present.folders if path not in homes),
    )


def refuse_folders_of_others(output: Path, present: Listing) -> None:
    """An earlier site can only be taken away out of folders in which we may write."""
    folders = [output, *(output / path for path in present.folders)]
    strange = [folder for folder in folders if belongs_to_others(folder)]
    refuse_others(one for one in strange if not set(one.parents).intersection(strange))
