"""Which statement explains a figure: its unit, its sentence, its source; and which never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.content.project import Project
from tests.audit.test_trace import CARD, DEFINITIONS, LEDGER, PAGE, SITE, SOURCE, trace
from tests.exhibits import read_exhibit, trace_exhibit

FACTS = {
    "reaktoren": (
        "In Betrieb im Juni 2025: USA 94 Reaktoren mit 97 GW, China 57, Frankreich 57.",
        "Im Bau: China 28, Russland 4.",
    ),
    "museum": (
        "1904 begann die Porzellanfabrik; 1953 entstanden die ersten Transistoren.",
        "Der Verein zog 2012 um, auf 800 Quadratmeter.",
    ),
    "strom": ("Deutschland brauchte 2024 rund 522 TWh Strom, China 10.070; 45 Prozent aus Kohle.",),
    "meinung": ("China habe 356 Gigawatt gebaut.", "91 Prozent kämen aus Wind."),
}
TESTED = SOURCE.format(
    key="meinung",
    published="16. Oktober 2025",
    facts=", ".join(f'"{one}"' for one in FACTS["meinung"]),
).replace('title = "meinung"', 'title = "Der Artikel"\ntested = true')
SOURCES = TESTED + "".join(
    SOURCE.format(key=key, published="Mai 2026", facts=", ".join(f'"{one}"' for one in facts))
    for key, facts in FACTS.items()
    if key != "meinung"
)
CLAIMS = """\
[neu]
claim = "China baute 356 Gigawatt."
finding = "Es waren eher 373 Gigawatt."
verdict = "offen"
sources = ["meinung"]
checked = 2026-11-20
next_check = 2027-05-20
"""
MATTER = 'sources = ["reaktoren", "museum", "strom", "meinung"]'
TABLE = "land,jahr,twh\n" + "".join(
    f"{land},{jahr},{wert}\n"
    for land, werte in {"CN": (1200, 1900, 2600, 3300, 4100), "US": (3000,) * 5}.items()
    for jahr, wert in zip(range(2001, 2006), werte, strict=True)
)
LINES = """\
kind = "lines"
table = "verlauf.csv"
title = "China überholt die USA"
unit = "Strom in Terawattstunden (TWh)"
summary = "Liniendiagramm mit 2 Linien von {first.x} bis {last.x}. China überholt 2004 die USA."
source = "strom"
verdict = "belegt"
x = "jahr"
value = "twh"
series = "land"
columns.land = { label = "Land", format = "country" }
columns.jahr = { label = "Jahr", format = "year" }
columns.twh = { label = "Strom", format = "number", unit = "TWh" }
"""


def lay_out(root: Path) -> Path:
    tallies = 'tallies = ["Von 24 Preisen liegen 15 darunter."]\n'
    files = {
        "site.toml": SITE,
        "content/index.md": PAGE.format(matter="", text="Text.").replace(
            'sources = ["haus"]', MATTER
        ),
        "content/pruefen.md": PAGE.format(matter=LEDGER, text="Text.").replace(
            'sources = ["haus"]', ""
        ),
        "content/sources.toml": SOURCES,
        "content/claims.toml": CLAIMS,
        "content/definitions.toml": DEFINITIONS.replace("[scales]", f"{tallies}\n[scales]"),
        "content/charts/strom.toml": CARD,
        "content/charts/verlauf.toml": LINES,
        "content/data/strom.csv": "land,twh\nCN,10070\nDE,522\n",
        "content/data/verlauf.csv": TABLE,
    }
    card = CARD.replace("{CN.value} und {US.value}", "{CN.value} und {DE.value}")
    files["content/charts/strom.toml"] = card.replace("unit = ", 'short = "Strom"\nunit = ', 1)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_exhibit(lay_out(tmp_path_factory.mktemp("matching")))


def rules(project: Project, text: str) -> str:
    found = trace(project, text, MATTER).traces
    own = (one for one in found if one.place.file.suffix == ".md")
    return ", ".join(f"{one.number} {one.rule or '-'}" for one in own)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bare number, and one with its unit
        ("In China waren 28 Reaktoren im Bau.", "28 fact"),
        ("In Russland waren 28 Reaktoren im Bau.", "28 -"),
        ("In China waren 27 Reaktoren im Bau.", "27 -"),
        ("In China waren 28 Gigawatt im Bau.", "28 fact"),
        ("Deutschland brauchte 522 TWh.", "522 fact"),
        ("Deutschland brauchte 522 GWh.", "522 -"),
        ("Deutschland brauchte 522.000 GWh.", "522.000 fact"),
        ("Deutschland: 45 Prozent aus Kohle.", "45 fact"),
        ("Deutschland: 45 Gigawatt aus Kohle.", "45 -"),
        ("Der Verein hat 800 Quadratmeter.", "800 fact"),
        ("Der Verein hat 800 Mitglieder.", "800 -"),
        # a year goes with its sentence
        ("Die Porzellanfabrik begann 1904.", "1904 fact"),
        ("Die Porzellanfabrik begann 1953.", "1953 -"),
        ("Die Transistoren kamen 1904.", "1904 -"),
        ("Deutschland brauchte 2024 rund 522 TWh.", "2024 fact, 522 fact"),
        ("Deutschland brauchte 2025 rund 522 TWh.", "2025 -, 522 fact"),
        ("Deutschland brauchte 2012 rund 522 TWh.", "2012 -, 522 fact"),
        ("Im Juni 2025 liefen in den USA 94 Reaktoren.", "Juni 2025 fact, 94 fact"),
        ("Im Juli 2025 liefen in den USA 94 Reaktoren.", "Juli 2025 -, 94 fact"),
        # what is put to the test proves nothing, and may be quoted
        ("China baute 356 Gigawatt.", "356 -"),
        ("Der Artikel nennt 356 Gigawatt.", "356 fact"),
        ("Es heißt: [356 Gigawatt](claims.toml#neu).", "356 claim"),
        ("Es heißt so, [dort](claims.toml#neu): 373 Gigawatt.", "373 -"),
        # what was counted by hand
        ("Von 24 Preisen liegen 15 darunter.", "24 count, 15 count"),
        ("Von 24 Kranichen fliegen 15.", "24 -, 15 -"),
        # hundred
        ("Von 100 Teilen, 100 Watt.", "100 definition, 100 -"),
    ],
)
def test_a_figure_goes_with_a_statement(project: Project, text: str, expected: str) -> None:
    assert rules(project, text) == expected


@pytest.mark.parametrize(
    ("summary", "untraced"),
    [
        ("China überholt 2004 die USA.", set()),
        ("China überholt 2003 die USA.", {"2003"}),
        ("Liniendiagramm mit 2 Linien von 2001 bis 2005.", set()),
        ("Liniendiagramm mit 3 Linien von 2002 bis 2005.", {"3", "2002"}),
        ("Für 5 Jahre, in 2 Linien.", set()),
        ("Für 4 Jahre, in 2 Linien.", {"4"}),
    ],
)
def test_the_course_of_a_table_is_read(tmp_path: Path, summary: str, untraced: set[str]) -> None:
    root = lay_out(tmp_path)
    start = LINES.index("summary")
    card = LINES[:start] + f'summary = "{summary}"\n' + LINES[LINES.index("source =", start) :]
    (root / "content/charts/verlauf.toml").write_text(card, encoding="utf-8")
    page = PAGE.format(matter="", text="::: chart verlauf").replace('sources = ["haus"]', MATTER)
    (root / "content/index.md").write_text(page, encoding="utf-8")
    told = trace_exhibit(read_exhibit(root)).untraced
    assert {one.number for one in told if "charts" in str(one.place.file)} == untraced


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("CN,10070\nDE,522\n", set()),
        ("CN,10070\nDE,523\n", {("523", "522")}),
        ("CN,10700\nDE,522\n", {("10700", "10.070")}),
        ("CN,10070\nDE,40\n", set()),  # it may be something else
    ],
)
def test_a_table_is_held_against_its_source(
    tmp_path: Path, table: str, told: set[tuple[str, str]]
) -> None:
    root = lay_out(tmp_path)
    (root / "content/data/strom.csv").write_text(f"land,twh\n{table}", encoding="utf-8")
    found = trace_exhibit(read_exhibit(root)).conflicts
    assert {(one.cell, one.number) for one in found} == told
