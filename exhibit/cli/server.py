"""The site as a browser on this computer sees it, in pages that follow when it changes.

Any website can have its visitors ask for http://127.0.0.1:8000, so whoever does not come from
a page of this very server is refused, unless somebody goes to a page from there. The files stand
in memory: whatever happens on the disk, a page and all that belongs to it are from one build, and
nothing else can be asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from exhibit.cli.live import (
    Site,
    find_exchanged,
    find_shown,
    follow,
    is_lasting,
    make_live,
    name_version,
)

_ADDRESS = "127.0.0.1"
_NAMES = (_ADDRESS, "localhost")
_MOST = 1 << 16  # bytes that anybody may send
_HEADERS = {  # of every answer; a page of another site has no use for any
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_SCRIPT = Path(__file__).with_name("live.js")
_TYPES = MimeTypes()  # its own list, since on Windows any program may change that of the system


@dataclass
class _Display:
    """What is shown. Only the thread of the loop touches it, so no answer mixes two sites."""

    port: int
    files: Site = field(default_factory=dict)
    fault: str = ""  # why what is shown is not the newest

    @property
    def hosts(self) -> tuple[str, ...]:
        """How a browser names this server; it leaves out port 80."""
        suffix = "" if self.port == 80 else f":{self.port}"
        return tuple(name + suffix for name in _NAMES)


class Server:
    """Serves in a thread of its own, so that a build holds up no browser."""

    def __init__(self, sockets: Sequence[socket]) -> None:
        self.sockets = sockets
        self.display = _Display(sockets[0].getsockname()[1])
        self.loop = IOLoop(make_current=False)
        self.address = f"http://{self.display.hosts[0]}/"

    def start(self) -> None:
        ours = {"display": self.display}
        handlers = [
            (r"/livereload", _Socket, ours),
            (r"/livereload\.js", _Script, ours),
            (r"/(.*)", _SiteFile, ours),
        ]
        quiet: Any = {"log_function": lambda handler: None, "websocket_max_message_size": _MOST}
        server = HTTPServer(Application(handlers, **quiet), max_body_size=_MOST)
        self.loop.add_callback(server.add_sockets, self.sockets)
        Thread(target=self.loop.start, daemon=True).start()

    def show(self, files: Site) -> None:
        """Have all open pages show this site from now on. May be called from any thread."""
        self.loop.add_callback(self.replace, files)

    def tell(self, fault: str) -> None:
        """Have all open pages say what is wrong, until there is a site again; from any thread."""
        self.loop.add_callback(self.spread, fault)

    def spread(self, fault: str) -> None:
        self.display.fault = fault
        for waiter in LiveReloadHandler.waiters.copy():
            waiter.send_message({"fault": fault})

    def replace(self, files: Site) -> None:
        if self.display.fault:
            self.spread("")
        earlier = self.display.files
        self.display.files = files
        exchanged = find_exchanged(earlier, files)
        for waiter in LiveReloadHandler.waiters.copy():
            waiter.follow(earlier, exchanged)


def bind(port: int) -> Sequence[socket]:
    """Take the port or the next one that is free, for 0 any; nothing if there is none."""
    for candidate in range(port, min(port + 100, 65536)):
        with suppress(OSError):
            return bind_sockets(candidate, _ADDRESS)
    return ()


class _LocalHandler(RequestHandler):
    def initialize(self, display: _Display) -> None:
        self.display = display

    def set_default_headers(self) -> None:
        self.clear_header("Server")  # whoever asks need not know what answers
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        origins = {None, *(f"http://{host}" for host in self.display.hosts)}
        is_ours = self.request.host in self.display.hosts and origin in origins
        if not is_ours or self.is_asked_by_others():
            raise HTTPError(403)

    def is_asked_by_others(self) -> bool:
        """Whether a page of another site would show it as its own; who goes to it may see it."""
        site, mode, shown_as = (
            self.request.headers.get(f"Sec-Fetch-{name}", "").lower()
            for name in ("Site", "Mode", "Dest")
        )
        is_visit = mode == "navigate" and shown_as == "document"
        return site not in {"", "none", "same-origin"} and not is_visit


class _Script(_LocalHandler):
    def get(self) -> None:
        self.set_header("Content-Type", _content_type(_SCRIPT.name))
        self.finish(_SCRIPT.read_bytes())

    head = get


class _Socket(_LocalHandler, LiveReloadHandler):  # type: ignore[misc]  # livereload is untyped
    """A page that is open in a browser."""

    path = ""

    def on_message(self, message: str | bytes) -> None:
        told = _read_message(message)
        if not told:
            self.close(1008)  # whoever speaks like this is no page of ours
            return
        self.path, version = told
        LiveReloadHandler.waiters.add(self)
        if self.display.fault:
            self.send_message({"fault": self.display.fault})
        page = self.display.files.get(find_shown(self.path, self.display.files), b"")
        # A build may have ended while the page was on its way to the browser.
        if version != name_version(page):
            self.send_message({})

    def follow(self, earlier: Site, exchanged: Mapping[str, str]) -> None:
        """Have the page come from an earlier site to the present one."""
        if news := follow(self.path, earlier, self.display.files, exchanged):
            self.send_message(news)


def _read_message(message: str | bytes) -> tuple[str, str] | None:
    """The path and the version of a page, as it says them of itself."""
    try:
        told = json_decode(message)
        url, version = told["url"], told["version"]
        is_text = isinstance(url, str) and isinstance(version, str)
        return (unquote(urlsplit(url).path).lstrip("/"), version) if is_text else None
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


class _SiteFile(_LocalHandler):
    def get(self, path: str) -> None:
        files = self.display.files
        name = find_shown(path, files)
        if name not in (path, f"{path}index.html"):
            if f"{path}/index.html" in files:
                return self.redirect(f"/{path}/")
            self.set_status(404)
        self.answer(name)

    head = get

    def answer(self, name: str) -> None:
        if not name:
            raise HTTPError(404)
        content = self.display.files[name]
        if name.endswith(".html"):
            content = make_live(content, self.request.host)
        if is_lasting(name):
            self.set_header("Cache-Control", "max-age=31536000, immutable")
        self.set_header("Content-Type", _content_type(name))
        self.finish(content)


def _content_type(name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
