"""The site as a browser on this computer sees it, in pages that reload when it changes.

Any website can have its visitors ask for http://127.0.0.1:8000, so whoever does not come from
a page of this very server is refused. The files stand in memory: whatever happens on the disk,
a page and all that belongs to it are from one build, and nothing else can be asked for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from socket import socket
from threading import Thread

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

_ADDRESS = "127.0.0.1"
_NAMES = (_ADDRESS, "localhost")

_RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
_SCRIPT = '<script defer src="/livereload.js?port={port}&amp;snipver={version}"></script>'
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_TYPES = MimeTypes()  # its own list, since on Windows any program may change that of the system


@dataclass
class _Display:
    """What is shown. Only the thread of the loop touches it, so no answer mixes two sites."""

    port: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    version: str = ""

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
            (r"/livereload", _ReloadSocket, ours),
            (r"/livereload\.js", _ReloadScript, ours),
            (r"/(.*)", _SiteFile, ours),
        ]
        server = HTTPServer(Application(handlers, log_function=lambda handler: None))
        self.loop.add_callback(server.add_sockets, self.sockets)
        Thread(target=self.loop.start, daemon=True).start()

    def show(self, files: Mapping[str, bytes]) -> None:
        """Have all open pages show this site from now on. May be called from any thread."""
        self.loop.add_callback(self.replace, files)

    def replace(self, files: Mapping[str, bytes]) -> None:
        if files == self.display.files:
            return
        self.display.files = files
        self.display.version = f"v{time.time_ns()}"  # livereload.js rounds what looks like a number
        for waiter in LiveReloadHandler.waiters.copy():
            waiter.send_message(_RELOAD)


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
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        origins = {None, *(f"http://{host}" for host in self.display.hosts)}
        if self.request.host not in self.display.hosts or origin not in origins:
            raise HTTPError(403)


class _ReloadScript(_LocalHandler, LiveReloadJSHandler):  # type: ignore[misc]  # livereload is untyped
    pass


class _ReloadSocket(_LocalHandler, LiveReloadHandler):  # type: ignore[misc]  # livereload is untyped
    version = ""

    def on_message(self, message: str) -> None:
        super().on_message(message)
        self.version = json_decode(message).get("snipver", self.version)
        # A build may have ended while the page was on its way to the browser.
        if self in self.waiters and self.version != self.display.version:
            self.send_message(_RELOAD)


class _SiteFile(_LocalHandler):
    def get(self, path: str) -> None:
        files = self.display.files
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if name in files:
            self.answer(name)
        elif f"{name}/index.html" in files:
            self.redirect(f"/{name}/")
        else:
            self.set_status(404)
            self.answer(_find_not_found(path, files))

    def answer(self, name: str) -> None:
        content = self.display.files[name]
        if name.endswith(".html"):
            content = _make_live(content.decode(), self.request.host, self.display).encode()
        self.set_header("Content-Type", _content_type(name))
        self.finish(content)


def _find_not_found(path: str, files: Mapping[str, bytes]) -> str:
    """The page for addresses that do not exist, in the language of this one."""
    for name in (f"{path.partition('/')[0]}/404.html", "404.html"):
        if name in files:
            return name
    raise HTTPError(404)


def _content_type(name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _make_live(html: str, host: str, display: _Display) -> str:
    """The page with the script that reloads it, and a policy that lets this script through."""
    needed = {"script-src": "'self'", "connect-src": f"ws://{host}"}
    html = _POLICY.sub(lambda found: found[1] + _widen(found[2], needed), html)
    before, end, after = html.partition("</head>")
    return before + _SCRIPT.format(port=display.port, version=display.version) + end + after


def _widen(policy: str, needed: Mapping[str, str]) -> str:
    """A Content-Security-Policy that also allows each of these directives its source."""
    words = [directive.split() for directive in policy.split(";") if directive.strip()]
    directives = {name: sources for name, *sources in words}
    for name, source in needed.items():
        known = directives.get(name, directives.get("default-src", []))
        directives[name] = [*(one for one in known if one not in ("'none'", source)), source]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
