"""Files that arrive in parts: kept until they are whole, on from where a broken link left them.

In the manner of tus (tus.io, version 1.0): an upload is made with its size, its parts come one by
one, and whoever sends asks how far it is. Each upload is two files: what is wanted, and what has
come, whose name says how much of it is surely on disk.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from mugalim_answers.disk import keep_folder, locked, make_folder, read_regular, write_whole
from mugalim_answers.holding import LARGEST_FILE
from mugalim_answers.refusals import AnswerRefused
from mugalim_checks.core import Failure
from mugalim_checks.pieces import digest_of, is_digest
from mugalim_checks.states import from_plain

LARGEST_PART = 1_000_000  # bytes that are taken at once
MOST_UNFINISHED = 3  # of a person in a lesson; the one that rested longest makes room
MOST_FINISHED = 30  # of which it is still known that they are, should an answer have been lost
KEPT = timedelta(days=3)
LONGEST_NAME, LONGEST_RECORD = 200, 4_000  # characters, bytes
_ID = re.compile(r"[0-9a-f]{32}")
Purpose = Literal["answer", "piece"]


class WrongOffset(Exception):  # noqa: N818  the sender asks, and goes on from there
    """Raised where a part does not begin where the one before it ended."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True)
class Wanted:
    """What a sender said about a file before sending it."""

    exercise: str
    purpose: Purpose
    name: str
    size: int  # bytes
    digest: str = ""  # SHA-256, where the sender could count it


@dataclass(frozen=True)
class Upload:
    """How far a file has come; `done` holds the digest once it was taken as a whole."""

    id: str
    wanted: Wanted
    offset: int  # bytes
    done: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all has come."""
        return self.offset == self.wanted.size


class Uploads:
    """The unfinished uploads of one person to one lesson, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def create(self, wanted: Wanted, now: datetime) -> Upload:
        """A new upload of which nothing has come yet; the oldest of too many go."""
        upload = Upload(secrets.token_hex(16), wanted, 0)
        with locked(self.folder):
            self._tidy(now)
            write_whole(self._part(upload.id, 0), b"")
            write_whole(self._about(upload.id), json.dumps(asdict(wanted)).encode())
        return upload

    def find(self, id: str) -> Upload:
        """How far an upload is; AnswerRefused where there is none."""
        with locked(self.folder):
            return self._find(id)

    def _find(self, id: str) -> Upload:
        if not _ID.fullmatch(id):
            raise AnswerRefused("answers.upload_gone")
        try:
            about = json.loads(read_regular(self._about(id), LONGEST_RECORD))
        except (OSError, ValueError):
            raise AnswerRefused("answers.upload_gone") from None
        done = str(about.pop("done", ""))
        wanted = Wanted(**about)
        return Upload(id, wanted, wanted.size if done else self._offset(id), done)

    def append(self, id: str, offset: int, part: bytes) -> Upload:
        """Put a part behind what has come; it is on disk when this returns."""
        with locked(self.folder):
            upload = self._find(id)
            if upload.done:
                return upload
            if offset != upload.offset:
                raise WrongOffset(upload.offset)
            if len(part) > min(LARGEST_PART, upload.wanted.size - offset):
                raise AnswerRefused("answers.not_understood")
            _write_at(self._part(id, offset), offset, part)
            self._part(id, offset).rename(self._part(id, offset + len(part)))
            keep_folder(self.folder)
        return Upload(id, upload.wanted, offset + len(part))

    def whole(self, upload: Upload) -> bytes:
        """All the bytes of an upload that has come whole; AnswerRefused where they are others."""
        try:
            content = read_regular(self._part(upload.id, upload.wanted.size), LARGEST_FILE)
        except OSError:
            raise AnswerRefused("answers.upload_gone") from None
        wanted = upload.wanted
        is_it = len(content) == wanted.size and wanted.digest in ("", digest_of(content))
        if not is_it:
            self.drop(upload.id)
            raise AnswerRefused("answers.upload_differs")
        return content

    def finish(self, upload: Upload, digest: str) -> None:
        """Put the bytes away, which are kept elsewhere now, and remember that they came."""
        about = {**asdict(upload.wanted), "done": digest}
        with locked(self.folder):
            write_whole(self._about(upload.id), json.dumps(about).encode())
            for path in self._parts(upload.id):
                path.unlink()

    def drop(self, id: str) -> None:
        """Forget an upload, finished or not; nothing where there is none."""
        if _ID.fullmatch(id):
            with locked(self.folder):
                self._drop(id)

    def _drop(self, id: str) -> None:
        for path in (*self._parts(id), self._about(id)):
            path.unlink(missing_ok=True)

    def _tidy(self, now: datetime) -> None:
        """Make room for one more; called under the lock."""
        make_folder(self.folder)
        kept: dict[bool, int] = {True: MOST_FINISHED, False: MOST_UNFINISHED}
        for known, changed in sorted(self._known(), key=lambda each: each[1], reverse=True):
            finished = not any(self._parts(known))
            kept[finished] -= 1
            if kept[finished] <= 0 or changed < (now - KEPT).timestamp():
                self._drop(known)
        for unfinished in self.folder.glob(".new-*"):
            unfinished.unlink()

    def _known(self) -> Iterator[tuple[str, float]]:
        """Every upload with the moment at which something last came of it."""
        names = {path.name[:32] for path in self.folder.iterdir()}
        for known in filter(_ID.fullmatch, names):
            paths = [path for path in (*self._parts(known), self._about(known)) if path.is_file()]
            yield known, max(path.lstat().st_mtime for path in paths)

    def _offset(self, id: str) -> int:
        for path in self._parts(id):
            return int(path.suffixes[0][1:])
        raise AnswerRefused("answers.upload_gone")

    def _parts(self, id: str) -> Iterator[Path]:
        return iter(sorted(self.folder.glob(f"{id}.*.part")))

    def _part(self, id: str, offset: int) -> Path:
        return self.folder / f"{id}.{offset}.part"

    def _about(self, id: str) -> Path:
        return self.folder / f"{id}.json"


def wanted_from(sent: object) -> Wanted:
    """What a page says about a file that it will send; AnswerRefused for anything else."""
    try:
        wanted = from_plain(Wanted, sent)
    except Failure:
        raise AnswerRefused("answers.not_understood") from None
    if not is_digest(wanted.digest) or wanted.size < 0:
        raise AnswerRefused("answers.not_understood")
    if wanted.size == 0:
        raise AnswerRefused("answers.file_empty")
    if wanted.size > LARGEST_FILE:
        raise AnswerRefused("answers.file_too_big", limit=LARGEST_FILE // 1_000_000)
    return replace(wanted, name=wanted.name[-LONGEST_NAME:])


def _write_at(path: Path, offset: int, part: bytes) -> None:
    """Write a part at its place, over what an interrupted try may have left there."""
    handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.ftruncate(handle, offset)
        os.lseek(handle, offset, os.SEEK_SET)
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
