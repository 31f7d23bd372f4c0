"""Where messages stand: on the line, and at the column, that their references name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.charts.figure.table import SHARE
from exhibit.charts.kinds.hundred import OF_A_HUNDRED
from exhibit.charts.kinds.lines import AHEAD
from exhibit.charts.kinds.tiles import TILE
from exhibit.charts.plan.categories import DECADES
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import parse, read
from exhibit.features import FEATURES
from exhibit.features.glossary.terms import SPELLINGS
from exhibit.features.pictures import picture_messages
from exhibit.i18n.language import SLUG, Language, Message
from exhibit.i18n.phrase import Locale
from exhibit.images.cards import Illustration, PictureCard
from exhibit.render.context import NOT_YET, PARTLY
from exhibit.render.messages import collect_messages
from exhibit.storage import Run
from tests import ROOT
from tests.exhibits import convert_page, read_exhibit, read_page

GERMAN = Language(Locale("de"), Locale("de"))
STEADY = settings(deadline=None, derandomize="CI" in os.environ)
FRONT_MATTER = '+++\ntitle = "Titel"\ndescription = "Beschreibung."\n+++\n\n'
OURS = {PARTLY, NOT_YET, AHEAD, DECADES, TILE, OF_A_HUNDRED, SHARE}
MARKS = r"^[\s>*+\-#:|]*"  # what a line begins with before its words


def exhibit_messages() -> Iterator[Message]:
    for group in collect_messages(read_exhibit(ROOT), FEATURES, Run()).values():
        yield from group


def text_at(message: Message, lines: list[str]) -> str:
    """The file from where a message should stand, in one line, without marks of blocks."""
    place = message.place
    first = lines[place.line - 1][max(place.column - 1, 0) :]
    others = (re.sub(MARKS, "", line) for line in lines[place.line : place.line + 20])
    return re.sub(r"\s+", " ", " ".join([first, *others]))


def test_every_message_of_the_exhibit_stands_where_its_reference_says() -> None:
    messages = list(exhibit_messages())
    assert len(messages) > 400
    for message in messages:
        lines = (ROOT / message.place.file).read_text(encoding="utf-8").split("\n")
        if message.context in {SLUG, SPELLINGS} or message.text in OURS:
            continue  # made of other texts, or said by the program itself
        words = re.sub(r"%\((\w+)\)s", r"{{ \1 }}", re.sub(r"\s+", " ", message.text))
        found = text_at(message, lines)
        assert found.startswith(words) if message.is_markdown else words[:40] in found, (
            f"{message.place.file}:{message.place.line} does not say “{words}”"
        )


# Pages in which the same few words stand again and again, so that a search goes astray if it can.

TEXTS = ["Strom", "Strom fließt", "fließt", "Zähler zählen", "Strom, Strom", "Ein *Strom*"]
FORMS = {  # {} is the text; of several, each on its own line
    "paragraph": ["{}"],
    "broken paragraph": ["{}", "und weiter"],
    "heading": ["## {}"],
    "list": ["- {}", "- {}"],
    "numbered list": ["1. {}", "2. {}"],
    "nested list": ["- {}", "    - {}"],
    "loose list": ["- {}", "", "    {}"],
    "quotation": ["> {}"],
    "table": ["| {} | {} |", "|---|---|", "| {} | {} |"],
    "open table": ["{} | {}", "---|---", "{} | {}"],
    "definition": ["{}", ":   {}"],
    "box": ["::: note {}", "{}", "", "- {}", ":::"],
    "details": ["::: details", "## {}", ":::"],
    "code": ["```", "Strom", "```"],
}


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A page, and each of its texts with the line on which it stands."""
    lines = [*FRONT_MATTER.rstrip("\n").split("\n"), ""]
    expected: list[tuple[int, str]] = []
    notes = draw(st.integers(0, 2))
    forms = draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=8))
    for note in range(notes):
        forms.insert(draw(st.integers(0, len(forms))), f"note {note}")
    marks = "".join(f"[^{note}]" for note in range(notes))
    for form in [*forms]:
        template = [f"[^{form[5:]}]: {{}}"] if form.startswith("note") else FORMS[form]
        for line in template:
            texts = [draw(st.sampled_from(TEXTS)) for _ in range(line.count("{}"))]
            lines.append(line.format(*texts))
            expected += [(len(lines), text) for text in texts]
        if form == "broken paragraph":
            at, text = expected[-1]
            expected[-1] = (at, f"{text} und weiter")
        lines.append("")
    lines.append(f"Schluss{marks}")
    expected.append((len(lines), f"Schluss{marks}"))
    return "\n".join(lines) + "\n", expected


@STEADY
@given(pages())
def test_a_message_stands_on_its_line_however_often_its_words_come_before(
    page: tuple[str, list[tuple[int, str]]],
) -> None:
    text, expected = page
    document = read_page(Source(PurePosixPath("content/seite.md"), text))
    messages = convert_page(document, GERMAN, lambda island: "").messages
    assert sorted((m.place.line, m.text) for m in messages) == sorted(expected)


CARD = """file = "haus.png"
credit = "Haus"
licence = "Haus und Hof"
alternative = '''Ein "Haus"'''
parts = [
    "Haus und Hof", "Haus",
    'Hof',
]
caption = "Haus"
"""


def test_the_texts_of_a_card_stand_each_at_its_own_place() -> None:
    source = Source(PurePosixPath("content/pictures/haus.toml"), CARD)
    card = read(PictureCard, parse(source), source)
    messages = picture_messages(Illustration("haus", source, card))
    assert [(m.text, m.place.line, m.place.column) for m in messages] == [
        ('Ein "Haus"', 4, 18),
        ("Haus", 9, 12),
        ("Haus", 2, 11),
        ("Haus und Hof", 3, 12),
        ("Haus und Hof", 6, 6),
        ("Haus", 6, 22),
        ("Hof", 7, 6),
    ]
