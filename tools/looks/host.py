"""A server for a built site that answers as hosts do: packed, and with 404.html for strays."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PACKED = {".html", ".css", ".js", ".svg", ".xml", ".txt"}  # pictures and fonts are so already


class Handler(SimpleHTTPRequestHandler):
    """Shows 404.html for what it does not have."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.suffix in PACKED and file.is_file() and self.accepts_gzip():
            self.send_packed(file.read_bytes(), self.guess_type(str(file)))
        else:
            super().do_GET()

    def accepts_gzip(self) -> bool:
        return "gzip" in self.headers.get("Accept-Encoding", "")

    def send_packed(self, content: bytes, kind: str) -> None:
        body = gzip.compress(content, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Does not mind a browser that goes on to the next page before it has all of the last."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path, handler: Callable[..., Handler] = Handler) -> Iterator[str]:
    """The address of a server that lasts as long as the caller goes on with this."""
    server = Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
