"""Texts that nobody writes, of the kinds of file that people write: long, repetitive, never ending.

Run as a program it builds a tiny exhibit with each text of a kind and prints what became of it, as
a line of JSON: what it cost, what a fixed loop costs on this machine just then, and the outcome.

    python -m tests.whole.hostile KIND FIRST STEP
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from exhibit.cli.build import attempt
from exhibit.cli.report import Speak, speaker
from tests.whole.test_sites import lay_out

LETTERS = 190_000
EACH = 25  # texts of a kind
FRONT = '+++\ntitle = "Prüfung"\ndescription = "Eine Prüfung."\n+++\n\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PICTURE = 'file = "bild.svg"\ncredit = "Haus"\nlicence = "CC BY 4.0"\ndecorative = true\n'
SOURCES = (
    '[haus]\ntitle = "T"\npublisher = "P"\nurl = "https://example.org"\nretrieved = 2025-01-01\n'
    'licence = "CC BY 4.0"\ngrade = "A"\n'
)
CARD = """kind = "bars"
table = "tabelle.csv"
title = "Es ist so."
unit = "Werte (TWh)"
summary = "Ein Balken."
source = "haus"
verdict = "belegt"
category = "a"
value = "b"
[columns.a]
label = "A"
[columns.b]
label = "B"
format = "number"
"""
Files = Mapping[str, str]  # by path from the root of the exhibit


def fill(*units: str, before: str = "", after: str = "", letters: int = LETTERS) -> str:
    """The units in turn, again and again."""
    width = sum(map(len, units))
    return before + "".join(islice(cycle(units), letters // width * len(units))) + after


def part(units: str) -> list[str]:
    return units.split("¦")


def stir(rng: Random, units: str, longest: int) -> str:
    """A mixture without any order but for a unit that it repeats now and then."""
    words = part(units)
    parts: list[str] = []
    size = 0
    while size < LETTERS:
        piece = rng.choice(words) * rng.randint(1, longest)
        parts.append(piece)
        size += len(piece)
    return "".join(parts)


def make_markdown(rng: Random) -> Iterator[str]:
    for unit in part("[¦![a](¦<a ¦<!-- i18n: ¦``a`¦*a¦_*¦\\¦&a;¦{a: ¦[^a"):
        yield fill(unit)
    for unit in ("a\n\n", "- a\n\n", "> a\n\n", "## a\n\n", "a\n: b\n\n", "::: note\n", "|a", "\t"):
        yield fill(unit)
    yield fill("> " * 30, "a\n")
    yield "\n\n".join(["w " + "<br>[a](b) " * 80] * 200)
    yield "\n\n".join(f"[^{number}]: a" for number in range(15_000))
    for longest in (2, 9, 300):
        yield stir(
            rng,
            "a ¦*¦_¦`¦[¦](¦)¦<¦>¦\\¦{¦}¦!¦\n¦\n\n¦  ¦- ¦> ¦1. ¦# ¦|¦:::¦~~~\n¦&¦{{¦^¦:",
            longest,
        )


def make_toml(rng: Random) -> Iterator[str]:
    for unit in part('a.¦"a".¦1 . ¦[[a]]\n¦a=[¦{a=¦[¦"\\"¦"""\n¦a=1\n¦\n'):
        yield fill(unit)
    for before in ("a = [", 'a = "', "a = {b.", "[a.", "a = '''"):
        yield fill("b.", before=before)
    for form in part("k{} = {}\n¦[t{}]\na = 1\n¦[[t]]\na{} = 1\n¦a.b.c{} = 1\n¦[e{}]\nb='\"'\n"):
        yield "".join(form.format(number, number) for number in range(LETTERS // (len(form) + 8)))
    yield "".join("a." * 28 + f"b{number} = 1\n" for number in range(2700))
    for longest in (2, 9, 300):
        yield stir(rng, 'a¦=¦[¦]¦{¦}¦"¦\'¦.¦,¦\n¦ ¦1¦-¦#¦\\¦[[¦]]¦"""¦_', longest)


def make_csv(rng: Random) -> Iterator[str]:
    for unit in part(';¦"¦"";¦"a";¦a\n¦1,¦1.234,¦9¦ ¦1 GW;¦x;1\n¦-¦\t'):
        yield fill(unit)
    for unit in ("7", "1.", " ", "'", "e9", "a"):
        yield fill(unit, before="a;b\nx;")
    yield "\n".join([";".join(f"c{number}" for number in range(20_000)), ";" * 19_999])
    yield "a;b\n" + "".join(f"n{number};1 GW\n" for number in range(990))
    yield (
        "a;b;" + ";".join(f"c{n}" for n in range(90)) + "\n" + (";".join(['"x"'] * 92) + "\n") * 500
    )
    for longest in (2, 9, 300):
        yield stir(rng, "a¦;¦,¦\"¦\n¦1¦.¦-¦ ¦%¦x;1\n¦'¦=¦\t", longest)


def make_catalogue(rng: Random) -> Iterator[str]:
    for unit in part("<a¦[a](¦*a¦`a``¦{¦%(¦9¦1.¦*[A]: ¦![¦<!--¦ ¦1:1 "):
        yield fill(unit, before=f'{PO}msgid "Der Strom kommt."\nmsgstr "', after='"\n')
    for unit in ('msgid "a"\nmsgstr "b"\n\n', "#: a:1\n", '"a"\n', " ", "#~| ", '"\\', "msgid "):
        yield PO + fill(unit)
    entry = 'msgid "Der Strom {} kommt."\nmsgstr "The {}"\n\n'
    yield PO + "".join(entry.format(number, number) for number in range(3800))
    words = " ".join(f"Wort{number}" for number in range(20_000))
    yield f'{PO}msgid "{words}"\nmsgstr "x"\n'
    for longest in (2, 9, 300):
        yield PO + stir(rng, 'a¦"¦\\¦\n¦msgid ¦msgstr ¦""\n¦#¦~¦|¦ ¦msgctxt ¦"a"\n', longest)


def make_style(rng: Random) -> Iterator[str]:
    for unit in part("/*¦url(¦url( ¦url('¦url(a)¦{¦:root{¦--a¦--¦\n:root ¦ "):
        yield fill(unit)
    for before in ("url(", ":root{", "/*", "@media (prefers-color-scheme: dark){:root{"):
        yield fill(" ", before=before)
        yield fill("--a:#123;", before=before)
    yield fill("@media (prefers-color-scheme:")
    yield fill("}", "{")
    yield fill("\\")
    for longest in (2, 9, 300):
        yield stir(rng, "a¦{¦}¦/*¦*/¦url(¦)¦'¦\"¦:root¦--a:¦#123¦;¦ ¦\n¦@media ¦\\", longest)


def make_drawing(rng: Random) -> Iterator[str]:
    for unit in part('<g>¦<a/>¦<g id="a"/>¦<text>1¦<title>¦<!--¦&¦<![CDATA[¦<?a?>'):
        yield fill(unit, before=SVG, letters=39_000)
    for unit in ("<g>", "<rect/>", " ", "<", "<g a='"):
        yield fill(unit, before=SVG)
    for begin, end in (("<g>", "</g>"), ("<text>", "</text>"), ('<g fill="red">', "</g>")):
        count = 39_000 // len(begin + end)
        yield f"{SVG}{begin * count}{end * count}</svg>"
    for inner in ('<use href="#b"/>', '<g style="a"/>', '<g fill="blue"/>', "<a/>"):
        yield fill(inner, before=SVG, after="</svg>", letters=39_000)
    yield f'<!DOCTYPE a [<!ENTITY b "{"c" * 9}">]>{SVG}&b;</svg>'
    for longest in (2, 9, 300):
        yield SVG + stir(rng, "<g>¦</g>¦<¦>¦&¦a¦\"¦'¦ ¦=¦<text>¦<!--¦-->¦/¦#", longest)[:39_000]


KINDS: Mapping[str, tuple[Callable[[Random], Iterator[str]], Callable[[str], Files]]] = {
    "markdown": (make_markdown, lambda text: {"content/besuch.md": FRONT + text}),
    "toml": (make_toml, lambda text: _in_turn(text)),
    "csv": (
        make_csv,
        lambda text: {
            "content/data/tabelle.csv": text,
            "content/charts/karte.toml": CARD,
            "content/sources.toml": SOURCES,
        },
    ),
    "catalogue": (
        make_catalogue,
        lambda text: {
            "translations/en.po": text,
            "content/besuch.md": f"{FRONT}Der Strom kommt.\n",
        },
    ),
    "style": (make_style, lambda text: {"static/style.css": text}),
    "drawing": (
        make_drawing,
        lambda text: {
            "content/bild.svg": text,
            "content/pictures/bild.toml": PICTURE,
            "content/besuch.md": f"{FRONT}::: figure bild\n",
        },
    ),
}


def _in_turn(text: str) -> Files:
    """One of the files of TOML, by the length of the text."""
    settings = 'name = "Kleines Museum"\nlanguages = ["de"]\n'
    places: tuple[tuple[str, str], ...] = (
        ("content/sources.toml", text),
        ("content/glossary.toml", text),
        ("content/claims.toml", text),
        ("content/pictures/bild.toml", text),
        ("content/charts/karte.toml", text),
        ("site.toml", settings + text),
        ("content/besuch.md", f'+++\ntitle = "T"\ndescription = "D"\n{text}\n+++\n'),
    )
    return dict([places[sum(map(ord, text[:40])) % len(places)]])


def make_texts(kind: str) -> list[str]:
    return [*KINDS[kind][0](Random(f"hostile {kind}"))]


def calibrate() -> float:
    """What a fixed loop costs on this machine just now, in seconds of the processor."""
    begun = process_time()
    words = [f"Wort {number}" for number in range(12_000)]
    text = " ".join(words)
    for _ in range(3):
        dict.fromkeys(re.sub(r"\d+", lambda found: found[0][::-1], text).split())
    return process_time() - begun


def build(kind: str, text: str, speak: Speak) -> dict[str, object]:
    with TemporaryDirectory() as folder:
        root = Path(folder, "site")
        lay_out("i18n/two-languages", root)
        for name, content in KINDS[kind][1](text).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, encoding="utf-8")
        loop, begun = calibrate(), process_time()
        outcome = attempt(root, Path(folder, "public"), speak)
        cost = process_time() - begun
        loop = max(loop, calibrate())
    return {
        "cost": cost,
        "loop": loop,
        "told": outcome if isinstance(outcome, str) else "",
        "memory": measure_memory(),
    }


def measure_memory() -> int:
    """The most that this process has held so far, in megabytes; 0 where nobody says."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux getrusage counts what the process held that started this one
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text("utf-8"))
        return int(found[1]) // 1024 if found else 0
    try:
        import resource
    except ImportError:  # on Windows
        return 0
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def main(kind: str, first: int, step: int) -> None:
    speak = speaker("de")
    texts = make_texts(kind)
    build("style", "", speak)  # so that everything is loaded
    for number in range(first, len(texts), step):
        print(json.dumps({"number": number, **build(kind, texts[number], speak)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
