"""Static files under names that change with their content, so that browsers may keep them for ever.

A style sheet names fonts and pictures by their plain path; it is given their
fingerprinted names, and only then its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath, relpath

from exhibit.diagnostics import ContentError, Place, decode, each, say

_FOLDER = "assets"
PICTURES = "content"  # the folder in it for what texts show
_URL = re.compile(r"url\(\s*(['\"]?)(?!data:|#)([^'\")]+)\1\s*\)")


@dataclass(frozen=True)
class Assets:
    """Where each static file is found in the site, and the files themselves."""

    paths: Mapping[str, str]  # by path from the static folder
    files: Mapping[str, bytes]  # by path from the root of the site


def fingerprint(static: Mapping[str, bytes]) -> Assets:
    paths: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def place(path: str) -> None:
        content = static[path]
        if path.endswith(".css"):
            css = decode(PurePosixPath("static", path), content)
            content = _rewrite(path, css, paths).encode()
        paths[path] = _fingerprinted(path, content)
        files[paths[path]] = content

    each(place, sorted(static, key=lambda path: path.endswith(".css")))
    return Assets(paths, files)


def published(assets: Assets, pages: Iterable[str]) -> dict[str, bytes]:
    """All files but the pictures that no page shows."""
    html = "".join(pages)
    unseen = f"{_FOLDER}/{PICTURES}/"
    return {
        path: content
        for path, content in assets.files.items()
        if not path.startswith(unseen) or path in html
    }


def _fingerprinted(path: str, content: bytes) -> str:
    """assets/fonts/barlow.3f9c2a7b.woff2"""
    file = PurePosixPath(_FOLDER, path)
    return str(file.with_name(f"{file.stem}.{sha256(content).hexdigest()[:8]}{file.suffix}"))


def _rewrite(path: str, css: str, paths: Mapping[str, str]) -> str:
    """The style sheet with every url() leading to a file's final name."""

    def replace(found: re.Match[str]) -> str:
        target = normpath(join(dirname(path), found[2]))
        if target not in paths:
            line = css.count("\n", 0, found.start()) + 1
            place = Place(PurePosixPath("static", path), line, 0, css.split("\n")[line - 1])
            hint = say("Put the file into the folder static.")
            raise ContentError(place, say("There is no file “{path}”.", path=target), hint)
        return f"url({relpath(paths[target], join(_FOLDER, dirname(path)))})"

    return _URL.sub(replace, css)
