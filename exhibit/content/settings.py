"""site.toml, as people write it: the name, the languages, who answers for it, what leads where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from exhibit.diagnostics import ContentError, Source, each, line_of, required, say, spec
from exhibit.evidence import check_url
from exhibit.i18n import known, private, spell

SETTINGS = "site.toml"


@spec
class Contact:
    """How to reach the museum; shown at the foot of every page."""

    name: str
    street: str
    town: str
    email: str
    phone: str = ""
    website: str = ""


@spec
class Navigation:
    """Pages by their file; the order here is the order on the page."""

    stations: tuple[str, ...] = ()  # the tour, which has numbers and a pager
    menu: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


@spec
class Settings:
    """site.toml"""

    name: str = required(say('Give the exhibit its name: name = "Our museum"'))
    languages: tuple[str, ...] = required(  # the source first
        say('Write languages = ["de", "en"], for example; the first is the one you write.')
    )
    base_url: str = ""  # where the site will stand; without it there are no permalinks
    threshold: float = 0.8  # share translated below which a page is not offered to search engines
    names: Mapping[str, str] = field(default_factory=dict)  # of languages that CLDR does not know
    contact: Contact | None = None
    navigation: Navigation = field(default_factory=Navigation)


def check_settings(settings: Settings, source: Source) -> None:
    """What site.toml says makes sense, as far as that can be seen without the content."""
    checks: tuple[Callable[[], object], ...] = (
        lambda: _check_languages(settings, source),
        lambda: _check_base_url(settings, source),
        lambda: _check_threshold(settings, source),
        lambda: _check_website(settings, source),
    )
    each(lambda check: check(), checks)


def _check_languages(settings: Settings, source: Source) -> None:
    tags = settings.languages
    each(lambda tag: _check_language(settings, source, tag), tags)
    if len(set(tags)) < len(tags):
        message = say("Each language is named once.")
        hint = say("Delete one of the two.")
        raise source.fault(message, hint, line=line_of(("languages",), source))


def _check_language(settings: Settings, source: Source, tag: str) -> None:
    place = source.find(f'"{tag}"', line_of(("languages",), source))
    if not known(tag):
        message = say("“{tag}” is not a language.", tag=tag)
        proper = spell(tag)
        hint = say("Did you mean “{name}”?", name=proper)
        raise ContentError(place, message, hint if known(proper) else say("Write de, en, fr …"))
    if tag != spell(tag):
        message = say("“{tag}” is not a language.", tag=tag)
        raise ContentError(place, message, say("Did you mean “{name}”?", name=spell(tag)))
    if private(tag) and tag not in settings.names:
        message = say("The language “{tag}” has no name.", tag=tag)
        hint = say('Add a table [names] at the end, and in it: {tag} = "Einfache Sprache"', tag=tag)
        raise ContentError(place, message, hint)


def _check_base_url(settings: Settings, source: Source) -> None:
    if url := settings.base_url:
        check_url(url, source.find(url, line_of(("base_url",), source)))


def _check_threshold(settings: Settings, source: Source) -> None:
    if not 0 <= settings.threshold <= 1:
        message = say("“threshold” is a share, from 0 to 1.")
        hint = say("80 of 100 are written as 0.8: threshold = 0.8")
        raise source.fault(message, hint, line=line_of(("threshold",), source))


def _check_website(settings: Settings, source: Source) -> None:
    if settings.contact and settings.contact.website:
        check_url(settings.contact.website, source.find("website"))
