"""What stands in a catalogue is what is read from it, line by line; what cannot be read is told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Catalogue, Entry, parse_catalogue, read_head, read_key

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
FULL = """\
# Wer hier übersetzt, liest dies.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# Ein Wort an die anderen.
#. Worum es geht.
#: content/a.md:7 content/b.md
#, fuzzy, md-text, python-format
#| msgctxt "Früher"
#| msgid "Der "
#| "Zähler"
msgctxt "Titel"
msgid "Das Werk"
msgstr "The "
"meter"

msgid "Neu"
msgstr ""
#~ msgid "Alt"
#~ msgstr "Old"
"""
BLOCK = FULL.split("\n\n")[1] + "\n"


def source(text: str) -> Source:
    return Source(PurePosixPath("translations/en.po"), text)


def told(text: str) -> list[tuple[int, str, str]]:
    """Each fault of a catalogue: its line, its sentence, its way out."""
    try:
        parse_catalogue(source(text))
    except ContentError as error:
        return [(error.place.line, str(error.message), str(error.hint))]
    except ExceptionGroup as group:
        found = list(faults(group))
        return [(error.place.line, str(error.message), str(error.hint)) for error in found]
    return []


def test_all_that_an_entry_holds_is_read() -> None:
    catalogue = parse_catalogue(source(FULL))
    assert dict(catalogue.entries) == {
        ("Titel", "Das Werk"): Entry(
            key=("Titel", "Das Werk"),
            text="The meter",
            line=15,
            is_stale=True,
            previous="Der Zähler",
            notes=("Ein Wort an die anderen.",),
            hints=("Worum es geht.",),
            places=("content/a.md:7", "content/b.md"),
            flags=frozenset({"md-text"}),
            block=BLOCK,
        ),
        ("", "Neu"): Entry(("", "Neu"), "", line=19, block='msgid "Neu"\nmsgstr ""\n'),
    }
    assert {key: (one.text, one.block) for key, one in catalogue.obsolete.items()} == {
        ("", "Alt"): ("Old", '#~ msgid "Alt"\n#~ msgstr "Old"\n')
    }
    assert catalogue.source == source(FULL)


def test_an_entry_holds_nothing_that_is_not_written() -> None:
    empty = Entry(("", "a"), "b", 0, False, "", (), (), (), frozenset(), "")
    assert Entry(("", "a"), "b") == empty


@pytest.mark.parametrize(
    ("lines", "flags", "previous"),
    [
        ('#, python-format\nmsgid "Am %(tag)s"\n', set(), ""),
        ('#, python-brace-format\nmsgid "Der {Name}"\n', set(), ""),
        (
            '#, fuzzy, c-format, no-wrap\n#|msgid "alt"\nmsgid "neu"\n',
            {"c-format", "no-wrap"},
            "alt",
        ),
    ],
)
def test_flags_are_those_that_say_something_here(
    lines: str, flags: set[str], previous: str
) -> None:
    (entry,) = parse_catalogue(source(f'{HEAD}\n{lines}msgstr "x"\n')).entries.values()
    assert (set(entry.flags), entry.previous) == (flags, previous)


def test_a_text_that_would_take_too_long_to_read_is_told_at_its_line() -> None:
    ((line, message, _),) = told(f'{HEAD}\nmsgid "a"\nmsgstr "b{"[" * 5000}c"\n')
    assert (line, message) == (5, "There are too many brackets in one paragraph.")


def test_a_catalogue_knows_nothing_that_nobody_has_told_it() -> None:
    empty = Catalogue(source(""))
    assert (dict(empty.entries), dict(empty.obsolete)) == ({}, {})
    assert empty.known(("", "a")) is None


CATALOGUE = parse_catalogue(
    source(
        HEAD
        + '\nmsgid "Zug"\nmsgstr "train"\n\nmsgctxt "Wind"\nmsgid "Zug"\nmsgstr "draught"\n'
        + '\nmsgid "Leer"\nmsgstr ""\n\n#~ msgid "Alt"\n#~ msgstr "Old"\n'
    )
)


@pytest.mark.parametrize(
    ("text", "context", "translation"),
    [
        ("Zug", "", "train"),
        ("Zug", "Wind", "draught"),
        ("Zug", "Bahn", "train"),  # a context that nobody has needed
        ("Leer", "", None),
        ("Alt", "", None),
        ("Fremd", "Wind", None),
    ],
)
def test_a_text_has_the_translation_of_its_context_or_of_none(
    text: str, context: str, translation: str | None
) -> None:
    found = CATALOGUE.find(text, context)
    assert (found.text if found else None) == translation


def test_an_entry_is_known_though_nobody_asks_for_it() -> None:
    known = [CATALOGUE.known(("", text)) for text in ("Zug", "Leer", "Alt")]
    assert [one and one.text for one in known] == ["train", "", "Old"]
    assert CATALOGUE.known(("Wind", "Alt")) is None


@pytest.mark.parametrize(
    ("spelled", "key"), [("a", ("a", "")), ("a\0b", ("a", "b")), ("\0b\0c", ("", "b\0c"))]
)
def test_a_key_is_read_as_it_is_spelled(spelled: str, key: tuple[str, str]) -> None:
    assert read_key(spelled) == key


BROKEN = "This line does not belong in a catalogue of translations."
QUOTED = "It begins with msgid, msgstr, # or a quotation mark, and quotation marks are closed."
TWICE = "Make one of the two entries, with the better translation."
PLAIN_HEAD = "Before the first message only Content-Type and Language are needed."
UTF8 = "It should be charset=UTF-8."


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        *(
            (f'{HEAD}\nmsgid "a"\n{line}\nmsgstr "b"\n', [(5, BROKEN, QUOTED)])
            for line in ("Text", '"a', 'a"', 'msgidd "a"', '"a" b', 'msgstr[] "b"', '"a\\"')
        ),
        (f'{HEAD}\nmsgid "a"\nx\nmsgstr "b"\ny\n', [(5, BROKEN, QUOTED), (7, BROKEN, QUOTED)]),
        (
            f'x\n{HEAD}\nmsgid "a"\nmsgstr "b"\ny\n',
            [(1, BROKEN, QUOTED), (7, BROKEN, QUOTED)],
        ),
        (f'{HEAD}\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n', [(4, BROKEN, QUOTED)]),
        (f'{HEAD}\n#, fuzzy\n"a"\n\nmsgid "b"\nmsgstr "c"\n', [(5, BROKEN, QUOTED)]),
        (f'"a"\n{HEAD}', [(1, BROKEN, QUOTED)]),
        (
            f'{HEAD}\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'
            '\nmsgid ""\n"a"\nmsgstr "d"\n',
            [
                (7, "This message stands in line 4 already.", TWICE),
                (10, "This message stands in line 4 already.", TWICE),
            ],
        ),
        (
            f'{HEAD}\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "c"\n',
            [(9, "This message stands in line 5 already.", TWICE)],
        ),
        (f'{HEAD}\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', []),
        (f'{HEAD}\nmsgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', []),
        (
            HEAD.replace("UTF-8", "klingonisch"),
            [(2, "The catalogue names an encoding that does not exist.", UTF8)],
        ),
        (
            "# latin1\n" + HEAD.replace("UTF-8", "latin1"),
            [(3, "The head names the encoding latin1, but the file is UTF-8.", UTF8)],
        ),
        (
            HEAD.replace("Content-Type", "POT-Creation-Date: 2026-02-31 10:00+0100\\nContent-Type"),
            [(1, "The head of the catalogue cannot be read.", PLAIN_HEAD)],
        ),
        ('msgid "a"\nmsgstr "b"\n', []),
        ("", []),
        (f'{HEAD}\nmsgid "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n', []),
        (f'{HEAD}\n#, fuzzy\n#| msgid "alt"\n  msgid "a"\n\t"b"  \n msgstr "c \\" d"\n', []),
    ],
)
def test_what_is_no_catalogue_is_told_where_it_is_not(
    text: str, faults: list[tuple[int, str, str]]
) -> None:
    assert told(text) == faults


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (FULL, FULL.split("\n\n")[0] + "\n"),
        (f'msgid "a"\nmsgstr "b"\n\n{HEAD}', HEAD),
        ('msgctxt "x"\nmsgid ""\nmsgstr "b"\n', ""),
        ('msgid "a"\nmsgstr "b"\n', ""),
        (f"{HEAD}# FAX\n", f"{HEAD}# FAX\n"),
        ('msgstr "x"\n', ""),
        ("", ""),
    ],
)
def test_the_head_is_the_entry_that_translates_nothing(text: str, head: str) -> None:
    assert read_head(source(text)) == head
