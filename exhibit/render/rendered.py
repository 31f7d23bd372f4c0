"""What the third stage hands on: the finished site in memory, and what is needed to check it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from exhibit.markup import Article
from exhibit.render.scene import Body
from exhibit.site import PageKey, PageStates
from exhibit.storage import Watched


@dataclass(frozen=True)
class Rendered:
    html: Watched[str, bytes]  # before static files got their final names, by path
    addresses: Mapping[str, PageKey | None]  # of these the page; an alias is that of none
    articles: Watched[PageKey, Article]
    bodies: Watched[PageKey, Body]
    states: PageStates
    files: Mapping[str, bytes]  # of the whole site, by path from its root
    names: Collection[str]  # of all files, as pages name them
    charts: int

    @property
    def things(self) -> Iterator[object]:
        """All that stands on some page."""
        return (thing for body in self.bodies.values() for thing in body.things)
