"""How wide Arial must be set until the exhibit's own fonts arrive, so that few lines break anew.

    python -m tools.fonts.fallbacks public

prints what the four @font-face of static/style.css that name a font of the computer should say,
for the text of the site in that folder. arial.csv holds the advance widths of Arial and Arial
Bold in 2048ths, which Liberation Sans shares; Arial Narrow is 82 % of Arial.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from fontTools.ttLib import TTFont

from tools.fonts.subset import PAGE

ARIAL = Path(__file__).parent / "arial.csv"
EM = 2048
NARROW = 0.82
READ = frozenset({"p", "li", "dd"})


@dataclass(frozen=True)
class Fallback:
    """An @font-face of the style sheet; the column of arial.csv that it is about, and how far."""

    family: str
    weight: int
    stands_for: str
    column: str
    stretch: float = 1


FALLBACKS = (
    Fallback("Narrow until Barlow", 600, "barlow-condensed-600", "bold", NARROW),
    Fallback("Arial until Barlow", 600, "barlow-condensed-600", "bold"),
    Fallback("Arial until Teltow", 400, "teltow-sans-400", "regular"),
    Fallback("Arial until Teltow", 600, "teltow-sans-600", "bold"),
)


class Reading(HTMLParser):
    """How often each character stands in paragraphs and lists, where lines break."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.letters: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag in READ

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in READ

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.letters.update(" ".join(data.split()))


def count_letters(pages: Iterable[Path]) -> Counter[str]:
    reading = Reading()
    for page in sorted(pages):
        reading.feed(page.read_text("utf-8"))
    return reading.letters


def arial_widths(fallback: Fallback) -> dict[str, float]:
    """The advance widths of the fallback, in em."""
    with ARIAL.open(encoding="utf-8", newline="") as file:
        return {
            chr(int(row["code"], 16)): int(row[fallback.column]) / EM * fallback.stretch
            for row in csv.DictReader(file)
        }


def widths(font: TTFont) -> dict[str, float]:
    em = font["head"].unitsPerEm
    return {chr(code): font["hmtx"][name][0] / em for code, name in font.getBestCmap().items()}


def size_adjust(fallback: Fallback, letters: Mapping[str, int]) -> float:
    """How many per cent of its size make the text as wide as in the font it stands for."""
    ours, theirs = widths(open_font(fallback.stands_for)), arial_widths(fallback)
    common = {letter: n for letter, n in letters.items() if letter in ours and letter in theirs}
    return 100 * sum_up(ours, common) / sum_up(theirs, common)


def sum_up(widths: Mapping[str, float], letters: Mapping[str, int]) -> float:
    return sum(widths[letter] * number for letter, number in letters.items())


def heights(fallback: Fallback, size: float) -> tuple[float, float]:
    """Ascent and descent in per cent of a font that is set to this size."""
    font = open_font(fallback.stands_for)
    ascent, descent = font["hhea"].ascent, -font["hhea"].descent
    return tuple(1e4 * height / font["head"].unitsPerEm / size for height in (ascent, descent))


def open_font(name: str) -> TTFont:
    return TTFont(PAGE / f"{name}.woff2")


def main(site: Path) -> None:
    letters = count_letters(site.rglob("*.html"))
    for fallback in FALLBACKS:
        size = size_adjust(fallback, letters)
        ascent, descent = heights(fallback, size)
        print(
            f"{fallback.family} {fallback.weight}: size-adjust:{size:.1f}%;"
            f"ascent-override:{ascent:.1f}%;descent-override:{descent:.1f}%"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
