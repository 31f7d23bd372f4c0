"""Earlier addresses of pages, each of which leads on to where the page stands today.

An alias belongs to the page in the language whose folder it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exhibit.content import Document
from exhibit.diagnostics import ContentError, Place, each, line_of, say
from exhibit.i18n import Locale, slugify
from exhibit.site.model import Alias, Page

_PATH = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.html")


@dataclass(frozen=True)
class Host:
    """What addresses begin with: the languages, each with its folder, and where the site stands."""

    locales: Sequence[Locale]
    base_url: str


def find_locale(path: str, locales: Sequence[Locale]) -> Locale:
    """The language of a page at this path: that of its first folder, or else the source."""
    folder = path.partition("/")[0]
    return next((locale for locale in locales if locale == folder), locales[0])


def is_address(path: str, locales: Sequence[Locale]) -> bool:
    """Whether path could be a page of the site; the folder of a language is written as its tag."""
    return bool(_PATH.fullmatch(path.removeprefix(f"{find_locale(path, locales)}/")))


def place_aliases(
    documents: Iterable[Document], pages: Iterable[Page], host: Host
) -> tuple[Alias, ...]:
    """The aliases of all pages; raises a fault for each that is unsafe or already taken."""
    present = {page.path.casefold(): page.key for page in pages}  # as some file systems see them
    earlier: dict[str, str] = {}
    claims = [(document, path) for document in documents for path in document.front_matter.aliases]

    def place(claim: tuple[Document, str]) -> Alias:
        document, path = claim
        _check_form(host, document, path)
        _check_free(document, path, present, earlier)
        earlier[path] = document.key
        return Alias(path, document.key, find_locale(path, host.locales))

    return each(place, claims)


def _check_form(host: Host, document: Document, path: str) -> None:
    if not is_address(path, host.locales):
        hint = say(
            "Write the path from the root of the site, in small letters, digits and hyphens: "
            "{path}",
            path=_propose(path, host),
        )
        message = say("“{path}” cannot be an address.", path=path)
        raise ContentError(_find_alias(document, path), message, hint)


def _check_free(
    document: Document, path: str, present: Mapping[str, str], earlier: Mapping[str, str]
) -> None:
    place = _find_alias(document, path)
    if owner := present.get(path.casefold()):
        hint = say("Delete it here: only earlier addresses are aliases.")
        raise ContentError(
            place, say("{path} is where {file} stands today.", path=path, file=owner), hint
        )
    if owner := earlier.get(path):
        hint = say("Keep it on the page that it should lead to, and delete it here.")
        raise ContentError(
            place, say("{path} is already an alias of {file}.", path=path, file=owner), hint
        )


def _find_alias(document: Document, path: str) -> Place:
    return document.source.find_near(f'"{path}"', line_of(("aliases",), document.source, 2))


def _propose(path: str, host: Host) -> str:
    """What somebody may have meant who wrote a path that is none."""
    path = re.sub("^[a-z]+://[^/]*", "", path.removeprefix(host.base_url))
    parts = re.sub("/$", "/index", path).removesuffix(".html").split("/")
    words = [part if part in host.locales else slugify(part) for part in parts]
    return f"{'/'.join(filter(None, words)) or '…'}.html"
