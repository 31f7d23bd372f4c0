"""The size of a picture is read from its file, whatever the format; what is damaged says so."""

from __future__ import annotations

import struct
from base64 import b64decode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.rasters import MEASURES, UnknownFormatError, measure

# A black bar of 70 by 5 pixels, as a browser saves it; of the long ones the beginning.
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAEYAAAAFCAYAAAD44ppG")
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ"
    "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
    "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAFAEYDASIAAhEBAxEB"
)
LOSSY = b64decode(
    "UklGRjQAAABXRUJQVlA4ICgAAADwAgCdASpGAAUAP3G00mE0rqolpmgCkC4JaQAAMReLAAD+7jwAAAAA"
)
LOSSLESS = b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvRQABEAcQERGIiP4HAA==")
EXTENDED = b64decode("UklGRhYCAABXRUJQVlA4WAoAAAAgAAAARQAABAAA")
GIF = b"GIF89a" + struct.pack("<HH", 70, 5)
BOX = struct.pack(">I4sIII", 20, b"ispe", 0, 70, 5)
THUMBNAIL = struct.pack(">I4sIII", 20, b"ispe", 0, 14, 1)
AVIF = struct.pack(">I4s4s", 12, b"ftyp", b"avif") + THUMBNAIL + BOX


def turned(orientation: int, order: str) -> bytes:
    """The JPEG as a camera saves it that was held in some way."""
    entry = struct.pack(f"{order}HHIHxx", 0x0112, 3, 1, orientation)
    other = struct.pack(f"{order}HHII", 0x0100, 4, 1, 70)
    mark = b"II" if order == "<" else b"MM"
    tiff = mark + struct.pack(f"{order}HIH", 42, 8, 2) + other + entry
    exif = b"Exif\0\0" + tiff
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + JPEG[2:]


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".png", PNG),
        (".jpg", JPEG),
        (".JPEG", JPEG),
        (".gif", GIF),
        (".webp", LOSSY),
        (".webp", LOSSLESS),
        (".webp", EXTENDED),
        (".avif", AVIF),
    ],
)
def test_the_size_is_read(suffix: str, content: bytes) -> None:
    assert measure(suffix, content) == (70, 5)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_that_was_taken_upright_is_higher_than_wide(
    orientation: int, order: str
) -> None:
    size = measure(".jpg", turned(orientation, order))
    assert size == ((5, 70) if orientation >= 5 else (70, 5))


@pytest.mark.parametrize("suffix", MEASURES)
@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", PNG[:14], b"GIF89a\0\0\0\0", b"x" * 99])
def test_what_is_no_picture_is_refused(suffix: str, content: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        measure(suffix, content)


@given(st.sampled_from(sorted(MEASURES)), st.sampled_from([PNG, JPEG, LOSSY, AVIF]), st.data())
def test_whatever_is_cut_off_or_damaged_has_a_size_or_is_refused(
    suffix: str, content: bytes, data: st.DataObject
) -> None:
    cut = content[: data.draw(st.integers(0, len(content)))]
    damaged = cut + data.draw(st.binary(max_size=40))
    with suppress(UnknownFormatError):
        assert min(measure(suffix, damaged)) > 0
