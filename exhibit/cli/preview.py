"""A site that follows its texts: build, show what came of it, wait for the next change.

What is shown stands in memory and is never written: nobody else looks at it, and to write a site
whole and safely takes longer than to make it. However changes come, the last of them is built. All
of this is the main thread's, where Ctrl-C ends a build as it ends any other.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

from exhibit.cli.build import guard
from exhibit.cli.live import Site
from exhibit.cli.report import Speak, speaker
from exhibit.cli.server import Server, bind
from exhibit.cli.watch import changes
from exhibit.diagnostics import say
from exhibit.pipeline import Finished, make_site, open_known
from exhibit.storage import Steps

_PATIENCE = 4  # ticks without a change, after which all is quiet

_FAULT_PAGE = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><pre>{text}</pre></body>
</html>
"""


def serve(root: Path, port: int, language: str) -> int:
    """Show the exhibit in root to browsers on this computer until Ctrl-C; nothing is published."""
    speak = speaker(language)
    sockets = bind(port)
    if not sockets:
        print(speak(say("No port from {port} on is free.", port=port)), file=sys.stderr)
        return 1
    with suppress(KeyboardInterrupt):
        _run(root, Server(sockets), speak, language)
    return 0


def _run(root: Path, server: Server, speak: Speak, language: str) -> None:
    stands = False
    for number, result in enumerate(_results(root, speak)):
        if not isinstance(result, str):
            stands = True
            server.show(result)
        else:
            print(result, file=sys.stderr, flush=True)
            if stands:
                server.tell(result)
            else:
                server.show(_make_fault_site(result, language, speak))
        if number == 0:
            server.start()
            message = "Preview: {address} – it follows every change. Ctrl-C ends it."
            print(speak(say(message, address=server.address)), flush=True)


def _results(root: Path, speak: Speak) -> Iterator[Site | str]:
    """After every change the site, or in words why there is none."""
    fault, quiet, steps = "", 0, open_known(root)
    for changed in changes(root, lambda notice: print(speak(notice), flush=True)):
        quiet = 0 if changed else quiet + 1
        if changed:
            result = _make_site(root, speak, steps)
            fault = result if isinstance(result, str) else ""
            if not isinstance(result, str):
                yield choose_shown(result.files)
                result.keep()  # now that it is seen
            steps.end()
        elif fault and quiet == _PATIENCE:
            # Only now that all is quiet: what an editor has written half is no fault of anybody's.
            yield fault
            fault = ""


def _make_site(root: Path, speak: Speak, steps: Steps) -> Finished | str:
    started = time.perf_counter()
    try:
        finished = guard(lambda progress: make_site(root, progress, steps), speak)
    except Exception:
        # Often a file that went while it was being read, which is a change that will be built.
        return traceback.format_exc()
    if not isinstance(finished, str):
        seconds = time.perf_counter() - started
        print(speak(say("Built in {seconds:.2f} s.", seconds=seconds)), flush=True)
    return finished


def choose_shown(files: Site) -> Site:
    """What servers show of a site, which is no file whose name begins with a dot."""
    return {path: content for path, content in files.items() if "/." not in f"/{path}"}


def _make_fault_site(text: str, language: str, speak: Speak) -> Site:
    """What to show as long as there has never been a site: at every address what is wrong."""
    page = _FAULT_PAGE.format(
        language=language,
        title=escape(speak(say("The site cannot be built yet."))),
        text=escape(text),
    ).encode()
    return {"index.html": page, "404.html": page}
