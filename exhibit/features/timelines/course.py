"""A timeline as the page shows it, in one language: each moment in words, each source with its own.

At its foot a source says of which moments it tells, since a list of ten would prove none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from exhibit.charts import IN_PAGE, AnyChart, fill_source, make_plain_reader, write_cell
from exhibit.diagnostics import each
from exhibit.features.timelines.cards import Timeline
from exhibit.features.timelines.entries import Entry
from exhibit.features.timelines.moments import Piece, say_moment
from exhibit.i18n import Language, Message, Phrase, Written, find_value, set_phrase


@dataclass(frozen=True)
class _Event:
    """An entry in the language of a page."""

    when: tuple[Piece, ...]
    text: Phrase
    picture: str  # the name of its card
    object: str  # the file of the page about it


@dataclass(frozen=True)
class _Course:
    """A timeline in the language of a page."""

    name: str  # also its anchor
    title: Phrase
    events: tuple[_Event, ...]
    origins: Mapping[str, tuple[str, ...]]  # keys of citations, and of which moments each tells

    @property
    def is_stale(self) -> bool:
        """Whether some of its texts translate earlier ones."""
        return any(one.is_stale for one in (self.title, *(event.text for event in self.events)))


def make_course(timeline: Timeline, charts: Mapping[str, AnyChart], language: Language) -> _Course:
    """Raises ContentError for every placeholder that cannot be filled in."""
    read_figure = make_plain_reader(charts, write_cell)

    def make_event(entry: Entry) -> _Event:
        card, line = entry.card, entry.line("text")
        text = fill_source(entry.source, card.text.strip(), language, IN_PAGE, read_figure, line)
        when = entry.moment.write(language.locale)
        return _Event(when, set_phrase(text), card.picture, card.object)

    return _Course(
        name=timeline.name,
        title=language.write(timeline.card.title),
        events=each(make_event, timeline.entries),
        origins={key: _list_moments(timeline, key, language) for key in timeline.sources},
    )


def _list_moments(timeline: Timeline, key: str, language: Language) -> tuple[str, ...]:
    """When was what a source tells of, each moment once; nothing if it tells of them all."""
    told = [entry.moment for entry in timeline.entries if key in timeline.cited(entry)]
    if len(told) == len(timeline.entries):
        return ()
    return tuple(
        Written(partial(say_moment, moment), language.locale) for moment in dict.fromkeys(told)
    )


def course_messages(timeline: Timeline) -> Iterator[Message]:
    """What there is to translate in a card."""
    title = timeline.card.title
    yield Message(title, find_value(timeline.source, title, ("title",)))
    for entry in timeline.entries:
        text = entry.card.text.strip()
        yield Message(text, find_value(entry.source, text, entry.key("text")))
