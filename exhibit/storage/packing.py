"""Values of this program as bytes, and back.

Unpacking makes values of this program and a few plain ones, and nothing else: bytes that ask for
more, or that are no values at all, are unusable.
"""

from __future__ import annotations

import pickle
from dataclasses import is_dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module
from io import BytesIO
from typing import Any

from exhibit.storage.cache import PACKAGE

_FAULTS = (  # what bytes can raise that were made by somebody else
    *(pickle.UnpicklingError, AttributeError, EOFError, ImportError),
    *(IndexError, KeyError, TypeError, ValueError, MemoryError, OverflowError),
)
_PLAIN = {
    *(("builtins", "object"), ("builtins", "set"), ("builtins", "frozenset")),
    *(("datetime", "date"), ("decimal", "Decimal"), ("markupsafe", "Markup")),
    *(("pathlib", "PurePosixPath"), ("pathlib._local", "PurePosixPath")),
}


class UnusableError(Exception):
    """These bytes are no value of this program."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _find_class(module, name)


@cache
def _find_class(module: str, name: str) -> Any:
    is_plain = (module, name) in _PLAIN
    if is_plain or module.startswith(f"{PACKAGE.name}."):
        found = getattr(import_module(module), name)
        if is_plain or (isinstance(found, type) and is_dataclass(found)):
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """Raises UnusableError."""
    try:
        return _Unpickler(BytesIO(packed)).load()
    except _FAULTS as error:
        raise UnusableError from error


def seal(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=16).digest()
