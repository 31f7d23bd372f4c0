"""Pages to which no way leads: in no navigation, and no page that can be reached links to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exhibit.content import HOME, Contents
from exhibit.diagnostics import Place
from exhibit.i18n import Locale
from exhibit.site import STAND_INS, Site

_LINK = re.compile(r'<a\s[^<>]*?\bhref="([^"#?]+)')


def find_unreached(
    contents: Contents, site: Site, locale: Locale, files: Mapping[str, bytes]
) -> Iterator[Place]:
    """The pages of a language that nobody finds who begins at the start page."""
    pages = {page.path: page for page in site.pages if page.locale == locale}
    reached = _follow(site.page(HOME, locale).path, pages, files)
    for path, page in pages.items():
        if path not in reached and page.layout not in STAND_INS:
            document = contents.documents[page.key]
            yield document.source.place(document.line_of("title"))


def _follow(start: str, paths: Collection[str], files: Mapping[str, bytes]) -> Collection[str]:
    reached, pending = {start}, [start]
    while pending:
        path = pending.pop()
        for link in _LINK.findall(files[path].decode()):
            target = normpath(join(dirname(path), unquote(unescape(link))))
            if target in paths and target not in reached:
                reached.add(target)
                pending.append(target)
    return reached
