"""The colours of the style sheet, light and dark, and how far they stand out from one another.

Drawings name colours by the variables of the style sheet, as var(--tinte). What a
variable stands for is read here, and compared by the formula of WCAG.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from exhibit.diagnostics import Place, Source, say

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

GROUND = "var(--papier)"
_STYLE = PurePosixPath("static", "style.css")
_LIGHT = re.compile(r"^:root\s*+\{([^{}]*+)\}", re.MULTILINE)
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^{}]*+)\}")
_DARK_OPENS = re.compile(r"prefers-color-scheme:\s*dark")
_TOKEN = re.compile(r"(?<![\w-])(--[\w-]++)\s*+:\s*+(#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?)\b")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # one that is never closed goes on


class UnknownColourError(Exception):
    """A drawing has a colour that is no variable of the style sheet."""


@dataclass(frozen=True)
class Palette:
    """What each variable stands for, by scheme; without any nothing can be compared."""

    source: Source
    schemes: Mapping[str, Mapping[str, str]]

    def resolve(self, colour: str, scheme: str) -> Colour:
        """The colour that a drawing names."""
        name = token(colour)
        digits = self.schemes[scheme].get(name, colour).removeprefix("#")
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        if not re.fullmatch("[0-9A-Fa-f]{6}", digits):
            if name == colour:
                raise UnknownColourError(colour)
            hint = say("Charts are drawn with it: write {name}:#123456 below :root.", name=name)
            raise self.source.fault(say("The colour {name} is missing.", name=name), hint)
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue

    def place(self, name: str, scheme: str) -> Place:
        """Where a variable is set for a scheme."""
        own = self.schemes[scheme].get(name) != self.schemes["light"].get(name)
        dark = _DARK_OPENS.search(self.source.text)
        before = self.source.text[: dark.start()] if own and dark else ""
        return self.source.find(f"{name}:", before.count("\n") + 1)


NO_PALETTE = Palette(Source(_STYLE, ""), {})


def read_palette(style: bytes) -> Palette:
    source = Source(_STYLE, style.decode("utf-8", "replace").replace("\r\n", "\n"))
    text = _COMMENT.sub("", source.text)
    light, dark = (found[1] if (found := block.search(text)) else "" for block in (_LIGHT, _DARK))
    tokens = dict(_TOKEN.findall(light))
    if "--papier" not in tokens:
        return Palette(source, {})
    return Palette(source, {"light": tokens, "dark": tokens | dict(_TOKEN.findall(dark))})


def token(colour: str) -> str:
    return colour.removeprefix("var(").removesuffix(")")


def blend(colour: Colour, ground: Colour, opacity: float) -> Colour:
    """A colour as it looks when the ground shines through."""
    red, green, blue = (
        under + (over - under) * opacity for over, under in zip(colour, ground, strict=True)
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
