"""How photographs are published: their sizes, and how each is encoded.

A large one is made small at once and encoded in less time, since both grow with its points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded only where a photograph is worked on: it takes a while
    from PIL.Image import Image

WIDEST = 2160  # px; of what is published
LARGE = 25_000_000  # points
# Of equal looks at the widths of a page; one thread, since several would share the work by chance.
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},
    "webp": {"quality": 80, "method": 5},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
_GAP = 1.5  # how much larger than needed a large picture is left by what is quick, for a good look
_QUICK: Mapping[str, Mapping[str, Any]] = {"avif": {"speed": 9}, "webp": {"method": 1}}


def is_large(width: int, height: int) -> bool:
    return width * height > LARGE


def choose_settings(kind: str, is_large: bool) -> Mapping[str, Any]:
    return {**SETTINGS[kind], **(_QUICK.get(kind, {}) if is_large else {})}


def encode(
    develop: Callable[[], Image], size: tuple[int, int], kind: str, settings: Mapping[str, Any]
) -> bytes:
    """A picture in a size, as a file of that kind."""
    file = BytesIO()
    resize(develop(), *size).save(file, kind.upper(), **settings)
    return file.getvalue()


def resize(image: Image, width: int, height: int) -> Image:
    from PIL.Image import Resampling

    if image.size == (width, height):
        return image
    factor = int(image.width / (width * _GAP)) if is_large(*image.size) else 1
    image = image.reduce(factor) if factor > 1 else image
    return image.resize((width, height), Resampling.LANCZOS)


def scale(height: int, width: int, narrower: int) -> int:
    """How high a picture is when it is narrower."""
    return max(1, round(height * narrower / width))
