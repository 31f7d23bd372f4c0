"""Measures of the page that a browser shows, each taken by a script of its own in `scripts`.

A probe only says what it saw; it changes nothing that the next one could see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tools.looks.pictures import PAINTED

SCRIPTS = Path(__file__).parent / "scripts"
MOVED_AT_MOST = 0.01  # a tenth of what search engines call good: a jump that nobody sees
SLOW = {  # a phone where the net is poor, so that fonts come long after the text
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}


@dataclass(frozen=True)
class Finding:
    """Something on a page that is not as it should be."""

    measure: str
    element: str
    text: str
    detail: str


@dataclass(frozen=True)
class Measured:
    """What one probe saw."""

    measure: str
    count: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Stop:
    """One place that the Tab key reaches."""

    number: int  # among all elements of the page
    element: str
    text: str
    left: float = 0
    top: float = 0
    bottom: float = 0
    faults: tuple[str, ...] = ()


@cache
def read_script(name: str) -> str:
    common, probe = ((SCRIPTS / f"{part}.js").read_text("utf-8") for part in ("common", name))
    return f"() => {{ {common}\n{probe} }}"


def probe(page: Page, name: str, measure: str = "") -> Measured:
    """Run the probe called name: targets, overflow, spacing or contrast."""
    measure = measure or name
    seen: dict[str, Any] = page.evaluate(read_script(name))
    found = tuple(Finding(measure, **finding) for finding in seen["findings"])
    return Measured(measure, seen["count"], found)


def open_slowly(page: Page, address: str) -> Measured:
    """Open the page as over a slow net; what moves while it comes and while it is scrolled."""
    page.add_init_script(path=SCRIPTS / "shifts.js")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    page.evaluate(PAINTED)
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    session.detach()
    measured = probe(page, "moved", "CLS")
    return measured if measured.count > MOVED_AT_MOST else Measured("CLS", measured.count)


def walk_stops(page: Page) -> list[Stop]:
    """Press Tab until the focus leaves the page or comes back to where it was."""
    stops: dict[int, Stop] = {}
    while True:
        page.keyboard.press("Tab")
        seen = page.evaluate(read_script("stop"))
        if not seen or seen["number"] in stops:
            return list(stops.values())
        stop = make_stop(seen)
        stops[stop.number] = stop


def make_stop(seen: dict[str, Any]) -> Stop:
    known = {field.name: seen[field.name] for field in fields(Stop) if field.name in seen}
    return Stop(**{**known, "faults": tuple(seen.get("faults", ()))})


def probe_focus(page: Page) -> Measured:
    wanted = [make_stop(seen) for seen in page.evaluate(read_script("tabbable"))]
    stops = walk_stops(page)
    return Measured("focus", len(stops), tuple(judge_stops(wanted, stops)))


def judge_stops(wanted: Sequence[Stop], stops: Sequence[Stop]) -> Iterator[Finding]:
    """What the keyboard misses, what shows no focus, and where the focus jumps about."""
    for stop in stops:
        yield from (Finding("focus", stop.element, stop.text, fault) for fault in stop.faults)
    reached = {stop.number for stop in stops}
    for stop in wanted:
        if stop.number not in reached:
            yield Finding("focus", stop.element, stop.text, "not reached")
    for before, stop in pairwise(stops):
        if stop.number < before.number:
            yield Finding("focus", stop.element, stop.text, f"comes after “{before.text}”")
        elif stop.bottom <= before.top and stop.left <= before.left:
            yield Finding("focus", stop.element, stop.text, f"jumps back from “{before.text}”")
