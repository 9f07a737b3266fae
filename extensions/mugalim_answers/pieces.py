"""The pictures and sounds of one learner's answers to one lesson: kept, changed, shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from mugalim_answers.holding import found_in, given_with
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store, file_name
from mugalim_checks.core import Failure
from mugalim_checks.pictures.measures import Photo
from mugalim_checks.pieces import PICTURES, SOUNDS, digest_of
from mugalim_checks.pieces.changes import Change, change_from
from mugalim_checks.pieces.opened import (
    SHOWN,
    Seen,
    changed_piece,
    look_at_piece,
    shown_piece,
)

_ENDINGS = {**PICTURES, **SOUNDS}
_OTHER_ENDINGS = {".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".mp4": "audio/mp4"}


@dataclass(frozen=True)
class Piece:
    """A kept picture or sound, as a page is told of it."""

    digest: str
    name: str
    size: int  # bytes
    photo: Photo | None

    def to_json(self) -> dict[str, Any]:
        """The piece as plain JSON values."""
        return asdict(self)


class Pieces:
    """Where pieces are kept, and where they are found: her own, then those her lesson gives."""

    def __init__(self, store: Store, lesson: Path | None = None) -> None:
        self._store = store
        self._lesson = lesson

    def keep(self, content: bytes, name: str) -> Piece:
        """Keep what came from her; AnswerRefused or a Failure says why it cannot be."""
        return self._keep(content, name, look_at_piece(content))

    def find(self, digest: str, name: str) -> Piece | None:
        """The piece of a digest where it is known already."""
        content = self.content(digest)
        return None if content is None else _piece(content, name, look_at_piece(content))

    def change(self, digest: str, name: str, change: object) -> Piece:
        """Keep a changed picture beside the one that it was made of."""
        wanted, content = _change(change), self.content(digest)
        if content is None:
            raise AnswerRefused("answers.piece_lost")
        made, seen = changed_piece(content, wanted)
        return self._keep(made, name, seen)

    def show(self, digest: str, longest: int) -> tuple[str, bytes] | None:
        """The media type and the bytes for a page; None where there is no such piece."""
        content = self.content(digest) if longest in SHOWN else None
        if content is None:
            return None
        media, shown = shown_piece(content, longest)
        return (media, shown) if media in _ENDINGS else None

    def content(self, digest: str) -> bytes | None:
        """The bytes of a digest; None where they are nowhere."""
        found = self._store.piece(digest)
        if found is None and self._lesson is not None:
            found = found_in(given_with(self._lesson), digest)
        return found

    def _keep(self, content: bytes, name: str, seen: Seen) -> Piece:
        self._store.keep(content)
        return _piece(content, name, seen)


def _piece(content: bytes, name: str, seen: Seen) -> Piece:
    return Piece(digest_of(content), _name(name, seen.media), len(content), seen.photo)


def _name(name: str, media: str) -> str:
    """Her name for the file, with an ending that fits what is in it."""
    path = PurePath(file_name(name))
    ending = path.suffix.lower()
    fits = _ENDINGS[media] == ending or _OTHER_ENDINGS.get(ending) == media
    return path.name if fits else f"{path.stem}{_ENDINGS[media]}"


def _change(asked: object) -> Change:
    try:
        return change_from(asked)
    except Failure:
        raise AnswerRefused("answers.not_understood") from None
