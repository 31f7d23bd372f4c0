"""How photographs are published: their points and sizes, and how each is encoded.

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
    _resize(develop(), *size).save(file, kind.upper(), **settings)
    return file.getvalue()


def _resize(image: Image, width: int, height: int) -> Image:
    from PIL.Image import Resampling

    if image.size == (width, height):
        return image
    factor = int(image.width / (width * _GAP)) if is_large(*image.size) else 1
    image = image.reduce(factor) if factor > 1 else image
    return image.resize((width, height), Resampling.LANCZOS)


def scale(height: int, width: int, narrower: int) -> int:
    """How high a picture is when it is narrower."""
    return max(1, round(height * narrower / width))


def clean(image: Image) -> Image:
    """The same picture in RGB, RGBA or grey; what else its file said is gone."""
    if image.mode[0] in "IF":  # 16 bits of grey, from a scanner
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        is_solid = image.getchannel("A").getextrema() == (255, 255)
        image = image.convert("RGB") if is_solid else image
    else:
        mode = "L" if image.mode in {"1", "L"} else "RGB"
        image = image if image.mode == mode else image.convert(mode)
    image = _shrink(image)
    image = _convert_colours(image, profile) if profile else image
    image.info = {}
    return image


def _shrink(image: Image) -> Image:
    """A large picture in the widest size that is published."""
    if not is_large(*image.size) or image.width <= WIDEST:
        return image
    return _resize(image, WIDEST, scale(image.height, image.width, WIDEST))


def _convert_colours(image: Image, profile: bytes) -> Image:
    """From the colours of a camera or screen to those of the web; as it is if nobody knows how."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        origin = ImageCms.ImageCmsProfile(BytesIO(profile))
        web = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, origin, web, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image
