"""Earlier addresses of pages, each of which leads on to where the page stands today.

An alias belongs to the page in the language whose folder it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exhibit.content import Contents, is_reserved
from exhibit.diagnostics import ContentError, Place, each, say
from exhibit.i18n import Locale, slugify
from exhibit.site.model import Alias, Page
from exhibit.site.urls import LONGEST

_PART = rf"[a-z0-9-]{{1,{LONGEST}}}"
_PATH = re.compile(rf"{_PART}(?:/{_PART}){{0,20}}\.html")
_Claim = tuple[str, str]  # the key of a page, and an earlier address of it


@dataclass(frozen=True)
class Host:
    """What addresses begin with: the languages, each with its folder, and where the site stands."""

    locales: Sequence[Locale]
    base_url: str
    released: frozenset[str] = frozenset()  # addresses that are to last, whatever they are


def find_locale(path: str, locales: Sequence[Locale]) -> Locale:
    """The language of a page at this path: that of its first folder, or else the source."""
    folder = path.partition("/")[0]
    return next((locale for locale in locales if locale == folder), locales[0])


def is_address(path: str, locales: Sequence[Locale]) -> bool:
    """Whether path could be a page of the site; the folder of a language is written as its tag."""
    return bool(_PATH.fullmatch(path.removeprefix(f"{find_locale(path, locales)}/")))


def _find_reserved(path: str) -> str:
    """The part of a path that Windows keeps for itself; nothing if there is none."""
    return next((part for part in path.removesuffix(".html").split("/") if is_reserved(part)), "")


def place_aliases(contents: Contents, pages: Iterable[Page], host: Host) -> Mapping[str, Alias]:
    """The aliases of all pages; raises a fault for each that is unsafe or already taken."""
    present = {page.path.casefold(): page.key for page in pages}  # as some file systems see them
    earlier: dict[str, str] = {}
    matters = contents.matters
    claims = [(key, path) for key in matters for path in matters[key].aliases]

    def place(claim: _Claim) -> Alias:
        key, path = claim
        _check_form(host, contents, claim)
        _check_free(contents, claim, present, earlier)
        earlier[path] = key
        return Alias(path, key, find_locale(path, host.locales))

    return {alias.path: alias for alias in each(place, claims)}


def _check_form(host: Host, contents: Contents, claim: _Claim) -> None:
    path = claim[1]
    if not is_address(path, host.locales):
        hint = say(
            "Write the path from the root of the site, in small letters, digits and hyphens: "
            "{path}",
            path=_propose(path, host),
        )
        message = say("“{path}” cannot be an address.", path=path)
        raise ContentError(_find_alias(contents, claim), message, hint)
    if (name := _find_reserved(path)) and path not in host.released:
        message = say("Windows keeps the name “{name}” for itself.", name=name)
        hint = say("No page of this exhibit was ever released there: delete the address here.")
        raise ContentError(_find_alias(contents, claim), message, hint)


def _check_free(
    contents: Contents, claim: _Claim, present: Mapping[str, str], earlier: Mapping[str, str]
) -> None:
    path = claim[1]
    if owner := present.get(path.casefold()):
        hint = say("Delete it here: only earlier addresses are aliases.")
        message = say("{path} is where {file} stands today.", path=path, file=owner)
        raise ContentError(_find_alias(contents, claim), message, hint)
    if owner := earlier.get(path):
        hint = say("Keep it on the page that it should lead to, and delete it here.")
        message = say("{path} is already an alias of {file}.", path=path, file=owner)
        raise ContentError(_find_alias(contents, claim), message, hint)


def _find_alias(contents: Contents, claim: _Claim) -> Place:
    document = contents.documents[claim[0]]
    return document.source.find_near(f'"{claim[1]}"', document.line_of("aliases"))


def _propose(path: str, host: Host) -> str:
    """What somebody may have meant who wrote a path that is none."""
    path = re.sub("^[a-z]+://[^/]*", "", path.removeprefix(host.base_url))
    parts = re.sub("/$", "/index", path).removesuffix(".html").split("/")
    words = [part if part in host.locales else slugify(part) for part in parts]
    return f"{'/'.join(filter(None, words)) or '…'}.html"
