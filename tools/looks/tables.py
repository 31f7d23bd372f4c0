"""Rows of text set as columns, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence


def set_table(rows: Sequence[Sequence[str]]) -> str:
    """The first row is the head; a column of figures stands at the right."""
    head, *lines = zip(*map(set_column, zip(*rows, strict=True)), strict=True)
    rule = ["─" * len(cell) for cell in head]
    return "\n".join("  ".join(line).rstrip() for line in (head, rule, *lines))


def set_column(cells: Sequence[str]) -> list[str]:
    width = max(map(len, cells))
    is_figures = all(is_figure(cell) for cell in cells[1:])
    return [cell.rjust(width) if is_figures else cell.ljust(width) for cell in cells]


def is_figure(cell: str) -> bool:
    """A number, with what may follow it: 0.084 (9), 1.2 s."""
    return bool(re.match(r"[\d.]+( |$)", cell))
