"""The bibliography: every source with what is taken from it, and the pages that draw on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from exhibit.charts import PACKAGE, Figure
from exhibit.content import Contents, Document
from exhibit.i18n import Message, list_messages
from exhibit.render import Basis, Bodies, Body, Dated, Feature, FigureReader, Layout, Passage, Scene

_LAYOUT = "sources"
_GROUP = "sources.toml"  # what stands for a page where its texts are counted


def _source_messages(contents: Contents) -> Iterator[Message]:
    citations = contents.citations
    for name, citation in citations.items():
        for key in ("title", "publisher", "published", "licence", "note"):
            if text := getattr(citation, key):
                yield Message(text, citations.find(text, name, key))
        yield from list_messages(citations.source, citation.facts, (name, "facts"))


def _source_passages(
    contents: Contents, document: Document, read_figure: FigureReader
) -> Iterator[Passage]:
    """What is remarked on a source; its title and its facts are what other numbers come from."""
    citations = contents.citations
    for name, citation in citations.items():
        for key in ("note", "licence"):
            place = citations.place(name, key)
            text, basis = getattr(citation, key), Basis(sources=(name,))
            yield Passage(
                text, frozenset(), place, basis, "\n".join((text, citation.title, *citation.facts))
            )


def _date_sources(contents: Contents) -> Iterator[Dated]:
    citations = contents.citations
    for key, citation in citations.items():
        if citation.next_check:
            yield Dated(key, citations.place(key, "next_check"), citation.next_check)


def _list_users(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """The pages that draw on each source, and the package of all tables if there is one."""
    contents, links, locale = scene.contents, scene.links, scene.page.locale
    drawn = {key: bodies[key, locale].sources for key in contents.in_order}
    has_tables = any(body.all(Figure) for body in bodies.values())
    return {
        "drawn_on_by": {
            source: links.links(key for key, sources in drawn.items() if source in sources)
            for source in contents.citations
        },
        "package": links.address(PACKAGE) if has_tables else "",
    }


def _show_bibliography(scene: Scene, body: Body) -> Mapping[str, Any]:
    return {"bibliography": scene.links.first_of(_LAYOUT)}


SOURCES = Feature(
    layouts=(Layout(_LAYOUT, context=_list_users, passages=_source_passages),),
    group=_GROUP,
    messages=_source_messages,
    context=_show_bibliography,
    dated=_date_sources,
)
