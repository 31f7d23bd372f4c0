"""A card and a table become a figure, and files to take away."""

from exhibit.charts.card.parse import parse_chart
from exhibit.charts.cells import fill_text, write_amount, write_cell, write_whole
from exhibit.charts.export.datapackage import PublishedTable, make_package
from exhibit.charts.export.downloads import (
    PACKAGE,
    Download,
    offer_pictures,
    offer_tables,
    table_path,
)
from exhibit.charts.figure.figure import (
    Figure,
    chart_messages,
    check_texts,
    find_typed,
    list_drawings,
    make_figure,
)
from exhibit.charts.kinds import KINDS
from exhibit.charts.legibility.palette import Palette, read_palette
from exhibit.charts.lookup import NAMES
from exhibit.charts.model import AnyChart, Card, Chart, Column
from exhibit.charts.placeholders import (
    IN_CARD,
    IN_PAGE,
    ReadFigure,
    Reading,
    fill,
    fill_source,
    find_tables,
    make_plain_reader,
    make_reader,
    read_mark,
)

# fmt: off
__all__ = [
    "IN_CARD", "IN_PAGE", "KINDS", "NAMES", "PACKAGE", "AnyChart", "Card", "Chart", "Column",
    "Download", "Figure", "Palette", "PublishedTable", "ReadFigure", "Reading", "chart_messages",
    "check_texts", "fill", "fill_source", "fill_text", "find_tables", "find_typed",
    "list_drawings", "make_figure", "make_package", "make_plain_reader", "make_reader",
    "offer_pictures", "offer_tables", "parse_chart", "read_mark", "read_palette", "table_path",
    "write_amount", "write_cell", "write_whole",
]
# fmt: on
