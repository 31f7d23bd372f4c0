"""Photographs: what can be wrong with their files, and smaller versions that tell nothing else.

A camera notes in its file where and when somebody stood, and how the camera was held. What is
published is drawn anew from the points of the picture alone, upright and in the colours of the
web, and the same points become the same bytes.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from exhibit.diagnostics import ContentError, Place, content_file, say
from exhibit.images.encoding import LARGE, choose_settings, clean, is_large
from exhibit.storage import PACKAGE, digest_files

if TYPE_CHECKING:  # loaded only where a photograph is worked on: it takes a while
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

RecallBytes = Callable[[str, Callable[[], bytes]], bytes]  # what a function made for a key

_FORMATS: Mapping[str, frozenset[str]] = {  # of files that browsers show, by what they really hold
    "AVIF": frozenset({".avif"}),
    "GIF": frozenset({".gif"}),
    "JPEG": frozenset({".jpg", ".jpeg"}),
    "PNG": frozenset({".png"}),
    "WEBP": frozenset({".webp"}),
}
SHOWN = frozenset().union(*_FORMATS.values())
_HEIC = frozenset({".heic", ".heif"})
# Known by name only to say what to do about them: scanners, cameras and drawing programs.
_OTHERS = frozenset(
    (*(".tif", ".tiff", ".bmp", ".psd", ".jp2", ".jxl"), *(".dng", ".cr2", ".cr3", ".nef", ".arw"))
)
_ACCEPTED = SHOWN | _HEIC | _OTHERS
_MOST_POINTS = 40_000_000
_MOST_BYTES = 90_000_000  # as many as points without any order need, which no camera sees
_MOST_PADDING = 512  # bytes at the end of a file that say nothing
_LONGEST = 16_000  # px; WebP holds no more than 16,383
_FAULTS = (  # what Pillow raises of files that are damaged
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError),
    *(RuntimeError, struct.error, zlib.error),
)


@dataclass(frozen=True)
class Photograph:
    """A sound file, and its picture as it is looked at."""

    name: str  # from the content folder
    content: bytes
    width: int  # px
    height: int
    is_transparent: bool

    @cached_property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def is_large(self) -> bool:
        return is_large(self.width, self.height)

    def settings(self, kind: str) -> Mapping[str, Any]:
        """How it is encoded."""
        return choose_settings(kind, self.is_large)


def is_photograph(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _ACCEPTED


def examine(name: str, content: bytes, place: Place, recall: RecallBytes) -> Photograph:
    """The photograph in a file; what is wrong with it is a fault at place."""
    digest = sha256(content).hexdigest()

    def compute() -> bytes:
        image, width, height = _develop(name, content, place)
        if is_large(width, height):
            _keep(digest).append(image)
        return json.dumps([width, height, image.mode == "RGBA"]).encode()

    suffix = PurePosixPath(name).suffix.lower()
    key = json.dumps(["photograph", digest, suffix, digest_of_encoding()])
    return Photograph(name, content, *json.loads(recall(key, compute)))


# The packages that have a say in what becomes of a photograph.
_ENCODED_BY = ("diagnostics", "i18n", "images", "storage")


@cache
def digest_of_encoding() -> str:
    from importlib.metadata import version  # not at the top: it loads what reads packages and mails

    return f"{digest_files(PACKAGE, _ENCODED_BY)} {version('pillow')}"


def decode(photograph: Photograph) -> Image:
    """What is known to be sound, in the widest size that is published if it is large."""
    if kept := _keep(photograph.digest):
        return kept[0]
    place = Place(content_file(photograph.name))
    return develop(photograph.name, photograph.content, place)


@lru_cache(maxsize=4)
def _keep(digest: str) -> list[Image]:
    """Room for what was made of a large file to see whether it is sound, and is needed soon."""
    return []


def develop(name: str, content: bytes, place: Place) -> Image:
    """The points of a picture, upright and in the colours of the web, without anything else."""
    return _develop(name, content, place)[0]


def _develop(name: str, content: bytes, place: Place) -> tuple[Image, int, int]:
    """The same, small if it is large, and the size that it has in its file."""
    from PIL.ImageOps import exif_transpose

    _check_kind(name, content, place)
    _check_length(name, content, place)
    try:
        _check_end(content)
        image = open_image(content)
        _check_image(name, image, place)
        exif_transpose(image, in_place=True)  # which loads it
    except _FAULTS as error:
        message = say("The picture “{name}” cannot be read.", name=name)
        hint = say("Copy it anew from the camera: the file is damaged, or was cut off.")
        raise ContentError(place, message, hint) from error
    width, height = image.size
    return clean(image), width, height


def _check_end(content: bytes) -> None:
    """A JPEG of which only the beginning was copied has room for the rest, and nothing in it."""
    held = content.rstrip(b"\0")
    is_padded = len(content) - len(held) > _MOST_PADDING
    if is_padded and content.startswith(b"\xff\xd8") and not held.endswith(b"\xff\xd9"):
        raise EOFError


def open_image(content: bytes) -> ImageFile:
    from PIL import Image
    from PIL.Image import open as open_file  # nothing is decoded yet

    Image.MAX_IMAGE_PIXELS = None  # check_image knows a smaller bound, and a way out
    return open_file(BytesIO(content), formats=list(_FORMATS))


def _check_kind(name: str, content: bytes, place: Place) -> None:
    """The file is of a kind that can be worked on, whatever its name says."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _HEIC or (content[4:8] == b"ftyp" and b"avi" not in content[8:40]):
        message = say("“{name}” is a HEIC photograph, which browsers do not show.", name=name)
        hint = say(
            "Export it as JPEG. So that an iPhone takes JPEG from now on: Settings → Camera → "
            "Formats → Most Compatible."
        )
        raise ContentError(place, message, hint)
    if suffix in _OTHERS or content.startswith((b"II*\0", b"MM\0*", b"BM", b"8BPS")):
        message = say("“{name}” is of a kind that browsers do not show.", name=name)
        hint = say("Open it in a program for pictures, and export it as JPEG.")
        raise ContentError(place, message, hint)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        message = say("“{name}” is no photograph, but a drawing or a page.", name=name)
        hint = say("A drawing ends in .svg, also where it is named. Of a page, save the picture.")
        raise ContentError(place, message, hint)


def _check_length(name: str, content: bytes, place: Place) -> None:
    if len(content) > _MOST_BYTES:
        size = f"{len(content) // 1_000_000} MB"
        message = say("The file “{name}” is too large: {size}.", name=name, size=size)
        raise ContentError(place, message, say("Save it as JPEG, or scale it down."))


def _check_image(name: str, image: ImageFile, place: Place) -> None:
    """What the head of a file says, before anything is decoded: a bomb goes off only then."""
    held = "JPEG" if image.format == "MPO" else str(image.format)  # a JPEG with a preview, say
    most = LARGE if held == "WEBP" else _MOST_POINTS  # since it is decoded in three copies
    if image.width * image.height > most or max(image.size) > _LONGEST:
        size = f"{image.width} × {image.height}"
        message = say("The picture “{name}” is too large: {size} pixels.", name=name, size=size)
        hint = say("Scale it down, so that its longer side has 4000 pixels.")
        raise ContentError(place, message, hint)
    if PurePosixPath(name).suffix.lower() not in _FORMATS[held]:
        message = say("“{name}” is in truth a {kind}.", name=name, kind=held)
        true = PurePosixPath(name).with_suffix(min(_FORMATS[held], key=len))
        hint = say("Call the file {name}, also where it is named.", name=true)
        raise ContentError(place, message, hint)
    if image.mode in {"CMYK", "YCbCr", "LAB"}:
        message = say("“{name}” has colours for printing (CMYK).", name=name)
        hint = say("Save it with colours for the screen: RGB, best as sRGB.")
        raise ContentError(place, message, hint)
    if held != "JPEG" and getattr(image, "n_frames", 1) > 1:
        message = say("“{name}” moves, and nobody could stop it.", name=name)
        hint = say("Save a single picture of it, best as JPEG.")
        raise ContentError(place, message, hint)
