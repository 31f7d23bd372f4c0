"""Where pages stand, and how one file of the site names another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from posixpath import dirname, relpath
from urllib.parse import urljoin, urlsplit

from exhibit.content import HOME, FrontMatter
from exhibit.i18n import SLUG, Language, slugify
from exhibit.site.model import Page

LONGEST = 200  # letters of a part of an address; with what is added to it no disk has over 255
_PASSED_OVER = dict.fromkeys(map(ord, "\t\n\r"))  # by browsers, anywhere in an address
_TRIMMED = "".join(map(chr, range(33)))
STAND_INS = frozenset({"404"})  # layouts of pages that servers look for by this very name


def make_path(key: str, matter: FrontMatter, language: Language) -> str:
    """The page's file from the root of the site: messen.html, en/measure.html."""
    folder = folder_of(language)
    if matter.layout in STAND_INS:
        return f"{folder}{matter.layout}.html"
    if key == HOME:
        return f"{folder}index.html"
    return f"{folder}{language.phrase(source_slug(key, matter), SLUG).text}.html"


def folder_of(language: Language) -> str:
    """The folder of a language; the one that editors write stands at the root."""
    return "" if language.locale == language.source else f"{language.locale}/"


def source_slug(key: str, matter: FrontMatter) -> str:
    """The page's name in addresses of the source language; a message for the others."""
    return matter.slug or slugify(matter.label or matter.title) or slugify(PurePosixPath(key).stem)


def station_number(key: str) -> str:
    """The number that a station's file begins with: 3 for stations/3-verbrauchen.md."""
    found = re.match(r"(\d+)-", PurePosixPath(key).name)
    return found[1] if found else ""


def read_scheme(address: str) -> str:
    """What an address begins with, as browsers read it: https; // for another host; or nothing."""
    plain = address.translate(_PASSED_OVER).strip(_TRIMMED)
    if re.match(r"[/\\]{2}", plain):
        return "//"
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return found[1].lower() if found else ""


def is_own(address: str) -> bool:
    """Whether something stands in this very site, or is none at all."""
    return read_scheme(address) == ""


def relative(path: str, start: str) -> str:
    """How the page start names the file path."""
    return relpath(path, dirname(start) or ".")


def addresser(page: Page, base_url: str) -> Callable[[str], str]:
    """How this page names files of the site: relative to itself, if it has a place of its own."""
    if page.layout in STAND_INS:
        return lambda path: _absolute(path, base_url)
    return lambda path: relative(path, page.path)


def _absolute(path: str, base_url: str) -> str:
    """The path from the root of the host, for pages that stand in for others at any depth."""
    return urlsplit(permalink(path, base_url)).path


def permalink(path: str, base_url: str) -> str:
    """The full address; the index of a folder is the folder."""
    return urljoin(base_url.rstrip("/") + "/", re.sub(r"(^|/)index\.html$", r"\1", path))
