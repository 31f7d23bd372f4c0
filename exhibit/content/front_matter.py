"""Content files: front matter in TOML between two `+++` lines, then Markdown.

What every page may state is a FrontMatter. A layout that asks for more brings a class of its own,
made from it; a key of another layout is kept aside, to be told when it is clear what the page is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from exhibit.diagnostics import (
    ContentError,
    Notice,
    Source,
    check_markdown,
    each,
    line_of,
    parse,
    read,
    required,
    say,
    spec,
    suggest,
)

_FENCE = "+++"
_PLAIN = "page"  # the layout of pages that name none


@spec
class FrontMatter:
    """What an editor states about any page."""

    title: str = required(say('Give the page its heading: title = "Visit us"'))
    description: str = required(
        say('Say in a sentence what it is about: description = "How to find the museum."')
    )
    label: str = ""  # short name in the navigation; the title if there is none
    layout: str = _PLAIN
    slug: str = ""  # the address; made of the label if there is none
    aliases: tuple[str, ...] = ()  # earlier addresses, from the root of the site
    updated: date | None = None
    sources: tuple[str, ...] = ()  # keys of sources.toml that the text draws on
    station: str = ""  # the station that a page of another kind belongs to

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources that the page itself names."""
        return self.sources


Matters = Mapping[str, type[FrontMatter]]  # by layout


@dataclass(frozen=True)
class Document:
    """One content file, taken apart but not yet given its place in the site."""

    source: Source
    front_matter: FrontMatter  # of the class that its layout has
    body_line: int  # the line of the file on which the Markdown begins
    strays: tuple[str, ...] = ()  # keys that only pages with another layout have

    @property
    def key(self) -> str:
        """The file from the content folder, as links name it: stations/1-messen.md."""
        return self.source.file.relative_to("content").as_posix()

    @property
    def layout(self) -> str:
        return self.front_matter.layout

    def line_of(self, *key: str) -> int:
        """The line of the front matter that sets a key."""
        return line_of(key, self.source, 2)

    def fault(self, key: str, message: Notice, hint: Notice) -> ContentError:
        """A fault of what the front matter says under a key."""
        return self.source.fault(message, hint, line=self.line_of(key))


@dataclass(frozen=True)
class Head:
    """What the front matter of a page states."""

    matter: FrontMatter
    strays: tuple[str, ...]


_Remember = Callable[
    [str, Callable[[], Head]], Head
]  # what stands in a front matter with this text


def parse_document(
    source: Source, matters: Matters, remember: _Remember = lambda text, make: make()
) -> Document:
    """Take a content file apart; its front matter is checked, its Markdown is not yet read.

    Few of those who change a page change its front matter, which takes the most time.
    """
    end = _closing_fence(source)
    text = source.excerpt(1, end)
    head = remember(text, lambda: _parse_head(Source(source.file, text), matters))
    check_markdown(source, end + 1)
    return Document(source, head.matter, end + 1, head.strays)


def _parse_head(source: Source, matters: Matters) -> Head:
    stated = parse(source, 2, len(source.lines) - 1)
    strays = _find_strays(stated, matters)
    own = {key: value for key, value in stated.items() if key not in strays}
    steps: tuple[Callable[[], Any], ...] = (
        lambda: _check_layout(stated, source, matters),
        lambda: read(_matter_of(stated, matters), own, source, 2),
    )
    _, matter = each(lambda step: step(), steps)
    return Head(matter, tuple(key for key in strays if stated.get(key)))


def _matter_of(stated: Mapping[str, Any], matters: Matters) -> type[FrontMatter]:
    return matters.get(str(stated.get("layout", _PLAIN)), FrontMatter)


def _find_strays(stated: Mapping[str, Any], matters: Matters) -> Sequence[str]:
    """The keys that pages with other layouts have, and this one has not, in one order."""
    own = {key.name for key in fields(_matter_of(stated, matters))}
    known = dict.fromkeys(key.name for matter in matters.values() for key in fields(matter))
    return [key for key in known if key not in own]


def _check_layout(stated: Mapping[str, Any], source: Source, matters: Matters) -> None:
    name = stated.get("layout", _PLAIN)
    if isinstance(name, str) and name not in matters:
        message = say("“{key}” cannot be “{value}”.", key="layout", value=name)
        line = line_of(("layout",), source, 2)
        raise source.fault(message, suggest(name, matters), line=line)


def _closing_fence(source: Source) -> int:
    """The line on which the front matter ends."""
    fences = [number for number, line in enumerate(source.lines, 1) if line.rstrip() == _FENCE]
    if not fences or fences[0] != 1:
        hint = say(
            'A page begins with a line {fence}, then title = "…" and more, then {fence} again.',
            fence=_FENCE,
        )
        raise source.fault(say("The page has no front matter."), hint, line=1)
    if len(fences) == 1:
        hint = say(
            "Close it with a line that holds {fence} alone, before the text begins.", fence=_FENCE
        )
        raise source.fault(say("The front matter is never closed."), hint, line=1)
    return fences[1]
