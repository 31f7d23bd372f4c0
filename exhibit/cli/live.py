"""What an open page has to do to be as the site is now, and what it is given to do it with.

Only what that one page shows matters. Style sheets and pictures, whose names change with what they
hold, the browser puts in the place of the others. If more than their names differs, it is given the
page as it was and as it is, and finds out how to come from one to the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

Site = Mapping[str, bytes]  # by path from the root of the site

_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}(?=\.[^./]+$)")
_FONTS = (".woff2", ".woff", ".ttf", ".otf")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico")
_IN_PLACE = (".css", *_FONTS, *_PICTURES)
_SCRIPT = '<script defer blocking="render" src="/livereload.js" data-version="{version}"></script>'
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')


def find_shown(path: str, files: Site) -> str:
    """The file that is shown at a path; for one that does not exist the page that says so."""
    own = f"{path}index.html" if path.endswith("/") or not path else path
    names = (own, f"{path.partition('/')[0]}/404.html", "404.html")
    return next((name for name in names if name in files), "")


def is_lasting(path: str) -> bool:
    """Whether a file has a name that no other content will ever have."""
    return path.startswith("assets/") and _FINGERPRINT.search(path) is not None


def name_version(page: bytes) -> str:
    """What tells one state of a page from all others, whatever has been built since."""
    return sha256(page).hexdigest()[:16]


def follow(
    path: str, earlier: Site, now: Site, exchanged: Mapping[str, str]
) -> dict[str, Any] | None:
    """What to tell a browser that shows a path of the earlier site; None if there is nothing new.

    exchanged is what find_exchanged says of the two sites.
    """
    was, is_now = (files.get(find_shown(path, files), b"") for files in (earlier, now))
    shown = {old: new for old, new in exchanged.items() if PurePosixPath(old).name.encode() in was}
    renamed = _rename(was, shown)
    if renamed == is_now and not shown:
        return None
    addresses = {f"/{old}": new for old, new in shown.items()}
    pages = {} if renamed == is_now else {"was": renamed.decode(), "is": is_now.decode()}
    return {"version": name_version(is_now), "exchange": addresses, **pages}


def find_exchanged(earlier: Site, now: Site) -> Mapping[str, str]:
    """Style sheets, fonts and pictures that hold something else now, with their new names.

    One whose name says nothing of what it holds is given a query, which makes a browser ask again.
    """
    gone, come = _by_plain_path(earlier, now), _by_plain_path(now, earlier)
    renamed = {gone[plain]: PurePosixPath(come[plain]).name for plain in gone.keys() & come.keys()}
    changed = {
        path: f"{PurePosixPath(path).name}?{name_version(now[path])}"
        for path in earlier.keys() & now.keys()
        if path.endswith(_IN_PLACE) and earlier[path] != now[path]
    }
    return {**renamed, **changed}


def _by_plain_path(files: Iterable[str], others: Site) -> Mapping[str, str]:
    """What is among the files alone, by its path without a fingerprint if that is its alone."""
    single = [path for path in files if path.endswith(_IN_PLACE) and path not in others]
    plain = {path: _FINGERPRINT.sub("", path) for path in single}
    counts = Counter(plain.values())
    return {plain[path]: path for path in single if counts[plain[path]] == 1}


def _rename(page: bytes, names: Mapping[str, str]) -> bytes:
    for old, new in names.items():
        page = page.replace(PurePosixPath(old).name.encode(), new.partition("?")[0].encode())
    return page


def make_live(page: bytes, host: str) -> bytes:
    """The page with the script that lets it follow, and a policy that lets this script through."""
    needed = {"script-src": "'self'", "connect-src": f"ws://{host}"}
    html = _POLICY.sub(lambda found: found[1] + _widen(found[2], needed), page.decode())
    before, end, after = html.partition("</head>")
    return (before + _SCRIPT.format(version=name_version(page)) + end + after).encode()


def _widen(policy: str, needed: Mapping[str, str]) -> str:
    """A Content-Security-Policy that also allows each of these directives its source."""
    words = [directive.split() for directive in policy.split(";") if directive.strip()]
    directives = {name: sources for name, *sources in words}
    for name, source in needed.items():
        known = directives.get(name, directives.get("default-src", []))
        directives[name] = [*(one for one in known if one not in ("'none'", source)), source]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
