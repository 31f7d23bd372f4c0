"""What is found of the numbers on the pages: where each comes from, and sums that are wrong."""

from __future__ import annotations

from dataclasses import dataclass

from exhibit.audit.conflicts import Conflict
from exhibit.audit.statements import Rule
from exhibit.diagnostics import Place


@dataclass(frozen=True)
class Trace:
    """A number on a page and where it comes from; without a rule that is nowhere."""

    place: Place
    number: str
    rule: Rule = ""
    origin: str = ""
    elsewhere: str = ""  # what has the number too, but speaks of something else


@dataclass(frozen=True)
class FalseSum:
    """A sum with another result than the one that stands there."""

    place: Place
    text: str


@dataclass(frozen=True)
class Tracing:
    """The numbers of all pages, and the sums that do not come out, in the order of the tour."""

    traces: tuple[Trace, ...]
    false_sums: tuple[FalseSum, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def untraced(self) -> tuple[Trace, ...]:
        return tuple(one for one in self.traces if not one.rule)

    @property
    def is_doubtful(self) -> bool:
        return bool(self.untraced or self.false_sums or self.conflicts)
