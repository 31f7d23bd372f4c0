"""Credits: whose pictures and whose figures these are, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exhibit.charts import Figure
from exhibit.images import Print
from exhibit.render import Bodies, Feature, Layout, Link, Scene

_Some = TypeVar("_Some", Print, Figure)


@dataclass(frozen=True)
class _Credit(Generic[_Some]):
    """A picture or a chart, and the pages on which it stands."""

    shown: _Some
    pages: tuple[Link, ...]


def _list_credits(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """Every picture and every chart that stands on some page, in the order of the pages."""
    return {"pictures": _credit(Print, scene, bodies), "charts": _credit(Figure, scene, bodies)}


def _credit(kind: type[_Some], scene: Scene, bodies: Bodies) -> list[_Credit[_Some]]:
    """What there is of a kind, each once, with the pages on which it stands."""
    found: dict[str, _Some] = {}
    pages: dict[str, dict[str, None]] = {}
    for (key, locale), body in bodies.items():
        for one in body.all(kind) if locale == scene.page.locale else ():
            found[one.name] = one
            pages.setdefault(one.name, {})[key] = None
    return [_Credit(one, tuple(scene.links.links(pages[name]))) for name, one in found.items()]


CREDITS = Feature(layouts=(Layout("credits", context=_list_credits),))
