"""CSV as people save it: cells, numbers, dates, and what a column must hold."""

from exhibit.tables.columns import NUMBERS, check_cells, check_column, check_headings
from exhibit.tables.dates import number, parse_moment
from exhibit.tables.manner import check_manner, settle_marks
from exhibit.tables.moments import shorten_moments
from exhibit.tables.numbers import MAX_DIGITS, count_decimals
from exhibit.tables.slips import LONG
from exhibit.tables.table import Table, name_cell, parse_table

# fmt: off
__all__ = [
    "LONG", "MAX_DIGITS", "NUMBERS", "Table", "check_cells", "check_column", "check_headings",
    "check_manner", "count_decimals", "name_cell", "number", "parse_moment", "parse_table",
    "settle_marks", "shorten_moments",
]
# fmt: on
