"""All measures of all pages, and the tables that tell of them.

Each page is measured narrow and wide: as on a phone, where its text must also fit 320 pixels, and
as on a desk, where it must also fit a window of 1280 pixels at 400 per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize

from tools.looks.pictures import OPEN
from tools.looks.probes import Finding, Measured, open_slowly, probe, probe_focus
from tools.looks.subjects import Subject
from tools.looks.tables import set_table

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class Window:
    """How wide a page is shown, and into what it must fit besides."""

    width: int
    reflow: ViewportSize
    zoom: int


WINDOWS = (
    Window(360, {"width": 320, "height": 640}, 1),
    Window(1440, {"width": 320, "height": 256}, 4),  # 1280 × 1024 at 400 %
)


@dataclass(frozen=True)
class Case:
    """One page at one width, measured."""

    subject: Subject
    width: int
    measures: tuple[Measured, ...]

    @property
    def findings(self) -> list[Finding]:
        return [finding for measured in self.measures for finding in measured.findings]


def measure_subjects(browser: Browser, address: str, subjects: Iterable[Subject]) -> list[Case]:
    return [
        Case(subject, window.width, tuple(measure(browser, f"{address}/{subject.path}", window)))
        for subject in subjects
        for window in WINDOWS
    ]


def measure(browser: Browser, address: str, window: Window) -> Iterator[Measured]:
    """Everything unfolded, or what is folded away would not be measured."""
    with open_page(browser, {"width": window.width, "height": 900}) as page:
        yield open_slowly(page, address)
        page.evaluate(OPEN)
        yield probe(page, "targets")
        yield probe_focus(page)
        yield probe(page, "spacing")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            yield probe(page, "contrast", scheme)
    with open_page(browser, window.reflow, window.zoom) as page:
        page.goto(address)
        page.evaluate(OPEN)
        yield probe(page, "overflow", "reflow")


@contextmanager
def open_page(browser: Browser, viewport: ViewportSize, zoom: int = 1) -> Iterator[Page]:
    context = browser.new_context(
        viewport=viewport, device_scale_factor=zoom, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


HEAD = ("page", "width", "CLS", "targets", "focus", "spacing", "light", "dark", "reflow")


def write_report(cases: Sequence[Case]) -> str:
    """A table of all cases, then each finding once, with the number of cases that have it."""
    rows = [HEAD, *([c.subject.name, str(c.width), *map(write_cell, c.measures)] for c in cases)]
    return f"{set_table(rows)}\n\n{write_findings(cases)}"


def write_cell(measured: Measured) -> str:
    """The figure, and in brackets how many findings."""
    figure = f"{measured.count:.3f}" if measured.measure == "CLS" else f"{measured.count:.4g}"
    return f"{figure} ({len(measured.findings)})" if measured.findings else figure


def write_findings(cases: Sequence[Case]) -> str:
    found: dict[tuple[str, str, str], list[tuple[Case, Finding]]] = {}
    for case in cases:
        for finding in case.findings:
            key = (finding.measure, finding.element, sort_of(finding.detail))
            found.setdefault(key, []).append((case, finding))
    if not found:
        return "Nothing found."
    rows = [("measure", "element", "times", "pages", "example", "detail")]
    rows += [
        (measure, element, str(len(places)), write_pages(places), first.text, first.detail)
        for (measure, element, _), places in sorted(found.items())
        for first in [places[0][1]]
    ]
    return set_table(rows)


def sort_of(detail: str) -> str:
    """Findings that differ in figures or in quoted words alone are of one sort."""
    return detail.partition(" “")[0] if not detail[:1].isdigit() else ""


def write_pages(places: Iterable[tuple[Case, Finding]]) -> str:
    kinds = dict.fromkeys(f"{case.subject.kind} {case.width}" for case, _ in places)
    return ", ".join(kinds)
