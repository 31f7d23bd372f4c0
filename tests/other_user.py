"""Work done as a user who may not do everything: root, as in a container, is never refused."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_NOBODY = 65534
IS_ROOT = os.name != "nt" and os.geteuid() == 0
needs_users = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
needs_root = pytest.mark.skipif(not IS_ROOT, reason="Only root can give files to other users")


@contextmanager
def home() -> Iterator[Path]:
    """A folder of that user, in which root can put something, too."""
    folder = Path(tempfile.mkdtemp())
    try:
        if IS_ROOT:
            os.chown(folder, _NOBODY, _NOBODY)
        yield folder
    finally:
        for path, _, _ in os.walk(folder):
            os.chmod(path, 0o700)
        shutil.rmtree(folder)


def as_user(work: Callable[[], Any]) -> Any:
    """What work gives as a user who is not root; whatever it changes in the process is lost."""
    if not IS_ROOT:
        return work()
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with open(reader, "rb") as stream:
            answer = stream.read()
        os.waitpid(child, 0)
        kind, value = pickle.loads(answer)
        assert kind == "done", value
        return value
    _answer(work, writer)


def _answer(work: Callable[[], Any], writer: int) -> None:
    """Never comes back: what pytest would do at its end is not for the child."""
    try:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
        answer = ("done", work())
    except BaseException as error:
        answer = ("failed", repr(error))
    with open(writer, "wb") as stream:
        pickle.dump(answer, stream)
    os._exit(0)
