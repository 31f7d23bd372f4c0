"""The fourth stage: what can only be checked when the whole site is there.

Links of texts to anchors are faults at the place where somebody wrote them. Links
that templates make are checked as well, at the page that they stand on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exhibit.diagnostics import ContentError, Place, each, say, suggest
from exhibit.markup import Reference
from exhibit.render.rendered import Rendered

# Attributes of the pages, which write a < nowhere but at the start of a tag.
_ANCHOR = re.compile(r'<[a-z][^<>]*?\sid="([^"]*)"')
_LINK = re.compile(r'<[a-z][^<>]*?\s(?:href|src)="([^"]*)"')
_CHOICE = re.compile(r'<[a-z][^<>]*?\ssrcset="([^"]*)"')  # files with their widths
_LEADS_AWAY = re.compile(r"[a-z][a-z0-9+.-]*:")


def check_site(rendered: Rendered) -> Mapping[str, bytes]:
    """The site's files, once every link in them is known to lead somewhere."""
    pages = {
        path: content.decode() for path, content in rendered.files.items() if path.endswith(".html")
    }
    anchors = dict(each(_find_anchors, pages.items()))
    each(lambda reference: _check_reference(reference, anchors), rendered.references)
    each(lambda path: _check_links(path, pages[path], rendered.files), pages)
    return rendered.files


def _find_anchors(page: tuple[str, str]) -> tuple[str, set[str]]:
    """The anchors of a page, each of which it has once."""
    path, html = page
    found = Counter(_ANCHOR.findall(html))
    if twice := [anchor for anchor, count in found.items() if count > 1]:
        message = say("Two things on this page have the anchor “{anchor}”.", anchor=twice[0])
        hint = say(
            "Perhaps a chart or a picture stands here twice, or a heading is called like it."
        )
        raise ContentError(Place(PurePosixPath(path)), message, hint)
    return path, set(found)


def _check_reference(reference: Reference, anchors: Mapping[str, set[str]]) -> None:
    known = anchors[reference.path]
    if reference.fragment and reference.fragment not in known:
        message = say("The page has no anchor “{anchor}”.", anchor=reference.fragment)
        hint = say(
            "A heading gets one in braces: ## Heading {{#{anchor}}}", anchor=reference.fragment
        )
        if known:
            hint = suggest(reference.fragment, sorted(known))
        raise ContentError(reference.place, message, hint)


def _check_links(path: str, html: str, files: Iterable[str]) -> None:
    choices = [
        one.split()[0] for text in _CHOICE.findall(html) for one in text.split(",") if one.strip()
    ]
    for link in _LINK.findall(html) + choices:
        target = re.split("[?#]", unescape(link))[0]
        if not target or target.startswith("/") or _LEADS_AWAY.match(target):
            continue
        if normpath(join(dirname(path), unquote(target))) not in files:
            message = say("A template makes a link that leads nowhere: {link}", link=link)
            raise ContentError(Place(PurePosixPath(path)), message)
