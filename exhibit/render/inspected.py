"""What is found on a finished page, told at the line of the template that wrote it.

A finding is known by its words, which mostly stand in a template as they are. Where they do not, it
is told at the page, and only once, however many pages have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import TypeVar

from exhibit.diagnostics import NOTHING, ContentError, Place, Source, faults, say, tell
from exhibit.render.inspection import Finding, inspect_page
from exhibit.render.policy import POLICY_FILE, SHIPPED, read_policy
from exhibit.render.templates import Templates

_Made = TypeVar("_Made")

_EXTENDS = re.compile(r"""{%-?\s*extends\s+["']([^"']+)["']""")
_FEWEST = 4  # letters by which a template can be known


def inspect(path: str, html: str, layout: str, templates: Templates) -> None:
    """Raise all that may not stand on a page, which a template of that name has laid out."""
    findings = inspect_page(html, _read_policy(templates), is_moved=layout == "moved.html")
    tell([_locate(finding, path, layout, templates) for finding in findings])


def _read_policy(templates: Templates) -> str:
    policy, wrong = read_policy(templates.fill(POLICY_FILE, {}))
    if wrong != NOTHING:
        hint = say("Write it as it is shipped, or stricter: {policy}", policy=SHIPPED)
        raise templates.sources[POLICY_FILE].fault(wrong, hint)
    return policy


def _locate(finding: Finding, path: str, layout: str, templates: Templates) -> ContentError:
    sources = templates.sources
    if not finding.snippets:
        return ContentError(_find_head(layout, templates), finding.message, finding.hint)
    every = [sources[name] for name in sorted(sources)]
    found = (
        place
        for snippet in finding.snippets
        if len(snippet) >= _FEWEST
        for source in every
        if (place := _find(snippet, source))
    )
    at_page = Place(PurePosixPath(path), excerpt=finding.snippets[0].split("\n")[0])
    return ContentError(next(found, at_page), finding.message, finding.hint)


def _find(snippet: str, source: Source) -> Place | None:
    at = source.text.find(snippet)
    return source.place(source.text.count("\n", 0, at) + 1) if at >= 0 else None


def _find_head(layout: str, templates: Templates) -> Place:
    """Where the head of a page begins: in its layout, or in what that extends."""
    source = templates.sources[layout]
    for _ in templates.sources:  # no chain of templates is longer
        outer = _EXTENDS.search(source.text)
        if not outer or outer[1] not in templates.sources:
            break
        source = templates.sources[outer[1]]
    for snippet in ("<head", "<html", "<!doctype"):
        if place := _find(snippet, source):
            return place
    return source.place(1)


def told_once(make: Callable[[], _Made]) -> _Made:
    """What make makes; of its faults those that many pages have alike are raised once."""
    try:
        return make()
    except* ContentError as group:
        tell(_drop_repeated(faults(group)))
        raise


def _drop_repeated(errors: Iterable[ContentError]) -> list[ContentError]:
    known: dict[object, ContentError] = {}
    for error in errors:
        place = error.place
        alike = (str(error.message), str(error.hint), place.excerpt)
        is_page = not place.line and place.file.suffix == ".html" and place.excerpt
        known.setdefault(alike if is_page else error, error)
    return [*known.values()]
