"""Photographs as they are published: without what the camera noted, upright, in several widths."""

from __future__ import annotations

import io
import re
import shutil
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from playwright.sync_api import Browser

from exhibit.diagnostics.faults import ContentError, Place
from exhibit.images.encoding import SETTINGS, encode
from exhibit.images.photographs import Photograph, decode, develop, examine
from exhibit.images.variants import (
    WIDTHS,
    choose_plain,
    choose_widths,
    fit_page,
    make_renditions,
    offer_renditions,
)
from exhibit.pipeline import make_site
from tests.whole.test_sites import SITES, lay_out

HERE = Place(PurePosixPath("content/pictures/haus.toml"), 1)
CONTENT = SITES / "images" / "photographs" / "content"
PRIVATE = (b"Musterkamera", b"GPS", b"Exif", b"EXIF", b"eXIf", b"http:", b"ICC", b"iCCP", b"<x:xmp")
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}
RED, BLUE = (255, 0, 0), (0, 0, 255)


def save(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@cache
def sample(kind: str) -> bytes:
    return save(Image.linear_gradient("L").convert("RGB").resize((70, 50)), kind)


def photographs_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if "/photographs/" in path}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("photographs")
    lay_out("images/photographs", root)
    return dict(make_site(root).files)


def test_an_object_may_be_seen_in_a_photograph(tmp_path: Path) -> None:
    """Also in the list of objects, in the templates that the exhibit itself has."""
    lay_out("features/objects", tmp_path)
    shutil.rmtree(tmp_path / "templates")
    (tmp_path / "content" / "drawings" / "haus.jpg").write_bytes(sample("JPEG"))
    card = tmp_path / "content" / "pictures" / "haus.toml"
    card.write_text(card.read_text("utf-8").replace("haus.svg", "haus.jpg"), "utf-8")
    files = make_site(tmp_path).files
    shown = re.findall(r'<img src="([^"]+)"', files["objekte.html"].decode())
    assert len(shown) == 1 and shown[0] in files


def open_file(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_nothing_that_the_camera_noted_is_published(files: Mapping[str, bytes]) -> None:
    original = (CONTENT / "pictures" / "hof.jpg").read_bytes()
    assert b"Musterkamera" in original
    assert dict(open_file(original).getexif().get_ifd(0x8825))[2] == (52.0, 24.0, 0.0)
    published = photographs_of(files)
    assert {path.rpartition(".")[2] for path in published} == {"avif", "webp", "jpeg", "png"}
    for path, content in published.items():
        assert [mark for mark in PRIVATE if mark in content] == [], path
        image = open_file(content)
        assert not image.getexif(), path
        assert not image.info.keys() & {"exif", "xmp", "icc_profile", "comment"}, path


def test_what_else_a_file_can_hold_is_not_published() -> None:
    image = Image.new("RGB", (64, 48), RED)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Musterkamera</x:xmpmeta>"
    content = save(image, "JPEG", icc_profile=profile, xmp=xmp, comment=b"Musterkamera")
    assert content.count(b"Musterkamera") == 2
    for kind in ("avif", "webp", "jpeg", "png"):
        made = encode(lambda: develop("haus.jpg", content, HERE), (64, 48), kind, SETTINGS[kind])
        assert [mark for mark in PRIVATE if mark in made] == [], kind


def test_originals_are_not_published_and_what_no_page_shows_is_not_at_all(
    files: Mapping[str, bytes],
) -> None:
    originals = {file.read_bytes() for file in CONTENT.rglob("*.*g") if file.is_file()}
    assert len(originals) == 4
    assert not originals & set(files.values())
    assert not [path for path in files if "unbenutzt" in path]
    assert [path for path in files if "lose" in path]


def test_every_file_is_as_wide_as_the_page_says(files: Mapping[str, bytes]) -> None:
    page = files["index.html"].decode()
    candidates = [
        (url, int(width))
        for choice in re.findall(r'srcset="([^"]+)"', page)
        for url, width in re.findall(r"(\S+) (\d+)w", choice)
    ]
    assert sorted(width for _, width in candidates) == [300] * 3 + [640] * 3 + [900] * 3
    for url, width in candidates:
        assert open_file(files[url]).width == width
    sizes = re.findall(r'<img[^>]* width="(\d+)" height="(\d+)"', page)
    assert sizes == [("900", "600"), ("300", "200")]


def test_a_photograph_stands_as_the_camera_was_held(files: Mapping[str, bytes]) -> None:
    """A red house left of the middle, on a meadow."""
    assert open_file((CONTENT / "pictures" / "hof.jpg").read_bytes()).size == (600, 900)
    shown = [content for path, content in photographs_of(files).items() if "/hof-" in path]
    assert len(shown) == 6
    for content in shown:
        image = open_file(content).convert("RGB")
        assert image.height == round(image.width / 3 * 2)
        small = image.resize((90, 60))
        for point, colour in {
            (33, 30): (170, 70, 50),
            (80, 55): (120, 130, 90),
            (80, 5): (200, 215, 230),
        }.items():
            difference = zip(small.getpixel(point), colour, strict=True)  # type: ignore[arg-type]
            assert max(abs(one - other) for one, other in difference) < 25


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_way_to_hold_a_camera_is_known(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = save(Image.new("RGB", (70, 50)), "JPEG", exif=exif)
    assert develop("haus.jpg", content, HERE).size == ((50, 70) if orientation > 4 else (70, 50))


def test_colours_become_those_of_the_web() -> None:
    """In this profile red and blue have changed places."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marks = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}
    swapped = re.sub(b"[rb]XYZ", lambda found: marks[found[0]], usual)
    content = save(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=swapped)
    assert develop("haus.png", content, HERE).getpixel((4, 4)) == BLUE
    senseless = save(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=b"none" * 40)
    assert develop("haus.png", senseless, HERE).getpixel((4, 4)) == RED


@pytest.mark.parametrize(
    ("image", "mode"),
    [
        (Image.new("1", (8, 8), 1), "L"),
        (Image.new("L", (8, 8), 156), "L"),
        (Image.new("I;16", (8, 8), 156 * 256), "L"),
        (Image.new("P", (8, 8), 1), "RGB"),
        (Image.new("RGBA", (8, 8), (9, 9, 9, 255)), "RGB"),
        (Image.new("RGBA", (8, 8), (9, 9, 9, 120)), "RGBA"),
        (Image.new("LA", (8, 8), (9, 0)), "RGBA"),
    ],
)
def test_whatever_the_points_are_kept_as_they_are_drawn_anew(image: Image.Image, mode: str) -> None:
    developed = develop("haus.png", save(image, "PNG"), HERE)
    assert developed.mode == mode
    if image.mode in {"L", "I;16"}:
        assert developed.getpixel((4, 4)) == 156
    for kind in ("avif", "webp", "png"):
        assert open_file(encode(lambda: developed, (4, 4), kind, SETTINGS[kind])).size == (4, 4)


def test_photographs_of_telephones_that_bring_a_second_picture_are_shown() -> None:
    first, second = Image.new("RGB", (8, 8), RED), Image.new("RGB", (8, 8), BLUE)
    content = save(first, "MPO", save_all=True, append_images=[second])
    red, green, blue = develop("haus.jpg", content, HERE).getpixel((4, 4))  # type: ignore[misc]
    assert red > 200 and green < 50 and blue < 50


def test_an_avif_of_a_general_brand_is_no_heic() -> None:
    content = sample("AVIF")
    assert content[8:12] == b"avif" and b"avif" in content[16:40]
    assert develop("haus.avif", content[:8] + b"mif1" + content[12:], HERE).size == (70, 50)


def head_of_png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize("size", [(8000, 5001), (16_001, 10), (10, 2**31 - 1), (200_000, 200_000)])
def test_what_is_too_large_is_not_even_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(ContentError) as caught:
        develop("haus.png", head_of_png(*size) + b"\0\0\0\0IDAT", HERE)
    assert "too large" in str(caught.value.message)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        # Of a file that came across in part, some programs fill up the rest
        ("haus.jpg", sample("JPEG")[:-200] + bytes(5000), "cannot be read"),
        ("haus.jpg", sample("JPEG")[:-2], "cannot be read"),
        ("haus.png", sample("PNG")[:-200] + bytes(5000), "cannot be read"),
        ("haus.jpg", b"", "cannot be read"),
        ("haus.png", b'<?xml version="1.0"?><svg/>', "but a drawing or a page"),
        ("haus.jpg", b"\xef\xbb\xbf\n<!doctype html><title>404</title>", "but a drawing or a page"),
        ("haus.jpg", save(Image.new("CMYK", (9, 9)), "JPEG"), "colours for printing"),
    ],
)
def test_what_is_no_whole_photograph_is_told(name: str, content: bytes, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        develop(name, content, HERE)
    assert message in str(caught.value.message)


def test_zeros_after_the_end_of_a_photograph_do_no_harm() -> None:
    assert develop("haus.jpg", sample("JPEG") + bytes(5000), HERE).size == (70, 50)


@given(st.sampled_from(sorted(SUFFIXES)), st.data())
@settings(deadline=None, max_examples=300)
def test_what_is_cut_off_or_damaged_is_shown_or_refused(kind: str, data: st.DataObject) -> None:
    content = bytearray(sample(kind)[: data.draw(st.integers(0, len(sample(kind))))])
    for _ in range(data.draw(st.integers(0, 4))) if content else ():
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ContentError):
        develop(f"haus{SUFFIXES[kind]}", bytes(content), HERE)


def test_a_large_photograph_is_published_small_and_as_the_page_says() -> None:
    content = save(Image.effect_noise((6000, 4200), 60), "JPEG")
    memory: dict[str, bytes] = {}
    photograph = examine(
        "haus.jpg", content, HERE, lambda key, make: memory.setdefault(key, make())
    )
    assert (photograph.width, photograph.height) == (6000, 4200)
    assert photograph.is_large
    versions = [one for group in offer_renditions(photograph).values() for one in group]
    pages = [one.path for one in versions]
    made = make_renditions([photograph], pages, lambda key, make: make())
    assert {path: open_file(made[path]).size for path in pages} == {
        one.path: (one.width, one.height) for one in versions
    }
    assert decode(photograph).width == WIDTHS[-1]


def test_what_is_very_high_is_published_in_less_width() -> None:
    for width, height in ((2500, 16_000), (1500, 16_000)):
        photograph = Photograph("haus.jpg", b"", width, height, False)
        versions = [one for group in offer_renditions(photograph).values() for one in group]
        assert max(one.width * one.height for one in versions) <= 10_100_000


def test_a_file_of_many_megabytes_is_refused() -> None:
    with pytest.raises(ContentError, match="too large: 90 MB"):
        develop("haus.png", bytes(90_000_001), HERE)


def test_a_large_webp_is_refused_since_it_is_decoded_in_several_copies() -> None:
    with pytest.raises(ContentError, match="too large: 6000 × 4200"):
        develop("haus.webp", save(Image.new("RGB", (6000, 4200)), "WEBP", method=0), HERE)


@given(st.integers(1, 10_000))
def test_no_version_is_wider_than_the_photograph(width: int) -> None:
    widths = choose_widths(Photograph("haus.jpg", b"", width, width, False))
    assert list(widths) == sorted(set(widths))
    assert widths[-1] == min(width, WIDTHS[-1])
    assert set(widths[:-1]) <= set(WIDTHS)


@given(st.integers(100, 6000), st.integers(100, 6000), st.booleans())
def test_a_page_keeps_room_of_the_right_shape(width: int, height: int, glass: bool) -> None:
    photograph = Photograph("haus.jpg", b"", width, height, glass)
    shown = fit_page(photograph)
    assert shown[0] <= min(width, WIDTHS[-1]) and shown[1] <= 900 + height / width
    assert abs(shown[0] * height / width - shown[1]) <= 0.5
    offered = offer_renditions(photograph)
    assert list(offered) == ["avif", "webp", "png" if glass else "jpeg"]
    assert choose_plain(photograph).width <= min(width, 1080)
    assert all(one.width <= width for group in offered.values() for one in group)


def test_the_same_photograph_becomes_the_same_bytes(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    lay_out("images/photographs", tmp_path / "site")
    assert dict(make_site(tmp_path / "site").files) == files


def test_a_second_build_works_on_no_photograph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out("images/photographs", tmp_path)
    first = make_site(tmp_path).files
    page = tmp_path / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEin Satz mehr.\n", encoding="utf-8")

    def work(*_: object) -> None:
        pytest.fail("A photograph was worked on.")

    for name in ("open_image", "clean"):
        monkeypatch.setattr(f"exhibit.images.photographs.{name}", work)
    second = make_site(tmp_path).files
    assert second["index.html"] != first["index.html"]
    assert photographs_of(second) == photographs_of(first)
    shutil.rmtree(tmp_path / ".memory")
    with pytest.raises(pytest.fail.Exception):
        make_site(tmp_path)


# In a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with one wide photograph and one high, in the look of the exhibit."""
    root = tmp_path_factory.mktemp("site")
    shutil.copy(SITES / "_base" / "site.toml", root)
    (root / "content" / "pictures").mkdir(parents=True)
    page = '+++\ntitle = "Fotos"\ndescription = "Fotos."\n+++\n\nText.\n'
    for name, size in {"quer": (2400, 1600), "hoch": (1600, 2400)}.items():
        image = Image.radial_gradient("L").resize(size).convert("RGB")
        image.save(root / "content" / "pictures" / f"{name}.jpg")
        card = f'file = "pictures/{name}.jpg"\nalternative = "Ein Kreis"\n'
        card += 'credit = "Foto: Archiv"\nlicence = "CC BY 4.0"\n'
        (root / "content" / "pictures" / f"{name}.toml").write_text(card, encoding="utf-8")
        page += f"\n::: figure {name}\n"
    (root / "content" / "index.md").write_text(page, encoding="utf-8")
    for path, content in make_site(root).files.items():
        (root / "public" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "public" / path).write_bytes(content)
    return root / "public"


def look(browser: Browser, site: Path, width: int, density: int) -> dict[str, tuple[float, ...]]:
    """By name: the width that is shown, the height, and the width and bytes of the file."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=density
    )
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    shown: dict[str, tuple[float, ...]] = {}
    for image in page.locator(".picture img").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=image.element_handle())
        box, beside = image.bounding_box(), page.locator(".text > p").first.bounding_box()
        assert box and beside and abs(box["x"] - beside["x"]) < 1
        file = site / "assets" / "photographs" / Path(image.evaluate("it => it.currentSrc")).name
        with Image.open(file) as picture:
            shown[file.name.partition("-")[0]] = (
                *(box["width"], box["height"]),
                *(picture.width, file.stat().st_size),
            )
        assert file.suffix == ".avif"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    return shown


def test_a_telephone_loads_less_than_a_desk(browser: Browser, site: Path) -> None:
    telephone, desk = look(browser, site, 360, 2), look(browser, site, 1440, 1)
    assert telephone.keys() == desk.keys() == {"quer", "hoch"}
    assert telephone["quer"][2] < desk["quer"][2] and telephone["quer"][3] < desk["quer"][3]
    for name in telephone:
        for (width, height, points, _), density in ((telephone[name], 2), (desk[name], 1)):
            assert points >= 0.9 * width * density
            assert height <= 901
            assert abs(width / height - (1.5 if name == "quer" else 2 / 3)) < 0.02


def test_on_paper_a_photograph_stands_at_the_edge_of_the_text(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 700, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto((site / "index.html").as_uri())
    left = [page.locator(one).first.bounding_box() for one in (".text > p", ".picture img")]
    assert left[0] and left[1] and abs(left[0]["x"] - left[1]["x"]) < 1
    context.close()


def test_what_comes_late_moves_nothing(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 900})
    page = context.new_page()
    page.route("**/photographs/**", lambda route: route.abort())
    page.goto((site / "index.html").as_uri())
    boxes = [image.bounding_box() for image in page.locator(".picture img").all()]
    assert [round(box["width"] / box["height"], 1) for box in boxes if box] == [1.5, 0.7]
    context.close()
