"""A preview that runs, and exhibits for it that tests may change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests import ROOT

PAGE = """\
+++
title = "{title}"
description = "Eine Seite für die Probe."
{rest}+++

{text}
"""


NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Preview:
    root: Path
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """All that stands in its terminal."""
        return (self.root / "terminal").read_text("utf-8")

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+", self.said)
        return found[0] if found else ""

    def get(
        self, path: str, headers: Mapping[str, str] = NO_HEADERS, method: str = "GET"
    ) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=5)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response, response.read().decode("utf-8", "replace")

    def say(self, headers: Mapping[str, str], message: bytes, kind: int) -> bytes:
        """The first byte of the answer to a message that a page sends to the socket."""
        host = urlsplit(self.address).netloc
        lines = ["GET /livereload HTTP/1.1", f"Host: {host}", *map(": ".join, headers.items())]
        name, _, port = host.partition(":")
        with create_connection((name, int(port)), timeout=5) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += connection.recv(1)
            with suppress(ConnectionError):
                length = b"\xff" + len(message).to_bytes(8, "big")  # and a mask of noughts
                connection.sendall(bytes([kind]) + length + bytes(4) + message)
                return connection.recv(1)
        return b""


def write(root: Path, name: str, text: str, title: str = "Anfang", rest: str = "") -> None:
    file = root / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(title=title, text=text, rest=rest), "utf-8")


def make_exhibit(root: Path) -> None:
    root.mkdir(exist_ok=True)
    (root / "site.toml").write_text('name = "Probe"\nlanguages = ["de", "en"]\n', "utf-8")
    write(root, "index.md", "Der erste Satz.")
    write(root, "404.md", "Hier ist nichts.", "Verirrt", 'layout = "404"\nslug = "404"\n')


@contextmanager
def previewing(root: Path, port: int = 0) -> Iterator[Preview]:
    options = ["--root", str(root), "--port", str(port), "--lang", "en"]
    with (root / "terminal").open("wb") as terminal:
        process = subprocess.Popen(
            [sys.executable, "build.py", "preview", *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=terminal,
            stderr=subprocess.STDOUT,
        )
    preview = Preview(root, process)
    try:
        eventually(lambda: preview.address != "" or process.poll() is not None)
        yield preview
    finally:
        process.kill()
        process.wait()


def eventually(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this has not come true"
        time.sleep(0.03)


def begin(preview: Preview, text: str) -> None:
    """Have the first page say this, whatever an earlier test has made of it."""
    write(preview.root, "index.md", text)
    eventually(lambda: text in preview.get("/")[1])


def shows(page: Page, text: str, seconds: float = 10) -> None:
    expect(page.get_by_text(text)).to_be_visible(timeout=seconds * 1000)
