"""What each page rests on: the cards that stand on it, the entries it links to, its sources.

Read from what people wrote, before any page is made, so that a number on a page can be looked for
where it should come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exhibit.charts import Chart, find_tables
from exhibit.content import Contents, Document
from exhibit.markup import take_directives
from exhibit.render import Features, Target


@dataclass(frozen=True)
class _Grounds:
    """Everything by its key or name, each once, in the order of the page."""

    shown: tuple[tuple[str, str], ...]  # cards: the directive that shows one, and its name
    tables: tuple[str, ...]  # of charts, also of those that placeholders read
    entries: tuple[str, ...]  # of files such as claims.toml, that it links to
    sources: tuple[str, ...]


def find_grounds(contents: Contents, document: Document, features: Features) -> _Grounds:
    matter, text = document.front_matter, document.source.text
    layout = features.layouts[document.layout]
    taken = take_directives(document.source, document.body_line, features.syntaxes)
    named = (*layout.names(document), *((one.name, one.argument) for one in taken.directives))
    cards = {one: features.find(contents, *one) for one in features.with_named(contents, named)}
    shown = {one: card for one, card in cards.items() if card is not None}
    charts = [card.name for card in shown.values() if isinstance(card, Chart)]
    sources = [*matter.cited]
    sources += [
        key for one, card in shown.items() for key in features.directives[one[0]].sources(card)
    ]
    return _Grounds(
        shown=tuple(shown),
        tables=_unique([*charts, *find_tables(contents.charts, text)]),
        entries=_unique(find_entries(contents, text, features.targets)),
        sources=_unique([*filter(None, sources), *layout.cites(contents, document)]),
    )


def find_entries(contents: Contents, text: str, targets: Iterable[Target]) -> Iterator[str]:
    """The entries of files that links in a text lead to."""
    for target in targets:
        link = rf"\]\([^()\s]*\b{re.escape(target.file)}#([^()\s]+)\)"
        known = set(target.names(contents))
        yield from (key for key in re.findall(link, text) if key in known)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
