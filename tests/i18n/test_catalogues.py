"""What holds for every page and every life of edits: no structure, no translation is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.content.front_matter import Document
from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.source import Source
from exhibit.features import FEATURES
from exhibit.i18n.catalogue import Catalogue, Entry, parse_catalogue
from exhibit.i18n.language import ABBREVIATION, Language, Message
from exhibit.i18n.merge import merge
from exhibit.i18n.phrase import Locale
from exhibit.i18n.po_writer import write_catalogue, write_head
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Article, Asides
from exhibit.render.messages import collect_sound
from tests import ROOT
from tests.exhibits import convert_page, read_exhibit, read_page
from tests.markup.test_markup import read
from tests.whole.test_properties import FRONT_MATTER, Tags

CONTENT = sorted((ROOT / "content").rglob("*.md"))
MARKUP = sorted((ROOT / "tests" / "markup").glob("*.md"))
GERMAN, ENGLISH = Locale("de"), Locale("en")
STEADY = settings(deadline=None, derandomize="CI" in os.environ)
PO = PurePosixPath("translations/en.po")
HEAD = write_head("en", 'Haus "Strom"', "Museum <haus@museum.example>", date(2026, 11, 26))


def read_file(file: Path) -> Document:
    text = file.read_text(encoding="utf-8")
    if "content" not in file.parts:
        text = FRONT_MATTER + read(file)["source"]
    return read_page(Source(PurePosixPath("content", file.name), text))


def show(island: Island) -> str:
    return f"<aside>{island.title}{island.body}</aside>"


def to_english(document: Document, translations: dict[str, str]) -> Article:
    entries = {("", german): Entry(("", german), text) for german, text in translations.items()}
    language = Language(ENGLISH, GERMAN, Catalogue(Source(PO, ""), entries))
    return convert_page(document, language, show, Asides("Zurück"))


def to_german(document: Document) -> Article:
    return convert_page(document, Language(GERMAN, GERMAN), show, Asides("Zurück"))


def pseudo(german: str) -> str:
    """A translation of which nobody can say that it is the German; it keeps what must be kept."""
    found = ABBREVIATION.match(german)
    return f"*[{found['short']}]: Ĝ {found['title']}" if found else f"Ĝ {german}"


@pytest.mark.parametrize("file", CONTENT + MARKUP, ids=lambda file: file.name)
def test_without_translations_a_page_differs_from_the_german_one_only_in_its_marks(
    file: Path,
) -> None:
    document = read_file(file)
    english, german = to_english(document, {}), to_german(document)
    unmarked = re.sub(r'<span lang="de">(.*?)</span>', r"\1", english.html)
    unmarked = re.sub(r' lang="(?:de|en)"', "", unmarked)
    assert Tags(unmarked).found == Tags(re.sub(r' lang="(?:de|en)"', "", german.html)).found
    assert english.anchors == german.anchors


@pytest.mark.parametrize("file", CONTENT + MARKUP, ids=lambda file: file.name)
def test_a_translated_page_keeps_the_tags_and_ids_of_the_german_one(file: Path) -> None:
    document = read_file(file)
    german = to_german(document)
    translations = {message.text: pseudo(message.text) for message in german.messages}
    english = to_english(document, translations)
    assert Tags(english.html).found == Tags(german.html).found
    assert english.anchors == german.anchors
    assert [m.text for m in english.messages] == [m.text for m in german.messages]


# A life of edits: texts come, go, change a little and move, and are translated now and then.

WORDS = ["Strom", "misst", "der Zähler", "im Haus", "seit 1904", "und", "das Museum", "zählt"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
versions = st.lists(st.lists(sentences, max_size=6, unique=True), min_size=1, max_size=8)


def messages_of(texts: list[str]) -> list[Message]:
    source = Source(PurePosixPath("content/index.md"), "\n\n".join(texts))
    return [Message(text, source.find(text)) for text in texts]


def save_and_load(catalogue: Catalogue) -> Catalogue:
    return parse_catalogue(Source(PO, write_catalogue(catalogue, HEAD)))


def translate_all(catalogue: Catalogue) -> Catalogue:
    """A translator translates what is missing and revises what is stale."""
    done = {
        key: replace(entry, text=f"EN {key[1]}", is_stale=False, previous="", block="")
        for key, entry in catalogue.entries.items()
        if entry.is_stale or not entry.text
    }
    return replace(catalogue, entries={**catalogue.entries, **done})


@STEADY
@given(versions, st.lists(st.booleans(), min_size=8, max_size=8))
def test_no_sequence_of_edits_loses_a_translation_whose_source_is_unchanged(
    edits: list[list[str]], works: list[bool]
) -> None:
    catalogue = Catalogue(Source(PO, ""))
    translated: set[str] = set()
    for texts, work in zip(edits, works, strict=False):
        catalogue = save_and_load(merge(catalogue, messages_of(texts)))
        for text in texts:
            entry = catalogue.entries["", text]
            current = entry.text == f"EN {text}" and not entry.is_stale
            assert current == (text in translated)
            assert entry.is_stale or not entry.text or current
        if work:
            translated -= {entry.previous for entry in catalogue.entries.values()}
            catalogue = save_and_load(translate_all(catalogue))
            translated |= set(texts)
        again = save_and_load(merge(catalogue, messages_of(texts)))
        assert again == catalogue


@STEADY
@given(st.lists(sentences, min_size=1, max_size=6, unique=True))
def test_a_catalogue_that_is_merged_twice_does_not_change(texts: list[str]) -> None:
    once = write_catalogue(merge(Catalogue(Source(PO, "")), messages_of(texts)), HEAD)
    twice = merge(parse_catalogue(Source(PO, once)), messages_of(texts))
    assert write_catalogue(twice) == once


# gettext has the last word on what a catalogue is.

GETTEXT = shutil.which("msgfmt")
needs_gettext = pytest.mark.skipif(
    not GETTEXT and "CI" not in os.environ, reason="Debian's package gettext is not installed"
)


def run(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


@needs_gettext
@pytest.mark.parametrize("file", ["translations/en.po", "exhibit/cli/messages/de.po"])
def test_gettext_finds_nothing_in_a_catalogue(file: str) -> None:
    done = run("msgfmt", "--check", "--output-file", os.devnull, str(ROOT / file))
    assert (done.returncode, done.stderr) == (0, "")


@needs_gettext
def test_a_catalogue_that_gettext_wrote_comes_back_as_it_was() -> None:
    """As after an evening with Poedit, which writes what gettext writes."""
    ours = (ROOT / "translations" / "en.po").read_text(encoding="utf-8")
    theirs = run("msgcat", "--width=79", "-", text=ours).stdout
    assert theirs != ours
    catalogue = parse_catalogue(Source(PO, theirs))
    messages = [
        one for group in collect_sound(read_exhibit(ROOT), FEATURES).values() for one in group
    ]
    assert write_catalogue(merge(catalogue, messages)) == theirs
    assert {key: entry.text for key, entry in catalogue.entries.items()} == {
        key: entry.text for key, entry in parse_catalogue(Source(PO, ours)).entries.items()
    }


@needs_gettext
def test_gettext_finds_nothing_in_a_new_catalogue(tmp_path: Path) -> None:
    texts = ["50 % der Welt", "Der {Name}", "Am %(tag)s", 'Er sagt "ja"', "Zeile\nZeile"]
    file = tmp_path / "fr.po"
    merged = merge(Catalogue(Source(PO, "")), messages_of(texts))
    file.write_text(write_catalogue(merged, HEAD), encoding="utf-8")
    done = run("msgfmt", "--check", "--output-file", os.devnull, str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "python" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", "utf8", "UTF8", " UTF-8"])
def test_a_head_may_spell_utf_8_as_it_likes(charset: str) -> None:
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    catalogue = parse_catalogue(Source(PO, f'{head}msgid "Café"\nmsgstr "café"\n'))
    assert [entry.text for entry in catalogue.entries.values()] == ["café"]


@pytest.mark.parametrize(
    "charset", ["ISO-8859-1", "iso-8859-15", "windows-1252", "CHARSET", "US-ASCII", "UTF-16", "x"]
)
def test_a_head_that_names_another_encoding_is_told(charset: str) -> None:
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    with pytest.raises(ContentError) as told:
        parse_catalogue(Source(PO, f'{head}msgid "Café"\nmsgstr "café"\n'))
    assert (told.value.place.line, str(told.value.hint)) == (2, "It should be charset=UTF-8.")
