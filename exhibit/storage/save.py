"""Files that people keep, written anew: catalogues, settings, lists.

Such a file is replaced as a whole, so that whatever kills the process, it is the old one or
the new one.
"""

from __future__ import annotations

from pathlib import Path

from exhibit.diagnostics import say
from exhibit.storage.publish import OutputError


def replace_file(file: Path, text: str) -> None:
    """Write a file, with its folder; raises an OutputError where that is impossible."""
    unfinished = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(text.encode())
        unfinished.replace(file)
    except OSError as error:
        message = "The file {file} could not be written: {reason}."
        reason = error.strerror or str(error)
        hint = say("Is the disk full, the name taken, or the file open in another program?")
        raise OutputError(say(message, file=file, reason=reason), hint) from error
