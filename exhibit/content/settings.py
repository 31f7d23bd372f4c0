"""site.toml, as people write it: the name, the languages, who answers for it, what leads where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from exhibit.diagnostics.faults import say
from exhibit.diagnostics.toml import required, spec


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

    stations: tuple[str, ...] = ()  # the tour: rail, numbers and pager
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
