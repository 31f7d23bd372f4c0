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

SystemCall = Callable[[bytes, bytes], int]

AT_FDCWD = -100  # Linux: paths are relative to the working directory
RENAME_EXCHANGE = 2  # Linux
RENAME_SWAP = 2  # macOS

# An older kernel, or a file system that cannot do it.
UNAVAILABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Let two paths on one file system change places; False if that cannot be had here."""
    call = system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNAVAILABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def system_call() -> SystemCall | None:
    if sys.platform == "linux":
        return linux_call()
    if sys.platform == "darwin":
        return macos_call()
    return None


def linux_call() -> SystemCall | None:
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return None
    path, number = ctypes.c_char_p, ctypes.c_int
    function.argtypes = (number, path, number, path, ctypes.c_uint)
    return lambda one, other: int(function(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE))


def macos_call() -> SystemCall | None:
    function = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
    if function is None:
        return None
    function.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: int(function(one, other, RENAME_SWAP))
