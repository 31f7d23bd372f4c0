"""What is counted in a text, where on the page it stands, and what is said of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.audit.prose import read_paragraphs
from exhibit.audit.readability import count_syllables, measure_flesch, split_sentences, split_words
from exhibit.audit.wording import make_row, remark_on
from exhibit.content.front_matter import Document
from exhibit.diagnostics.source import Source
from exhibit.features import FEATURES
from tests import ROOT
from tests.exhibits import measure_exhibit, read_exhibit, read_page, remark_on_exhibit
from tests.whole.test_sites import lay_out

# Counted by hand, as one speaks them slowly; words of the exhibit, and some that are hard to count.
# fmt: off
SYLLABLES = {
    1: "Jahr Strom acht ist zwei",
    2: "aber Abend oder über Leistung Scheibe Strecke Teltow China Kohle neue bauen dauert Feuer "
       "Quelle Frequenz Einheit Idee Training Kraftwerk Modell Rundgang",
    3: "Energie Kilowatt Stromzähler Million Station Region Museum Ferien Linie geöffnet Systeme "
       "elektrisch Transistor offene eigene Künstliche Europa Brandenburg Lübbenau verdienen",
    4: "Wasserkocher Milliarde Rechenzentrum Intelligenz Amerika Familie beobachten "
       "Prozessrechner Batterien",
    5: "Kilowattstunde Erneuerbare Solarmodule Wechselstromzähler veröffentlichte",
    6: "Industriemuseum Unternehmerverband Elektroautobau",
}
# fmt: on
COUNTED = {word: count for count, words in SYLLABLES.items() for word in words.split()}


def test_syllables_are_those_that_a_person_counts() -> None:
    assert len(COUNTED) > 60
    wrong = {word for word, count in COUNTED.items() if count_syllables(word) != count}
    assert wrong <= {"Linie", "Familie"}  # the last e of which would have to be known word by word
    counted = sum(map(count_syllables, COUNTED))
    assert abs(counted - sum(COUNTED.values())) <= 2


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("KI", 2),
        ("kWh", 3),
        ("TWh", 3),
        ("GPU-Cluster", 5),
        ("Wind-", 1),
        ("3.790", 1),
        ("8,2-mal", 2),
        ("2024", 1),
        ("(IRENA)", 5),
        ("K2", 1),
        ("„Was", 1),
        ("–", 1),
    ],
)
def test_figures_and_abbreviations_are_counted_as_they_are_read(word: str, count: int) -> None:
    assert count_syllables(word) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "Das geplante Rechenzentrum in Lübbenau, 1. Abschnitt, hat 200 MW.",
        "Er fährt z. B. Züge.",
        "Verteilt sind das rund 3.790 kWh für jeden.",
        "Das Industriemuseum Region Teltow e. V. Misst nach.",
        "Wir teilen: 416 ÷ 30.938 = 0,013.",
        "Jeffrey Wu veröffentlichte ihn am 16. Oktober 2025.",
        "Im 1. Halbjahr 2025 waren es 91,5.",
        "Die Mühle von E. C. Loesche mahlt bzw. Staubt.",
        "Llama 3.1, eine Familie aus 3 Modellen, rechnet.",
        "„Was wäre, wenn?“, fragt ein Szenario.",
        "Er füllte rund 3 Mio. Seiten.",
        "Nach dem Komma: Es geht weiter",
    ],
)
def test_a_dot_that_ends_no_sentence_is_passed_over(sentence: str) -> None:
    assert [one.text for one in split_sentences(sentence)] == [sentence]


@pytest.mark.parametrize(
    "sentences",
    [
        ["In den USA sind es 11.", "Das ist das 2,2-Fache."],
        ["Das war 2024.", "Amerika folgte."],
        ["So hält es der Verein e. V.", "Er zählt."],
        ["Hat er recht?", "Wir zählen!", "30.938 TWh waren es."],
        ["Er sagt: „Nein.“", "„Doch“, sagt sie."],
        ["Das kostet 0,28.", "Dort gibt es mehr.", "(Viel mehr.)"],
        ["Und so weiter usw.", "Und dann", ""],
        ["Das zählen wir …", "Jeden Tag."],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    text = "\n".join(sentences).strip()
    found = list(split_sentences(text))
    assert [one.text for one in found] == [one for one in sentences if one]
    assert all(text[one.start :].startswith(one.text) for one in found)


@given(st.text("ab.?! 1Z\n„“()", max_size=60))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    words = [word for one in split_sentences(text) for word in one.words]
    assert words == list(split_words(text))


def test_signs_are_no_words() -> None:
    assert split_words("3.790 ÷ 8.784 = 0,43 kW – ohne Pause") == [
        *("3.790", "8.784", "0,43", "kW", "ohne", "Pause"),
    ]


def test_the_measure_is_that_of_amstad() -> None:
    """6 words in 2 sentences, 9 syllables."""
    sentences = list(split_sentences("Der Zähler zählt. Das Museum misst."))
    assert measure_flesch(sentences) == pytest.approx(180 - 3 - 58.5 * 9 / 6)
    hard = "Elektrizitätsversorgungsunternehmen veröffentlichten Stromerzeugungsstatistiken"
    assert measure_flesch(list(split_sentences(hard))) < 0
    assert measure_flesch([]) == 100


PAGE = """+++
title = "Titel zählt nicht"
description = "Auch die Beschreibung nicht."
layout = "station"
+++

Ein Satz mit **fettem** Wort und [einem Link](stations/1-messen.md#leistung).[^eins] Noch
einer mit {strom-2024: CN.value} TWh und [[was noch fehlt]].

::: chart strom-2024

## Eine Überschrift zählt nicht {#anker}

| Eine | Tabelle |
|---|---|
| zählt | nicht |

Nach der *Tabelle*{lang=en} geht es weiter.

- ein Punkt
- noch ein Punkt,
  der länger ist

Der Begriff
:   was er bedeutet
:   und was noch

> Ein Zitat
> in 2 Zeilen.

```
Code zählt nicht
::: note
```

::: details Der Titel zählt nicht
Zum Aufklappen.

::: note
Ein Kasten im Kasten.
:::

## Keine neue Ebene

Wieder aufgeklappt.
:::

::: note
![Ein Bild](bild.png) In Teltow.
:::

Am Ende wieder Text.

[^eins]: Eine Fußnote zählt nicht,
    auch nicht in der zweiten Zeile.

*[TWh]: Terawattstunde
"""


def page(text: str) -> Document:
    return read_page(Source(PurePosixPath("content/stations/1-seite.md"), text))


def station(text: str) -> Document:
    return page(f'+++\ntitle = "A"\ndescription = "B"\nlayout = "station"\n+++\n\n{text}\n')


def test_running_text_is_found_on_its_level_and_line() -> None:
    paragraphs = read_paragraphs(page(PAGE), FEATURES.directives)
    found = [(one.level, one.line, " ".join(one.text.split())) for one in paragraphs]
    assert found == [
        ("lead", 7, "Ein Satz mit fettem Wort und einem Link. Noch einer mit 1 TWh und ."),
        ("text", 18, "Nach der Tabelle geht es weiter."),
        ("text", 20, "ein Punkt"),
        ("text", 21, "noch ein Punkt, der länger ist"),
        ("text", 25, "was er bedeutet"),
        ("text", 26, "und was noch"),
        ("text", 28, "Ein Zitat in 2 Zeilen."),
        ("details", 37, "Zum Aufklappen."),
        ("note", 40, "Ein Kasten im Kasten."),
        ("details", 45, "Wieder aufgeklappt."),
        ("note", 49, "In Teltow."),
        ("text", 52, "Am Ende wieder Text."),
    ]


def test_words_are_counted_on_each_level() -> None:
    document = page(PAGE)
    row = make_row(document, list(read_paragraphs(document, FEATURES.directives)))
    assert row.name == "Titel zählt nicht"
    assert dict(row.words) == {"lead": 14, "text": 29, "details": 4, "note": 6}
    assert row.longest == 8


def remarks(text: str) -> list[str]:
    document = station(text)
    paragraphs = list(read_paragraphs(document, FEATURES.directives))
    return [f"{one.place.line}: {one.message}" for one in remark_on(document, paragraphs, ())]


def test_a_page_that_is_easy_to_read_is_left_alone() -> None:
    assert remarks("Der Zähler zählt. Wir zählen mit.") == []
    assert remarks("") == []


def test_a_sentence_that_is_too_long_is_named_with_its_line() -> None:
    long = "Wer " + "so " * 20 + "gern"
    assert remarks(f"Kurz ist gut.\n{long} misst. Und gut.\n\nEr misst.") == [
        "8: A sentence of 23 words: “Wer so so so so so …”"
    ]
    assert remarks(f"Kurz ist gut. Kurz ist gut. {long}.") == []


def test_a_lead_that_is_too_long_or_too_hard_is_named() -> None:
    assert remarks("So ist es gut. " * 15 + "Und?") == ["7: The lead has 61 words; 60 are enough."]
    assert remarks("So ist es gut. " * 15) == []
    hard = "Elektrizitätsversorgungsunternehmen veröffentlichen Stromerzeugungsstatistiken."
    [told] = remarks(hard)
    assert told.startswith("7: The lead is hard to read: Flesch -")
    assert remarks(f"Gut.\n\n## Mehr\n\n{hard}") == []


def test_sentences_that_are_long_on_average_are_named() -> None:
    sixteen = "Wer " + "so " * 14 + "misst."
    assert remarks(f"{sixteen} {sixteen}") == [
        "7: Sentences have 16 words on average; 15 are enough."
    ]


def test_each_box_that_unfolds_has_a_bound_of_its_own() -> None:
    box = "::: details\n" + "So ist es gut. " * 30 + "\n:::\n\n"
    assert remarks(box * 3) == []
    longer = box.replace("So ist", "Und auch so ist", 30)
    assert remarks(f"{box}\n{longer}") == ["12: This box has 180 words; 150 are enough."]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Die GPU ist da. Die GPU rechnet.", ["GPU"]),
        ("Die IEA (eine Agentur) zählt.", []),
        ("Die Agentur für Energie (IEA) zählt. Die IEA misst.", []),
        ("Die IEA zählt.\n\n*[IEA]: Agentur für Energie", []),
        ("Ein KI-Modell der Firma SAP. SAP zählt.", ["KI"]),
        ("Das Institut Epoch AI zählt GPT-4. Epoch AI misst.", []),
        ("Die USA, die EU und die DDR zählen 8 LED.", []),
        ("Das heißt *machine learning*{lang=en}.", ["machine learning"]),
        ("Das heißt *Rebound*{lang=en} (Rückprall).", []),
        ("Er heißt *Electricity Will Decide the AI Race*{lang=en}.", []),
        ("Es sind 5 GW und 3 kWh.", ["GW"]),
        ("`CODE` zählt (mit `GPU`).", ["CODE"]),
    ],
)
def test_what_is_not_explained_where_it_first_stands_is_named(text: str, terms: list[str]) -> None:
    told = [one for one in remarks(text) if "explained" in one]
    assert told == [f"7: “{term}” is not explained where it first stands." for term in terms]


def test_only_pages_of_the_tour_in_german_are_measured(tmp_path: Path) -> None:
    lay_out("content/plain-page", tmp_path)
    assert measure_exhibit(read_exhibit(tmp_path)) == []
    file = tmp_path / "content" / "index.md"
    file.write_text(file.read_text("utf-8").replace("+++\n", '+++\nlayout = "start"\n', 1), "utf-8")
    assert len(measure_exhibit(read_exhibit(tmp_path))) == 1
    settings = tmp_path / "site.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"de"', '"en"', 1), encoding="utf-8")
    assert measure_exhibit(read_exhibit(tmp_path)) == []


def test_the_stations_of_the_exhibit_are_easy_to_read() -> None:
    project = read_exhibit(ROOT)
    rows = measure_exhibit(project)
    assert [row.name for row in rows][:2] == ["Start", "Messen"] and len(rows) == 9
    assert [
        f"{one.place.file}:{one.place.line} {one.message}" for one in remark_on_exhibit(project)
    ] == []
