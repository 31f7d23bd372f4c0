"""The tour: its stations, and the page that lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exhibit.charts import Figure
from exhibit.i18n import Phrase
from exhibit.images import Print
from exhibit.render import Bodies, Body, Feature, Layout, Scene

_OVERVIEW = "stations"


def _list_stations(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """What each station shows first."""
    return {
        "exhibits": {
            key: _first_exhibit(body)
            for (key, locale), body in bodies.items()
            if locale == scene.page.locale
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
        Layout("station", is_glossed=True, is_told=True),
        Layout(_OVERVIEW, context=_list_stations),
    ),
    context=_show_tour,
)
