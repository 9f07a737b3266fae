"""One learner's answers to one lesson on disk: versioned, whole, and never lost once saved.

answers.json is the commit point. Beside it: files/<sha256> (uploads and pieces), and versions in
history/<exercise>/<version>.json.gz, from which a damaged answers.json is made again.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mugalim_answers import holding
from mugalim_answers.disk import locked, make_folder, read_regular, write_whole
from mugalim_answers.holding import LARGEST_FILE
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

LARGEST_STATE = 2_000_000  # bytes of one exercise's state
LARGEST_RECORD = 50_000_000  # bytes of answers.json, with room to spare
NEWEST_VERSIONS = 40  # of an answer, all of which are kept
TEN_MINUTES = 600  # seconds
SAME_MOMENT = 2.0  # seconds; a change that is no older was made just now, whoever was written first
MOST_PIECES, LARGEST_PIECES = 60, 60_000_000  # pictures and sounds that answers name, and bytes
_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """What became of a learner's operations: the answer now, and what went into the history.

    `replaced` is another device's work, which she had not seen; `late` is her own, which was older.
    """

    answer: Answer
    replaced: Answer | None = None
    late: Answer | None = None


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
        age: float = 0.0,
        by: str = "",
    ) -> Kept:
        """Do the operations, made `age` seconds ago, to what is stored, and keep the result.

        `base` is the version that the learner saw, None where it does not matter; `by` is the id
        of her open page. Work of another page that she had not seen is never lost: where her
        operations are newer they are done to it, and it stays in the history; where they are older
        their result goes into the history, and what is stored stays. Operations that change
        nothing make no new version.
        """
        _check_name(exercise)
        with locked(self.folder):
            stored = self.read()
            before = _same_kind(stored, exercise, kind)
            unseen = before if before and _is_news(before, base, by) else None
            if unseen and age > SAME_MOMENT and now - timedelta(seconds=age) < unseen.saved_at:
                return self._keep_late(stored, unseen, base or 0, operations, start, now)
            state = before.state if before else first_state(kind, start)
            after = apply_operations(kind, state, operations, start)
            if before and before.way == "surface" and after == before.state:
                return Kept(before)
            made = replace(_next(before, exercise, kind, "surface", after, None, now), by=by)
            return Kept(self._commit(stored, made), replaced=unseen)

    def _keep_late(
        self,
        stored: Answers,
        newer: Answer,
        base: int,
        operations: object,
        start: Mapping[str, Any] | None,
        now: datetime,
    ) -> Kept:
        """Put what was made before the stored work, and came after it, into the history."""
        seen = self.version(newer.exercise, base)
        state = seen.state if seen else first_state(newer.kind, start)
        after = apply_operations(newer.kind, state, operations, start)
        if after in (state, newer.state):
            return Kept(newer)
        late = _next(newer, newer.exercise, newer.kind, "surface", after, None, now)
        stored = stored.with_answer(self._commit(stored, late))
        again = replace(newer, version=late.version + 1)
        return Kept(self._commit(stored, again), late=late)

    def bring_back(self, exercise: str, version: int, now: datetime) -> Answer:
        """Make an earlier version the answer again, as a new version; AnswerRefused: it is gone."""
        _check_name(exercise)
        with locked(self.folder):
            stored = self.read()
            before, wanted = stored.exercises.get(exercise), self.version(exercise, version)
            if before is None or wanted is None:
                raise AnswerRefused("answers.no_version")
            if wanted.file is not None:
                self.content(wanted.file.sha256)
            return self._commit(stored, replace(wanted, version=before.version + 1, saved_at=now))

    def begin(self, exercise: str, kind: str, start: Mapping[str, Any], now: datetime) -> Answer:
        """Make another start the answer, as a new version; what was the answer stays before it."""
        _check_name(exercise)
        with locked(self.folder):
            stored = self.read()
            before = _same_kind(stored, exercise, kind)
            return self._commit(stored, _next(before, exercise, kind, "surface", start, None, now))

    def version(self, exercise: str, number: int) -> Answer | None:
        """One version of an answer; None where it is not kept."""
        path = self.folder / "history" / exercise / f"{number:06}.json.gz"
        try:
            return read_answer(json.loads(gzip.decompress(read_regular(path, LARGEST_STATE))))
        except (OSError, ValueError, EOFError):
            return None

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
        file = StoredFile(file_name(name), sha256, len(content))
        with locked(self.folder):
            stored = self.read()
            before = _same_kind(stored, exercise, kind)
            make_folder(self._files)
            write_whole(self._files / sha256, content)
            return self._commit(stored, _next(before, exercise, kind, "file", state, file, now))

    def content(self, sha256: str) -> bytes:
        """The bytes of a stored file, verified; AnswerRefused where they are not there."""
        content = holding.held(self._files, sha256)
        if content is None:
            raise AnswerRefused("answers.file_lost")
        return content

    def keep(self, content: bytes) -> str:
        """Keep the bytes of a piece that a state will name; its digest.

        AnswerRefused where the pieces that answers name leave no room for it.
        """
        _check_size(content)
        sha256 = hashlib.sha256(content).hexdigest()
        with locked(self.folder):
            answers = self.read()
            named = holding.named_in(answers.to_bytes())
            others = named - {sha256, *(file.sha256 for file in _files_of(answers))}
            count, size = holding.weigh(self._files, others)
            if count >= MOST_PIECES or size + len(content) > LARGEST_PIECES:
                limit = LARGEST_PIECES // 1_000_000
                raise AnswerRefused("answers.pieces_full", most=MOST_PIECES, limit=limit)
            make_folder(self._files)
            write_whole(self._files / sha256, content)
            with contextlib.suppress(OSError):  # the piece is kept; tidying can wait
                holding.tidy(self._files, named | {sha256})
        return sha256

    def piece(self, digest: str) -> bytes | None:
        """The bytes that a state names: kept by themselves, or inside of an upload; None: lost."""
        found = holding.held(self._files, digest)
        return found or holding.found_in(holding.uploads_in(self._files), digest)

    def history(self, exercise: str) -> Iterator[Answer]:
        """Every readable version of an answer, the newest first."""
        _check_name(exercise)
        for path in sorted((self.folder / "history" / exercise).glob("*.json.gz"), reverse=True):
            try:
                packed = read_regular(path, LARGEST_STATE)
                yield read_answer(json.loads(gzip.decompress(packed)))
            except (OSError, ValueError, EOFError):
                continue

    def export(self, target: Path, only: Collection[str] | None = None) -> tuple[FileDigest, ...]:
        """Write answers.json and the files it names, and nothing else, into a new folder.

        `only` names the exercises whose answers are wanted; None is all of them.
        """
        with locked(self.folder):
            answers = _only(self.read(), only)
            make_folder(target / "files")
            exported = [self._export_file(file, target) for file in _files_of(answers)]
            self._export_pieces(answers, target)
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
            self._thin(history)
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

    def _export_pieces(self, answers: Answers, target: Path) -> None:
        """Write what the states of the page name; an upload has its own pictures inside."""
        made_here = [each.state for each in answers.exercises.values() if each.way == "surface"]
        for digest in holding.named_in(compact(made_here)):
            content = self.piece(digest)
            if content is not None:
                write_whole(target / "files" / digest, content)

    def _thin(self, history: Path) -> None:
        """Of versions older than the newest keep one for each ten minutes."""
        kept: set[int] = set()
        for path in sorted(history.glob("*.json.gz"), reverse=True)[NEWEST_VERSIONS:]:
            minutes = int(path.lstat().st_mtime // TEN_MINUTES)
            if minutes in kept:
                path.unlink()
            kept.add(minutes)

    def _tidy(self, answers: Answers) -> None:
        """Drop what killed writers left behind, and the oldest files that nothing names."""
        for unfinished in self.folder.glob(".new-*"):
            unfinished.unlink()
        holding.tidy(self._files, holding.named_in(answers.to_bytes()))


def _check_name(exercise: str) -> None:
    if not isinstance(exercise, str) or not _NAME.fullmatch(exercise):
        raise AnswerRefused("answers.not_understood")


def _check_size(content: bytes) -> None:
    if not content:
        raise AnswerRefused("answers.file_empty")
    if len(content) > LARGEST_FILE:
        raise AnswerRefused("answers.file_too_big", limit=LARGEST_FILE // 1_000_000)


def file_name(name: str) -> str:
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


def _is_news(stored: Answer, base: int | None, by: str) -> bool:
    """Whether an answer is another page's work, which a page that saw `base` does not know."""
    return base is not None and base < stored.version and (not by or stored.by != by)


def _only(answers: Answers, wanted: Collection[str] | None) -> Answers:
    if wanted is None:
        return answers
    return Answers({name: each for name, each in answers.exercises.items() if name in wanted})


def _files_of(answers: Answers) -> list[StoredFile]:
    return [answer.file for answer in answers.exercises.values() if answer.file]
