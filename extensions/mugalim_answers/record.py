"""The answer to an exercise as data, and its form in answers.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

Way = Literal["surface", "file"]
FORMAT = 1


@dataclass(frozen=True)
class StoredFile:
    """A file that a learner uploaded: her name for it, and what it is kept under."""

    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True)
class FileDigest:
    """One exported file: its path in the target folder, the learner's name for it, its digest."""

    path: str
    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True)
class Answer:
    """One version of the answer to one exercise."""

    exercise: str
    kind: str
    way: Way
    version: int
    state: Mapping[str, Any]
    file: StoredFile | None
    saved_at: datetime
    by: str = ""  # the open page that saved it, by an id of its own

    @property
    def digest(self) -> str:
        """SHA-256 of everything in this version."""
        return hashlib.sha256(compact(_plain(self))).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The version as plain JSON values, with its digest."""
        return {**_plain(self), "digest": self.digest}


@dataclass(frozen=True)
class Answers:
    """All answers of one learner to one lesson; `recovered` where answers.json was damaged."""

    exercises: Mapping[str, Answer] = field(default_factory=dict)
    recovered: bool = False

    def with_answer(self, answer: Answer) -> Answers:
        """The same with one answer put in or replaced."""
        return Answers({**self.exercises, answer.exercise: answer})

    def to_bytes(self) -> bytes:
        """The content of answers.json."""
        exercises = {name: answer.to_json() for name, answer in sorted(self.exercises.items())}
        return compact({"format": FORMAT, "exercises": exercises})


def compact(value: object) -> bytes:
    """JSON that is the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def read_answers(content: bytes) -> Answers:
    """The answers that `Answers.to_bytes` wrote; ValueError for anything else."""
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise ValueError("unknown format of answers.json")
        found = (read_answer(value) for value in data["exercises"].values())
        return Answers({answer.exercise: answer for answer in found})
    except (KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise ValueError("not an answers.json") from trouble


def read_answer(data: Mapping[str, Any]) -> Answer:
    """The answer that `Answer.to_json` gave; ValueError where a part is missing or changed."""
    try:
        file = None if data["file"] is None else StoredFile(**data["file"])
        answer = Answer(
            exercise=str(data["exercise"]),
            kind=str(data["kind"]),
            way=cast(Way, data["way"]),
            version=int(data["version"]),
            state=dict(data["state"]),
            file=file,
            saved_at=datetime.fromisoformat(data["saved_at"]),
            by=str(data.get("by", "")),
        )
        digest = data["digest"]
    except (KeyError, TypeError, AttributeError) as trouble:
        raise ValueError("not an answer") from trouble
    if answer.digest != digest:
        raise ValueError("an answer that does not match its digest")
    return answer


def _plain(answer: Answer) -> dict[str, Any]:
    file = answer.file
    by = {"by": answer.by} if answer.by else {}
    return {
        "exercise": answer.exercise,
        "kind": answer.kind,
        "way": answer.way,
        "version": answer.version,
        "state": answer.state,
        "file": None if file is None else vars(file),
        "saved_at": answer.saved_at.isoformat(),
        **by,
    }
