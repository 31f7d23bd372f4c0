"""An exhibit of any number of chapters, with a complete English catalogue: the same everywhere.

Unless it is bare, it has a glossary, a chart with its table for every 25 chapters, and a drawing
and a photograph for every 50.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from PIL import Image

from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import parse_catalogue
from tools.benchmarks.chapters import (
    PER_CHART,
    PER_PICTURE,
    WORDS,
    Chapter,
    Pair,
    chance_of,
    front_matter,
    make_chapters,
)

_ROOT = Path(__file__).parent.parent.parent
_SITES = _ROOT / "tests" / "sites"
_GLOSSARY = WORDS[:12]
_SOURCE = """\
[haus]
title = "Zählerbuch"
publisher = "Museum"
url = "https://museum.example/"
retrieved = 2026-11-20
licence = "CC0"
grade = "A"
"""
_CARD = """\
kind = "bars"
table = "{name}.csv"
title = "Strom der Werke {number}"
unit = "TWh"
summary = "Am meisten erzeugte {{max.category}}."
source = "haus"
verdict = "belegt"
category = "werk"
value = "twh"
[columns]
werk = {{ label = "Werk" }}
twh = {{ label = "Strom", format = "number" }}
"""
_PICTURE = """\
file = "{file}"
alternative = "Ein Haus"
credit = "Museum"
licence = "CC0"
"""
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400">
<path d="M{path}" fill="none" stroke="currentColor"/>
</svg>
"""
_TEXTS = {
    **{"Haus": "House", "Start": "Start", "Start.": "Start.", "TWh": "TWh"},
    **{"Zurück zu Fußnote {}": "Back to footnote {}", "Stand: %(day)s": "As of %(day)s"},
    **{"teilweise übersetzt": "in part", "noch nicht übersetzt": "not yet translated"},
    "Diese Seite ist noch nicht ganz übersetzt.": "This page is not yet translated in full.",
}
_MORE_TEXTS = {
    **{"Zählerbuch": "Book of meters", "Museum": "Museum", "CC0": "CC0", "belegt": "supported"},
    **{"Am meisten erzeugte {max.category}.": "{max.category} made most.", "Ein Haus": "A house"},
    **{"Glossar": "Glossary", "Glossar.": "Glossary.", "Wörter.": "Words.", **dict(_GLOSSARY)},
    **{f"Werk {row}": f"Works {row}" for row in range(1, 7)},
    **{"Werk": "Works"},
}


def write_exhibit(folder: Path, count: int, *, bare: bool = False) -> None:
    shutil.copytree(_SITES / "_base", folder, dirs_exist_ok=True)
    write(folder / "site.toml", 'name = "Haus"\nlanguages = ["de", "en"]\n')
    write(folder / "content" / "index.md", f"{front_matter('Start')}Start.\n")
    entries = [_entry(text) for text in (dict(_templates()) | _TEXTS).items()]
    if not bare:
        entries += map(_entry, _MORE_TEXTS.items())
        entries += [*_write_glossary(folder), *_write_charts(folder / "content", count)]
        _write_pictures(folder / "content", count)
    catalogue = folder / "translations" / "en.po"
    write(catalogue, "".join(entries))
    with catalogue.open("a", encoding="utf-8") as stream:
        for chapter in make_chapters(count, bare=bare):
            write(folder / "content" / f"seite-{chapter.number}.md", chapter.write(0))
            stream.writelines(_entries_of(chapter))


def _entries_of(chapter: Chapter) -> Iterator[str]:
    german, english = chapter.title
    yield _entry((f"seite-{chapter.number}", f"page-{chapter.number}"), "slug")
    yield from map(_entry, (chapter.title, (f"{german}.", f"{english}.")))
    for block in chapter.blocks:
        yield from map(_entry, block.texts)


def _templates() -> Iterator[Pair]:
    """What the shipped templates say, as the exhibit beside this program translates it."""
    source = Source(PurePosixPath("en.po"), (_ROOT / "translations" / "en.po").read_text("utf-8"))
    for (context, text), entry in parse_catalogue(source).entries.items():
        if not context and any(place.startswith("templates/") for place in entry.places):
            yield text, entry.text


def _write_glossary(folder: Path) -> Iterator[str]:
    template = _SITES / "features" / "glossary" / "templates" / "glossary.html"
    shutil.copy(template, folder / "templates")
    page = front_matter("Glossar", 'layout = "glossary"\n')
    write(folder / "content" / "glossar.md", f"{page}Wörter.\n")
    entries = (
        f'[wort-{number}]\nterm = "{german}"\nexplanation = "So heißt {english}."\n'
        for number, (german, english) in enumerate(_GLOSSARY)
    )
    write(folder / "content" / "glossary.toml", "\n".join(entries))
    yield _entry(("glossar", "glossary"), "slug")
    for german, english in _GLOSSARY:
        yield _entry((german, english), "glossary form")
        yield _entry((f"So heißt {english}.", f"{german} in German."))


def _write_charts(content: Path, count: int) -> Iterator[str]:
    write(content / "sources.toml", _SOURCE)
    for number in range(-(-count // PER_CHART)):
        name = f"tafel-{number}"
        chance = chance_of(name)
        rows = "".join(f"Werk {row};{chance.randint(10, 900)}\n" for row in range(1, 7))
        write(content / "data" / f"{name}.csv", f"werk;twh\n{rows}")
        write(content / "charts" / f"{name}.toml", _CARD.format(name=name, number=number))
        yield _entry((f"Strom der Werke {number}", f"Power of the works {number}"))


def _write_pictures(content: Path, count: int) -> None:
    for number in range(-(-count // PER_PICTURE)):
        chance = chance_of(f"picture {number}")
        files = {"zeichnung": f"drawings/haus-{number}.svg", "foto": f"pictures/haus-{number}.jpg"}
        for kind, file in files.items():
            write(content / "pictures" / f"{kind}-{number}.toml", _PICTURE.format(file=file))
        points = [f"{chance.randrange(600)} {chance.randrange(400)}" for _ in range(80)]
        write(content / files["zeichnung"], _SVG.format(path="L".join(points)))
        _make_photograph(chance).save(content / files["foto"], quality=80)


def _make_photograph(chance: random.Random) -> Image.Image:
    points = Image.frombytes("RGB", (24, 16), chance.randbytes(24 * 16 * 3))
    return points.resize((900, 600), Image.Resampling.BICUBIC)


def _entry(text: Pair, context: str = "") -> str:
    german, english = (words.replace('"', '\\"') for words in text)
    head = f'msgctxt "{context}"\n' if context else ""
    return f'{head}msgid "{german}"\nmsgstr "{english}"\n\n'


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
