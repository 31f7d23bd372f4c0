"""The tour: its stations, the page where it starts, and the one that lists them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from exhibit.charts import Figure
from exhibit.content import Document, FrontMatter
from exhibit.diagnostics import say, spec
from exhibit.i18n import Message, Phrase, find_value
from exhibit.images import Print
from exhibit.render import Bodies, Body, Feature, Layout, Scene

_OVERVIEW = "stations"


@spec
class _StartMatter(FrontMatter):
    """What an editor states about the page where the exhibit begins."""

    counter: str = ""  # a sentence whose first number stands on rollers
    counter_source: str = ""  # where that number comes from

    @property
    def cited(self) -> tuple[str, ...]:
        return (*self.sources, self.counter_source)


def _counter_messages(document: Document) -> Iterator[Message]:
    matter = document.front_matter
    if isinstance(matter, _StartMatter) and matter.counter:
        yield Message(matter.counter, find_value(document.source, matter.counter, ("counter",), 2))


def _list_stations(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """What each station shows first."""
    return {
        "exhibits": {
            page.key: _first_exhibit(body)
            for page, body in bodies.items()
            if page.locale == scene.page.locale
        }
    }


def _first_exhibit(body: Body) -> Phrase | None:
    """What a page is built around: its first chart or, on a page without any, its first picture."""
    pictures = (one.caption for one in body.all(Print) if one.caption)
    return next((one.title for one in body.all(Figure)), next(pictures, None))


def _show_tour(scene: Scene, body: Body) -> Mapping[str, Any]:
    return {"tour": scene.links.first_of(_OVERVIEW)}


TOUR = Feature(
    layouts=(
        Layout(
            "start",
            matter=_StartMatter,
            only=say("Only the start page has “{key}”."),
            matter_messages=_counter_messages,
            is_glossed=True,
            is_told=True,
        ),
        Layout("station", is_glossed=True, is_told=True),
        Layout(_OVERVIEW, context=_list_stations),
    ),
    context=_show_tour,
)
