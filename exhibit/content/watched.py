"""The contents, watched: what a step reads of them is noted, page by page and card by card."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from exhibit.content.project import Contents
from exhibit.content.shelves import Shelves
from exhibit.storage import Run


def watch_contents(run: Run, contents: Contents) -> Contents:
    return Contents(
        documents=run.watch("documents", contents.documents),
        matters=run.watch("front matters", contents.matters),
        layouts=run.watch("layouts", contents.layouts),
        navigation=contents.navigation,
        shelves=_watch_shelves(run, contents.shelves),
    )


def _watch_shelves(run: Run, shelves: Shelves) -> Shelves:
    """A shelf of cards is watched card by card, any other as a whole."""
    cards: dict[str, Mapping[str, Any]] = {}
    others: dict[str, Any] = {}
    for name, held in shelves.held.items():
        if type(held) is dict:
            cards[name] = run.watch(f"cards {name}", held)
        else:
            others[name] = held
    # a ChainMap only reads here, but is typed as if it wrote
    watched: Any = run.watch("shelves", others)
    return Shelves(ChainMap(cards, watched))
