"""The handbook's examples are run: what it shows must work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

import pytest

from exhibit.audit.definitions import Definitions
from exhibit.charts.cells import write_cell
from exhibit.charts.figure.draw import draw
from exhibit.charts.figure.figure import check_texts
from exhibit.charts.figure.svg import clean
from exhibit.charts.kinds import KINDS
from exhibit.charts.model import AnyChart
from exhibit.charts.placeholders import IN_PAGE, fill_source, make_plain_reader, make_reader
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import read
from exhibit.evidence.citations import Citation
from exhibit.features import FEATURES
from exhibit.features.benches.cards import BenchCard, parse_bench
from exhibit.features.benches.trial import make_trial
from exhibit.features.glossary.terms import Term
from exhibit.features.guesses.cards import GuessCard, parse_guess
from exhibit.features.guesses.question import make_question
from exhibit.features.ledger.claims import Claim, read_claims
from exhibit.features.objects import Plate
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale
from exhibit.images.cards import PictureCard, parse_illustration
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Asides
from exhibit.tables.table import parse_table
from tests import ROOT
from tests.exhibits import convert_page, library_with, make_chart, plan, read_page

FOLDER = ROOT / "handbuch"
CHAPTERS = {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.md"))}
HANDBOOK = "\n".join(CHAPTERS.values())
EXAMPLES = re.findall(
    r"^```(md|md page|md figures|toml (?:bench|claim|guess|picture|source|term))\n(.*?)^```$",
    HANDBOOK,
    re.M | re.S,
)
CARDS = re.findall(
    r"^```csv\n([^`]*?)^```$[^`]*?(?:`[^`\n]+`[^`]*?)*^```toml card\n(.*?)^```$",
    HANDBOOK,
    re.M | re.S,
)
GERMAN = Language(Locale("de"), Locale("de"))
FRONT_MATTER = '+++\ntitle = "Beispiel"\ndescription = "Ein Beispiel"\n+++\n'


def find_prose(chapter: str) -> str:
    """Without the examples: their headings and links are none of the handbook's."""
    return re.sub(r"^( *)```.*?^\1```$", "", chapter, flags=re.M | re.S)


def find_anchors(chapter: str) -> set[str]:
    """Those that GitHub gives to the headings."""
    headings = re.findall(r"^#+ (.+)$", find_prose(chapter), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def find_links(chapter: str) -> list[str]:
    """The relative ones."""
    text = re.sub(r"`[^`\n]*`", "", find_prose(chapter))
    return [link for link in re.findall(r"\]\(([^)]*)\)", text) if not re.match(r"\w+:", link)]


def leads_somewhere(link: str, chapter: str) -> bool:
    path, _, anchor = link.partition("#")
    file = FOLDER / (path or chapter)
    return file.exists() and (not anchor or anchor in find_anchors(file.read_text("utf-8")))


def show(island: Island) -> str:
    return f"[{island.directive.name}: {island.title}{island.body}]"


def run_page(text: str) -> None:
    document = read_page(Source(PurePosixPath("content/beispiel.md"), text))
    assert convert_page(document, GERMAN, show).html


def run_text(text: str) -> None:
    run_page(FRONT_MATTER + text)


def run_toml(cls: type[Any]) -> Callable[[str], None]:
    def run(text: str) -> None:
        source = Source(PurePosixPath("content/beispiel.toml"), text)
        assert read(cls, tomllib.loads(text), source)

    return run


def run_picture(text: str) -> None:
    """With the drawing that it names, whose numbers it names too, or a photograph."""

    def read_file(file: PurePosixPath) -> Source:
        return Source(file, (ROOT / file).read_text(encoding="utf-8"))

    drawings = [f"drawings/{file.name}" for file in (ROOT / "content" / "drawings").iterdir()]
    source = Source(PurePosixPath("content/pictures/beispiel.toml"), text)
    illustration = parse_illustration(source, [*drawings, "pictures/hof.jpg"], read_file)
    assert bool(illustration.drawing) == illustration.card.file.endswith(".svg")


def example_chart() -> AnyChart:
    """The chart that the handbook shows, with its table."""
    table, card = CARDS[0]
    return make_chart(card, table, "beispiel", "owid-ember-strom")


def read_figures(text: str) -> str:
    document = read_page(Source(PurePosixPath("content/beispiel.md"), FRONT_MATTER + text))
    reader = make_reader({"beispiel": example_chart()}, write_cell)
    return convert_page(document, GERMAN, show, Asides(), reader).html


def run_figures(text: str) -> None:
    assert "{" not in read_figures(text)


def run_claim(text: str) -> None:
    """With the source, the station and the chart that it names."""
    files = {"claims.toml": f"[beispiel]\n{text}"}
    library = library_with(files, ["owid-ember-strom"], ["stations/4-bauen.md"])
    claims = read_claims(library)
    read_figure = make_plain_reader({"beispiel": example_chart()}, write_cell)
    finding = claims["beispiel"].finding
    filled = fill_source(claims.source, finding, GERMAN, IN_PAGE, read_figure)
    assert "10.087 TWh" in filled.text and "{" not in filled.text


def run_bench(text: str) -> None:
    """With the table that stands below it."""
    source = Source(PurePosixPath("content/benches/beispiel.toml"), text)
    rows = re.findall(r"^```text\n(geraet,.*?)^```$", HANDBOOK, re.M | re.S)
    table = parse_table(Source(PurePosixPath("content/data/geraete.csv"), rows[0]))
    citations = tomllib.loads(text)["source"]
    bench = parse_bench(source, citations, ["geraete.csv"], lambda name: table, ["de"])
    assert [one.seconds for one in make_trial(bench, GERMAN).devices] == ["6.000", "145"]


def run_guess(text: str) -> None:
    """With the chart that it names."""
    source = Source(PurePosixPath("content/guesses/beispiel.toml"), text)
    question = make_question(parse_guess(source), {"beispiel": example_chart()}, GERMAN)
    assert question.answer == "4.391\u00a0TWh" and "10.087\u00a0TWh" in question.question.text


RUN: dict[str, Callable[[str], None]] = {
    "md": run_text,
    "md figures": run_figures,
    "md page": run_page,
    "toml bench": run_bench,
    "toml claim": run_claim,
    "toml guess": run_guess,
    "toml picture": run_picture,
    "toml source": run_toml(Citation),
    "toml term": run_toml(Term),
}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_example_works(kind: str, text: str) -> None:
    RUN[kind](text)


def test_the_card_of_the_handbook_reads_its_own_table() -> None:
    check_texts(example_chart(), GERMAN)


@pytest.mark.parametrize(
    ("mark", "figure"), re.findall(r"^\| `(\{beispiel: [^`]+\})` \| (.+?) \|", HANDBOOK, re.M)
)
def test_a_placeholder_becomes_what_the_handbook_says(mark: str, figure: str) -> None:
    assert read_figures(mark).strip() == f"<p>{figure}</p>"


@pytest.mark.parametrize(("table", "card"), CARDS)
def test_example_of_a_chart_is_drawn(table: str, card: str) -> None:
    chart = make_chart(card, table, "beispiel", tomllib.loads(card)["source"])
    assert all("<title>" in clean(draw(plan(chart, GERMAN), width), "x") for width in (704, 328))


def test_the_handbook_shows_every_kind_of_chart() -> None:
    kinds = [tomllib.loads(card)["kind"] for _, card in CARDS]
    assert sorted(kinds) == sorted(KINDS)
    assert len(re.findall("^```toml card$", HANDBOOK, re.M)) == len(CARDS)


def test_the_handbook_shows_every_directive() -> None:
    assert set(re.findall(r"^::: (\w+)", HANDBOOK, re.M)) == set(FEATURES.directives)


WRITTEN: list[type[Any]] = [*FEATURES.matters.values(), *(kind.card for kind in KINDS.values())]
WRITTEN += [BenchCard, GuessCard, PictureCard, Citation, Claim, Definitions, Plate, Term]


@pytest.mark.parametrize("cls", WRITTEN)
def test_the_handbook_names_every_key(cls: type[Any]) -> None:
    named = set(re.findall(r"`(\w+)`", HANDBOOK))
    shown = set(re.findall(r"^(\w+) = ", HANDBOOK, re.M)) | named | {"columns"}
    assert {key.name for key in fields(cls)} <= shown


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_link_of_the_handbook_leads_somewhere(chapter: str) -> None:
    links = find_links(CHAPTERS[chapter])
    assert [link for link in links if not leads_somewhere(link, chapter)] == []


def test_the_first_page_of_the_handbook_links_every_other() -> None:
    linked = {link.partition("#")[0] for link in find_links(CHAPTERS["README.md"])}
    assert linked >= CHAPTERS.keys() - {"README.md"}
