"""Files of an exhibit, read from its folder: texts with their encoding, tables, plain bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from exhibit.content.walk import check_link, locate, readable
from exhibit.content.whole import check_whole
from exhibit.diagnostics import (
    ContentError,
    Place,
    Source,
    check_characters,
    decode,
    decode_table,
    drop_invisible,
    say,
    set_plain_spaces,
)

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel and LibreOffice begin


def read_source(root: Path, file: PurePosixPath) -> Source:
    return to_source(file, read_content(root, file))


def to_source(
    file: PurePosixPath,
    content: bytes,
    decode: Callable[[PurePosixPath, bytes], str] = decode,
) -> Source:
    """A text with plain line ends and umlauts, and without what nobody sees in it."""
    text = decode(file, content).replace("\r\n", "\n").replace("\r", "\n")
    text = drop_invisible(normalize("NFC", text))
    source = Source(file, set_plain_spaces(text) if file.suffix == ".md" else text)
    check_characters(source)
    return source


def read_content(root: Path, file: PurePosixPath) -> bytes:
    """A file as it is, which is not empty, nor cut off as far as can be seen."""
    with readable(file):
        path = locate(root, file)
        if path.is_symlink() and len(file.parts) == 1:
            check_link(root, file)
        if path.is_file():
            content = path.read_bytes()
            check_whole(file, content)
            return content
        if not os.path.lexists(path):
            raise ContentError(Place(file), say("The file is missing."))
        if path.is_dir():
            raise ContentError(Place(file), say("Here stands a folder where a file belongs."))
    raise ContentError(Place(file), say("This is neither a file nor a folder."))


def read_start(root: Path, file: PurePosixPath, count: int) -> bytes:
    """The first bytes of a file, which may be a film."""
    with readable(file), locate(root, file).open("rb") as stream:
        return stream.read(count)


def read_optional(root: Path, file: PurePosixPath) -> Source:
    """A text file that an exhibit may do without."""
    return read_source(root, file) if os.path.lexists(root / file) else Source(file, "")


def to_table(file: PurePosixPath, content: bytes) -> Source:
    """A table as a spreadsheet saves it, and no workbook that only got another name."""
    if content.startswith(_WORKBOOKS):
        hint = say("Open it in the spreadsheet, and save it as CSV, best as “CSV UTF-8”.")
        raise ContentError(Place(file), say("This is a workbook, not a table as text."), hint)
    return to_source(file, content, decode_table)
