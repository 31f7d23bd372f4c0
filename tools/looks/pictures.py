"""Pictures of pages: each at every width, light and dark, in forced colours and on paper.

A page is opened once and shown in one look after the other, so that all of them are taken in
seconds. Names are made of what is seen, never of when, and a picture remembers nothing: the same
site gives the same files, and so a run can tell which of them have changed since the last.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Page

from tools.looks.subjects import Subject

HEIGHT = 900
PAPER_WIDTH = 794  # A4 at 96 pixels to the inch
DOTS = "80"  # to the inch, of a printed page
OPEN = "document.querySelectorAll('details').forEach(box => box.open = true)"
CLOSE = "document.querySelectorAll('details').forEach(box => box.open = false)"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
State = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Look:
    """One way of seeing a page."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    is_forced: bool = False
    is_open: bool = False  # its details

    @property
    def row(self) -> str:
        """What it is called at the side of a sheet."""
        colours = "forced" if self.is_forced else self.scheme
        return f"{colours}.open" if self.is_open else colours

    @property
    def name(self) -> str:
        return f"{self.row}.{self.width}"


WIDTHS = (360, 768, 1440)
CLOSED = (
    *(Look(width, "light") for width in WIDTHS),
    *(Look(width, "dark") for width in WIDTHS),
    Look(1440, is_forced=True),
)
OPENED = tuple(Look(look.width, look.scheme, look.is_forced, is_open=True) for look in CLOSED)


@dataclass(frozen=True)
class Picture:
    """A file with one look of one page."""

    file: Path
    row: str
    width: int  # of the page; 0 for a sheet of paper
    state: State


def take_pictures(
    page: Page, address: str, subject: Subject, looks: tuple[Look, ...], folder: Path
) -> list[Picture]:
    """All looks of one page, then its sheets of paper."""
    page.goto(f"{address}/{subject.path}", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    pictures = [take_look(page, subject, look, folder) for look in looks]
    page.evaluate(CLOSE)  # paper shows them all the same
    page.emulate_media(color_scheme="light", forced_colors="none")
    return pictures + list(take_prints(page, subject, folder))


def take_look(page: Page, subject: Subject, look: Look, folder: Path) -> Picture:
    page.set_viewport_size({"width": look.width, "height": HEIGHT})
    forced: Literal["active", "none"] = "active" if look.is_forced else "none"
    page.emulate_media(color_scheme=look.scheme, forced_colors=forced)
    page.evaluate(OPEN if look.is_open else CLOSE)
    page.evaluate(PAINTED)  # or now and then the last look would still be in it
    content = page.screenshot(full_page=True, animations="disabled")
    file = folder / f"{subject.name}.{look.name}.png"
    return Picture(file, look.row, look.width, keep(file, content))


def take_prints(page: Page, subject: Subject, folder: Path) -> Iterator[Picture]:
    for number, content in enumerate(print_page(page), start=1):
        file = folder / f"{subject.name}.print.{number}.png"
        yield Picture(file, "print", 0, keep(file, content))


def print_page(page: Page) -> list[bytes]:
    """The sheets of paper; one long picture where nothing can turn a PDF into pictures."""
    if not shutil.which("pdftoppm"):
        page.set_viewport_size({"width": PAPER_WIDTH, "height": HEIGHT})
        page.emulate_media(media="print")
        content = page.screenshot(full_page=True, animations="disabled")
        page.emulate_media(media="screen")
        return [content]
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
        command = ["pdftoppm", "-png", "-r", DOTS, str(pdf), str(Path(folder) / "sheet")]
        subprocess.run(command, check=True, capture_output=True)
        return [file.read_bytes() for file in sorted(Path(folder).glob("sheet*.png"))]


def keep(file: Path, content: bytes) -> State:
    """Store it, and tell whether it is other than what was there."""
    if not file.exists():
        file.write_bytes(content)
        return "new"
    if file.read_bytes() == content:
        return "same"
    file.write_bytes(content)
    return "changed"
