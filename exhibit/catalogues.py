"""Translations of the exhibit: gettext catalogues, one for each language but the source.

A message is looked up by its German text, and by a context only where the same
text needs two translations. Entries that are marked fuzzy do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

from babel.messages.pofile import PoFileError, read_po

from exhibit.errors import ContentError, each, say
from exhibit.limits import check_paragraph
from exhibit.source import Source


@dataclass(frozen=True)
class Entry:
    text: str
    line: int  # of its msgstr in the catalogue


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language."""

    source: Source
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)  # by context and text

    def find(self, text: str, context: str = "") -> Entry | None:
        return self.entries.get((context, text)) or self.entries.get(("", text))


def empty_catalogue(file: PurePosixPath) -> Catalogue:
    return Catalogue(Source(file, ""))


# Babel drops what does not fit this without a word, and with it a translation.
WELL_FORMED = re.compile(
    r"""\s*(\#.*|((msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d+\])\s*)?"([^"\\]|\\.)*"\s*)?$"""
)


def parse_catalogue(source: Source) -> Catalogue:
    """Read a .po file; every broken line of it is a fault."""
    each(check_line, ((source, number) for number in range(1, len(source.lines) + 1)))
    try:
        messages = list(read_po(BytesIO(source.text.encode()), abort_invalid=True))
    except PoFileError as error:
        raise broken(source, error.lineno or 1) from error
    except LookupError as error:
        place = source.find("charset=")
        message = say("The catalogue names an encoding that does not exist.")
        raise ContentError(place, message, say("It should be charset=UTF-8.")) from error
    except ValueError as error:  # such as a date that does not exist
        hint = say("Before the first message only Content-Type and Language are needed.")
        message = say("The head of the catalogue cannot be read.")
        raise source.fault(message, hint, line=1) from error
    entries = {
        (message.context or "", message.id): Entry(
            message.string, source.find("msgstr", message.lineno or 1).line
        )
        for message in messages
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    }
    each(lambda entry: check_paragraph(source, entry.line, entry.text), entries.values())
    return Catalogue(source, entries)


def check_line(line: tuple[Source, int]) -> None:
    source, number = line
    if not WELL_FORMED.match(source.lines[number - 1]):
        raise broken(source, number)


def broken(source: Source, line: int) -> ContentError:
    return source.fault(
        say("This line does not belong in a catalogue of translations."),
        say("It begins with msgid, msgstr, # or a quotation mark, and quotation marks are closed."),
        line=line,
    )
