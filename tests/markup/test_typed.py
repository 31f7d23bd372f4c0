"""What is typed is what is shown, or it is told: nothing is renumbered, cut off or run together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, faults
from exhibit.diagnostics.source import Source
from tests.exhibits import GERMAN, convert_page, read_page

STEADY = settings(deadline=None, derandomize="CI" in os.environ)
HEAD = '+++\ntitle = "T"\ndescription = "D"\n+++\n'


def convert(text: str) -> str:
    document = read_page(Source(PurePosixPath("content/seite.md"), HEAD + text))
    return convert_page(document, GERMAN, lambda island: island.body).html


def told(text: str) -> list[tuple[int, str]]:
    """The lines at fault, counted from the first of the text, and what is said of each."""
    found: list[tuple[int, str]] = []
    try:
        convert(text)
    except* ContentError as group:
        found += [(fault.place.line - 4, str(fault.message)) for fault in faults(group)]
    return found


def hints(text: str) -> list[str]:
    found: list[str] = []
    try:
        convert(text)
    except* ContentError as group:
        found += [str(fault.hint) for fault in faults(group)]
    return found


def shown(text: str) -> str:
    """The elements of the page and its words, on one line."""
    html = re.sub(r"</?p>|</li>| scope=\"col\"|\n", "", convert(text).replace("</p>\n<p>", " / "))
    return unescape(html).replace("\xa0", " ").strip()


UNDERSTOOD = {
    "9. November 1989 fällt die Mauer.": "9. November 1989 fällt die Mauer.",
    "9. November 1989\n\n3. Oktober 1990": "9. November 1989 / 3. Oktober 1990",
    "09. Mai 1945": "09. Mai 1945",
    "2. Weltkrieg": "2. Weltkrieg",
    "1. Weltkrieg": "1. Weltkrieg",
    "1984. Ein Jahr": "1984. Ein Jahr",
    "- 9. November 1989\n- 3. Oktober 1990": "<ul><li>9. November 1989<li>3. Oktober 1990</ul>",
    "> 3. Oktober 1990": "<blockquote>3. Oktober 1990</blockquote>",
    "::: note\n3. Oktober 1990\n:::": "3. Oktober 1990",
    "geboren am\n9. November 1989": "geboren am9. November 1989",
    "- geboren am\n9. November\n- b": "<ul><li>geboren am9. November<li>b</ul>",
    "1. a\n2. b": "<ol><li>a<li>b</ol>",
    "1989. a\n1990. b": '<ol start="1989"><li>a<li>b</ol>',
    "1. a\n2. b\n\n1. c\n2. d": "<ol><li>a<li>b</ol><ol><li>c<li>d</ol>",
    "1) a\n2) b": "<ol><li>a<li>b</ol>",
    "1. a\n\n::: note\nx\n:::\n\n2. b": '<ol><li>a</ol>x<ol start="2"><li>b</ol>',
    "- a\n  - b\n    - c": "<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>",
    "- a\n   - b": "<ul><li>a<ul><li>b</ul></ul>",
    "- a\n    - b": "<ul><li>a<ul><li>b</ul></ul>",
    "- a\n\t- b": "<ul><li>a<ul><li>b</ul></ul>",
    "1. a\n  - b\n2. c": "<ol><li>a<ul><li>b</ul><li>c</ol>",
    "1. a\n   1. b\n   2. c": "<ol><li>a<ol><li>b<li>c</ol></ol>",
    "- a\n\n  b": "<ul><li>a / b</ul>",
    "- a\nb": "<ul><li>ab</ul>",
    "Text:\n- a": "Text:<ul><li>a</ul>",
    "Text\n- a\n- b": "Text<ul><li>a<li>b</ul>",
    "Text\n1. a\n2. b": "Text<ol><li>a<li>b</ol>",
    "## H\n- a": '<h2 id="h">H</h2><ul><li>a</ul>',
    "•\ta\n•\tb": "<ul><li>a<li>b</ul>",
    "· a\n· b": "<ul><li>a<li>b</ul>",
    "– a\n– b": "<ul><li>a<li>b</ul>",
    "– So sprach er.": "– So sprach er.",
    "Der Bau\n– 1904 –\nsteht": "Der Bau– 1904 –steht",
    "-5 °C": "-5 °C",
    "Mal\n3 * 4 * 5 = 3*20": "Mal3 * 4 * 5 = 3*20",
    "Name: ________": "Name: ________",
    "ein_name_mit_strichen": "ein_name_mit_strichen",
    "Besucher*innen und Mitarbeiter*innen": "Besucher*innen und Mitarbeiter*innen",
    "Ein*e Besucher*in": "Ein*e Besucher*in",
    "*Kilo*watt": "<em>Kilo</em>watt",
    r"\*so\* \`\[\[\{\~\^": "*so* `[[{~^",
    "## C#": '<h2 id="c">C#</h2>',
    "## H ##": '<h2 id="h">H</h2>',
    " ## H": '<h2 id="h">H</h2>',
    "| a |\n|---|\n| b |": (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    ),
    "T\n| a | b |\n|---|---|\n| {k: A.v|1} | `x|y` |": (
        "T<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>0</td><td><code>x|y</code></td></tr></tbody></table>"
    ),
    "| a |\n|---|\n| {k: A.v\\|1} |": (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>0</td></tr></tbody></table>"
    ),
    "* * *": "<hr>",
    "Oderstraße 23  \n14513 Teltow  \nTel. 1": "Oderstraße 23<br>14513 Teltow<br>Tel. 1",
    "Das Werk am\nKanal in Teltow ruht": "Das Werk amKanal in Teltow ruht",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_what_is_plainly_meant_is_understood(text: str) -> None:
    assert shown(text) == UNDERSTOOD[text]


TOLD = {
    "9. November 1989\n3. Oktober 1990": (1, "run together"),
    "> 9. November 1989\n> 3. Oktober 1990": (1, "run together"),
    "1. a\n2. b\n2. c": (3, "“2.” would be shown as “3.”"),
    "1. a\n1. b": (2, "“1.” would be shown as “2.”"),
    "1989. a\n1995. b": (2, "“1995.” would be shown as “1990.”"),
    "3. a\n2. b": (2, "“2.” would be shown as “4.”"),
    "01. a\n02. b": (1, "“01.” would be shown as “1.”"),
    "- x\n  1. a\n  3. b": (3, "“3.” would be shown as “2.”"),
    "::: note\n1. a\n3. b\n:::": (3, "“3.” would be shown as “2.”"),
    "Text\n- a": (2, "taken for text"),
    "Text\n> 100 MW": (2, "quotation"),
    "Text\n3. a\n4. b": (2, "run together"),
    "-A\n-B": (1, "run together"),
    "-A": (1, "a blank is missing"),
    "1.Eins\n2.Zwei": (1, "run together"),
    "a) eins\nb) zwei": (1, "run together"),
    "(1) eins\n(2) zwei": (1, "run together"),
    "I. eins\nII. zwei": (1, "run together"),
    "→ eins\n→ zwei": (1, "run together"),
    "✓ eins\n✓ zwei": (1, "run together"),
    "o  eins\no  zwei": (1, "run together"),
    "**Ort:** Teltow\n**Zeit:** heute": (1, "run together"),
    "1904: eins\n1912: zwei": (1, "run together"),
    "1904 – eins\n1912 – zwei": (1, "run together"),
    "31.12.1999 Silvester\n1.1.2000 Neujahr": (1, "run together"),
    "10:00 Uhr Führung\n12:00 Uhr Pause": (1, "run together"),
    "Ort: Teltow\nZeit: heute": (1, "run together"),
    "Industriemuseum\nOderstraße 23\n14513 Teltow": (1, "run together"),
    "    Text wie in Word": (1, "set as code"),
    "\tText wie in Word": (1, "set as code"),
    "- a\n\n      Text\n": (3, "set as code"),
    "- [ ] Milch": (1, "no boxes to tick"),
    ":: chart x": (1, "as it stands here"),
    "!!! note": (1, "as it stands here"),
    "> [!NOTE]\n> x": (1, "as it stands here"),
    "Text\n\n+++": (3, "as it stands here"),
    "| a | b |\n| 1 | 2 |": (1, "not become a table"),
    "a | b\n1 | 2\n\nText": (1, "not become a table"),
    "a | b\n1 | 2": (1, "not become a table"),
    "| a | b |\n|–|–|\n| 1 | 2 |": (2, "made of | and - alone"),
    "+---+---+\n| a | b |\n+---+---+": (1, "made of | and - alone"),
    "| a | b |\n|---|\n| 1 | 2 |": (2, "does not fit the headings"),
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": (3, "3 cells"),
    "| a | b |\n|---|---|\n| 1 |": (3, "1 cells"),
    "| a | b |\n|---|---|\n| 1 | 2 |\nText": (4, "1 cells"),
    "> | a | b |\n> |---|---|\n> | 1 |": (3, "1 cells"),
    "Titel\n-----": (2, "can mean two things"),
    "Titel\n=====": (2, "can mean two things"),
    "####### a": (1, "six # at most"),
    "## a\n\n#### b": (3, "skips a rank"),
    "### a": (1, "skips a rank"),
    "a[^x] b[^y]\n\n[^x]: 1\n\n[^y]: 2\n\n[^x]: 3": (7, "is there twice"),
    "[Hinweis]: Geschlossen": (1, "would not be shown"),
    "[a]: b.md\n[A]: c.md\n\n[x][a]": (2, "explained twice"),
    "*[KI]: eins\n*[KI]: zwei\n\nKI": (2, "explained twice"),
    "Wort\n: Erklärung\n\n    - a": (4, "below the explanation"),
    "Text **offen": (1, "“**offen”"),
    "Text offen**": (1, "“offen**”"),
    "Text *offen": (1, "“*offen”"),
    "12 €* gilt": (1, "“€*”"),
    "** fett ** Text": (1, "“**”"),
    "so * genau * hier": (1, "“*”"),
    "so _ genau _ hier": (1, "“_”"),
    "_offen": (1, "“_offen”"),
    "*[Link](https://x.example) offen": (1, "“*”"),
    "Ein [[offener Satz": (1, "“[[offener”"),
    "zu]] spät": (1, "“zu]]”"),
    "[Messen] (stations/1.md)": (1, "“[Messen]”"),
    "(Messen)[stations/1.md]": (1, "“(Messen)[stations/1.md]”"),
    "[Messen][1]": (1, "“[Messen][1]”"),
    "[Messen](stations/1.md": (1, "“[Messen](stations/1.md”"),
    "[](stations/1.md)": (1, "no words"),
    "{k: CN.value ohne": (1, "“{k:”"),
    "CN.value} ohne": (1, "“CN.value}”"),
    "Ein {#anker} mitten": (1, "“{#anker}”"),
    "{{ name }}": (1, "“{{”"),
    "`offen": (1, "“`offen”"),
    "~~weg~~": (1, "“~~weg~~”"),
    "==da==": (1, "“==da==”"),
    "H~2~O": (1, "“H~2~O”"),
    "m^2^": (1, "“m^2^”"),
    "Text ^[Notiz]": (1, "“^[Notiz]”"),
    "eins\\\nzwei": (1, "“eins\\”"),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_would_be_lost_or_changed_is_told_at_its_line(text: str) -> None:
    line, words = TOLD[text]
    assert [(where, words in what) for where, what in told(text)] == [(line, True)], told(text)


def test_the_way_out_of_a_mark_that_is_left_over_leads_out() -> None:
    """Whatever is told of a mark, the backslash that the hint shows is one that is understood."""
    for text, (_, words) in TOLD.items():
        if words.startswith("“") and "shown as" not in words:
            (hint,) = hints(text)
            mark = hint.rpartition(": ")[2]
            assert set(mark[::2]) == {"\\"}, hint
            assert not told(f"Ein {mark} allein"), (hint, told(f"Ein {mark} allein"))


def test_all_faults_of_a_page_are_told_together() -> None:
    text = "1. a\n3. b\n\n<b>fett</b>\n\n**offen\n\n[x](gibt es nicht)\n\n#### tief"
    assert {line for line, _ in told(text)} == {2, 4, 6, 8, 10}
    assert [line for line, _ in told("| a | b |\n\n|---|---|\n| 1 | 2 |")] == [1, 3]


MARKS = st.sampled_from(
    [
        "",
        "- ",
        "* ",
        "+ ",
        "• ",
        "– ",
        "1. ",
        "2. ",
        "3. ",
        "9. ",
        "1) ",
        "> ",
        "> - ",
        "    ",
        "  ",
    ]
)
LINES = st.lists(
    st.one_of(
        st.just(""),
        st.builds(
            lambda indent, mark, word: f"{indent}{mark}{word}",
            st.sampled_from(["", " ", "  ", "   ", "    ", "      "]),
            MARKS,
            st.sampled_from(["eins", "zwei", "Mai", "| a | b |", "|---|---|", "## Titel", "[a] b"]),
        ),
    ),
    max_size=9,
)


def words_of(element: Element) -> Iterator[str]:
    """All words that a visitor reads, the numbers of lists included."""
    yield from re.findall(r"\w+", element.text or "")
    for number, child in enumerate(element, int(element.get("start", "1"))):
        if element.tag == "ol":
            yield str(number)
        yield from words_of(child)
        yield from re.findall(r"\w+", child.tail or "")


@STEADY
@given(LINES)
def test_every_word_is_shown_in_its_order_or_something_is_told(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not told(text):
        page = html5lib.parse(convert(text), namespaceHTMLElements=False)
        assert [*words_of(page)] == re.findall(r"\w+", text)


def test_most_of_what_is_made_up_here_is_understood() -> None:
    """Else the test above would try nothing."""
    simple = ["- a", "  - b", "", "Text", "", "1. c", "2. d", "", "> e", "> - f", "", "| a | b |"]
    assert not told("\n".join(simple[:-1]))
