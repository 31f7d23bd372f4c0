"""CSV as people save it: cells, numbers, dates, and what a column must hold."""

from exhibit.tables.columns import NUMBERS, check_cells, check_column, check_headings
from exhibit.tables.dates import number, parse_moment
from exhibit.tables.numbers import LONG, MAX_DIGITS, count_decimals
from exhibit.tables.table import Table, name_cell, parse_table

# fmt: off
__all__ = [
    "LONG", "MAX_DIGITS", "NUMBERS", "Table", "check_cells", "check_column", "check_headings",
    "count_decimals", "name_cell", "number", "parse_moment", "parse_table",
]
# fmt: on
