"""Pieces looked at, shown and changed: always by a limited child, never in this process."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from typing import Any, cast

from mugalim_checks.opening.opener import open_file
from mugalim_checks.pictures.measures import Photo
from mugalim_checks.pieces import PICTURES, media_of
from mugalim_checks.pieces.changes import Change

SHOWN = (160, 320, 640, 1280)  # pixels of the longer side in which pictures are shown
LARGEST_PLAIN = 10_000_000  # bytes of a picture in a file


@dataclass(frozen=True)
class Seen:
    """What a piece is, and a picture's measures."""

    media: str
    photo: Photo | None


def look_at_piece(content: bytes) -> Seen:
    """What a piece is; Failure with a sentence where it cannot be one."""
    return _seen(_asked(content, "look"))


def shown_piece(content: bytes, longest: int) -> tuple[str, bytes]:
    """The media type and the bytes that a browser is given: a sound itself, a picture smaller."""
    media = media_of(content)
    if media not in PICTURES:
        return media, content
    return "image/webp", _content(_asked(content, "show", longest=longest))


def changed_piece(content: bytes, change: Change) -> tuple[bytes, Seen]:
    """A picture after a change, and what it is then."""
    answer = _asked(content, "change", change=change.to_json())
    return _content(answer), _seen(answer)


def plainer_piece(content: bytes, most: int = LARGEST_PLAIN) -> bytes:
    """A picture as every office program shows it, of at most `most` bytes; Failure else."""
    return _content(_asked(content, "plainer", most=most)) or content


def digests_in_file(content: bytes) -> frozenset[str]:
    """The digests of all that lies in a .zip or an office file; Failure where it is none."""
    return frozenset(_asked(content, "digests")["digests"])


def member_of_file(content: bytes, digest: str) -> bytes | None:
    """What has this digest in a .zip or an office file; None where nothing has."""
    return _content(_asked(content, "member", digest=digest)) or None


def _asked(content: bytes, task: str, **values: Any) -> dict[str, Any]:
    return cast(dict[str, Any], open_file("pieces", content, "", task=task, **values))


def _seen(answer: dict[str, Any]) -> Seen:
    photo = answer["photo"]
    return Seen(answer["media"], None if photo is None else Photo(**photo))


def _content(answer: dict[str, Any]) -> bytes:
    return b64decode(answer["content"])
