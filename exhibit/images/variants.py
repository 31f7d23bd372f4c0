"""Photographs in the widths and formats that pages offer; the browser takes the smallest that does.

The name of a file is made of what it is made from, so a page can name it before it is there, and
only what some page names is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from math import isqrt
from pathlib import PurePosixPath
from typing import Any

from exhibit.i18n import slugify
from exhibit.images.encoding import WIDEST, encode, scale
from exhibit.images.photographs import (
    Photograph,
    RecallBytes,
    decode,
    digest_of_encoding,
)

WIDTHS = (640, 960, 1440, WIDEST)  # px: a column on a phone, on a desk, and both on finer screens
_SAVING = 0.8  # of the next width; a version that is hardly narrower helps nobody
_PLAIN = 1080  # px; the most of a picture that has no card
_TALLEST = 900  # px on the page
# Of a version: what is very high is published in less width, and of a large picture sooner.
_MOST_POINTS, _MOST_OF_LARGE = 10_000_000, 5_000_000
_OPAQUE, _TRANSPARENT = ("avif", "webp", "jpeg"), ("avif", "webp", "png")  # each browser its first
_PHOTOGRAPHS = "assets/photographs"  # a folder of the site
_NAMED = re.compile(rf"{_PHOTOGRAPHS}/[a-z0-9.-]+")


@dataclass(frozen=True)
class Rendition:
    """One file of a photograph."""

    photograph: Photograph
    kind: str  # avif, webp, jpeg or png
    width: int

    @property
    def height(self) -> int:
        return scale(self.photograph.height, self.photograph.width, self.width)

    @property
    def settings(self) -> Mapping[str, Any]:
        return self.photograph.settings(self.kind)

    @property
    def path(self) -> str:
        """From the root of the site: assets/photographs/haus-960.3f9c2a7b.avif"""
        name = PurePosixPath(self.photograph.name)
        made_from = json.dumps([self.photograph.digest, self.width, self.settings])
        digest = sha256(made_from.encode()).hexdigest()[:8]
        return (
            f"{_PHOTOGRAPHS}/{slugify(name.stem) or 'photograph'}-{self.width}.{digest}.{self.kind}"
        )


def fit_page(photograph: Photograph) -> tuple[int, int]:
    """The most room that it takes on a page, so that what is high is seen as a whole."""
    widest = choose_widths(photograph)[-1]
    width = min(widest, scale(photograph.width, photograph.height, _TALLEST))
    return width, scale(photograph.height, photograph.width, width)


def choose_widths(photograph: Photograph) -> Sequence[int]:
    """From narrow to wide; never wider than the photograph is."""
    most = _MOST_OF_LARGE if photograph.is_large else _MOST_POINTS
    fitting = isqrt(most * photograph.width // photograph.height)
    widest = min(photograph.width, WIDEST, max(fitting, 1))
    return [*(step for step in WIDTHS if step < _SAVING * widest), widest]


def offer_renditions(photograph: Photograph) -> Mapping[str, Sequence[Rendition]]:
    """All versions by format, the smallest format first; the last is for browsers that are old."""
    kinds = _TRANSPARENT if photograph.is_transparent else _OPAQUE
    widths = choose_widths(photograph)
    return {kind: [Rendition(photograph, kind, width) for width in widths] for kind in kinds}


def choose_plain(photograph: Photograph) -> Rendition:
    """The one version of a picture that stands in a text."""
    kind = "png" if photograph.is_transparent else "jpeg"
    return Rendition(photograph, kind, min(photograph.width, _PLAIN))


def find_renditions(html: str) -> Collection[str]:
    """The versions of photographs that a page names, by their path from the root of the site."""
    return dict.fromkeys(_NAMED.findall(html))


def make_renditions(
    photographs: Iterable[Photograph], named: Collection[str], recall: RecallBytes
) -> dict[str, bytes]:
    """The files with these paths."""
    files: dict[str, bytes] = {}
    for photograph in photographs:
        develop = cache(partial(decode, photograph))  # once for all of them, and only if need be
        for one in _every_rendition(photograph):
            if one.path in named:
                size = (one.width, one.height)
                compute = partial(encode, develop, size, one.kind, one.settings)
                files[one.path] = recall(_key_of(one), compute)
    return files


def _every_rendition(photograph: Photograph) -> Iterator[Rendition]:
    for group in offer_renditions(photograph).values():
        yield from group
    yield choose_plain(photograph)


def _key_of(one: Rendition) -> str:
    made_from = [one.photograph.digest, one.width, one.kind, one.settings]
    return json.dumps(["rendition", *made_from, digest_of_encoding()])
