"""The fourth stage: what can only be checked when the whole site is there.

Links of texts to anchors are faults at the place where somebody wrote them. Links
that templates make are checked as well, at the page that they stand on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from html import unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exhibit.diagnostics import ContentError, Place, each, say, suggest
from exhibit.markup import Reference
from exhibit.render.rendered import Rendered
from exhibit.storage import Run

# Attributes of the pages, which write a < nowhere but at the start of a tag.
_ANCHOR = re.compile(r'<[a-z][^<>]*?\sid="([^"]*)"')
_LINK = re.compile(r'<[a-z][^<>]*?\s(?:href|src)="([^"]*)"')
_CHOICE = re.compile(r'<[a-z][^<>]*?\ssrcset="([^"]*)"')  # files with their widths
_LEADS_AWAY = re.compile(r"[a-z][a-z0-9+.-]*:")


def check_site(rendered: Rendered, run: Run) -> Mapping[str, bytes]:
    """The site's files, once every link in them is known to lead somewhere."""
    files = rendered.files
    pages = [path for path in files if path.endswith(".html")]

    def find_anchors(path: str) -> tuple[str, set[str]]:
        find = partial(_find_anchors, path, files[path])
        return path, run.do(("anchors", path), find, files[path])

    def check_links(path: str) -> None:
        find = partial(_find_links, path, files[path])
        for link, target in run.do(("links", path), find, files[path]):
            if target not in files:
                message = say("A template makes a link that leads nowhere: {link}", link=link)
                raise ContentError(Place(PurePosixPath(path)), message)

    anchors = dict(each(find_anchors, pages))
    each(lambda reference: _check_reference(reference, anchors), rendered.references)
    each(check_links, pages)
    return files


def _find_anchors(path: str, content: bytes) -> set[str]:
    """The anchors of a page, each of which it has once."""
    html = content.decode()
    found = Counter(_ANCHOR.findall(html))
    if twice := [anchor for anchor, count in found.items() if count > 1]:
        message = say("Two things on this page have the anchor “{anchor}”.", anchor=twice[0])
        hint = say(
            "Perhaps a chart or a picture stands here twice, or a heading is called like it."
        )
        raise ContentError(Place(PurePosixPath(path)), message, hint)
    return set(found)


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


def _find_links(path: str, content: bytes) -> Sequence[tuple[str, str]]:
    """The links of a page that stay in the site, each with the path that it leads to."""
    html = content.decode()
    choices = [
        one.split()[0] for text in _CHOICE.findall(html) for one in text.split(",") if one.strip()
    ]
    links = dict.fromkeys([*_LINK.findall(html), *choices])
    named = ((link, re.split("[?#]", unescape(link))[0]) for link in links)
    return tuple(
        (link, normpath(join(dirname(path), unquote(target))))
        for link, target in named
        if target and not target.startswith("/") and not _LEADS_AWAY.match(target)
    )
