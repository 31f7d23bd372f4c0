"""The tour: its stations, the page where it starts, and the one that lists them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from exhibit.charts.figure.figure import Figure
from exhibit.content.front_matter import Document, FrontMatter
from exhibit.diagnostics.faults import say
from exhibit.diagnostics.toml import spec
from exhibit.i18n.language import Message
from exhibit.i18n.phrase import Phrase
from exhibit.i18n.toml_messages import find_value
from exhibit.images.view import Print
from exhibit.render.feature import Feature, Layout
from exhibit.render.scene import Bodies, Body, Scene

OVERVIEW = "stations"


@spec
class StartMatter(FrontMatter):
    """What an editor states about the page where the exhibit begins."""

    counter: str = ""  # a sentence whose first number stands on rollers
    counter_source: str = ""  # where that number comes from

    @property
    def cited(self) -> tuple[str, ...]:
        return (*self.sources, self.counter_source)


def counter_messages(document: Document) -> Iterator[Message]:
    matter = document.front_matter
    if isinstance(matter, StartMatter) and matter.counter:
        yield Message(matter.counter, find_value(document.source, matter.counter, ("counter",), 2))


def list_stations(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """What each station shows first."""
    return {
        "exhibits": {
            page.key: first_exhibit(body)
            for page, body in bodies.items()
            if page.locale == scene.page.locale
        }
    }


def first_exhibit(body: Body) -> Phrase | None:
    """What a page is built around: its first chart or, on a page without any, its first picture."""
    pictures = (one.caption for one in body.all(Print) if one.caption)
    return next((one.title for one in body.all(Figure)), next(pictures, None))


def show_tour(scene: Scene, body: Body) -> Mapping[str, Any]:
    return {"tour": scene.links.first_of(OVERVIEW)}


TOUR = Feature(
    layouts=(
        Layout(
            "start",
            matter=StartMatter,
            only=say("Only the start page has “{key}”."),
            matter_messages=counter_messages,
            is_glossed=True,
            is_told=True,
        ),
        Layout("station", is_glossed=True, is_told=True),
        Layout(OVERVIEW, context=list_stations),
    ),
    context=show_tour,
)
