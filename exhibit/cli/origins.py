"""What `check` says of the numbers on the pages: those from nowhere, and with `--figures` all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from exhibit.audit import Rule, Trace, Tracing
from exhibit.cli.report import Speak
from exhibit.diagnostics import Notice, Place, say

_RULES: Mapping[Rule, Notice] = {
    "read": say("read from a table"),
    "table": say("in a table"),
    "fact": say("in a source"),
    "claim": say("in a claim"),
    "sum": say("worked out"),
    "definition": say("by definition"),
    "count": say("counted"),
    "name": say("part of a name"),
    "": say("from nowhere"),
}


def describe_doubts(tracing: Tracing, speak: Speak) -> Iterator[str]:
    """The numbers that come from nowhere and the sums that do not come out, with ways out."""
    if tracing.untraced:
        message = "Numbers that come from nowhere: {count}"
        yield f"\n{speak(say(message, count=len(tracing.untraced)))}"
        for trace in dict.fromkeys(tracing.untraced):
            message = "The number {number} stands in no source of this page."
            yield f"  {spot(trace.place)}: {speak(say(message, number=trace.number))}"
        hint = say(
            "Name the source in the head of the page; enter the number in its facts in "
            "content/sources.toml; read it from a table with a placeholder; show on the page "
            "how it is worked out; or leave it out."
        )
        yield f"    → {speak(hint)}"
    if tracing.false_sums:
        yield f"\n{speak(say('Sums that do not come out:'))}"
        yield from (f"  {spot(one.place)}: {one.text}" for one in tracing.false_sums)


def describe_figures(tracing: Tracing, speak: Speak) -> Iterator[str]:
    """A line for each number of the exhibit, and how many come from where."""
    rows = [tuple(_make_row(trace, speak)) for trace in tracing.traces]
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        place, number, *rest = row
        cells = [place.ljust(widths[0]), number.rjust(widths[1]), rest[0].ljust(widths[2]), rest[1]]
        yield "  ".join(cells).rstrip()
    yield ""
    for rule, count in Counter(trace.rule for trace in tracing.traces).most_common():
        yield f"{count:>6}  {speak(_RULES[rule])}"


def _make_row(trace: Trace, speak: Speak) -> Iterator[str]:
    yield spot(trace.place)
    yield trace.number
    yield speak(_RULES[trace.rule])
    yield trace.origin


def spot(place: Place) -> str:
    return f"{place.file}:{place.line}"
