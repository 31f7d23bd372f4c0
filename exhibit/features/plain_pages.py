"""Pages that show their text and nothing else, and the one for addresses that do not exist."""

from __future__ import annotations

from exhibit.render import Feature, Layout

PLAIN_PAGES = Feature(layouts=(Layout("page", is_glossed=True), Layout("404")))
