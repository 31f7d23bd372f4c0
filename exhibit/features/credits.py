"""Credits: whose pictures and whose figures these are, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exhibit.charts.figure.figure import Figure
from exhibit.images.view import Print
from exhibit.render.feature import Feature, Layout
from exhibit.render.links import Link
from exhibit.render.scene import Bodies, Scene
from exhibit.site.model import Page

Some = TypeVar("Some", Print, Figure)


@dataclass(frozen=True)
class Credit(Generic[Some]):
    """A picture or a chart, and the pages on which it stands."""

    shown: Some
    pages: tuple[Link, ...]


def list_credits(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """Every picture and every chart that stands on some page, in the order of the pages."""
    return {"pictures": credit(Print, scene, bodies), "charts": credit(Figure, scene, bodies)}


def credit(kind: type[Some], scene: Scene, bodies: Bodies) -> list[Credit[Some]]:
    """What there is of a kind, each once, with the pages on which it stands."""
    found: dict[str, Some] = {}
    pages: dict[str, dict[Page, Link]] = {}
    for page, body in bodies.items():
        for one in body.all(kind) if page.locale == scene.page.locale else ():
            found[one.name] = one
            pages.setdefault(one.name, {})[page] = scene.links.link(page)
    return [Credit(one, tuple(pages[name].values())) for name, one in found.items()]


CREDITS = Feature(layouts=(Layout("credits", context=list_credits),))
