"""Where numbers come from: each rule, how narrow it is, and the real exhibit."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.audit.arithmetic import find_formulas, is_rounded
from exhibit.audit.grounds import find_grounds
from exhibit.audit.traces import Trace, Tracing
from exhibit.cli.check import check_and_report
from exhibit.content.project import Project
from exhibit.content.shelves import Shelves
from exhibit.diagnostics.source import Source
from exhibit.features import FEATURES
from exhibit.features.glossary.terms import TERMS
from exhibit.features.objects import ObjectMatter
from exhibit.i18n.cldr import format_number
from exhibit.i18n.quantities import find_quantities
from tests import ROOT
from tests.exhibits import read_exhibit, read_page, trace_exhibit, trace_page

SITE = """\
name = "Museum"
languages = ["de"]

[contact]
name = "Museum"
street = "Straße 23–25"
town = "14513 Teltow"
email = "museum@museum.example"

[navigation]
stations = ["pruefen.md"]
"""
SOURCE = """\
[{key}]
title = "{key}"
publisher = "Verlag"
url = "https://museum.example/{key}"
retrieved = 2026-11-20
licence = "frei"
grade = "A"
published = "{published}"
facts = [{facts}]
"""
SOURCES = "".join(
    (
        SOURCE.format(
            key="haus", published="6. Dezember 2023", facts='"Bis 1969 im Haus: 8 Watt."'
        ),
        SOURCE.format(key="strom", published="", facts='"Es waren 30.938,4 TWh."'),
        SOURCE.format(key="fremd", published="", facts='"Nur die Aussage kennt 777 GW."'),
    )
)
CLAIMS = """\
[viel]
claim = "Es waren 777 Gigawatt."
finding = "China kam auf {strom: CN.value} TWh."
verdict = "belegt"
sources = ["fremd"]
checked = 2026-11-20
next_check = 2027-05-20
"""
DEFINITIONS = """\
exact = ["60 Minuten"]
names = ["GPT-4"]
counted = ["Stufen", "Balken"]

[scales]
MW = 1_000_000
Gigawattstunden = 1_000_000_000
Kilogramm = 1_000
"""
CARD = """\
kind = "bars"
table = "strom.csv"
title = "China erzeugt mehr"
unit = "Terawattstunden (TWh)"
summary = "2 Balken: {CN.value} und {US.value}."
source = "strom"
verdict = "belegt"
category = "land"
value = "twh"
columns.land = { label = "Land", format = "country" }
columns.twh = { label = "Strom", format = "number" }
"""
PAGE = '+++\ntitle = "Seite"\ndescription = "Seite."\nsources = ["haus"]\n{matter}+++\n\n{text}\n'
LEDGER = 'layout = "ledger"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def lay_out(root: Path) -> Path:
    files = {
        "site.toml": SITE,
        "content/index.md": PAGE.format(matter="", text="Willkommen."),
        "content/pruefen.md": PAGE.format(matter=LEDGER, text="Willkommen."),
        "content/sources.toml": SOURCES,
        "content/claims.toml": CLAIMS,
        "content/definitions.toml": DEFINITIONS,
        "content/charts/strom.toml": CARD,
        "content/data/strom.csv": "land,twh\nCN,10086.88\nUS,4391.02\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def trace(project: Project, text: str, sources: str = 'sources = ["haus"]') -> Tracing:
    """The numbers of the start page with this text."""
    page = PAGE.format(matter="", text=text).replace('sources = ["haus"]', sources)
    source = Source(project.contents.documents["index.md"].source.file, page)
    return trace_page(project, read_page(source))


def rules(root: Path, text: str) -> list[tuple[str, str]]:
    found = trace(read_exhibit(root), text).traces
    return [(one.number, one.rule) for one in found if one.place.file.suffix == ".md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bis 1969.", "1969 fact"),
        ("Bis 1970.", "1970 -"),  # a year is not rounded
        ("Es waren 1.969, mit 2.000.", "1.969 -, 2.000 -"),  # nor is it a number
        ("Im Dezember 2023, am 6. Dezember 2023.", "Dezember 2023 fact, 6. Dezember 2023 fact"),
        ("Im Jahr 2023, im Mai 2023.", "2023 fact, Mai 2023 -"),
        ("Es waren 30.938 TWh.", "30.938 -"),  # in a source that the page does not name
        ("Es waren {strom: CN.value} TWh.", "10.087 read"),
        ("::: chart strom\n\nEs: 4.391, 30.938.", "4.391 table, 30.938 fact"),
        ("::: chart strom\n\nEs: 10.086, 4.390.", "10.086 -, 4.390 -"),
        ("::: chart strom\n\nEs: 4.391,0, 44.", "4.391,0 table, 44 -"),
        ("Laut [Artikel](claims.toml#viel) 777.", "777 claim"),
        ("Laut Artikel 777.", "777 -"),
        ("Es sind 60 Minuten, aber 60 Meter.", "60 definition, 60 -"),
        ("Je 100 sind 1.000, nicht 3.000.", "100 definition, 1.000 definition, 3.000 -"),
        ("In 5 Stufen, in 13 Stufen, 5 Tonnen.", "5 count, 13 -, 5 -"),
        ("In 5 Jahren. Stufen gibt es auch.", "5 -"),
        ("GPT-4, nicht 47, in 14513 Teltow.", "4 name, 47 -, 14513 name"),
        ("Also 8 × 7 = 56.", "8 fact, 7 -, 56 -"),
        ("Also 8 + 100 = 108.", "8 fact, 100 definition, 108 sum"),
        ("Rund 110, im Haus 8 Watt + 100.", "110 sum, 8 fact, 100 definition"),
        ("Im Haus 8 Watt ÷ 47.", "8 fact, 47 -"),
        ("Im Haus 8 Watt + 100 = 107.", "8 fact, 100 definition, 107 -"),
        ("Also 47 = 47.", "47 -, 47 -"),
        ("Mehr: 47.[^1]\n\n[^1]: 60 − 13 = 47.", "47 -, 60 definition, 13 -, 47 -"),
        ("Mehr: 52.[^1]\n\n[^1]: 60 − 8 = 52.", "52 sum, 60 definition, 8 fact, 52 sum"),
        ("Im Haus 8 W oder 0,008 kW.", "8 fact, 0,008 fact"),
        ("Im Haus 8 Volt, 8 Lampen, 8 Watt.", "8 -, 8 -, 8 fact"),  # the unit is another
        ("Ein Kran mit 8 Watt.", "8 -"),  # one digit tells nothing of a crane
        ("| Zahl |\n|---|\n| 4711 |", "4711 -"),
        ("*[kWh]: das sind 4.712\n\nkWh", "4.712 -"),
        ("- erstens\n\n1. zweitens\n2. drittens", ""),
        ("Siehe [dort](https://museum.example/4713), [[4714]].", "4714 -"),
        ("::: details Und die 4.715?\nNichts.\n:::", "4.715 -"),
    ],
)
def test_each_rule_traces_what_it_says(root: Path, text: str, expected: str) -> None:
    assert ", ".join(f"{number} {rule or '-'}" for number, rule in rules(root, text)) == expected


def test_a_result_may_be_said_in_other_words(root: Path) -> None:
    text = "Im Haus 8 Watt, rund 0,2 Kilogramm.\n\nEs sind 8 × 60 = 480 Gramm; 8 ÷ 100 = 0,08."
    assert dict(rules(root, text)) == {
        **{"100": "definition", "60": "definition", "8": "fact"},
        **{"0,2": "", "480": "sum", "0,08": "sum"},
    }
    assert dict(rules(root, "Rund 0,5 Kilogramm: im Haus 8 Watt × 60 Minuten."))["0,5"] == "sum"
    assert dict(rules(root, "Von 100 sind es 13: im Haus 8 Watt ÷ 60 Minuten."))["13"] == "sum"


def test_the_words_of_a_table_may_hold_a_number(root: Path) -> None:
    card = CARD.replace('format = "country"', 'format = "text"')
    card = card.replace("{CN.value} und {US.value}", "{A 38.value} und 9")
    (root / "content/charts/strom.toml").write_text(card, encoding="utf-8")
    table = "land,twh\nA 38,10086.88\nB,4391.02\n"
    (root / "content/data/strom.csv").write_text(table, encoding="utf-8")
    claims = CLAIMS.replace("strom: CN", "strom: A 38")
    (root / "content/claims.toml").write_text(claims, encoding="utf-8")
    found = trace(read_exhibit(root), "::: chart strom\n\nModell A 38.").traces
    assert {(one.number, one.rule, one.origin) for one in found} == {
        ("38", "table", "strom.csv A2"),
        ("10.087", "read", ""),
        ("2", "count", "strom"),
        ("9", "", ""),
    }
    assert [one.place.line for one in found if one.place.file.suffix == ".toml"] == [5, 5, 5]


def test_what_a_page_rests_on_is_told_by_source(root: Path) -> None:
    (root / "content/index.md").write_text(
        PAGE.format(matter="", text="::: chart strom\n\n[so](claims.toml#viel)"), encoding="utf-8"
    )
    project = read_exhibit(root)
    contents = project.contents
    grounds = find_grounds(contents, contents.documents["index.md"], FEATURES)
    assert (grounds.shown, grounds.entries) == ((("chart", "strom"),), ("viel",))
    assert (
        grounds.sources == find_grounds(contents, contents.documents["index.md"], FEATURES).sources
    )


SENTENCES = (
    "Es waren {}.",
    "Es waren {} Stufen.",
    "Rund {} Millionen Kilowattstunden von 100.",
    "**{}** und mehr",
    "| Zahl | {} |\n|---|---|\n| a | b |",
    "- {} Minuten",
    "## {} Wege",
    "Im Jahr {} [hier](claims.toml#viel)",
    "Text.[^a]\n\n[^a]: Genauer {} GW.",
    "{} ÷ 2 × 3",
    "::: details Warum {}?\nDarum.\n:::",
)
KNOWN = ("1969", "777", "10.086,88", "2026", "2023")  # what the small page may draw on


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_exhibit(lay_out(tmp_path_factory.mktemp("small")))


def is_known(written: str) -> bool:
    """Judged without the code that is tested: are its first digits those of a known number?"""
    digits = re.sub(r"\D", "", written).strip("0")
    kept = [re.sub(r"\D", "", one) for one in KNOWN]
    rounded = {str(round(int(one) / 10**cut)) for one in kept for cut in range(len(one) - 1)}
    return digits in rounded | {"1", "6", ""}


def is_broken(number: Fraction) -> bool:
    """Whole ones up to twelve are words of the language."""
    return number.denominator > 1


@settings(deadline=None)  # how long it takes says nothing
@given(
    number=st.integers(13, 10**7)
    | st.decimals("1.1", 9999, places=1).map(Fraction).filter(is_broken),
    sentence=st.sampled_from(SENTENCES),
)
def test_no_other_number_slips_through(small: Project, number: Fraction, sentence: str) -> None:
    decimals = 0 if number.denominator == 1 else 1
    written = format_number(float(number), "de", decimals)
    if is_known(written):
        return
    found = trace(small, sentence.format(written)).traces
    assert [one.rule for one in found if one.number == written] == [""]


def test_few_numbers_pass_for_known_on_a_real_page() -> None:
    """A page with large tables has much to compare with; most numbers are still strangers."""
    project = read_exhibit(ROOT)
    numbers = random.Random(1854).sample(range(1000, 100_000), 60)
    for key in ("stations/1-messen.md", "stations/4-bauen.md", "stations/5-mischen.md"):
        document = project.contents.documents[key]
        lines = [f"Es waren {format_number(one, 'de')} Kraniche." for one in numbers]
        text = document.source.text + "\n\n" + "\n\n".join(lines) + "\n"
        page = replace(document, source=replace(document.source, text=text))
        first = len(document.source.lines)
        added = [one for one in trace_page(project, page).traces if one.place.line > first]
        strangers = [
            one for one in added if one.place.file == document.source.file and not one.rule
        ]
        assert len(strangers) >= 58, key


@pytest.mark.parametrize(
    ("text", "is_true"),
    [
        ("3.600 ÷ (75 × 2) = 24 Sekunden", True),
        ("(5.828 ÷ 451 = 12,9)", True),
        ("5.828 ÷ 451 = 13,0", False),
        ("200 MW × 8.760 Stunden = 1.752 Gigawattstunden (GWh).", True),
        ("200 MW × 8.760 Stunden = 1.753 Gigawattstunden (GWh).", False),
        ("1.000 × 0,3 Wh = 300 Wh = 0,3 kWh", False),  # kWh is not defined here
        ("46,3 ÷ 117 = 0,40", True),
        ("46,3 ÷ 117 = 0,4", True),
        ("46,3 ÷ 117 = 0,39", False),
        ("20 − 7,6 − 6,5 − 3,1 = 2,8 Milliarden", True),
        ("2 + 3 × 4 = 14", True),
        ("10 ÷ 4 ÷ 5 = 0,5", True),
        ("1 − 3 = 2", False),
    ],
)
def test_a_sum_is_worked_out(text: str, is_true: bool) -> None:
    scales = {"MW": 1e6, "Gigawattstunden": 1e9, "Milliarden": 1e9}
    [formula] = find_formulas(text, "de", scales)
    assert formula.is_true == is_true


@pytest.mark.parametrize(
    "text", ["3.600 ÷ (75 × Sekunden) ergibt", "1 ÷ 0 = 5", "Zahl = 4", "a − b", "2 ÷ = 3"]
)
def test_what_cannot_be_worked_out_is_no_sum(text: str) -> None:
    assert list(find_formulas(text, "de", {})) == []


@pytest.mark.parametrize("scale", [0, -5, float("inf"), float("nan")])
def test_a_scale_that_makes_no_sense_changes_nothing(scale: float) -> None:
    [formula] = find_formulas("2 MW × 3 = 6 MW", "de", {"MW": scale})
    assert formula.is_true


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 3))
def test_a_true_sum_is_true_at_each_rounding(first: int, second: int, decimals: int) -> None:
    exact = Fraction(first, second)
    shown = round(float(exact), decimals)
    if abs(abs(float(exact) * 10**decimals) % 1 - 0.5) < 1e-6:
        return  # on the edge, where floats may go either way
    start = f"{format_number(first, 'de')} ÷ {format_number(second, 'de')} = "
    for result, is_true in ((shown, True), (shown + 7, False)):
        [formula] = find_formulas(start + format_number(result, "de", decimals), "de", {})
        assert formula.is_true == is_true


def test_dates_are_one() -> None:
    found = find_quantities("Am 16. Oktober 2025, im Mai 2026, 2024-01-31 und 1.234,50.", "de")
    assert [(one.text, one.moment or str(one.value)) for one in found] == [
        ("16. Oktober 2025", "2025-10-16"),
        ("Mai 2026", "2026-05"),
        ("2024-01-31", "2024-01-31"),
        ("1.234,50", "1234.50"),
    ]


def test_rounding_to_tens_leaves_two_digits() -> None:
    [shown] = find_quantities("4.300", "de")
    assert is_rounded(shown.value, Fraction(4290), to_tens=True)
    assert not is_rounded(shown.value, Fraction(4290))
    [shown] = find_quantities("4.000", "de")
    assert not is_rounded(shown.value, Fraction(4290), to_tens=True)


def test_check_tells_what_comes_from_nowhere(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.format(matter="", text="Es waren 4.711.\n\nAlso 1969 − 100 = 1.968.")
    (root / "content/index.md").write_text(page, encoding="utf-8")
    (root / "content/charts/strom.toml").write_text(CARD, encoding="utf-8")
    sources = SOURCES.replace('sources = ["haus"]', "")
    (root / "content/sources.toml").write_text(sources, encoding="utf-8")
    assert check_and_report(root, date(2026, 11, 26), "de", figures=True) == 0
    told = capsys.readouterr().out
    assert "content/index.md:7: Die Zahl 4.711 steht in keiner Quelle dieser Seite." in told
    assert "Zahlen ohne Herkunft: 2\n" in told
    assert "Rechnungen, die nicht aufgehen:\n  content/index.md:9: 1969 − 100 = 1.968\n" in told
    listed = [line.split() for line in told.splitlines() if line.startswith("content/index.md:9 ")]
    assert [cells[1] for cells in listed] == ["1969", "100", "1.968"]
    assert " ".join(listed[0][2:]) == "in Quelle haus: Bis 1969 im Haus"


def describe(traces: Sequence[Trace]) -> list[str]:
    return [f"{one.place.file}:{one.place.line}: {one.number}" for one in traces]


def test_every_number_of_the_exhibit_comes_from_somewhere() -> None:
    tracing = trace_exhibit(read_exhibit(ROOT))
    assert describe(tracing.untraced) == []
    assert tracing.false_sums == ()
    assert len(tracing.traces) > 900


def test_plates_and_terms_are_read_like_any_text() -> None:
    project = read_exhibit(ROOT)
    places = {one.place.file.as_posix() for one in trace_exhibit(project).traces}
    assert "content/glossary.toml" in places and "content/pictures/treidellok.toml" in places
    contents, terms = project.contents, project.contents.shelves[TERMS]
    key, term = next(iter(terms.items()))
    strange = replace(term, explanation="Das sind 4.716 Watt.")
    page = contents.documents["objects/ferraris-zaehler.md"]
    matter = page.front_matter
    assert isinstance(matter, ObjectMatter) and matter.plate
    matter = replace(matter, plate=replace(matter.plate, date="um 1717"))
    held = {**contents.shelves.held, TERMS.name: replace(terms, by_key={**terms, key: strange})}
    documents = {**contents.documents, page.key: replace(page, front_matter=matter)}
    changed = replace(
        project, contents=replace(contents, documents=documents, shelves=Shelves(held))
    )
    assert {one.number for one in trace_exhibit(changed).untraced} == {"1717", "4.716"}
