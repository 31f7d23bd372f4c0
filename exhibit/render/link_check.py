"""The fourth stage: what can only be checked when the whole site is there.

Links of texts to anchors are faults at the place where somebody wrote them. Links
that templates make are checked as well, at the page that they stand on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Face:
    """What others can lead to on a page, and what it leads to itself."""

    anchors: frozenset[str]
    links: Sequence[tuple[str, str]]  # that stay in the site, each with the path that it leads to


def check_site(rendered: Rendered, run: Run) -> Mapping[str, bytes]:
    """The site's files, once every link in them is known to lead somewhere."""
    addresses = rendered.addresses

    def read_face(path: str) -> _Face:
        page = rendered.html[path].decode()
        return _Face(_find_anchors(path, page), _find_links(path, page))

    faces = run.each("faces", addresses, read_face)
    anchors = run.part("anchors", faces, lambda face: face.anchors)
    present = run.watch("paths", dict.fromkeys(rendered.names))

    def check(path: str) -> None:
        page = addresses[path]
        references = rendered.articles[page].references if page else ()
        each(lambda reference: _check_reference(reference, anchors), references)
        for link, target in faces[path].links:
            if target not in present:
                message = say("A template makes a link that leads nowhere: {link}", link=link)
                raise ContentError(Place(PurePosixPath(path)), message)

    run.each("links", addresses, check)
    return rendered.files


def _find_anchors(path: str, html: str) -> frozenset[str]:
    """The anchors of a page, each of which it has once."""
    found = Counter(_ANCHOR.findall(html))
    if twice := [anchor for anchor, count in found.items() if count > 1]:
        message = say("Two things on this page have the anchor “{anchor}”.", anchor=twice[0])
        hint = say(
            "Perhaps a chart or a picture stands here twice, or a heading is called like it."
        )
        raise ContentError(Place(PurePosixPath(path)), message, hint)
    return frozenset(found)


def _check_reference(reference: Reference, anchors: Mapping[str, frozenset[str]]) -> None:
    known = anchors[reference.path]
    if reference.fragment and reference.fragment not in known:
        message = say("The page has no anchor “{anchor}”.", anchor=reference.fragment)
        hint = say(
            "A heading gets one in braces: ## Heading {{#{anchor}}}", anchor=reference.fragment
        )
        if known:
            hint = suggest(reference.fragment, sorted(known))
        raise ContentError(reference.place, message, hint)


def _find_links(path: str, html: str) -> Sequence[tuple[str, str]]:
    """The links of a page that stay in the site, each with the path that it leads to."""
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
