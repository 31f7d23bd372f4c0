"""What editors see at the terminal before they publish: `check` and `release`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from math import floor
from pathlib import Path

from exhibit.errors import Place, say
from exhibit.locales import format_date, format_percent
from exhibit.opinions import Gap, Opinions, Overdue, Untranslated, form_opinions
from exhibit.pipeline import make_site
from exhibit.release import release
from exhibit.released import RELEASED
from exhibit.report import Speak, speaker
from exhibit.terminal import describe, guard


def check_and_report(root: Path, today: date, language: str) -> int:
    """Say what is wrong, then what to look at; 1 if the exhibit cannot be published."""
    speak = speaker(language)
    finished = guard(lambda progress: make_site(root, progress), speak)
    if isinstance(finished, str):
        print(finished, file=sys.stderr)
        return 1
    explained = finished.rendered.terms
    opinions = form_opinions(finished.project, finished.site, finished.messages, explained, today)
    pages = len(finished.site.pages)
    print(speak(say("{pages} pages are checked. They have no faults.", pages=pages)))
    print("\n".join(describe_opinions(opinions, language, speak)))
    return 0


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


def describe_opinions(opinions: Opinions, language: str, speak: Speak) -> Iterator[str]:
    """Each kind of opinion under its heading; none but one line if there is nothing to say."""
    if not opinions:
        yield speak(say("There is nothing to remark."))
    if opinions.untranslated:
        demanded = format_percent(opinions.threshold, language)
        message = "Less than {share} translated, and so unknown to search engines:"
        yield f"\n{speak(say(message, share=demanded))}"
        yield from (describe_untranslated(page, language) for page in opinions.untranslated)
    if opinions.overdue:
        yield f"\n{speak(say('Sources and claims that were to be checked again:'))}"
        yield from (describe_overdue(source, language) for source in opinions.overdue)
    if opinions.unconfirmed:
        message = "Sources of the grades B and C, to be confirmed at the publisher: {count}"
        yield f"\n{speak(say(message, count=opinions.unconfirmed))}"
    if opinions.typed:
        yield f"\n{speak(say('Numbers that a chart could read from its table:'))}"
        yield from (
            f"  {spot(one.place)}: {one.number} → {one.placeholder}" for one in opinions.typed
        )
    if opinions.unused:
        yield f"\n{speak(say('Entries of the glossary to which no page leads:'))}"
        yield from (f"  {spot(one.place)}: {one.key}" for one in opinions.unused)
    if opinions.gaps:
        message = "Placeholders for what is still missing: {count}"
        yield f"\n{speak(say(message, count=len(opinions.gaps)))}"
        yield from describe_gaps(opinions.gaps)


def describe_untranslated(page: Untranslated, language: str) -> str:
    share = floor(page.share * 100) / 100  # one that is all but enough is not to look like enough
    return f"  {page.path}: {format_percent(share, language)}"


def describe_overdue(source: Overdue, language: str) -> str:
    return f"  {spot(source.place)}: {source.key}, {format_date(source.since, language)}"


def describe_gaps(gaps: tuple[Gap, ...]) -> Iterator[str]:
    for file, group in groupby(gaps, lambda gap: gap.place.file):
        found = list(group)
        yield f"  {file}: {len(found)}"
        yield from (f"    {spot(gap.place)}: {gap.text}" for gap in found)


def spot(place: Place) -> str:
    return f"{place.file}:{place.line}"
