"""Translations never lie and never get lost: the life of a catalogue, told on a small exhibit."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from exhibit.cli.main import main, parse
from exhibit.cli.status import Change, compare_words
from exhibit.cli.update import add_language, update_catalogues
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Entry, parse_catalogue
from exhibit.i18n.cldr import spell
from exhibit.i18n.compare import find_faults
from exhibit.i18n.po_writer import write_catalogue
from exhibit.pipeline import build
from tests import ROOT
from tests.whole.test_sites import lay_out

FRONT_MATTER = '+++\ntitle = "Das Haus"\ndescription = "Ein Haus in Teltow."\n+++\n\n'
TODAY = date(2026, 11, 26)
PARAGRAPHS = {
    "Bis 1969 entstanden hier Zähler.": "Meters were made here until 1969.",
    "Heute ist hier ein [Museum](index.md).": "Today there is a [museum](index.md) here.",
    "Wer Strom messen kann, kann selbst urteilen.": "Measure electricity and judge for yourself.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An exhibit in German and English, fully translated."""
    lay_out("i18n/two-languages", tmp_path)
    for file in tmp_path.glob("content/**/*.md"):
        file.unlink()
    write_page(tmp_path, list(PARAGRAPHS))
    (tmp_path / "translations" / "en.po").unlink(missing_ok=True)
    update_catalogues(tmp_path, TODAY)
    translate(tmp_path, {"Das Haus": "The house", "Ein Haus in Teltow.": "A house in Teltow."})
    translate(tmp_path, PARAGRAPHS)
    update_catalogues(tmp_path, TODAY)
    return tmp_path


def write_page(root: Path, paragraphs: list[str]) -> None:
    text = FRONT_MATTER + "\n\n".join(paragraphs) + "\n"
    (root / "content" / "index.md").write_text(text, encoding="utf-8")


def read_po(root: Path) -> str:
    return (root / "translations" / "en.po").read_text(encoding="utf-8")


def translate(root: Path, translations: dict[str, str]) -> None:
    text = read_po(root)
    for german, english in translations.items():
        text = text.replace(f'msgid "{german}"\nmsgstr ""', f'msgid "{german}"\nmsgstr "{english}"')
    (root / "translations" / "en.po").write_text(text, encoding="utf-8")


def english_page(root: Path) -> str:
    build(root, root / "public")
    return (root / "public" / "en" / "index.html").read_text(encoding="utf-8")


def changed_lines(before: str, after: str) -> set[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return {line for line in lines if line[0] in "+-"}


def test_one_changed_word_marks_one_paragraph_and_changes_one_entry(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_po(root)
    write_page(root, [text.replace("Zähler", "Stromzähler") for text in PARAGRAPHS])
    html = english_page(root)
    assert len(re.findall('class="stale"', html)) == 1
    assert '<p class="stale" id="' in html and "Meters were made here until 1969." in html
    anchor = re.findall(r'class="original" href="\.\./index\.html#([^"]+)"', html)[0]
    assert f'id="{anchor}"' in (root / "public" / "index.html").read_text(encoding="utf-8")

    assert main(parse(["status", "--root", str(root), "--fail-under", "100"])) == 1
    assert "content/index.md:6: zu überarbeiten: Bis 1969" in capsys.readouterr().out

    update_catalogues(root, TODAY)
    assert changed_lines(before, read_po(root)) == {
        "- #, md-text",
        '- msgid "Bis 1969 entstanden hier Zähler."',
        "+ #, fuzzy, md-text",
        '+ #| msgid "Bis 1969 entstanden hier Zähler."',
        '+ msgid "Bis 1969 entstanden hier Stromzähler."',
    }


def test_a_paragraph_without_translation_is_german_and_the_page_says_so(root: Path) -> None:
    """And below the threshold no search engine is told of it, on either side."""
    settings = (root / "site.toml").read_text(encoding="utf-8")
    (root / "site.toml").write_text(f"threshold = 0.5\n{settings}", encoding="utf-8")
    for folder in ("templates", "static"):  # the pages as visitors see them
        shutil.rmtree(root / folder)
    translated = 'msgstr "Meters were made here until 1969."'
    assert translated in read_po(root)
    (root / "translations" / "en.po").write_text(
        read_po(root).replace(translated, 'msgstr ""'), encoding="utf-8"
    )
    html = english_page(root)
    assert '<p lang="de">Bis 1969 entstanden hier Zähler.</p>' in html
    assert "Today there is a " in html
    assert '<div class="notice">' in html
    assert find_alternates(root) == {"de", "en", "x-default"}
    assert "https://museum.example/strom/en/" in sitemap(root)

    raised = f"threshold = 0.99\n{settings}"
    (root / "site.toml").write_text(raised, encoding="utf-8")
    html = english_page(root)
    assert '<meta name="robots" content="noindex">' in html
    assert 'hreflang="x-default"' not in html and 'rel="canonical"' not in html
    assert find_alternates(root) == set()
    assert "/en/" not in sitemap(root)
    german = (root / "public" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'lang="en" hreflang="en">English \(', german)


def find_alternates(root: Path) -> set[str]:
    """The languages that the German page names to search engines."""
    html = (root / "public" / "index.html").read_text(encoding="utf-8")
    return set(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html))


def sitemap(root: Path) -> str:
    return (root / "public" / "sitemap.xml").read_text(encoding="utf-8")


def test_a_change_taken_back_brings_the_translation_back(root: Path) -> None:
    before = read_po(root)
    write_page(root, [text.replace("Zähler", "Stromzähler") for text in PARAGRAPHS])
    update_catalogues(root, TODAY)
    write_page(root, list(PARAGRAPHS))
    update_catalogues(root, TODAY)
    assert read_po(root) == before


def test_a_stale_entry_keeps_the_text_it_was_made_from(root: Path) -> None:
    for word in ("Stromzähler", "Wechselstromzähler"):
        write_page(root, [text.replace("Zähler", word) for text in PARAGRAPHS])
        update_catalogues(root, TODAY)
    assert '#| msgid "Bis 1969 entstanden hier Zähler."' in read_po(root)


def test_a_stale_entry_that_leaves_and_comes_back_is_still_stale(root: Path) -> None:
    revised = [text.replace("Zähler", "Stromzähler") for text in PARAGRAPHS]
    write_page(root, revised)
    update_catalogues(root, TODAY)
    before = read_po(root)
    write_page(root, revised[1:])
    update_catalogues(root, TODAY)
    assert "#, fuzzy\n#~| msgid" in read_po(root)
    update_catalogues(root, TODAY)
    write_page(root, revised)
    update_catalogues(root, TODAY)
    assert read_po(root) == before


def test_a_page_with_a_fault_keeps_its_translations(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_po(root)
    write_page(root, [*PARAGRAPHS, "# Noch ein Titel"])
    for command in ("translate", "status"):
        assert main(parse([command, "--root", str(root)])) == 1
        assert "content/index.md:12:1: Eine Seite hat nur eine" in capsys.readouterr().err
    assert read_po(root) == before


def test_a_revised_text_may_stand_twice_on_a_page(root: Path) -> None:
    table = "| A | B |\n|---|---|\n| Ein Ding im Haus | Ein Ding im Haus |"
    write_page(root, [table])
    update_catalogues(root, TODAY)
    translate(root, {"Ein Ding im Haus": "A thing in the house"})
    write_page(root, [table.replace("Ding", "Teil")])
    assert english_page(root).count('<td class="stale"') == 2


def test_a_revised_paragraph_keeps_its_own_anchor(root: Path) -> None:
    own = ["Bis 1969 entstanden hier Stromzähler.\n{: #marke}", "Siehe [dort](#marke)."]
    write_page(root, own)
    html = english_page(root)
    assert '<p class="stale" id="marke">' in html or '<p id="marke" class="stale">' in html
    assert 'href="../index.html#marke"' in html


def test_a_folder_without_settings_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(parse(["translate", "--root", str(tmp_path), "--add", "fr"])) == 1
    assert "site.toml" in capsys.readouterr().err


def test_a_paragraph_that_moves_keeps_its_translation(root: Path) -> None:
    write_page(root, list(reversed(PARAGRAPHS)))
    update_catalogues(root, TODAY)
    assert "fuzzy" not in read_po(root)
    assert all(f'msgstr "{english}"' in read_po(root) for english in PARAGRAPHS.values())


def test_a_paragraph_that_goes_leaves_its_translation_for_later(root: Path) -> None:
    before = read_po(root)
    write_page(root, list(PARAGRAPHS)[:2])
    update_catalogues(root, TODAY)
    assert '#~ msgstr "Measure electricity and judge for yourself."' in read_po(root)
    update_catalogues(root, TODAY)
    write_page(root, list(PARAGRAPHS))
    update_catalogues(root, TODAY)
    assert read_po(root) == before


def test_an_address_is_never_guessed(root: Path) -> None:
    (root / "content" / "besuche.md").write_text(
        FRONT_MATTER.replace("Das Haus", "Besuche"), encoding="utf-8"
    )
    update_catalogues(root, TODAY)
    translate(root, {"besuche": "visits"})
    (root / "content" / "besuche.md").rename(root / "content" / "besuch.md")
    (root / "content" / "besuch.md").write_text(
        FRONT_MATTER.replace("Das Haus", "Besuch"), encoding="utf-8"
    )
    update_catalogues(root, TODAY)
    assert 'msgctxt "slug"\nmsgid "besuch"\nmsgstr ""' in read_po(root)


def test_what_others_wrap_their_way_stays_as_it_is(root: Path) -> None:
    po = read_po(root).replace(
        'msgstr "Measure electricity and judge for yourself."',
        'msgstr ""\n"Measure electricity"\n" and judge for yourself."',
    )
    po = po.replace('msgid "Das Haus"', '# A note of the translator\nmsgid "Das Haus"')
    (root / "translations" / "en.po").write_text(po, encoding="utf-8")
    assert [update.is_changed for update in update_catalogues(root, TODAY)] == [False]
    assert read_po(root) == po


@pytest.mark.long
def test_an_empty_line_that_is_missing_between_two_entries_is_put_back(root: Path) -> None:
    write_page(root, list(PARAGRAPHS)[:2])  # so that one entry is obsolete
    update_catalogues(root, TODAY)
    po = read_po(root)
    assert "#~ msgid" in po
    for gap in re.finditer("\n\n", po):
        lacking = f"{po[: gap.start()]}\n{po[gap.end() :]}"
        (root / "translations" / "en.po").write_text(lacking, encoding="utf-8")
        assert [update.is_changed for update in update_catalogues(root, TODAY)] == [True]
        assert read_po(root) == po


@pytest.mark.parametrize("comment", ["# Museum\n\n", "# Museum\n#\n\n# 2026\n\n\n#, fuzzy\n"])
def test_a_catalogue_keeps_its_head_whatever_comments_stand_before_it(
    root: Path, comment: str
) -> None:
    po = comment + read_po(root).replace("Last-Translator: ", "Last-Translator: Ada, ")
    (root / "translations" / "en.po").write_text(po, encoding="utf-8")
    assert [update.is_changed for update in update_catalogues(root, TODAY)] == [False]
    assert read_po(root) == po


def test_a_comment_apart_from_its_entry_stays_where_it_is(root: Path) -> None:
    po = read_po(root).replace("\n\n#:", "\n\n# Part two\n\n#:") + "\n# The end\n"
    (root / "translations" / "en.po").write_text(po, encoding="utf-8")
    assert [update.is_changed for update in update_catalogues(root, TODAY)] == [False]
    assert read_po(root) == po


def test_the_catalogue_of_the_exhibit_is_up_to_date() -> None:
    source = Source(
        PurePosixPath("translations/en.po"),
        (ROOT / "translations" / "en.po").read_text(encoding="utf-8"),
    )
    catalogue = parse_catalogue(source)
    assert write_catalogue(catalogue) == source.text
    assert not [entry.key for entry in catalogue.entries.values() if entry.is_stale]


def test_a_line_for_translators_reaches_them_and_not_the_page(root: Path) -> None:
    write_page(root, ["<!-- i18n: „Zähler“ is an electricity meter -->\n" + next(iter(PARAGRAPHS))])
    update_catalogues(root, TODAY)
    assert "#. „Zähler“ is an electricity meter\n#: content/index.md:7" in read_po(root)
    assert "i18n" not in english_page(root)


def test_the_same_words_have_two_translations_where_an_editor_asks_for_it(root: Path) -> None:
    write_page(root, ["Zähler", "<!-- i18n context: Bruch -->\nZähler"])
    update_catalogues(root, TODAY)
    po = read_po(root).replace('\nmsgid "Zähler"\nmsgstr ""', '\nmsgid "Zähler"\nmsgstr "Meter"', 1)
    po = po.replace(
        'msgctxt "Bruch"\nmsgid "Zähler"\nmsgstr ""',
        'msgctxt "Bruch"\nmsgid "Zähler"\nmsgstr "Numerator"',
    )
    (root / "translations" / "en.po").write_text(po, encoding="utf-8")
    html = english_page(root)
    assert "<p>Meter</p>\n<p>Numerator</p>" in html


def test_an_abbreviation_is_another_one_in_another_language(root: Path) -> None:
    write_page(root, ["Die KI rechnet.", "*[KI]: Künstliche Intelligenz"])
    update_catalogues(root, TODAY)
    translate(
        root,
        {
            "Die KI rechnet.": "AI computes.",
            "*[KI]: Künstliche Intelligenz": "*[AI]: Artificial intelligence",
        },
    )
    assert '<abbr title="Artificial intelligence">AI</abbr> computes.' in english_page(root)


def test_a_block_within_an_untranslated_one_speaks_its_own_language(root: Path) -> None:
    write_page(root, ["- Ein neuer Punkt\n    - Bis 1969 entstanden hier Zähler."])
    html = re.sub(r"\s*\n\s*", "", english_page(root))
    assert '<li lang="de">Ein neuer Punkt<ul lang="en"><li>Meters were made here' in html


def test_a_further_language_starts_empty_and_speaks_german_until_then(root: Path) -> None:
    assert main(parse(["translate", "--root", str(root), "--add", "fr"])) == 0
    assert 'msgid "Das Haus"\nmsgstr ""' in (root / "translations" / "fr.po").read_text("utf-8")
    build(root, root / "public")
    page = (root / "public" / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<p lang="de">Bis 1969' in page and 'content="noindex"' in page


LISTS = {
    'languages = ["de", "en"]': 'languages = ["de", "en", "fr"]',
    '  languages=["de", "en", ] # ["all"]': '  languages=["de", "en", "fr", ] # ["all"]',
    "languages = ['de', 'en']": "languages = ['de', 'en', \"fr\"]",
    "languages = ['de', 'fr']": "languages = ['de', 'fr']",
    'languages = ["de", "en"]\n[names]\n"x" = "fr"\n"fr" = "F"': (
        'languages = ["de", "en", "fr"]\n[names]\n"x" = "fr"\n"fr" = "F"'
    ),
    'languages = [\n  "de", # ]\n  "en", # London\n]': (
        'languages = [\n  "de", # ]\n  "en", # London\n  "fr",\n]'
    ),
    'languages = [\r\n\t"de",\r\n\t"en" # London, "UK"\r\n]\r\n': (
        'languages = [\r\n\t"de",\r\n\t"en", # London, "UK"\r\n\t"fr"\r\n]\r\n'
    ),
}


@pytest.mark.parametrize("before", LISTS)
@pytest.mark.parametrize("start", ['name = "Haus"\r\n', '\ufeffname = "Haus"\n'])
def test_a_further_language_changes_nothing_else_in_the_settings(
    tmp_path: Path, start: str, before: str
) -> None:
    file = tmp_path / "site.toml"
    file.write_bytes(f"{start}{before}".encode())
    add_language(tmp_path, "fr")
    assert file.read_bytes().decode() == start + LISTS[before]


@pytest.mark.parametrize(
    ("languages", "tag", "told"),
    [
        ('["de"]', "FR", "„FR“ ist keine Sprache.\n    {line}\n    → Meinten Sie „fr“?"),
        ('["de"]', "DE_at", "„DE_at“ ist keine Sprache.\n    {line}\n    → Meinten Sie „de-AT“?"),
        ('["de"]', "qq", "„qq“ ist keine Sprache.\n    {line}\n    → Schreiben Sie de, en, fr …"),
        (
            '["d\\u0065"]',
            "fr",
            "Die Sprache „fr“ lässt sich in diese Liste nicht automatisch eintragen.\n    {line}\n"
            '    → Schreiben Sie die Zeile selbst: languages = ["de", "fr"]',
        ),
    ],
)
def test_a_language_that_cannot_be_added_is_told_and_leaves_the_settings_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], languages: str, tag: str, told: str
) -> None:
    line = f"languages = {languages}"
    text = f'name = "Haus"\n{line}\n'
    (tmp_path / "site.toml").write_bytes(text.encode())
    assert main(parse(["translate", "--root", str(tmp_path), "--add", tag])) == 1
    assert capsys.readouterr().err.startswith(f"site.toml:2: {told.format(line=line)}\n")
    assert (tmp_path / "site.toml").read_bytes().decode() == text


@pytest.mark.parametrize(
    "tag", ["fr", "de-AT", "zh-Hant", "zh-Hant-TW", "es-419", "de-x-einfach", "sr-Latn-x-ab-kurz"]
)
def test_a_tag_is_spelled_in_one_way(tag: str) -> None:
    assert {spell(tag), spell(tag.upper()), spell(tag.lower().replace("-", "_"))} == {tag}


def test_the_state_can_be_read_side_by_side(root: Path) -> None:
    write_page(root, [text.replace("Zähler", "Stromzähler") for text in PARAGRAPHS])
    page = root / "new" / "status.html"
    assert main(parse(["status", "--root", str(root), "--html", str(page)])) == 0
    html = page.read_text(encoding="utf-8")
    assert "<del>Zähler.</del> <ins>Stromzähler.</ins>" in html
    assert "Today there is a [museum](index.md) here." in html


@pytest.mark.parametrize(
    ("obstacle", "command", "file"),
    [
        ("new/status.html.new", "status --html new/status.html", "new/status.html"),
        ("translations/en.po.new", "translate", "translations/en.po"),
        ("site.toml.new", "translate --add fr", "site.toml"),
        ("addresses.txt.new", "release", "addresses.txt"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    obstacle: str,
    command: str,
    file: str,
) -> None:
    monkeypatch.chdir(root)
    (root / obstacle).mkdir(parents=True, exist_ok=True)
    write_page(root, ["Neu."])
    assert main(parse([*command.split(), "--root", str(root)])) == 1
    path = file if "--html" in command else root / file
    told = capsys.readouterr().err
    assert told.startswith(f"Die Datei {path} ließ sich nicht schreiben: ")
    assert "\n    → Ist die Festplatte voll, der Name vergeben" in told


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "Zähler → CO₂ – „½“ 電"),
        ("cp1252", "Zähler -> CO2 – „½“ ?"),
        ("ascii", 'Zaehler -> CO2 - "?" ?'),
    ],
)
def test_a_stream_writes_what_its_encoding_has_no_letters_for(
    root: Path, encoding: str, shown: str
) -> None:
    write_page(root, ["Zähler → CO₂ – „½“ 電"])
    program = "import sys; from exhibit.cli.main import main, parse; main(parse(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, "status", "--root", str(root)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert f": {shown}\n" in done.stdout.decode(encoding).replace("\r\n", "\n")


def test_words_are_compared_one_by_one() -> None:
    assert list(compare_words("ein altes Haus", "ein sehr altes Gebäude")) == [
        Change("same", "ein"),
        Change("new", "sehr"),
        Change("same", "altes"),
        Change("old", "Haus"),
        Change("new", "Gebäude"),
    ]


@pytest.mark.parametrize(
    ("german", "english", "fault"),
    [
        ("Ein [Link](a.md).", "A link.", "links"),
        ("Ein Link.", "A [link](a.md).", "links"),
        ("Ein ![Bild](a.svg).", "A picture.", "links"),
        ("Eine Note.[^1]", "A note.", "footnotes"),
        ("Der Befehl `build`.", "The command.", "code"),
        ("[[Zeiten fehlen]]", "Times missing", "placeholders"),
        ("Station %(number)s", "Station", "placeholders"),
        ("Es sind 1.234,5 TWh.", "It is 1,234.6 TWh.", "numbers"),
        ("Im Jahr 2024.", "In the year.", "numbers"),
        ("Ein Wort.", " A word.", "spaces"),
        ("Ein *Wort*.", "A *word.", "emphasis"),
        ("Ein Wort.", "A „word“.", "quotes"),
        ("Das ist noch immer derselbe Satz.", "Das ist noch immer derselbe Satz.", "same"),
    ],
)
def test_what_a_translation_lost_is_noticed(german: str, english: str, fault: str) -> None:
    found = [name for name, _ in find_faults(Entry(("", german), english), "de", "en")]
    assert found == [fault]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Es sind 1.234,5 TWh im Jahr 2024.", "In 2024 it is 1,234.5 TWh."),
        ("Am 16. Oktober 2025.", "On 16 October 2025."),
        ("Von **100** sind es [3](a.md).", "It is [3](a.md) of **100**."),
        ("Er sagt: „Ja“.", "He says “yes”. It’s true."),
        ("Telefon: 03328 3369088", "Telephone: 03328 3369088"),
        ("Am 23. November 2026 um 14.30 Uhr", "At 2:30 p.m. on November 23, 2026"),
        ("Am 05.11.2026", "On 5 November 2026"),
        ("Im September 2.970, im Mai 5", "September came to 2,970, May 5"),
        ("Im November", "In November"),
        ("CC BY 4.0", "CC BY 4.0"),
        ("Ein Zähler", "Ein Zähler"),
    ],
)
def test_a_faithful_translation_is_left_alone(german: str, english: str) -> None:
    assert list(find_faults(Entry(("", german), english), "de", "en")) == []


def test_a_translator_may_mean_it_and_say_why(root: Path) -> None:
    po = read_po(root).replace("until 1969.", "long ago.")
    (root / "translations" / "en.po").write_text(po, encoding="utf-8")
    assert main(parse(["build", "--root", str(root)])) == 1
    silenced = po.replace(
        "#: content/index.md:6\n",
        "# ok numbers: the year stands in the heading\n#: content/index.md:6\n",
    )
    (root / "translations" / "en.po").write_text(silenced, encoding="utf-8")
    assert main(parse(["build", "--root", str(root)])) == 0
