"""Chapters of any number, made up from a seed: each text in German and in English.

Some 600 words with headings, a table, footnotes and links. Unless they are bare, a sentence of
each shows a figure by placeholder, and some show a chart or a picture.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

PER_CHART, PER_PICTURE = 25, 50  # chapters
_SEED = 1904
_GERMAN = """Strom Leitung Zähler Spule Kraftwerk Turbine Wasser Kohle Wind Sonne Netz Last Maschine
Werk Halle Kanal Isolator Regler Messung Leistung Arbeit Spannung Stunde Tag Jahr Haus Stadt Land
fließt misst steht läuft braucht zeigt liefert speist dreht schaltet steigt fällt groß klein neu alt
und oder aber denn nicht auch noch schon immer heute früher dort hier mit ohne durch über"""
_ENGLISH = """power line meter coil station turbine water coal wind sun grid load machine works hall
canal insulator governor reading output energy voltage hour day year house town country flows reads
stands runs needs shows supplies feeds turns switches rises falls large small new old and or but for
not also still already always today once there here with without through over"""
WORDS = tuple(zip(_GERMAN.split(), _ENGLISH.split(), strict=True))

Pair = tuple[str, str]  # a text in German and in English


@dataclass(frozen=True)
class Block:
    """A piece of Markdown, with {} for each of its texts."""

    form: str
    texts: tuple[Pair, ...] = ()

    def write(self, language: int) -> str:
        return self.form.format(*(text[language] for text in self.texts))


@dataclass(frozen=True)
class Chapter:
    number: int
    title: Pair
    blocks: tuple[Block, ...]

    def write(self, language: int) -> str:
        text = "\n\n".join(block.write(language) for block in self.blocks)
        return f"{front_matter(self.title[language])}\n{text}\n"


def front_matter(title: str, more: str = "") -> str:
    return f'+++\ntitle = "{title}"\ndescription = "{title}."\n{more}+++\n'


def chance_of(name: object) -> random.Random:
    return random.Random(f"{_SEED} {name}")


def make_chapters(count: int, *, bare: bool = False) -> Iterator[Chapter]:
    """One after the other, since thousands of them would be large in memory."""
    for number in range(count):
        chance = chance_of(number)
        title = f"Seite {number}", f"Page {number}"
        opening = Block("{}", ((f"Seite {number} beginnt hier.", f"Page {number} begins here."),))
        things = () if bare else _make_things(number)
        parts = range(chance.randint(4, 8))
        blocks = [block for part in parts for block in _make_part(number, part, count, chance)]
        yield Chapter(number, title, (opening, *things, *blocks))


def _make_things(number: int) -> Iterator[Block]:
    """A figure in a sentence; in some chapters the chart that it is read from, or a picture."""
    chart = number // PER_CHART
    figure = f"{{tafel-{chart}: Werk {number % 6 + 1}.twh}}"
    yield Block("{}", ((f"In {number}: {figure} TWh.", f"In {number}, {figure} TWh."),))
    if number % PER_CHART == 0:
        yield Block(f"::: chart tafel-{chart}")
    if number % PER_PICTURE in {1, 2}:
        kind = ("zeichnung", "foto")[number % PER_PICTURE - 1]
        yield Block(f"::: figure {kind}-{number // PER_PICTURE}")


def _make_part(number: int, part: int, count: int, chance: random.Random) -> Iterator[Block]:
    german, english = _sentence(chance)
    mark = f"{number}-{part}"
    yield Block("## {}", ((f"{german[:-1]} {mark}", f"{english[:-1]} {mark}"),))
    if part == 1:
        yield _make_table(number, chance)
    german, english = _paragraph(chance)
    end = f"(seite-{chance.randrange(count)}.md)[^{part}]"
    yield Block("{}", ((f"{german} [Mehr]{end}", f"{english} [More]{end}"),))
    yield Block(f"[^{part}]: {{}}", (_sentence(chance),))
    yield Block("{}", (_paragraph(chance),))


def _make_table(number: int, chance: random.Random) -> Block:
    cells = [(f"Teil {number}-{row}", f"Part {number}-{row}") for row in range(1, 5)]
    rows = "".join(f"\n| {{}} | {chance.randint(1, 99)} |" for _ in cells)
    heading = f"Teil von {number}", f"Part of {number}"
    return Block("| {} | TWh |\n|---|---:|" + rows, (heading, *cells))


def _sentence(chance: random.Random) -> Pair:
    chosen = chance.choices(WORDS, k=chance.randint(6, 16))
    german, english = (f"{' '.join(words)}." for words in zip(*chosen, strict=True))
    return german[0].upper() + german[1:], english.capitalize()


def _paragraph(chance: random.Random) -> Pair:
    german, english = zip(*(_sentence(chance) for _ in range(4)), strict=True)
    return " ".join(german), " ".join(english)
