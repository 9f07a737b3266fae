"""Landlock: a process of an ordinary user gives up, for good, all files but the ones it names.

Calls the kernel by its own interface (Linux, Documentation/userspace-api/landlock.rst). Needs no
rights and no program beside it. What is given up: files outside the folders, signals to processes
outside, tracing them and reading their environment.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES, _DROP_CAPABILITY = 38, 24  # prctl
_CAPABILITIES = 64  # more than Linux has

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEVICE = 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
# The rights that each version of the interface governs: 13 at first, then REFER, TRUNCATE, IOCTL.
_GOVERNED = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_SCOPE_SOCKETS_AND_SIGNALS = 0b11  # since version 6

LEAST_VERSION = 3  # before it (Linux 6.2) a file outside could still be cut to nothing


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that this machine offers; 0 where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)))


def restrict(read: Iterable[Path], write: Iterable[Path], names: Iterable[Path] = ()) -> None:
    """Give up every file but those below `read` (read, execute) and `write` (everything).

    Below `names` folders may be listed, and no file opened.

    Holds for all that this process starts from now on, which has no capabilities either. Paths
    that do not exist are passed over.
    OSError where the machine has no Landlock.
    """
    offered = version()
    governed = _GOVERNED[max(number for number in _GOVERNED if number <= max(offered, 1))]
    scoped = _SCOPE_SOCKETS_AND_SIGNALS if offered >= 6 else 0
    attributes = _Ruleset(governed, 0, scoped)
    size = 24 if offered >= 6 else 8
    ruleset = _call(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0)
    try:
        for path in read:
            _allow(ruleset, path, _READ & governed)
        for path in write:
            _allow(ruleset, path, governed)
        for path in names:
            _allow(ruleset, path, _READ_DIR)
        for capability in range(_CAPABILITIES):
            _libc().prctl(_DROP_CAPABILITY, capability, 0, 0, 0)  # an ordinary user has none
        if _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():
            rights &= _OF_FILES
        rule = _PathBeneath(rights, folder)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(folder)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc().syscall(number, *arguments))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"Landlock: {os.strerror(error)}")
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
