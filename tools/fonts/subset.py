"""The exhibit's fonts, cut down to what German and English and the exhibit itself need.

    python -m tools.fonts.subset FOLDER

FOLDER holds the packages that ORIGINS names, as `npm pack` leaves them. The same packages and
the same texts give the same bytes. What a page shows (static/fonts) and what charts are measured
with (exhibit/charts/draw/fonts) is one font in two formats.
"""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "static" / "fonts"
MEASURE = ROOT / "exhibit" / "charts" / "draw" / "fonts"

ORIGINS = {  # what `npm pack` makes of a package, and its SHA-256
    "expo-google-fonts-barlow-condensed-0.4.1.tgz": (
        "8236de8212099408d4780e5af6aec8dc1c9cb0a78ff376cf76edd8c979c874d3"
    ),
    "ibm-plex-sans-1.1.0.tgz": "c3818979c2a2c82927ea3e7c485e389a18de0b7462887dd4f7acc9a525568962",
}


@dataclass(frozen=True)
class Face:
    """One file of static/fonts, and where it comes from."""

    name: str
    family: str
    style: str
    package: str
    source: str
    measures: bool

    @property
    def measured(self) -> str:
        """The file by which drawings are measured."""
        return f"sans-{self.name[-3:]}.ttf"


FACES = (
    Face(
        name="barlow-condensed-600",
        family="Barlow Condensed",
        style="SemiBold",
        package="expo-google-fonts-barlow-condensed-0.4.1.tgz",
        source="package/600SemiBold/BarlowCondensed_600SemiBold.ttf",
        measures=False,
    ),
    *(
        Face(
            name=f"teltow-sans-{weight}",
            family="Teltow Sans",  # "Plex" is reserved for what IBM makes; see static/fonts
            style=style,
            package="ibm-plex-sans-1.1.0.tgz",
            source=f"package/fonts/complete/woff2/IBMPlexSans-{style}.woff2",
            measures=True,
        )
        for weight, style in ((400, "Regular"), (600, "SemiBold"))
    ),
)

LETTERS = frozenset(
    (*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)))  # Basic Latin and Latin-1
) | frozenset(
    "ŒœŸẞ"
    "\u2009\u202f\u2011–—‘’‚“”„‹›…•†‡‰′″"  # thin space, narrow and unbreakable, hyphen that is too
    "₀₁₂₃₄₅₆₇₈₉←↑→↓↩−≈≠≤≥Δμ⌀€™"
)
FEATURES = ["kern", "tnum", "lnum"]  # no ligatures: German has none across the joint of a word
NAMES = [0, 1, 2, 4, 5, 6, 10, 13, 14, 16, 17]  # copyright, names, version, description, licence
NARROW = 0.5  # of a space, as in IBM Plex Sans
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WRITTEN = ("content", "translations", "templates", "site.toml")


def main(folder: Path) -> None:
    letters = LETTERS | letters_written()
    for face in FACES:
        font = read(face, folder)
        lacking = sorted(letters - {chr(code) for code in font.getBestCmap()} - {"\n"})
        print(f"{face.name}: {' '.join(lacking) or 'nothing'} is lacking", end="; ")
        subset(font, letters)
        save(font, face)


def letters_written() -> set[str]:
    """Every character of what people write for the exhibit."""
    return {letter for file in files_written() for letter in file.read_text("utf-8")}


def files_written() -> Iterator[Path]:
    for name in WRITTEN:
        path = ROOT / name
        yield from sorted(file for file in (path, *path.rglob("*")) if file.is_file())


def read(face: Face, folder: Path) -> TTFont:
    """The whole font from its package, completed and under the name that we may give it."""
    archive = (folder / face.package).read_bytes()
    if sha256(archive).hexdigest() != ORIGINS[face.package]:
        sys.exit(f"{face.package} is not the package that is meant here.")
    with tarfile.open(fileobj=BytesIO(archive)) as package:
        member = package.extractfile(face.source)
        assert member, face.source
        font = TTFont(BytesIO(member.read()), recalcTimestamp=False)
    complete(font)
    rename(font, face)
    return font


def complete(font: TTFont) -> None:
    """Add what a font can show but does not know by its number."""
    known = font.getBestCmap()
    space, thin = known[0x20], "uni202F"
    if 0x202F not in known:
        font.setGlyphOrder([*font.getGlyphOrder(), thin])
        font["glyf"][thin] = Glyph()
        font["hmtx"][thin] = (round(NARROW * font["hmtx"][space][0]), 0)
    added = {0x202F: thin, 0x2009: thin, 0x2011: known[0x2D], 0x2300: known[0xD8]}
    added |= {0x2080 + digit: f"{name}.dnom" for digit, name in enumerate(DIGITS)}
    added = {code: glyph for code, glyph in added.items() if code not in known}
    if font["hmtx"][known[0x201A]][0] > font["hmtx"][known[0x201E]][0]:
        added[0x201A] = known[0x2C]  # Barlow's ‚ is a comma in a space as wide as three
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {code: glyph for code, glyph in added.items() if glyph in font["glyf"]}


def rename(font: TTFont, face: Face) -> None:
    """Say what it is, and what it was made of."""
    table = font["name"]
    origin, version = table.getBestFullName(), table.getDebugName(5)
    is_regular = face.style == "Regular"
    names = {
        1: face.family if is_regular else f"{face.family} {face.style}",
        2: "Regular",
        4: f"{face.family} {face.style}",
        6: f"{face.family.replace(' ', '')}-{face.style}",
        10: f"{origin}, {version}, with fewer characters and some added",
        16: face.family,
        17: face.style,
    }
    table.names = [record for record in table.names if record.platformID == 3]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def subset(font: TTFont, letters: Iterable[str]) -> None:
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=NAMES, notdef_outline=True)
    options.drop_tables += ["GDEF", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, letters))
    subsetter.subset(font)


def save(font: TTFont, face: Face) -> None:
    if face.measures:
        font.flavor = None
        font.save(MEASURE / face.measured)
        (MEASURE / "family.txt").write_text(f"{face.family}\n", encoding="utf-8")
    font.flavor = "woff2"
    file = PAGE / f"{face.name}.woff2"
    font.save(file)
    print(f"{file.stat().st_size} bytes with {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
