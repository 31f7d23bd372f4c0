"""What editors see at the terminal before they publish: `check` and `release`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from math import floor
from pathlib import Path

from exhibit.audit import Gap, Opinions, Overdue, Row, Subject, Untranslated, form_opinions
from exhibit.cli.build import describe, guard
from exhibit.cli.origins import describe_doubts, describe_figures, spot
from exhibit.cli.release import release
from exhibit.cli.report import Speak, speaker
from exhibit.content import RELEASED, describe_unused
from exhibit.diagnostics import say
from exhibit.features import FEATURES
from exhibit.i18n import format_date, format_number, format_percent
from exhibit.pipeline import Finished, make_site


def check_and_report(root: Path, today: date, language: str, *, figures: bool = False) -> int:
    """Say what is wrong, then what to look at; 1 if the exhibit cannot be published."""
    speak = speaker(language)
    finished = guard(lambda progress: make_site(root, progress), speak)
    if isinstance(finished, str):
        print(finished, file=sys.stderr)
        return 1
    opinions = form_opinions(describe_site(finished), FEATURES, today)
    if figures:
        print("\n".join(describe_figures(opinions.tracing, speak)))
    pages = len(finished.site.pages)
    print(speak(say("{pages} pages are checked. They have no faults.", pages=pages)))
    print("\n".join(_describe_opinions(opinions, language, speak)))
    return 0


def describe_site(finished: Finished) -> Subject:
    """What there can be opinions of."""
    project, languages = finished.project, finished.languages
    return Subject(
        contents=project.contents,
        settings=project.settings,
        language=languages[project.locales[0]],
        states={page: finished.rendered.states[page.name] for page in finished.site.pages},
        messages=finished.messages,
        things=tuple(finished.rendered.things),
        site=finished.site,
        files=finished.files,
        idle=tuple(project.unused),
    )


def release_and_report(root: Path, output: Path, language: str) -> int:
    """Build, say how it went and which addresses are new; 1 if the site does not stand."""
    speak = speaker(language)
    started = time.perf_counter()
    outcome = guard(lambda progress: release(root, output, progress), speak)
    if isinstance(outcome, str):
        print(outcome, file=sys.stderr)
        return 1
    print(describe(outcome.report, time.perf_counter() - started, output, speak))
    if not outcome.added:
        print(speak(say("{file} already has every address.", file=RELEASED)))
        return 0
    print(speak(say("New in {file}, and to be kept from now on:", file=RELEASED)))
    print("\n".join(f"  {address}" for address in outcome.added))
    return 0


def _describe_opinions(opinions: Opinions, language: str, speak: Speak) -> Iterator[str]:
    """The table of the tour, then each kind of opinion under its heading, if there is any."""
    if opinions.rows:
        yield from ("", *_describe_rows(opinions.rows, language, speak))
    if not opinions:
        yield "\n" * bool(opinions.rows) + speak(say("There is nothing to remark."))
    if opinions.untranslated:
        demanded = format_percent(opinions.threshold, language)
        message = "Less than {share} translated, and so unknown to search engines:"
        yield f"\n{speak(say(message, share=demanded))}"
        yield from (_describe_untranslated(page, language) for page in opinions.untranslated)
    if opinions.overdue:
        yield f"\n{speak(say('Sources and claims that were to be checked again:'))}"
        yield from (_describe_overdue(source, language) for source in opinions.overdue)
    if opinions.unconfirmed:
        message = "Sources of the grades B and C, to be confirmed at the publisher: {count}"
        yield f"\n{speak(say(message, count=opinions.unconfirmed))}"
    if opinions.typed:
        yield f"\n{speak(say('Numbers that a chart could read from its table:'))}"
        yield from (
            f"  {spot(one.place)}: {one.number} → {one.placeholder}" for one in opinions.typed
        )
    if opinions.remarks:
        message = "Hard to read, or not explained: {count}"
        yield f"\n{speak(say(message, count=len(opinions.remarks)))}"
        yield from (f"  {spot(one.place)}: {speak(one.message)}" for one in opinions.remarks)
    yield from _describe_strays(opinions, speak)
    yield from describe_doubts(opinions.tracing, speak)
    if opinions.unused:
        yield f"\n{speak(say('Entries of the glossary to which no page leads:'))}"
        yield from (f"  {spot(one.place)}: {one.key}" for one in opinions.unused)
    if opinions.gaps:
        message = "Placeholders for what is still missing: {count}"
        yield f"\n{speak(say(message, count=len(opinions.gaps)))}"
        yield from _describe_gaps(opinions.gaps)


def _describe_strays(opinions: Opinions, speak: Speak) -> Iterator[str]:
    """What lies in the folder content and is not found on the site, or not used."""
    if opinions.unreached:
        message = "Pages to which no way leads: name them in site.toml, or in a text."
        yield f"\n{speak(say(message))}"
        yield from (f"  {spot(place)}" for place in opinions.unreached)
    if opinions.idle:
        message = "Files in content that the site does not use: {count}"
        yield f"\n{speak(say(message, count=len(opinions.idle)))}"
        yield from (f"  {file}: {speak(describe_unused(file))}" for file in opinions.idle)


def _describe_rows(rows: Sequence[Row], language: str, speak: Speak) -> Iterator[str]:
    """A line for each page of the tour: words by level, words in a sentence, how easy it is."""
    yield speak(say("Words on each level and in a sentence; ease by Flesch and Amstad, up to 100:"))
    names = (
        *(say("lead"), say("text"), say("more"), say("box")),
        *(say("mean"), say("longest"), say("lead 0–100"), say("all 0–100")),
    )
    headings = [speak(name) for name in names]
    width = max(len(row.name) for row in rows)
    yield "  ".join(["", " " * width, *headings])
    for row in rows:
        numbers = (*row.words.values(), format_number(row.mean, language, 1), row.longest)
        scores = (round(row.lead_flesch), round(row.flesch))
        cells = zip((*numbers, *scores), headings, strict=True)
        yield "  ".join(
            ["", row.name.ljust(width), *(f"{cell:>{len(name)}}" for cell, name in cells)]
        )


def _describe_untranslated(page: Untranslated, language: str) -> str:
    share = floor(page.share * 100) / 100  # one that is all but enough is not to look like enough
    return f"  {page.path}: {format_percent(share, language)}"


def _describe_overdue(source: Overdue, language: str) -> str:
    return f"  {spot(source.place)}: {source.key}, {format_date(source.since, language)}"


def _describe_gaps(gaps: tuple[Gap, ...]) -> Iterator[str]:
    for file, group in groupby(gaps, lambda gap: gap.place.file):
        found = list(group)
        yield f"  {file}: {len(found)}"
        yield from (f"    {spot(gap.place)}: {gap.text}" for gap in found)
