"""Files that people keep, written anew: catalogues, settings, lists.

Such a file is replaced as a whole, so that whatever kills the process, it is the old one or
the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exhibit.errors import say
from exhibit.output import OutputError


def replace_file(file: Path, text: str) -> None:
    """Write a file; raises an OutputError where that is impossible."""
    with explained(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.new")
        unfinished.write_bytes(text.encode())
        unfinished.replace(file)


@contextmanager
def explained(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = "The file {file} could not be written: {reason}."
        reason = error.strerror or str(error)
        hint = say("Does its folder exist? Is the disk full, or the file open in another program?")
        raise OutputError(say(message, file=file, reason=reason), hint) from error
