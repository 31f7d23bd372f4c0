"""What the third stage hands on: the finished site in memory, and what is needed to check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exhibit.i18n import Locale
from exhibit.markup import Reference


@dataclass(frozen=True)
class Rendered:
    files: Mapping[str, bytes]  # by path from the root of the site
    references: tuple[Reference, ...]
    share: Mapping[Locale, float]  # of the messages that are translated
    charts: int
    things: tuple[object, ...]  # that stand on some page
