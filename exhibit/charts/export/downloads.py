"""The files that a page offers of each chart: which there are, what they are called, how large.

Sizes stand in the text of their links, so the files are made before the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from exhibit.charts.export.posters import make_card, make_poster
from exhibit.charts.export.tables import make_dictionary, make_excel, make_table
from exhibit.charts.figure.figure import Figure, digest_of_drawing
from exhibit.charts.model import AnyChart
from exhibit.evidence import Citation
from exhibit.i18n import Language, format_number

_RecallBytes = Callable[[str, Callable[[], bytes]], bytes]  # what a function made for a key

_TABLES, _PICTURES = "daten", "grafik"  # folders of the site
PACKAGE = f"{_TABLES}/datapackage.json"


@dataclass(frozen=True)
class Download:
    path: str  # from the root of the site
    content: bytes

    def size(self, locale: str) -> str:
        return f"{format_number(ceil(len(self.content) / 1000), locale)}\u00a0kB"


def table_path(name: str) -> str:
    return f"{_TABLES}/{name}.csv"


def offer_tables(
    chart: AnyChart,
    citations: Sequence[Citation],
    languages: Sequence[Language],
    missing: Mapping[str, str],
    guarded: Mapping[str, str],
) -> dict[str, Download]:
    """The table of a chart in its forms, the same on the pages of every language."""
    texts = {
        "csv": (table_path(chart.name), make_table(chart)),
        "excel": (f"{_TABLES}/{chart.name}.excel.csv", make_excel(chart, languages[0])),
        "dictionary": (
            f"{_TABLES}/{chart.name}.woerterbuch.csv",
            make_dictionary(chart, languages, citations, missing, guarded),
        ),
    }
    return {kind: Download(path, text.encode()) for kind, (path, text) in texts.items()}


def offer_pictures(
    figure: Figure, language: Language, credit: str, tokens: Mapping[str, str], recall: _RecallBytes
) -> dict[str, Download]:
    """The drawing in one language, to be printed or sent on."""
    path = f"{_PICTURES}/{figure.name}.{language.locale}"
    poster = make_poster(figure, credit, tokens, language.locale)
    card = make_card(figure, credit, tokens, language.locale)
    return {
        "svg": Download(f"{path}.svg", poster.encode()),
        "png": Download(f"{path}.png", _rasterise(card, recall)),
    }


def _rasterise(svg: str, recall: _RecallBytes) -> bytes:
    """The picture of a card, from memory if it is known."""

    def compute() -> bytes:
        from exhibit.charts.draw.pen import rasterise  # not at the top: it loads what draws

        return rasterise(svg)

    return recall(json.dumps(["png", svg, digest_of_drawing()]), compute)
