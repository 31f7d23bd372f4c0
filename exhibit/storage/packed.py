"""The steps of the last sound build, on the disk for the next command.

They are packed into one file, which the next sound build replaces, so that it does not grow. It is
sealed like all memory and belongs to one state of the program. Unpacking makes values of this
program and a few plain ones, and nothing else: a file that asks for more counts as none.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from importlib import import_module
from io import BytesIO
from typing import Any

from exhibit.storage.cache import PACKAGE, Memory
from exhibit.storage.steps import Steps

_KEY = "steps"
_UNUSABLE = (  # what a file can raise that was made by somebody else
    *(pickle.UnpicklingError, AttributeError, EOFError, ImportError),
    *(IndexError, KeyError, TypeError, ValueError),
)
_PLAIN = {
    *(("builtins", "object"), ("builtins", "set"), ("builtins", "frozenset")),
    *(("datetime", "date"), ("decimal", "Decimal"), ("markupsafe", "Markup")),
    ("pathlib", "PurePosixPath"),
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        is_plain = (module, name) in _PLAIN
        if is_plain or module.startswith(f"{PACKAGE.name}."):
            found = getattr(import_module(module), name)
            if is_plain or (isinstance(found, type) and is_dataclass(found)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


@contextmanager
def going_on(memory: Memory, program: str) -> Iterator[Steps]:
    """What the last sound build has left; if this one is sound, the next will find what it leaves.

    Meanwhile the collector of garbage does not go over what was unpacked, which has none: at a
    thousand pages that is a quarter of the time.
    """
    gc.disable()
    try:
        steps = recall_steps(memory, program)
        gc.freeze()
    finally:
        gc.enable()
    try:
        yield steps
        keep_steps(memory, program, steps)
    finally:
        gc.unfreeze()


def recall_steps(memory: Memory, program: str) -> Steps:
    """What the last sound build of this very program has left; nothing if that cannot be used."""
    steps = Steps()
    known, _, packed = (memory.get_bytes(_KEY) or b"").partition(b"\n")
    if known == _name(program):
        try:
            steps.seen, steps.done = _Unpickler(BytesIO(packed)).load()
        except _UNUSABLE:
            return Steps()
    return steps


def keep_steps(memory: Memory, program: str, steps: Steps) -> None:
    packed = pickle.dumps((steps.seen, steps.done), pickle.HIGHEST_PROTOCOL)
    memory.keep_bytes(_KEY, _name(program) + b"\n" + packed)


def _name(program: str) -> bytes:
    return f"{program} {sys.version_info}".encode()
