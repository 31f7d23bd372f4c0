"""Translations of the exhibit: gettext catalogues, one for each language but the source.

A message is looked up by its German text, and by a context only where the same
text needs two translations. An entry that is marked fuzzy is stale: it translates
an earlier German text, which the file keeps as its previous msgid.

What has not changed is written as it was read, letter for letter, so that a
catalogue from Poedit or Weblate comes back as it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath

from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, denormalize, normalize, read_po

from exhibit.errors import ContentError, each, say
from exhibit.limits import check_paragraph
from exhibit.source import Source

Key = tuple[str, str]  # context and text
WIDTH = 78
HEAD = """\
msgid ""
msgstr ""
"Project-Id-Version: {name}\\n"
"PO-Revision-Date: {revised} 12:00+0000\\n"
"Last-Translator: {translator}\\n"
"Language-Team: {language}\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True)
class Entry:
    """One message with its translation, as a catalogue has it."""

    key: Key
    text: str  # empty: not translated yet
    line: int = 0  # of its msgstr in the catalogue
    is_stale: bool = False
    previous: str = ""  # of a stale entry: the German that was translated
    notes: tuple[str, ...] = ()  # what translators say to one another
    hints: tuple[str, ...] = ()  # what editors say to translators
    places: tuple[str, ...] = ()  # file:line
    flags: frozenset[str] = frozenset()  # other than fuzzy
    block: str = ""  # the lines of the file, if it was read from one


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language."""

    source: Source
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    obsolete: Mapping[Key, Entry] = field(
        default_factory=dict
    )  # no longer asked for, not forgotten

    def find(self, text: str, context: str = "") -> Entry | None:
        """The entry that translates text, stale or not; None if there is no translation."""
        entry = self.entries.get((context, text)) or self.entries.get(("", text))
        return entry if entry and entry.text else None


def empty_catalogue(file: PurePosixPath) -> Catalogue:
    return Catalogue(Source(file, ""))


# Babel drops what does not fit this without a word, and with it a translation.
WELL_FORMED = re.compile(
    r"""\s*(\#.*|((msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d+\])\s*)?"([^"\\]|\\.)*"\s*)?$"""
)


def parse_catalogue(source: Source) -> Catalogue:
    """Read a .po file; every broken line of it is a fault."""
    each(check_line, ((source, number) for number in range(1, len(source.lines) + 1)))
    # Babel takes the previous text of an obsolete message for a broken line, but not as a comment
    text = re.sub(r"(?m)^#~\|", "#|", source.text)
    try:
        catalogue = read_po(BytesIO(text.encode()), abort_invalid=True)
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
    entries = make_entries(source, catalogue)
    each(lambda entry: check_paragraph(source, entry.line, entry.text), entries.values())
    return Catalogue(source, entries, make_entries(source, catalogue.obsolete.values()))


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


def make_entries(source: Source, messages: Iterable[PoMessage]) -> dict[Key, Entry]:
    entries = (
        make_entry(source, message)
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id
    )
    return {entry.key: entry for entry in entries}


def make_entry(source: Source, message: PoMessage) -> Entry:
    """What Babel read, with the previous text, which it takes for a comment."""
    line = message.lineno or 1
    comments = [str(comment) for comment in message.user_comments]
    return Entry(
        key=(message.context or "", str(message.id)),
        text=str(message.string),
        line=source.find("msgstr", line).line,
        is_stale=message.fuzzy,
        previous=previous_text(comment[1:].strip() for comment in comments if comment[:1] == "|"),
        notes=tuple(comment for comment in comments if comment[:1] != "|"),
        hints=tuple(message.auto_comments),
        places=tuple(f"{file}:{number}" if number else file for file, number in message.locations),
        flags=frozenset(message.flags) - {"fuzzy", "python-format", "python-brace-format"},
        block=block_around(source, line),
    )


def previous_text(lines: Iterable[str]) -> str:
    """The German of a stale entry, from its lines `msgid "…"` and `"…"`; a context is not asked."""
    quoted = [line.removeprefix("msgid ") for line in lines if not line.startswith("msgctxt")]
    return str(denormalize("\n".join(quoted))) if quoted else ""


def block_around(source: Source, line: int) -> str:
    """The lines of an entry: those around its msgid up to the next empty ones."""
    first = last = line
    while first > 1 and source.lines[first - 2].strip():
        first -= 1
    while last < len(source.lines) and source.lines[last].strip():
        last += 1
    return source.excerpt(first, last) + "\n"


def write_head(language: str, name: str, translator: str, revised: date) -> str:
    """What gettext wants to know about a catalogue that is new."""
    return HEAD.format(
        language=language, name=escape(name), translator=escape(translator), revised=revised
    )


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def write_catalogue(catalogue: Catalogue, head: str = "") -> str:
    """The catalogue as a file: its head, its entries in their order, then the obsolete ones.

    A catalogue that has a head of its own keeps it.
    """
    lines = catalogue.source.lines
    end = next((number for number, line in enumerate(lines, 1) if not line.strip()), len(lines))
    has_head = any(line.strip() == 'msgid ""' for line in lines[:end])
    head = catalogue.source.excerpt(1, end).rstrip() + "\n" if has_head else head
    entries = [show_entry(entry) for entry in catalogue.entries.values()]
    obsolete = [show_obsolete(entry) for entry in catalogue.obsolete.values()]
    return "\n".join([head, *entries, *obsolete])


def show_entry(entry: Entry) -> str:
    return entry.block or "".join(f"{line}\n" for line in entry_lines(entry))


def show_obsolete(entry: Entry) -> str:
    if is_obsolete(entry):
        return entry.block
    return "".join(f"{line}\n" for line in obsolete_lines(entry))


def is_obsolete(entry: Entry) -> bool:
    """Whether that is how the file has it."""
    return bool(re.search(r"(?m)^#~ msgid", entry.block))


def obsolete_lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    if entry.is_stale:
        yield "#, fuzzy"
    if entry.previous:
        yield from (f"#~| {line}" for line in quote("msgid", entry.previous))
    yield from (f"#~ {line}" for line in text_lines(entry))


def entry_lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    yield from (f"#. {hint}" for hint in entry.hints)
    yield from (f"#: {place}" for place in entry.places)
    if flags := [*(["fuzzy"] if entry.is_stale else []), *sorted(entry.flags)]:
        yield f"#, {', '.join(flags)}"
    if entry.previous:
        yield from (f"#| {line}" for line in quote("msgid", entry.previous))
    yield from text_lines(entry)


def text_lines(entry: Entry) -> Iterator[str]:
    context, text = entry.key
    if context:
        yield from quote("msgctxt", context)
    yield from quote("msgid", text)
    yield from quote("msgstr", entry.text)


def quote(keyword: str, text: str) -> Sequence[str]:
    return f"{keyword} {normalize(text, width=WIDTH)}".split("\n")
