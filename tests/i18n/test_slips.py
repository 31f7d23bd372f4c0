"""What machines and editors of catalogues make of Markdown is told; what is meant is not."""

from __future__ import annotations

import pytest

from exhibit.i18n.catalogue import Entry
from exhibit.i18n.compare import find_faults, find_strange_fields

GERMAN = "Der **Zähler** steht *hier* im [Raum](b.md) und zählt `kWh`, siehe {a: CN.value} [[was]]."
ENGLISH = "The **meter** is *here* in the [room](b.md) and counts `kWh`, {a: CN.value} [[what]]."
# What a program has made of a part of the English text, and the check that tells it.
MADE = {
    "emphasis": [
        *(("**meter**", "** meter **"), ("*here*", "* here *"), ("**meter**", "**meter **")),
        *(("**meter**", "** meter**"), ("**meter**", "* *meter* *"), ("**meter**", "meter")),
        *(("**meter**", "**meter** **is**"), ("*here*", "**here**"), ("*here*", "here")),
        *(("*here*", "\\*here\\*"), ("*here*", "_here_ _now_"), ("**meter**", "__ meter __")),
        *(("**meter**", "*meter*"), ("*here*", "*here"), ("**meter**", "***meter**")),
    ],
    "entities": [
        *(("counts", "&quot;counts&quot;"), ("and", "&amp;"), ("and", "&#39;and&#39;")),
        *(
            ("and", "&nbsp;and"),
            ("and", "&amp;quot;and"),
            ("and", "& quot ;and"),
            ("and", "&#x27;"),
        ),
        *(("and", "&lt;and&gt;"), ("and", "&eacute;")),
    ],
    "signs": [("meter", "＊meter＊"), ("and", "（and）"), ("and", "｛and｝"), ("and", "＃ and")],
    "lines": [
        *(("The ", "# The "), ("The ", "- The "), ("The ", "1. The "), ("The ", "> The ")),
        *(("The ", "| The "), ("The ", "```The "), ("The ", "• The ")),
        *(
            ("and", "\nand"),
            ("and", "\n\nand"),
            ("and", "\\nand"),
            ("and", "|and|"),
            ("The ", "1) The "),
        ),
    ],
    "links": [
        *(("[room](b.md)", "[room] (b.md)"), ("(b.md)", "(b .md)"), ("(b.md)", "(c.md)")),
        *(
            ("[room](b.md)", "(room)[b.md]"),
            ("[room](b.md)", "［room］（b.md）"),
            ("[room]", "[room)"),
        ),
        *(("[room](b.md)", "[ room ](b.md)"), ("(b.md)", "( b.md )")),
    ],
    "code": [
        *(("`kWh`", "'kWh'"), ("`kWh`", "` kWh `"), ("`kWh`", "´kWh´"), ("`kWh`", "`kwh`")),
        ("`kWh`", "kWh"),
    ],
    "placeholders": [
        *(("{a: CN.value}", "{A: CN.value}"), ("{a: CN.value}", "{a: CN. value}")),
        *(("{a: CN.value}", "(a: CN.value)"), ("{a: CN.value}", "{ a: CN.value }")),
        *(("{a: CN.value}", "｛a: CN.value｝"), ("{a: CN.value}", "{{a: CN.value}}")),
        *(("[[what]]", "[what]"), ("[[what]]", "[ [what] ]"), ("{a: CN.value}", "{b: CN.value}")),
    ],
}
MEANT = {
    GERMAN: ENGLISH.replace("*here*", "_here_").replace("**meter**", "__meter__"),
    "Der *Rebound*{lang=en} kommt.": "The *rebound* comes.",
    'Das *"learning"*{lang=en}': 'The *"learning"*',
    "Der Zähler": "The *Zähler*{lang=de}",
    "3 * 4 sind 12": "3 * 4 is 12",
    "Strom & Gas": "Power & gas; more",
    "A  \nB": "A  \nB",
    "- 3 °C": "- 3 °C",
    "1. Halbjahr": "1. half",
    "Was | wer": "What | who",
    "Der Wert `&nbsp;`": "The value `&nbsp;`",
}


def told(german: str, english: str, target: str = "en") -> set[str]:
    return {name for name, _ in find_faults(Entry(("", german), english), "de", target)}


@pytest.mark.parametrize("name", MADE)
def test_a_slip_is_told(name: str) -> None:
    silent = [
        (part, made)
        for part, made in MADE[name]
        if name not in told(GERMAN, ENGLISH.replace(part, made, 1))
    ]
    assert silent == []


@pytest.mark.parametrize("german", MEANT)
def test_what_is_meant_is_no_slip(german: str) -> None:
    assert told(german, MEANT[german]) == set()


def test_chinese_has_brackets_of_its_own() -> None:
    assert told("Strom (hier): ja", "电（这里）：是", "zh") == set()
    assert told("Der *Strom*", "＊电＊", "zh") == {"emphasis", "signs"}


@pytest.mark.parametrize(
    ("german", "english", "strange"),
    [
        ("Am %(day)s", "On %(day)s", []),
        ("Am %(day)s", "On %(Tag)s", ["%(Tag)s"]),
        ("Am Tag", "On %(x)s and %(y)s", ["%(x)s", "%(y)s"]),
        ("Am %(day)s", "On the day", []),
    ],
)
def test_a_field_that_nobody_fills_in_is_strange(
    german: str, english: str, strange: list[str]
) -> None:
    assert find_strange_fields(Entry(("", german), english)) == strange
