"""A catalogue as the text of its file.

What has not changed is written as it was read, letter for letter, so that a catalogue from
Poedit or Weblate comes back as it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from exhibit.i18n.catalogue import Catalogue, Entry, read_head

_WIDTH = 78
_HEAD = """\
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


def write_head(language: str, name: str, translator: str, revised: date) -> str:
    """What gettext wants to know about a catalogue that is new."""
    return _HEAD.format(
        language=language, name=_escape(name), translator=_escape(translator), revised=revised
    )


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def write_catalogue(catalogue: Catalogue, head: str = "") -> str:
    """The catalogue as a file: its head, its entries in their order, then the obsolete ones.

    A catalogue that has a head of its own keeps it.
    """
    head = read_head(catalogue.source) or head
    entries = [_show_entry(entry) for entry in catalogue.entries.values()]
    obsolete = [_show_obsolete(entry) for entry in catalogue.obsolete.values()]
    return "\n".join([head, *entries, *obsolete])


def _show_entry(entry: Entry) -> str:
    return entry.block or "".join(f"{line}\n" for line in _entry_lines(entry))


def _show_obsolete(entry: Entry) -> str:
    if is_obsolete(entry):
        return entry.block
    return "".join(f"{line}\n" for line in _obsolete_lines(entry))


def is_obsolete(entry: Entry) -> bool:
    """Whether that is how the file has it."""
    return bool(re.search(r"(?m)^#~ msgid", entry.block))


def _obsolete_lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    if entry.is_stale:
        yield "#, fuzzy"
    if entry.previous:
        yield from (f"#~| {line}" for line in _quote("msgid", entry.previous))
    yield from (f"#~ {line}" for line in _text_lines(entry))


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}" for note in entry.notes)
    yield from (f"#. {hint}" for hint in entry.hints)
    yield from (f"#: {place}" for place in entry.places)
    if flags := [*(["fuzzy"] if entry.is_stale else []), *sorted(entry.flags)]:
        yield f"#, {', '.join(flags)}"
    if entry.previous:
        yield from (f"#| {line}" for line in _quote("msgid", entry.previous))
    yield from _text_lines(entry)


def _text_lines(entry: Entry) -> Iterator[str]:
    context, text = entry.key
    if context:
        yield from _quote("msgctxt", context)
    yield from _quote("msgid", text)
    yield from _quote("msgstr", entry.text)


def _quote(keyword: str, text: str) -> Sequence[str]:
    from babel.messages.pofile import normalize

    return f"{keyword} {normalize(text, width=_WIDTH)}".split("\n")
