"""The last stage: a finished site takes the place of the earlier one, as a whole.

The new site is put together in a hidden folder beside the output, out of the new files and hard
links to all that stays, and then the two folders change places in one step. Whatever kills the
process, the output holds one complete site. The next build needs no journal to tidy up: the
manifest is written last and removed last, so a leftover that has none is worth nothing.

Where a system cannot exchange folders (Windows, some network drives), two renames do it
instead. A kill between them leaves no output at all until the next build puts it back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from exhibit.diagnostics import Notice, say
from exhibit.storage.exchange import exchange as exchange_folders
from exhibit.storage.folders import (
    Listing,
    adopt_mode,
    clone,
    create,
    folders_of,
    move,
    remove_empty,
    settle,
    survey,
    sync,
)
from exhibit.storage.manifest import (
    MANIFEST,
    ROLES,
    Manifest,
    beside,
    describe,
    holds,
    read_manifest,
    resolve,
)
from exhibit.storage.neighbours import find_foreign, mend_lock, refuse_folders_of_others, sweep
from exhibit.storage.refusals import OutputError, explained, refuse_others
from exhibit.storage.untouched import Digests

_PATIENCE = 30.0  # seconds to wait for another build, which takes far less

Exchange = Callable[[Path, Path], bool]


@dataclass(frozen=True)
class Written:
    """How many files of the site a build found in which state."""

    new: int
    changed: int
    deleted: int
    unchanged: int


def write_files(
    files: Mapping[str, bytes],
    output: Path,
    *,
    digest: str = "",
    sources: Iterable[Path] = (),
    digests: Digests | None = None,
    patience: float = _PATIENCE,
    exchange: Exchange = exchange_folders,
) -> Written:
    """Make output hold exactly these files, besides those that others have put there.

    digest stands for all that the site was made from, for is_current to compare. The output
    may neither hold one of the sources nor lie in one.
    """
    output, digests = resolve(output), digests or Digests()
    manifest = describe(files, digest)
    ours = [output, *(beside(output, role) for role in ROLES)]
    hint = say("Is the disk full, or a file in that folder open in another program?")
    with explained(lambda reason: _describe_failure(output, reason), hint, ours):
        _refuse_danger(output, sources)
        refuse_others(ours)
        output.parent.mkdir(parents=True, exist_ok=True)
        with locked(output, patience):
            sweep(output)
            try:
                written = _publish(files, manifest, output, digests, exchange)
            finally:
                with suppress(OSError, OutputError):  # which the next build will tell
                    sweep(output)
            digests.renew()
    return written


def _describe_failure(output: Path, reason: str) -> Notice:
    return say("The site could not be written to {folder}: {reason}.", folder=output, reason=reason)


def _publish(
    files: Mapping[str, bytes],
    manifest: Manifest,
    output: Path,
    digests: Digests,
    exchange: Exchange,
) -> Written:
    earlier = read_manifest(output)
    known = earlier.files if earlier else {}
    kept = {
        path
        for path, content in manifest.files.items()
        if known.get(path) == content and holds(f"{output}/{path}", content, digests)
    }
    if manifest != earlier or len(kept) < len(files):
        present = survey(output) if earlier else Listing()
        refuse_folders_of_others(output, present)
        others = find_foreign(present, known)
        _refuse_collision(files, others, output)
        _stage(files, manifest, kept, others, output)
        _replace(output, exchange if earlier else None)
    return _count(files.keys(), known.keys(), kept)


def _stage(
    files: Mapping[str, bytes],
    manifest: Manifest,
    kept: Collection[str],
    others: Listing,
    output: Path,
) -> None:
    """Put the new site together, complete with all that is not the site's own."""
    staging = beside(output, "new")
    paths = [*files, *others.files, *others.folders]
    folders = ["", *sorted(folders_of(paths).union(others.folders))]
    for folder in folders:
        (staging / folder).mkdir()
    new = [path for path in files if path not in kept]
    for path in new:
        create(staging / path, files[path])
    new += [path for path in (*kept, *others.files) if clone(output / path, staging / path)]
    settle([staging / path for path in new], [staging / folder for folder in folders])
    create(staging / MANIFEST, manifest.to_bytes())
    settle([staging / MANIFEST], [staging])
    for folder in reversed(folders):  # the last thing, since they may forbid all others
        adopt_mode(staging / folder, output / folder)


def _replace(output: Path, exchange: Exchange | None) -> None:
    """Let the staged site take the place of the earlier one, or of nothing."""
    staging = beside(output, "new")
    if exchange is None:
        remove_empty(output)
        move(staging, output)
    elif not exchange(staging, output):
        move(output, beside(output, "old"))
        move(staging, output)
    sync(output.parent)


def _count(new: Collection[str], known: Collection[str], kept: Collection[str]) -> Written:
    both = set(new) & set(known)
    return Written(
        new=len(new) - len(both),
        changed=len(both) - len(kept),
        deleted=len(known) - len(both),
        unchanged=len(kept),
    )


def _refuse_danger(output: Path, sources: Iterable[Path]) -> None:
    hint = say("Choose another folder with --output.")
    if os.path.lexists(output) and not output.is_dir():
        raise OutputError(say("{folder} is a file, not a folder.", folder=output), hint)
    for source in map(resolve, sources):
        if output.is_relative_to(source) or source.is_relative_to(output):
            message = "The site cannot go to {folder}, because {source} is what it is made from."
            raise OutputError(say(message, folder=output, source=source), hint)
    if output.exists() and any(output.iterdir()) and read_manifest(output) is None:
        _refuse_damage(output)
        message = "{folder} is not empty, and this program did not write what is in it."
        hint = say("Choose another folder with --output, or empty this one if nobody needs it.")
        raise OutputError(say(message, folder=output), hint)


def _refuse_damage(output: Path) -> None:
    """What the manifest named is ours, but nobody knows any more what that was."""
    file = output / MANIFEST
    if os.path.lexists(file):
        file.read_bytes()  # if the system forbids that, it is not damaged
        message = "{file} is damaged, so nobody can tell which files in {folder} are the site's."
        hint = say(
            "Take out of {folder} what you have put there yourself, and give the folder another "
            "name; the next build makes it anew.",
            folder=output,
        )
        raise OutputError(say(message, file=file, folder=output), hint)


def _refuse_collision(files: Mapping[str, bytes], others: Listing, output: Path) -> None:
    """A foreign file keeps its place, and so the site cannot have it."""
    taken = {*others.files, *others.folders}
    clashes = (taken | folders_of(taken)) & files.keys() | set(others.files) & folders_of(files)
    if clashes:
        message = "The site needs the name {name} in {folder}, which somebody else's file has."
        hint = say("Move that file away, or give the page or picture another name.")
        raise OutputError(say(message, name=min(clashes), folder=output), hint)


@contextmanager
def locked(output: Path, patience: float) -> Iterator[None]:
    from filelock import FileLock, Timeout  # slow to load, and most builds change nothing

    file = beside(output, "lock")
    mend_lock(file)
    lock = FileLock(file, timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        message = "Another build is writing to {folder}, and {seconds} seconds were not enough."
        hint = say("Let it finish or end it, then build again.")
        raise OutputError(say(message, folder=output, seconds=f"{patience:g}"), hint) from None
    try:
        yield
    finally:
        lock.release()
