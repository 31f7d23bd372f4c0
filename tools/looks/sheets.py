"""Contact sheets: all pictures of a page on one, small, so that a change is seen at a glance.

A long page is cut into strips that stand side by side, as a film is for its contact print.
The sheet is a page too, which the browser that took the pictures takes a picture of.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Page

from tools.looks.pictures import Picture, keep

SCALE = 0.4
STRIP = 2400  # pixels of the page
PAPER_SCALE = 0.5
STYLE = """
body { margin: 24px; width: max-content; background: #777; color: #fff; font: 20px sans-serif }
h1, h2 { margin: 0 0 16px; font-size: 28px } h2 { margin-top: 32px; font-size: 22px }
section { display: flex; gap: 40px } figure { margin: 0 } figcaption { margin-bottom: 8px }
figure div { display: flex; gap: 6px; align-items: flex-start }
i { display: block; background-repeat: no-repeat }
"""


def lay_sheet(page: Page, title: str, pictures: Iterable[Picture], file: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    html = file.with_suffix(".html")
    html.write_text(write_sheet(title, pictures), encoding="utf-8")
    page.goto(html.as_uri())
    size = page.evaluate("[document.body.offsetWidth + 48, document.body.offsetHeight + 48]")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    keep(file, page.screenshot())
    html.unlink()


def write_sheet(title: str, pictures: Iterable[Picture]) -> str:
    rows = "".join(
        f"<h2>{escape(row)}</h2><section>{''.join(map(write_figure, group))}</section>"
        for row, group in groupby(pictures, key=lambda picture: picture.row)
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f"<!doctype html>{head}<h1>{escape(title)}</h1>{rows}"


def write_figure(picture: Picture) -> str:
    width, height = measure_png(picture.file.read_bytes())
    scale = SCALE if picture.width else PAPER_SCALE
    strips = "".join(
        f'<i style="width:{width * scale:g}px;height:{length * scale:g}px;'
        f"background-image:url('{escape(picture.file.as_uri())}');"
        f'background-size:{width * scale:g}px;background-position:0 {-top * scale:g}px"></i>'
        for top, length in cut(height)
    )
    caption = f"{width} × {height}" if picture.width else picture.file.stem.rpartition(".")[2]
    return f"<figure><figcaption>{caption}</figcaption><div>{strips}</div></figure>"


def cut(height: int, strip: int = STRIP) -> Iterator[tuple[int, int]]:
    """Where each strip begins and how long it is; a last bit of a few lines stays with the rest."""
    top = 0
    while height - top > strip * 1.2:
        yield top, strip
        top += strip
    yield top, height - top


def measure_png(content: bytes) -> tuple[int, int]:
    """Width and height, which stand at the same place in every PNG."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height
