"""What translators see at the terminal: `translate` and `status`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from exhibit.cli.build import guard
from exhibit.cli.report import Speak, speaker
from exhibit.cli.status import LanguageStatus, Pair, measure_status
from exhibit.cli.status_page import make_status_page
from exhibit.cli.update import Update, add_language, update_catalogues
from exhibit.content import read_project
from exhibit.diagnostics import Notice, say
from exhibit.features import FEATURES
from exhibit.i18n import States, make_languages, merge_all
from exhibit.render import collect_sound
from exhibit.storage import replace_file

_SHOWN = 72  # letters of a text that are enough to find it


def translate_and_report(root: Path, added: str, language: str) -> int:
    """Bring every catalogue up to date, after adding a language if one is named."""
    speak = speaker(language)

    def work() -> Sequence[Update]:
        if added:
            add_language(root, added)
        return update_catalogues(root, date.today())

    updates = guard(lambda progress: work(), speak)
    if isinstance(updates, str):
        print(updates, file=sys.stderr)
        return 1
    for update in updates:
        print(_describe_update(update, root, speak))
    return 0


def _describe_update(update: Update, root: Path, speak: Speak) -> str:
    file = update.file.relative_to(root).as_posix()
    if update.is_changed:
        first = say("{file} is up to date again.", file=file)
    else:
        first = say("{file} was up to date.", file=file)
    return f"{speak(first)} {speak(_describe_states(update.states))}"


def _describe_states(states: States) -> Notice:
    return say(
        "Translated: {translated}, to be revised: {stale}, not translated: {missing}.",
        translated=states.translated,
        stale=states.stale,
        missing=states.missing,
    )


def show_status(root: Path, page: Path | None, demanded: float, language: str) -> int:
    """Say how far the translations are; 1 if less than demanded, in per cent, is translated."""
    speak = speaker(language)

    def work() -> Sequence[LanguageStatus]:
        project = read_project(root, FEATURES.shelves, FEATURES.matters)
        messages = collect_sound(project, FEATURES)
        merged = merge_all(project.catalogues, messages)
        statuses = measure_status(make_languages(project.locales, merged), messages)
        if page:
            replace_file(page, make_status_page(statuses, language, speak))
        return statuses

    statuses = guard(lambda progress: work(), speak)
    if isinstance(statuses, str):
        print(statuses, file=sys.stderr)
        return 1
    for status in statuses:
        print("\n".join(_describe_status(status, speak)))
    if page:
        print(speak(say("Side by side: {path}", path=page)))
    return int(any(status.states.share * 100 < demanded for status in statuses))


def _describe_status(status: LanguageStatus, speak: Speak) -> Iterator[str]:
    """A line for each page, one for all, then what is left to do."""
    width = max(len(page.name) for page in status.pages)
    names = say("translated"), say("to be revised"), say("not translated"), say("words left")
    headings = [speak(name) for name in names]
    yield "  ".join([f"{status.locale:<{width}}", *headings, "   %"])
    for page in status.pages:
        yield _describe_row(page.name.ljust(width), page.states, page.words, headings)
    yield _describe_row(" " * width, status.states, status.words, headings)
    yield ""
    yield from (_describe_pair(pair, speak) for pair in status.open_pairs)


def _describe_row(name: str, states: States, words: int, headings: Sequence[str]) -> str:
    numbers = (states.translated, states.stale, states.missing, words)
    cells = (f"{number:>{len(heading)}}" for number, heading in zip(numbers, headings, strict=True))
    return "  ".join([name, *cells, f"{int(states.share * 100):>4}"])


def _describe_pair(pair: Pair, speak: Speak) -> str:
    text = re.sub(r"\s+", " ", pair.message.text)
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    values = {"place": f"{pair.message.place.file}:{pair.message.place.line}", "text": shown}
    if pair.state == "stale":
        return speak(say("{place}: to be revised: {text}", **values))
    return speak(say("{place}: not translated: {text}", **values))
