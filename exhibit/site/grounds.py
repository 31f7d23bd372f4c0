"""What each page rests on: the charts that stand on it, the claims it links to, its sources.

Read from what people wrote, before any page is made, so that the list of sources can say which
pages draw on each, and a number on a page can be looked for where it should come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exhibit.content.model import Chart, Document, Project
from exhibit.features.ledger import LAYOUT
from exhibit.markup.directives import take_directives
from exhibit.site.urls import HOME

TO_CLAIM = re.compile(r"\]\([^()\s]*\bclaims\.toml#([^()\s]+)\)")
READ_FROM = re.compile(r"(?<!\\)\{([\w-]+):\s[^{}]+\}")  # the chart that a placeholder names


@dataclass(frozen=True)
class Grounds:
    """Everything by its key or name, each once, in the order of the page."""

    charts: tuple[str, ...]  # that stand on the page
    tables: tuple[str, ...]  # of charts, also of those that placeholders read
    pictures: tuple[str, ...]
    guesses: tuple[str, ...]
    benches: tuple[str, ...]
    claims: tuple[str, ...]  # that it links to
    sources: tuple[str, ...]


def find_grounds(project: Project, document: Document) -> Grounds:
    matter, text = document.front_matter, document.source.text
    shown = take_directives(document.source, document.body_line).directives
    charts = [one.argument for one in shown if one.name == "chart"]
    benches = [one.argument for one in shown if one.name == "bench"]
    claims = [*project.claims] if matter.layout == LAYOUT else []
    pictures = [matter.picture, *(one.argument for one in shown if one.name == "figure")]
    named = [*matter.sources, *filter(None, [matter.counter_source])]
    named += [key for name in charts for key in project.charts[name].card.source]
    named += [key for name in benches for key in project.benches[name].card.source]
    named += [key for claim in claims for key in project.claims[claim].sources]
    return Grounds(
        charts=unique(charts),
        tables=unique([*charts, *find_tables(project.charts, text)]),
        pictures=unique(filter(None, pictures)),
        guesses=unique(one.argument for one in shown if one.name == "guess"),
        benches=unique(benches),
        claims=unique(key for key in TO_CLAIM.findall(text) if key in project.claims),
        sources=unique(named),
    )


def find_tables(charts: Mapping[str, Chart], text: str) -> Iterable[str]:
    """The charts that the placeholders of a text name."""
    return (name for name in READ_FROM.findall(text) if name in charts)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def find_users(project: Project) -> Mapping[str, tuple[str, ...]]:
    """By source, the keys of the pages that draw on it, in the order of the tour."""
    pages = order_pages(project)
    grounds = {key: find_grounds(project, project.documents[key]).sources for key in pages}
    return {
        source: tuple(key for key, sources in grounds.items() if source in sources)
        for source in project.citations
    }


def order_pages(project: Project) -> Iterable[str]:
    """The keys of all pages: the start, the tour, what the navigation names, the rest by file."""
    navigation = project.settings.navigation
    named = (HOME, *navigation.stations, *navigation.menu, *navigation.footer)
    known = (key for key in named if key in project.documents)
    return dict.fromkeys((*known, *sorted(project.documents)))
