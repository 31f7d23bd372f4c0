"""A site that follows its texts: build, show what came of it, wait for the next change.

The watch begins before the first build, and keeps what it sees during a build for the moment
after it; what it misses is found by a look at the files themselves. However changes come, the
last of them is built. All of this is the main thread's, where Ctrl-C ends a build as it ends any
other.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path, PurePosixPath
from stat import S_ISDIR

from watchfiles import Change, watch

from exhibit.cli.build import attempt
from exhibit.cli.report import Speak, speaker
from exhibit.cli.server import Server, bind
from exhibit.content import is_ignored
from exhibit.diagnostics import say
from exhibit.pipeline import PROGRAM, WRITTEN_BY_PEOPLE
from exhibit.storage import Steps, read_manifest

_FOLDER = ".preview"
_TICK = 100  # milliseconds
_PATIENCE = 4  # ticks without a change, after which all is quiet

_Site = Mapping[str, bytes]  # by path from the root of the site
_Stock = Mapping[str, tuple[int, int, int]]  # files, as a look at the disk shows them

_FAULT_PAGE = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><pre>{text}</pre></body>
</html>
"""


def serve(root: Path, output: Path, port: int, language: str) -> int:
    """Show the exhibit in root to browsers on this computer until Ctrl-C; output stays as it is."""
    speak = speaker(language)
    sockets = bind(port)
    if not sockets:
        print(speak(say("No port from {port} on is free.", port=port)), file=sys.stderr)
        return 1
    with suppress(KeyboardInterrupt):
        _run(root, output.parent / _FOLDER / output.name, Server(sockets), language)
    return 0


def _run(root: Path, folder: Path, server: Server, language: str) -> None:
    speak = speaker(language)
    stands = False
    for number, result in enumerate(_results(root, folder, speak)):
        if not isinstance(result, str):
            stands = True
            server.show(result)
        else:
            print(result, file=sys.stderr, flush=True)
            if not stands:
                server.show(_make_fault_site(result, language, speak))
        if number == 0:
            server.start()
            message = "Preview: {address} – it follows every change. Ctrl-C ends it."
            print(speak(say(message, address=server.address)), flush=True)


def _results(root: Path, folder: Path, speak: Speak) -> Iterator[_Site | str]:
    """After every change the site, or in words why there is none."""
    fault, quiet, steps = "", 0, Steps()
    for changed in changes(root):
        quiet = 0 if changed else quiet + 1
        if changed:
            result = _make_site(root, folder, speak, steps)
            fault = result if isinstance(result, str) else ""
            if not fault:
                yield result
        elif fault and quiet == _PATIENCE:
            # Only now that all is quiet: what an editor has written half is no fault of anybody's.
            yield fault
            fault = ""


def _make_site(root: Path, folder: Path, speak: Speak, steps: Steps) -> _Site | str:
    started = time.perf_counter()
    try:
        outcome = attempt(root, folder, speak, steps)
        if isinstance(outcome, str):
            return outcome
        site = read_site(folder)
    except Exception:
        # Often a file that went while it was being read, which is a change that will be built.
        return traceback.format_exc()
    seconds = time.perf_counter() - started
    print(speak(say("Built in {seconds:.1f} s.", seconds=seconds)), flush=True)
    return site


def read_site(folder: Path) -> _Site:
    """What servers show of a site, which is no file whose name begins with a dot."""
    manifest = read_manifest(folder)
    paths = manifest.files if manifest else ()
    return {path: (folder / path).read_bytes() for path in paths if not f"/{path}".count("/.")}


def _make_fault_site(text: str, language: str, speak: Speak) -> _Site:
    """What to show as long as there has never been a site: at every address what is wrong."""
    page = _FAULT_PAGE.format(
        language=language,
        title=escape(speak(say("The site cannot be built yet."))),
        text=escape(text),
    ).encode()
    return {"index.html": page, "404.html": page}


def changes(root: Path) -> Iterator[bool]:
    """Whether something has changed, again and again; at first it has, since nothing is known.

    The watch is quick but misses some: a folder that takes the place of another or is new, a
    drive of the net, at times a file. So the files themselves are looked at with every tick.
    """
    known: _Stock = {}
    for found in watch(
        *_find_sources(root),
        watch_filter=_concerns_us,
        step=5,
        debounce=50,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        stock = _take_stock(_find_sources(root))
        yield bool(found) or stock != known
        known = stock


def _take_stock(sources: Iterable[Path]) -> _Stock:
    """What tells one state of a file from the next, without reading it."""
    walks = (walk for source in sources for walk in os.walk(source))
    files = [
        *map(str, sources),
        *(f"{folder}/{name}" for folder, _, names in walks for name in names),
    ]
    stock = {}
    for file in filter(lambda file: _concerns_us(Change.modified, file), files):
        with suppress(FileNotFoundError):  # gone since
            state = os.lstat(file)
            if not S_ISDIR(state.st_mode):
                stock[file] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return stock


def _find_sources(root: Path) -> frozenset[Path]:
    """All that a site is made from, as far as it exists; not the root, which holds far more."""
    shipped = (PROGRAM / "templates", PROGRAM / "static")
    own = (root / name for name in WRITTEN_BY_PEOPLE)
    return frozenset(path for path in (*own, *shipped) if path.exists())


def _concerns_us(change: Change, path: str) -> bool:
    return not is_ignored(PurePosixPath(Path(path).name))
