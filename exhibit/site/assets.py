"""Static files under names that change with their content, so that browsers may keep them for ever.

A style sheet names fonts and pictures by their plain path; it is given their
fingerprinted names, and only then its own. Pages are made with a mark in the place of the
fingerprint, which is put in at the end: so another style sheet makes no page anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath, relpath

from exhibit.diagnostics import ContentError, Place, Source, decode, each, find_leftovers, say, tell
from exhibit.site.static_files import from_elsewhere, inspect_static, place_in
from exhibit.site.style_sheet import Asked, find_asked
from exhibit.site.urls import is_own

_FOLDER = "assets"
_MAX_LETTERS = 1_000_000  # of a style sheet; that of the program has 50,000
_MOST_SHOWN = 100  # letters
_MARK = "~" * 8
_MARKED = re.compile(rf"{_FOLDER}/[^\"'<>~]{{0,300}}\.{_MARK}[^\"'<>\s~]*")  # as it stands in HTML
_TEXTS = frozenset({".css", ".js", ".svg", ".txt", ".json", ".xml", ".html", ".webmanifest"})
PICTURES = "content"  # the folder in it for what texts show
_BARE = re.compile(r"[\w./~-]+")  # what needs no quotation marks in a style sheet


@dataclass(frozen=True)
class Assets:
    """Where each static file is found in the site, and the files themselves."""

    paths: Mapping[str, str]  # as pages are made with them, by path from the static folder
    names: Mapping[str, str]  # as they are published, by how pages are made with them
    files: Mapping[str, bytes]  # by path from the root of the site, as they are published


def fingerprint(static: Mapping[str, bytes]) -> Assets:
    paths: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def place(path: str) -> None:
        content, file = static[path], _file_of(path)
        _check_leftovers(path, content)
        if path.endswith(".css"):
            css = decode(file, content)
            content = _rewrite(path, css, paths).encode()
        if not path.startswith(f"{PICTURES}/"):  # of those only what is shown is published
            inspect_static(file, content)
        paths[path] = _fingerprinted(path, content)
        files[paths[path]] = content

    each(place, sorted(static, key=lambda path: path.endswith(".css")))
    marked = {path: _name(path, _MARK) for path in paths}
    return Assets(marked, {marked[path]: paths[path] for path in paths}, files)


def _check_leftovers(path: str, content: bytes) -> None:
    file = PurePosixPath("static", path)
    if file.suffix in _TEXTS:
        tell([*find_leftovers(Source(file, content.decode("utf-8", "replace")))])


def is_picture(path: str) -> bool:
    """Whether it is a picture of the content, which is published only if a page shows it."""
    return path.startswith(f"{_FOLDER}/{PICTURES}/")


def find_assets(html: str) -> Collection[str]:
    """The static files that a page names, as it was made with them."""
    return dict.fromkeys(unescape(found) for found in _MARKED.findall(html))


def put_fingerprints(html: str, names: Mapping[str, str]) -> str:
    """The page as it is published; what only looks like the name of a file stays."""

    def finish(found: re.Match[str]) -> str:
        name = names.get(unescape(found[0]))
        return escape(name) if name else found[0]

    return _MARKED.sub(finish, html)


def _fingerprinted(path: str, content: bytes) -> str:
    """assets/fonts/barlow.3f9c2a7b.woff2"""
    return _name(path, sha256(content).hexdigest()[: len(_MARK)])


def _name(path: str, mark: str) -> str:
    file = PurePosixPath(_FOLDER, path)
    return str(file.with_name(f"{file.stem}.{mark}{file.suffix}"))


def _file_of(path: str) -> PurePosixPath:
    """Where a file lies that pages call by a path: a picture beside the texts, others in static."""
    return PurePosixPath(path if path.startswith(f"{PICTURES}/") else f"static/{path}")


def _rewrite(path: str, css: str, paths: Mapping[str, str]) -> str:
    """The style sheet with every url() leading to a file's final name."""
    file = _file_of(path)
    if len(css) > _MAX_LETTERS:
        message = say("The file is longer than {size} letters.", size=_MAX_LETTERS)
        hint = say("Take out what the exhibit does not need.")
        raise ContentError(Place(file), message, hint)

    seen: set[str] = set()  # each fault is told once, where it first stands

    def replace(asked: Asked) -> str:
        written = css[asked.start : asked.end]
        if written in seen:
            return written
        try:
            return find(asked)
        except ContentError:
            seen.add(written)
            raise

    def find(asked: Asked) -> str:
        if asked.address is not None and asked.address.startswith("#"):
            return css[asked.start : asked.end]
        if asked.address is None or not is_own(asked.address):
            raise _refuse(asked, css, file)
        target = normpath(join(dirname(path), asked.address))
        if target not in paths:
            hint = say("Put the file into the folder static.")
            message = say("There is no file “{path}”.", path=target)
            raise ContentError(place_in(file, css, asked.start), message, hint)
        address = relpath(paths[target], join(_FOLDER, dirname(path)))
        return f"url({address})" if _BARE.fullmatch(address) else f'url("{address}")'

    asked = [*find_asked(css)]
    pieces, end = [], 0
    for one, renewed in zip(asked, each(replace, asked), strict=True):
        pieces += [css[end : one.start], renewed]
        end = one.end
    return "".join((*pieces, css[end:]))


def _refuse(asked: Asked, css: str, file: PurePosixPath) -> ContentError:
    place = place_in(file, css, asked.start)
    written = css[asked.start : asked.end][:_MOST_SHOWN]
    if asked.address is None:
        message = say("What this asks for cannot be known for certain: {text}", text=written)
        hint = say("A style sheet names files in one way: url(fonts/name.woff2)")
        return ContentError(place, message, hint)
    if asked.address.lower().startswith("data:"):
        message = say("Browsers will not show this: the policy of the pages wants files.")
        return ContentError(place, message, say("Save it as a file in the folder static."))
    return from_elsewhere(place, written)
