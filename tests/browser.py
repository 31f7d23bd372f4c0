"""A real Chromium, from wherever this computer has one or can get one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

SUBFOLDER = "museum/megawatt"  # where the exhibit stands on a server
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
OWN_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that asks the network for nothing of its own accord."""
    sandbox = ("--no-sandbox",) if is_root() else ()  # as root it refuses to start with one
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*QUIET, *sandbox])


def visit(context: BrowserContext, folder: Path, name: str) -> Page:
    """A page opened from the folder in which it stands."""
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/{name}")
    return page


def chromium_path() -> str:
    path = find_or_install()
    if not path:
        pytest.fail(
            "These tests need Chromium. Install it, or name its program in BROWSER_PATH:\n"
            f"    {sys.executable} -m playwright install --with-deps chromium"
        )
    return path


@cache
def find_or_install() -> str:
    """The program's path, or nothing if all has been tried in vain."""
    return next(filter(None, (attempt() for attempt in attempts())), "")


def attempts() -> Iterator[Callable[[], str]]:
    yield lambda: os.environ.get("BROWSER_PATH", "")
    yield playwrights_own
    yield on_the_path
    yield lambda: playwrights_own() if run(*PLAYWRIGHT, "install", "chromium") else ""
    if is_root() and shutil.which("apt-get"):
        yield lambda: on_the_path() if run("apt-get", "install", "-y", "chromium") else ""


PLAYWRIGHT = (sys.executable, "-m", "playwright")


def playwrights_own() -> str:
    # in a process of its own, since a test may have Playwright at work in this one
    found = subprocess.run(
        [sys.executable, "-c", OWN_PATH], capture_output=True, text=True, check=False
    )
    return starting(found.stdout.strip())


def on_the_path() -> str:
    return next(filter(None, (starting(shutil.which(name) or "") for name in NAMES)), "")


def starting(path: str) -> str:
    """The path if there is a program that starts: it may lack libraries, or be an empty shell."""
    if os.name == "nt":  # where Chromium opens a window instead of telling its version
        return path if os.path.exists(path) else ""
    return path if os.path.exists(path) and run(path, "--version") else ""


def run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
