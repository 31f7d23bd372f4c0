"""The size of a picture in pixels, read from the first bytes of its file.

So the page keeps its room before it has come, and no library need be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from struct import error, unpack_from

Size = tuple[int, int]  # width, height

START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the others are tables


class UnknownFormatError(Exception):
    """The file is not what its name says, or it is cut off."""


def measure(suffix: str, content: bytes) -> Size:
    """Width and height of a picture whose file name ends in suffix."""
    try:
        width, height = MEASURES[suffix.lower()](content)
    except (KeyError, ValueError, error) as cause:
        raise UnknownFormatError(suffix) from cause
    if not width or not height:
        raise UnknownFormatError(suffix)
    return width, height


def expect(content: bytes, offset: int, mark: bytes) -> None:
    if content[offset : offset + len(mark)] != mark:
        raise ValueError(mark)


def measure_png(content: bytes) -> Size:
    expect(content, 0, b"\x89PNG\r\n\x1a\n")
    expect(content, 12, b"IHDR")
    width, height = unpack_from(">II", content, 16)
    return width, height


def measure_gif(content: bytes) -> Size:
    expect(content, 0, b"GIF8")
    width, height = unpack_from("<HH", content, 6)
    return width, height


def measure_jpeg(content: bytes) -> Size:
    """From the first frame; a camera notes how it was held, and browsers turn the picture."""
    expect(content, 0, b"\xff\xd8")
    at, is_turned = 2, False
    while True:
        expect(content, at, b"\xff")
        at += len(content[at + 1 :]) - len(content[at + 1 :].lstrip(b"\xff"))  # they may be padded
        marker, length = unpack_from(">BH", content, at + 1)
        if marker in START_OF_FRAME:
            height, width = unpack_from(">HH", content, at + 5)
            return (height, width) if is_turned else (width, height)
        if marker == 0xE1 and content[at + 4 : at + 10] == b"Exif\0\0":
            is_turned = read_orientation(content[at + 10 : at + 2 + length]) >= 5
        at += 2 + length


def read_orientation(exif: bytes) -> int:
    """How a camera was held: 1 to 4 upright, 5 to 8 on its side."""
    order = "<" if exif[:2] == b"II" else ">"
    (start,) = unpack_from(f"{order}I", exif, 4)
    (count,) = unpack_from(f"{order}H", exif, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, _, _, value = unpack_from(f"{order}HHIH", exif, entry)
        if tag == 0x0112:
            return int(value)
    return 1


def measure_webp(content: bytes) -> Size:
    expect(content, 0, b"RIFF")
    expect(content, 8, b"WEBP")
    kind = content[12:16]
    if kind == b"VP8X":
        low_width, high_width, low_height, high_height = unpack_from("<HBHB", content, 24)
        return 1 + low_width + (high_width << 16), 1 + low_height + (high_height << 16)
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", content, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    expect(content, 12, b"VP8 ")
    width, height = unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def measure_avif(content: bytes) -> Size:
    """From the largest of the boxes that hold a size: a picture may bring parts and previews."""
    expect(content, 4, b"ftyp")
    sizes: list[Size] = []
    at = content.find(b"ispe")
    while at >= 0:
        sizes.append(unpack_from(">II", content, at + 8))
        at = content.find(b"ispe", at + 4)
    return max(sizes)


MEASURES: Mapping[str, Callable[[bytes], Size]] = {
    ".avif": measure_avif,
    ".gif": measure_gif,
    ".jpeg": measure_jpeg,
    ".jpg": measure_jpeg,
    ".png": measure_png,
    ".webp": measure_webp,
}
