"""Timelines: what was, one moment below the other, each with who says so."""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.charts import IN_PAGE, find_tables
from exhibit.content import Contents
from exhibit.diagnostics import each, line_of, say
from exhibit.features.objects import ObjectMatter
from exhibit.features.timelines.cards import TIMELINES, Timeline
from exhibit.features.timelines.course import course_messages, make_course
from exhibit.features.timelines.entries import Entry
from exhibit.i18n import Languages
from exhibit.markup import Island, Syntax
from exhibit.render import (
    Basis,
    Directive,
    Feature,
    Ground,
    Passage,
    Scene,
    Shown,
    Workshop,
    fill_marks,
)


def _show_timeline(scene: Scene, island: Island, timeline: Timeline) -> Shown:
    course = make_course(timeline, scene.contents.charts, scene.language)
    objects = {event.object for event in course.events if event.object}
    context = {
        "timeline": course,
        "original": f"{scene.original}#{timeline.name}",
        "objects": {key: scene.links.first([key]) for key in objects},
        "origins": [*zip(scene.cite(course.origins), course.origins.values(), strict=True)],
    }
    return Shown(context)


def _check_objects(contents: Contents, languages: Languages) -> None:
    """An entry leads to pages that are about an object."""

    def check(entry: Entry) -> None:
        name = entry.card.object
        if name and not isinstance(contents.documents[name].front_matter, ObjectMatter):
            message = say("“{name}” is not about an object.", name=name)
            hint = say('Name a page whose front matter says: layout = "object"')
            raise entry.fault("object", message, hint)

    timelines = contents.shelves[TIMELINES].values()
    each(check, (entry for timeline in timelines for entry in timeline.entries))


def _check_timelines(workshop: Workshop) -> None:
    """Each can be shown, whether a page does so or not."""
    source, contents = next(iter(workshop.languages.values())), workshop.contents
    timelines = contents.shelves[TIMELINES].values()
    each(lambda timeline: make_course(timeline, contents.charts, source), timelines)


def _cite_timelines(contents: Contents) -> Iterator[str]:
    return (key for one in contents.shelves[TIMELINES].values() for key in one.sources)


def _name_pictures(timeline: Timeline) -> Iterator[tuple[str, str]]:
    pictures = (entry.card.picture for entry in timeline.entries)
    return (("figure", picture) for picture in pictures if picture)


def _timeline_passages(name: str, timeline: Timeline, ground: Ground) -> Iterator[Passage]:
    """Its heading, and what each entry says on the word of its own sources."""
    card, source = timeline.card, timeline.source
    place, basis = source.place(line_of(("title",), source)), Basis(sources=card.source)
    yield Passage(card.title, frozenset(), place, basis)
    for entry in timeline.entries:
        when, text = (source.place(entry.line(key)) for key in ("when", "text"))
        tables = tuple(find_tables(ground.charts, entry.card.text))
        basis = Basis(tables, timeline.cited(entry), shows=f"{name}:{entry.line('when')}")
        yield Passage(str(entry.card.when), frozenset(), when, basis)
        filled = fill_marks(entry.card.text, IN_PAGE, text, ground.read_figure)
        yield Passage(*filled, text, basis)


_TIMELINE = Directive[Timeline](
    "timeline",
    Syntax(say("Name the timeline: ::: timeline NAME"), body=False),
    _show_timeline,
    shelf=TIMELINES,
    missing=say("There is no timeline “{name}” in content/timelines."),
    messages=course_messages,
    sources=lambda timeline: timeline.sources,
    names=_name_pictures,
    passages=_timeline_passages,
)
CHRONICLES = Feature(
    shelves=(TIMELINES,),
    directives=(_TIMELINE,),
    rule=_check_objects,
    check=_check_timelines,
    cites=_cite_timelines,
)
