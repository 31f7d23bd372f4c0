"""Files that people keep, written anew: catalogues, settings, lists.

Such a file is replaced as a whole and settled on the disk first, so that whatever kills the
process, even a power cut, it is the old one or the new one. It keeps its permissions and the ends
of its lines.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from exhibit.diagnostics import Notice, say
from exhibit.storage.folders import adopt_mode, settle
from exhibit.storage.manifest import resolve
from exhibit.storage.refusals import explained


def replace_file(file: Path, text: str) -> None:
    """Write a file, with its folder; raises an OutputError where that is impossible."""
    hint = say("Is the disk full, the name taken, or the file open in another program?")
    with explained(lambda reason: _describe_failure(file, reason), hint):
        target = resolve(file)  # a link stays one
        target.parent.mkdir(parents=True, exist_ok=True)
        content = _with_line_ends(text, target).encode()
        unfinished = target.with_name(f"{target.name}.new")
        with suppress(FileNotFoundError):
            unfinished.unlink()  # of a process that was killed
        unfinished.write_bytes(content)
        adopt_mode(unfinished, target)
        settle([unfinished], [])
        os.replace(unfinished, target)
        settle([], [target.parent])


def _describe_failure(file: Path, reason: str) -> Notice:
    return say("The file {file} could not be written: {reason}.", file=file, reason=reason)


def _with_line_ends(text: str, file: Path) -> str:
    """The text with the ends of lines that the file has so far."""
    known = file.read_bytes() if file.is_file() else b""
    is_windows = known.count(b"\r\n") * 2 > known.count(b"\n")
    return text.replace("\n", "\r\n") if is_windows and "\r\n" not in text else text
