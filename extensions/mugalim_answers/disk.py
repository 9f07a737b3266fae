"""Files that are either wholly there or not at all, and a lock for each folder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from mugalim_answers.refusals import AnswerRefused

PATIENCE = 10.0  # seconds to wait for another writer of the same folder
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, waiting a while for whoever has it; ends with the process too.

    Trouble with the disk while it is held, or a lock that stays taken, is an AnswerRefused.
    """
    with _refusing():
        make_folder(folder)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(folder / ".lock", flags, 0o600)
        try:
            _take(handle)
            yield
        finally:
            os.close(handle)


def _take(handle: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def make_folder(folder: Path) -> None:
    """Make the folder and its parents, each of them kept on disk before the next."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    keep_folder(folder.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Put the content under this path; until the rename the earlier file stays as it was."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        try:
            _write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    keep_folder(path.parent)


def read_regular(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; OSError for a link or a device."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > limit:
            raise OSError(errno.EINVAL, "not a regular file of a sane size", str(path))
        return file.read(limit + 1)


def keep_folder(folder: Path) -> None:
    """Have the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        full = trouble.errno in _NO_ROOM
        raise AnswerRefused("answers.disk_full" if full else "answers.not_kept") from trouble
