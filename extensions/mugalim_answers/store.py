"""One learner's answers to one lesson on disk: versioned, whole, and never lost once saved.

answers.json is the commit point. Beside it: files/<sha256> (uploads), and every version in
history/<exercise>/<version>.json.gz, from which a damaged answers.json is made again.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mugalim_answers.disk import locked, make_folder, read_regular, write_whole
from mugalim_answers.operations import apply_operations, first_state
from mugalim_answers.record import (
    Answer,
    Answers,
    FileDigest,
    StoredFile,
    Way,
    compact,
    read_answer,
    read_answers,
)
from mugalim_answers.refusals import AnswerRefused

LARGEST_FILE = 10_000_000  # bytes
LARGEST_STATE = 2_000_000  # bytes of one exercise's state
LARGEST_RECORD = 50_000_000  # bytes of answers.json, with room to spare
OLD_FILES = 10  # uploads kept beyond those that are answers now
_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Store:
    """One learner's answers to one lesson, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def read(self) -> Answers:
        """What is stored; empty where nothing is, and the last good copies after damage."""
        try:
            return read_answers(read_regular(self._record, LARGEST_RECORD))
        except FileNotFoundError:
            return Answers()
        except (OSError, ValueError):
            return Answers(dict(self._last_good()), recovered=True)

    def digest(self) -> str:
        """SHA-256 of answers.json; of nothing where there is none."""
        try:
            return hashlib.sha256(read_regular(self._record, LARGEST_RECORD)).hexdigest()
        except OSError:
            return hashlib.sha256(b"").hexdigest()

    def apply(
        self,
        exercise: str,
        kind: str,
        operations: object,
        *,
        base: int | None,
        start: Mapping[str, Any] | None,
        now: datetime,
    ) -> Answer:
        """Do the operations to what is stored and keep the result.

        `base` is the version that the learner saw: it only informs, for operations are always
        done to the stored state. Operations that change nothing make no new version.
        """
        _check_name(exercise)
        with locked(self.folder):
            stored = self.read()
            before = _same_kind(stored, exercise, kind)
            state = before.state if before else first_state(kind, start)
            after = apply_operations(kind, state, operations, start)
            if before and before.way == "surface" and after == before.state:
                return before
            return self._commit(stored, _next(before, exercise, kind, "surface", after, None, now))

    def attach(
        self,
        exercise: str,
        kind: str,
        name: str,
        content: bytes,
        state: Mapping[str, Any],
        now: datetime,
    ) -> Answer:
        """Keep an uploaded file as the answer, and the state that was read from it beside it."""
        _check_name(exercise)
        _check_size(content)
        sha256 = hashlib.sha256(content).hexdigest()
        file = StoredFile(_file_name(name), sha256, len(content))
        with locked(self.folder):
            stored = self.read()
            before = _same_kind(stored, exercise, kind)
            make_folder(self._files)
            write_whole(self._files / sha256, content)
            return self._commit(stored, _next(before, exercise, kind, "file", state, file, now))

    def content(self, sha256: str) -> bytes:
        """The bytes of a stored file, verified; AnswerRefused where they are not there."""
        try:
            if not _SHA256.fullmatch(sha256):
                raise AnswerRefused("answers.file_lost")
            content = read_regular(self._files / sha256, LARGEST_FILE)
        except OSError as trouble:
            raise AnswerRefused("answers.file_lost") from trouble
        if hashlib.sha256(content).hexdigest() != sha256:
            raise AnswerRefused("answers.file_lost")
        return content

    def history(self, exercise: str) -> Iterator[Answer]:
        """Every readable version of an answer, the newest first."""
        _check_name(exercise)
        for path in sorted((self.folder / "history" / exercise).glob("*.json.gz"), reverse=True):
            try:
                packed = read_regular(path, LARGEST_STATE)
                yield read_answer(json.loads(gzip.decompress(packed)))
            except (OSError, ValueError, EOFError):
                continue

    def export(self, target: Path) -> tuple[FileDigest, ...]:
        """Write answers.json and the files it names, and nothing else, into a new folder."""
        with locked(self.folder):
            answers = self.read()
            make_folder(target / "files")
            exported = [self._export_file(file, target) for file in _files_of(answers)]
            record = answers.to_bytes()
            write_whole(target / "answers.json", record)
        digest = hashlib.sha256(record).hexdigest()
        first = FileDigest("answers.json", "answers.json", digest, len(record))
        return (first, *dict.fromkeys(exported))

    @property
    def _record(self) -> Path:
        return self.folder / "answers.json"

    @property
    def _files(self) -> Path:
        return self.folder / "files"

    def _commit(self, stored: Answers, answer: Answer) -> Answer:
        packed = gzip.compress(compact(answer.to_json()), mtime=0)
        history = self.folder / "history" / answer.exercise
        make_folder(history)
        write_whole(history / f"{answer.version:06}.json.gz", packed)
        answers = stored.with_answer(answer)
        write_whole(self._record, answers.to_bytes())
        with contextlib.suppress(OSError):  # the answer is kept; tidying can wait
            self._tidy(answers)
        return answer

    def _last_good(self) -> Iterator[tuple[str, Answer]]:
        for folder in sorted((self.folder / "history").glob("*")):
            newest = next(self.history(folder.name), None) if _NAME.fullmatch(folder.name) else None
            if newest is not None:
                yield folder.name, newest

    def _export_file(self, file: StoredFile, target: Path) -> FileDigest:
        path = f"files/{file.sha256}"
        write_whole(target / path, self.content(file.sha256))
        return FileDigest(path, file.name, file.sha256, file.size)

    def _tidy(self, answers: Answers) -> None:
        """Drop what killed writers left behind, and the oldest uploads that are no answer now."""
        for unfinished in self.folder.glob(".new-*"):
            unfinished.unlink()
        if not self._files.is_dir():
            return
        used = {file.sha256 for file in _files_of(answers)}
        old = [path for path in self._files.iterdir() if path.name not in used]
        for path in sorted(old, key=lambda path: path.lstat().st_mtime_ns)[:-OLD_FILES]:
            path.unlink()


def _check_name(exercise: str) -> None:
    if not isinstance(exercise, str) or not _NAME.fullmatch(exercise):
        raise AnswerRefused("answers.not_understood")


def _check_size(content: bytes) -> None:
    if not content:
        raise AnswerRefused("answers.file_empty")
    if len(content) > LARGEST_FILE:
        raise AnswerRefused("answers.file_too_big", limit=LARGEST_FILE // 1_000_000)


def _file_name(name: str) -> str:
    """The learner's name for her file without folders and invisible characters."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return shown.strip(" .")[-120:] or "file"


def _same_kind(stored: Answers, exercise: str, kind: str) -> Answer | None:
    before = stored.exercises.get(exercise)
    if before and before.kind != kind:
        raise AnswerRefused("answers.wrong_kind")
    return before


def _next(
    before: Answer | None,
    exercise: str,
    kind: str,
    way: Way,
    state: Mapping[str, Any],
    file: StoredFile | None,
    now: datetime,
) -> Answer:
    if len(compact(state)) > LARGEST_STATE:
        raise AnswerRefused("answers.too_much")
    version = before.version + 1 if before else 1
    return Answer(exercise, kind, way, version, state, file, now)


def _files_of(answers: Answers) -> list[StoredFile]:
    return [answer.file for answer in answers.exercises.values() if answer.file]
