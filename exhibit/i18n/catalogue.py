"""Translations of the exhibit: gettext catalogues, one for each language but the source.

A message is looked up by its German text, and by a context only where the same
text needs two translations. An entry that is marked fuzzy is stale: it translates
an earlier German text, which the file keeps as its previous msgid.

Reading is here; how a catalogue is written is for po_writer.py to say.
"""

from __future__ import annotations

import re
from codecs import lookup
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from exhibit.diagnostics import ContentError, Source, check_paragraph, each, say

if TYPE_CHECKING:  # loaded only where a catalogue is read anew: it takes a while
    from babel.messages.catalog import Message as PoMessage

Key = tuple[str, str]  # context and text
_CHARSET = re.compile(r"charset\s*=\s*([^\s;\\\"]+)", re.IGNORECASE)
_KEYS = ("msgctxt", "msgid")
_PART = re.compile(r'\s*(?:#~\s*)?(?:(msgctxt|msgid|msgstr)\b|")')  # or a line that goes on with it


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

    def known(self, key: Key) -> Entry | None:
        """The entry of a message, though perhaps nobody has asked for it until now."""
        return self.entries.get(key) or self.obsolete.get(key)

    def find(self, text: str, context: str = "") -> Entry | None:
        """The entry that translates text, stale or not; None if there is no translation."""
        entry = self.entries.get((context, text)) or self.entries.get(("", text))
        return entry if entry and entry.text else None


def read_key(spelled: str) -> Key:
    """The key that was written down so."""
    context, _, text = spelled.partition("\0")
    return context, text


# Babel drops what does not fit this without a word, and with it a translation.
_WELL_FORMED = re.compile(
    r"""\s*(\#.*|((msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d+\])\s*)?"(?:[^"\\]|\\.)*"\s*)?$"""
)


def parse_catalogue(source: Source) -> Catalogue:
    """Read a .po file; every broken line of it is a fault."""
    from babel.messages.pofile import PoFileError, read_po

    each(_check_line, ((source, number) for number in range(1, len(source.lines) + 1)))
    _check_charset(source)
    # Babel takes the previous text of an obsolete message for a broken line, but not as a comment
    text = re.sub(r"(?m)^#~\|", "#|", source.text)
    try:
        catalogue = read_po(BytesIO(text.encode()), abort_invalid=True)
    except PoFileError as error:
        raise _broken(source, (error.lineno or 0) + 1) from error  # Babel counts from nought
    except ValueError as error:  # such as a date that does not exist
        hint = say("Before the first message only Content-Type and Language are needed.")
        message = say("The head of the catalogue cannot be read.")
        raise source.fault(message, hint, line=1) from error
    _check_once(source)
    entries = _make_entries(source, catalogue)
    each(lambda entry: check_paragraph(source, entry.line, entry.text), entries.values())
    return Catalogue(source, entries, _make_entries(source, catalogue.obsolete.values()))


def _check_charset(source: Source) -> None:
    """Babel believes the head, and so do all programs to which the file goes; it is UTF-8."""
    found = _CHARSET.search(_split_entries(source).get(_head_line(source), ""))
    if not found:
        return
    place = source.find(found[0])
    try:
        name = lookup(found[1]).name
    except LookupError as error:
        message = say("The catalogue names an encoding that does not exist.")
        raise ContentError(place, message, say("It should be charset=UTF-8.")) from error
    if name != "utf-8":
        message = say("The head names the encoding {name}, but the file is UTF-8.", name=found[1])
        raise ContentError(place, message, say("It should be charset=UTF-8."))


def _check_line(line: tuple[Source, int]) -> None:
    source, number = line
    if not _WELL_FORMED.match(source.lines[number - 1]):
        raise _broken(source, number)


def _check_once(source: Source) -> None:
    """Of two entries for one message Babel keeps the last, and drops the first without a word."""
    first: dict[Key, int] = {}

    def check(entry: tuple[int, Key]) -> None:
        line, key = entry
        if first.setdefault(key, line) != line:
            message = say("This message stands in line {line} already.", line=first[key])
            hint = say("Make one of the two entries, with the better translation.")
            raise source.fault(message, hint, line=line)

    each(check, _keys_in_use(source))


def _keys_in_use(source: Source) -> Iterator[tuple[int, Key]]:
    """The messages that are not obsolete, with the line of their msgid."""
    from babel.messages.pofile import denormalize

    parts: dict[str, list[str]] = {}
    keyword, line = "", 0
    for number, text in enumerate(source.lines, 1):
        word, _, quoted = text.strip().partition(" ")
        if word in {"msgctxt", "msgid"}:
            keyword, line = word, number
            parts[keyword] = [quoted]
        elif word == "msgstr":
            context, message = (denormalize("\n".join(parts.get(name, ['""']))) for name in _KEYS)
            yield line, (context, message)
            parts, keyword = {}, ""
        elif keyword and word.startswith('"'):
            parts[keyword].append(text.strip())


def _broken(source: Source, line: int) -> ContentError:
    return source.fault(
        say("This line does not belong in a catalogue of translations."),
        say("It begins with msgid, msgstr, # or a quotation mark, and quotation marks are closed."),
        line=line,
    )


def _make_entries(source: Source, messages: Iterable[PoMessage]) -> dict[Key, Entry]:
    blocks = _split_entries(source)
    entries = (
        _make_entry(source, message, blocks)
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id
    )
    return {entry.key: entry for entry in entries}


def _make_entry(source: Source, message: PoMessage, blocks: Mapping[int, str]) -> Entry:
    """What Babel read, with the previous text, which it takes for a comment."""
    line = message.lineno or 1
    comments = [str(comment) for comment in message.user_comments]
    return Entry(
        key=(message.context or "", str(message.id)),
        text=str(message.string),
        line=source.find("msgstr", line).line,
        is_stale=message.fuzzy,
        previous=_previous_text(comment[1:].strip() for comment in comments if comment[:1] == "|"),
        notes=tuple(comment for comment in comments if comment[:1] != "|"),
        hints=tuple(message.auto_comments),
        places=tuple(f"{file}:{number}" if number else file for file, number in message.locations),
        flags=frozenset(message.flags) - {"fuzzy", "python-format", "python-brace-format"},
        block=blocks.get(line, ""),
    )


def _previous_text(lines: Iterable[str]) -> str:
    """The German of a stale entry, from its lines `msgid "…"` and `"…"`; a context is not asked."""
    from babel.messages.pofile import denormalize

    quoted = [line.removeprefix("msgid ") for line in lines if not line.startswith("msgctxt")]
    return str(denormalize("\n".join(quoted))) if quoted else ""


def _split_entries(source: Source) -> dict[int, str]:
    """The lines of each entry, by the line of its msgid, from where the one before it ends.

    Whether empty lines stand between them makes no difference. The last goes to the end.
    """
    blocks: dict[int, str] = {}
    first, line, end = 1, 0, 0  # of the entry; of its msgid; the last of its msgstr so far
    for number, text in enumerate(source.lines, 1):
        found = _PART.match(text)
        keyword = found[1] if found else ""
        if keyword in _KEYS and end:
            blocks[line] = source.excerpt(first, end).strip("\n") + "\n"
            first, end = end + 1, 0
        if keyword == "msgid":
            line = number
        elif keyword == "msgstr" or (found and end):
            end = number
    blocks[line] = source.excerpt(first, len(source.lines)).strip("\n") + "\n"
    return blocks


def read_head(source: Source) -> str:
    """The entry that translates nothing, with all that stands before it; empty if there is none."""
    line = _head_line(source)
    return _split_entries(source)[line] if line else ""


def _head_line(source: Source) -> int:
    return next((line for line, key in _keys_in_use(source) if key == ("", "")), 0)
