"""Two folders change places in one step, which neither a reader nor a kill can catch half done.

Python has no function for it, Linux and macOS have a system call.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_SystemCall = Callable[[bytes, bytes], int]

_AT_FDCWD = -100  # Linux: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS

# An older kernel, or a file system that cannot do it.
_UNAVAILABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Let two paths on one file system change places; False if that cannot be had here."""
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNAVAILABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _system_call() -> _SystemCall | None:
    if sys.platform == "linux":
        return _linux_call()
    if sys.platform == "darwin":
        return _macos_call()
    return None


def _linux_call() -> _SystemCall | None:
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return None
    path, number = ctypes.c_char_p, ctypes.c_int
    function.argtypes = (number, path, number, path, ctypes.c_uint)
    return lambda one, other: int(function(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))


def _macos_call() -> _SystemCall | None:
    function = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
    if function is None:
        return None
    function.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: int(function(one, other, _RENAME_SWAP))
