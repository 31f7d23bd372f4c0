"""How long the parts of a build take: a stopwatch, and the table that is printed of it.

The stages know nothing of it; their order (`pipeline`) hands their work to it.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from exhibit.cli.report import Speak
from exhibit.diagnostics import Notice, say

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_OTHER = "other"
_PARTS: Mapping[str, Notice] = {
    "read": say("Reading"),
    "collect": say("Collecting what is to be translated"),
    "match": say("Looking up translations"),
    "sift": say("Checking translations"),
    "assemble": say("Giving pages their places"),
    "bodies": say("Converting texts"),
    "charts": say("Drawing charts, scaling photographs"),
    "pages": say("Filling in templates"),
    "render": say("Rendering, the rest"),
    "check": say("Checking links"),
    "write": say("Writing"),
    "keep": say("Remembering"),
    _OTHER: say("Loading the program"),
}
_COUNTED = ("bodies", "charts", "pages")  # of which a build does some and remembers others


class Stopwatch:
    """What each part has cost; a part that is done within another counts for itself alone."""

    def __init__(self) -> None:
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.times: Counter[str] = Counter()  # how often a part was done
        self._part = _OTHER
        self._passed = time.process_time(), time.perf_counter()

    def __call__(self, part: str, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        @wraps(work)
        def timed(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            outer = self._part
            self._go_on(part)
            self.times[part] += 1
            try:
                return work(*given, **named)
            finally:
                self._go_on(outer)

        return timed

    def _go_on(self, part: str) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        self.cpu[self._part] += cpu - self._passed[0]
        self.wall[self._part] += wall - self._passed[1]
        self._part, self._passed = part, (cpu, wall)

    def describe(self, speak: Speak) -> str:
        """The table of all parts, in the order in which they are done."""
        self._go_on(_OTHER)
        return "\n".join(self._rows(speak))

    def _rows(self, speak: Speak) -> Iterator[str]:
        heads = (say("CPU s"), say("time s"), say("share"), say("made"))
        whole = sum(self.cpu.values()) or 1
        names = {part: speak(name) for part, name in _PARTS.items()}
        width = max(map(len, names.values()))
        yield " " * width + "".join(f"{speak(head):>9}" for head in heads)
        for part, name in names.items():
            cpu, wall = self.cpu.get(part, 0.0), self.wall.get(part, 0.0)
            share = f"{100 * cpu / whole:.0f} %"
            times = f"{self.times[part]:>9}" if part in _COUNTED else ""
            yield f"{name:<{width}}{cpu:>9.2f}{wall:>9.2f}{share:>9}{times}"
        yield f"{speak(say('Together')):<{width}}{whole:>9.2f}{sum(self.wall.values()):>9.2f}"
