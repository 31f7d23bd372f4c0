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
    "repeated": say("repeated"),
    "name": say("part of a name"),
    "": say("from nowhere"),
}


_WAYS = (
    say(
        "A figure: name its source in the head of the page and enter it, with its unit and what "
        "it is about, in the facts in content/sources.toml; or read it from a table with a "
        "placeholder; or show on the page how it is worked out."
    ),
    say(
        "What needs no source goes into content/definitions.toml: exact (“60 Minuten”), names "
        "(“GPT-4”), counted (“5 Stufen”), tallies for what you counted yourselves."
    ),
    say("What is none of these is better left out."),
)


def describe_doubts(tracing: Tracing, speak: Speak) -> Iterator[str]:
    """The numbers that come from nowhere and the sums that do not come out, with ways out."""
    if tracing.untraced:
        message = "Numbers that come from nowhere: {count}"
        yield f"\n{speak(say(message, count=len(tracing.untraced)))}"
        for trace in dict.fromkeys(tracing.untraced):
            yield f"  {spot(trace.place)}: {speak(_describe_untraced(trace))}"
        yield from (f"    → {speak(way)}" for way in _WAYS)
    if tracing.false_sums:
        yield f"\n{speak(say('Sums that do not come out:'))}"
        yield from (f"  {spot(one.place)}: {one.text}" for one in tracing.false_sums)
    if tracing.conflicts:
        yield f"\n{speak(say('Tables that say something else than their source:'))}"
        for one in tracing.conflicts:
            message = "{cell} stands here, {number} in {origin}"
            told = say(message, cell=one.cell, number=one.number, origin=one.origin)
            yield f"  {spot(one.place)}: {speak(told)}"
        hint = say("Look at the source; correct the table, or the facts in content/sources.toml.")
        yield f"    → {speak(hint)}"


def _describe_untraced(trace: Trace) -> Notice:
    if not trace.elsewhere:
        return say("The number {number} stands in no source of this page.", number=trace.number)
    return say(
        "The number {number} stands in no source of this sentence; elsewhere on another matter: "
        "{origin}",
        number=trace.number,
        origin=trace.elsewhere,
    )


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
