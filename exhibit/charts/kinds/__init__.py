"""The kinds of chart, one room each: what it is called, what it needs, how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from exhibit.charts.kinds.bars import BARS
from exhibit.charts.kinds.columns import COLUMNS
from exhibit.charts.kinds.dots import DOTS
from exhibit.charts.kinds.grouped import GROUPED
from exhibit.charts.kinds.hundred import HUNDRED
from exhibit.charts.kinds.kind import Kind
from exhibit.charts.kinds.lines import LINES
from exhibit.charts.kinds.pair import PAIR
from exhibit.charts.kinds.shares import SHARES
from exhibit.charts.kinds.slope import SLOPE
from exhibit.charts.kinds.tiles import TILES

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (BARS, GROUPED, SHARES, HUNDRED, TILES, PAIR, COLUMNS, LINES, SLOPE, DOTS)
}
