"""What was lost, hidden or left in a text is told, and what nobody sees is dropped."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.characters import check_characters
from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.invisible import drop_invisible, set_plain_spaces
from exhibit.diagnostics.source import Source

LETTERS = "äöüÄÖÜßéèêàçôœ–„“”’€°§²µąćęłńóśźż"
LOST = """
Heiz”l|M„rz|k”nnen|Stra§e|Gr§e|GebŠude|Heizšl|kšnnen|Heiz�l|f�r|Heiz?l|f?r|Gr??e|Heiz÷l|Stra▀e
fⁿr|GrÃe|voilÃ |Heiz¤l|H‰user|Heizˆl|K÷ln und M³nchen k÷nnen
"""
KEPT = """
Škoda, Tomáš, Málaga, Tromsø, São Paulo|„Spiegel“s Ende|“meter”s end|Was? Wann? Wie?|m²a, m³h, kΩm
Besucher·innen und Besucher*innen|„Ä“ und „Ü“ und „MENÜ“|Spaß“|SÃO PAULO|https://a.de/?a=b|a?b=c
Bršljan, pšenica, zvláštní, Příliš|30°15'20"|Lego™steine|5÷3|café”|«été»|ε-Wert, π·r²|10‰|5 § 3
"""
INVISIBLE = {
    "Kilo\u00adwatt\u00adstunden": "Kilowattstunden",
    "a\u200bb\u2060c\ufeffd": "abcd",
    "\u200eStrom\u200f\u202aA\u202c\u2066B\u2069": "StromAB",
    "Auf\u200clage, Auf\u200dlage": "Auflage, Auflage",
    "\u200dx": "x",
    "Strom\ufe0f": "Strom",
    "👩\u200d🔬 ☀\ufe0f 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": "",
    "می\u200cخواهم": "",
    "\u200fABC עברית\u200e (1)": "",
    "ภาษา\u200bไทย": "",
    "5\u00a0kWh, 5\u202fkWh": "",
}
NAMED = {
    "a\u202eb": "direction",
    "a\u202bb": "direction",
    "עברית\u202eb": "direction",
    "a\u2028b": "line separator",
    "a\u2029b": "line separator",
    "a\ufffcb": "picture",
    "a\u0085b": "control",
    "a\U000e0061b": "hidden",
    "a\u3164b": "an empty",
}
LEFT = """
<<<<<<< HEAD|>>>>>>> feature|>>>>>>> .r123|<<<<<<< local
>>>> ORIGINAL text.md#3|==== YOURS text.md|%%%%%%% Changes from base|+++++++ Contents of side #2
@@ -1,3 +1,4 @@ fn|Ein {++neues++} Wort|Ein {--altes--} Wort|{~~alt~>neu~~}|{>>Warum?<<}|{==das==}
Kommentiert [AB1]: wirklich?|Kommentar [M2]: na|Comment [AB1]: hm|Gelöscht [AB3]: alt
#-#-#-#-#  en.po (Museum)  #-#-#-#-#
"""


def told(text: str, file: str = "content/a.md") -> list[tuple[int, int, str]]:
    try:
        check_characters(Source(PurePosixPath(file), text))
    except ExceptionGroup as group:
        errors = [one for one in faults(group) if isinstance(one, ContentError)]
        return [(one.place.line, one.place.column, f"{one.message} {one.hint}") for one in errors]
    return []


def split(members: str) -> list[str]:
    return members.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp437", "cp1250"])
def test_utf_8_that_was_read_otherwise_is_told_with_the_word_that_was_meant(encoding: str) -> None:
    for letter in LETTERS:
        word = f"ba{letter}el"
        for _ in range(2):  # once, and twice
            raw = word.encode()
            word = "".join(bytes([one]).decode(encoding, "ignore") or chr(one) for one in raw)
            line, _, message = told(f"Ein\n{word}")[0]
            assert (line, "Letters have been lost" in message or "control" in message) == (2, True)
            assert f"“ba{letter}el” meant" in message or "control" in message, (letter, word)


@pytest.mark.parametrize("text", split(LOST))
def test_a_letter_that_is_lost_is_told(text: str) -> None:
    ((line, _, message),) = told(f"Erste Zeile\nund {text}")
    assert (line, "Letters have been lost" in message) == (2, True)


@pytest.mark.parametrize("text", split(KEPT))
def test_what_may_be_meant_is_no_fault(text: str) -> None:
    assert told(text) == []


def test_a_question_mark_in_code_is_none_that_was_lost() -> None:
    assert told("{{ a?b }} x?y z", "templates/page.html") == []


@pytest.mark.parametrize("typed", INVISIBLE)
def test_what_nobody_sees_is_dropped_where_nobody_needs_it(typed: str) -> None:
    shown = drop_invisible(typed)
    assert shown == (INVISIBLE[typed] or typed)
    assert told(shown) == []


@pytest.mark.parametrize("typed", NAMED)
def test_what_changes_the_text_is_named(typed: str) -> None:
    ((line, column, message),) = told(drop_invisible(typed))
    assert (line, typed[column - 1] in message or "U+" in message) == (1, True)
    assert NAMED[typed] in message


def test_a_block_begins_with_a_common_space() -> None:
    typed = "#\u00a0Titel\n-\u00a0Punkt\n1.\u202fEins\n>\u2003Zitat\n5\u00a0kWh"
    assert set_plain_spaces(typed) == "# Titel\n- Punkt\n1. Eins\n> Zitat\n5\u00a0kWh"


@pytest.mark.parametrize("text", [*split(LEFT), "||||||| base"])
def test_what_a_tool_has_left_is_told(text: str) -> None:
    assert [line for line, _, _ in told(f"Text\n{text}\nText")] == [2]


def test_a_conflict_is_told_in_every_file_with_all_its_marks() -> None:
    text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"
    for file in ("a.md", "a.toml", "a.csv", "en.po", "page.html", "style.css", "addresses.txt"):
        ((line, _, message),) = told(text, file)
        assert (line, "marks: 2, 4, 6." in message) == (2, True)


@pytest.mark.parametrize(
    "text", ["Titel\n=======\n\nText", "a\n\n>>> x", ":root {--blau: #00f}", "{# -- #}", "1 == 2"]
)
def test_signs_that_only_resemble_such_marks_are_none(text: str) -> None:
    assert told(text, "style.css") == []
    assert "{" in text or told(text) == []
