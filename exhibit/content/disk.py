"""Files of an exhibit, read from its folder: texts with their encoding, tables, plain bytes."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from exhibit.content.files import locate, readable
from exhibit.diagnostics import UTF_8, ContentError, Place, Source, check_characters, decode, say

_TABLE_ENCODINGS = ("utf-8-sig", "cp1252")  # the second is how Excel saves CSV in Germany
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel and LibreOffice begin
_WIDE = (BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE)  # how “Unicode text” begins; UTF-32 LE as UTF-16


def read_source(root: Path, file: PurePosixPath) -> Source:
    return to_source(file, read_content(root, file))


def to_source(file: PurePosixPath, content: bytes, *, encodings: Sequence[str] = UTF_8) -> Source:
    """A text in the first of the encodings that fits, with plain line ends and umlauts."""
    text = decode(file, content, encodings)
    source = Source(file, normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    check_characters(source)
    return source


def read_content(root: Path, file: PurePosixPath) -> bytes:
    with readable(file):
        path = locate(root, file)
        if path.is_file():
            return path.read_bytes()
        message = (
            say("Here stands a folder where a file belongs.")
            if path.exists()
            else say("The file is missing.")
        )
    raise ContentError(Place(file), message)


def read_optional(root: Path, file: PurePosixPath) -> Source:
    """A text file that an exhibit may do without."""
    return read_source(root, file) if (root / file).exists() else Source(file, "")


def to_table(file: PurePosixPath, content: bytes) -> Source:
    """A table as a spreadsheet saves it."""
    _check_table(file, content)
    return to_source(file, content, encodings=_TABLE_ENCODINGS)


def _check_table(file: PurePosixPath, content: bytes) -> None:
    """The file is no workbook that only got another name, and no text that passes for cp1252."""
    hint = say("Open it in the spreadsheet, and save it as CSV, best as “CSV UTF-8”.")
    if content.startswith(_WORKBOOKS):
        raise ContentError(Place(file), say("This is a workbook, not a table as text."), hint)
    if content.startswith(_WIDE):
        raise ContentError(Place(file), say("The file is not saved as UTF-8."), hint)
