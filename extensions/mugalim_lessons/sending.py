"""Content compressed once and kept, and given out in the form that a browser takes."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import brotli

_LEAST = 200  # bytes; less is not worth it


@dataclass(frozen=True)
class Content:
    """Bytes with their type, compressed when first asked for: `hard` where they are kept."""

    plain: bytes
    type: str
    hard: bool = True
    given_tag: str = ""

    @cached_property
    def tag(self) -> str:
        """The content's ETag: the one that it was given, else one of its bytes."""
        return self.given_tag or f'"{hashlib.sha256(self.plain).hexdigest()[:24]}"'

    def forms(self, accepted: str) -> tuple[str, bytes]:
        """The coding that a browser gets by its Accept-Encoding, and the bytes in it."""
        codings = {part.split(";")[0].strip().lower() for part in accepted.split(",")}
        if len(self.plain) < _LEAST:
            return "", self.plain
        if "br" in codings:
            return "br", self._brotli
        return ("gzip", self._gzip) if "gzip" in codings else ("", self.plain)

    @cached_property
    def _brotli(self) -> bytes:
        found: bytes = brotli.compress(
            self.plain, mode=brotli.MODE_TEXT, quality=11 if self.hard else 5
        )
        return found

    @cached_property
    def _gzip(self) -> bytes:
        return gzip.compress(self.plain, 9 if self.hard else 6, mtime=0)


class NoEtagOfItsOwn:
    """A handler whose ETag is its content's, not one that tornado counts from compressed bytes."""

    def compute_etag(self) -> None:
        """Called by tornado for every answer."""


def send(handler: Any, content: Content, keep: str) -> None:
    """Finish a tornado handler with a content: 304 where the browser has it already.

    `keep` is its Cache-Control.
    """
    if has_it(handler, content.tag, keep):
        return
    coding, body = content.forms(handler.request.headers.get("Accept-Encoding", ""))
    handler.set_header("Content-Type", content.type)
    if coding:
        handler.set_header("Content-Encoding", coding)  # tornado then leaves it as it is
    handler.finish(body)


def has_it(handler: Any, tag: str, keep: str) -> bool:
    """Whether the browser has the content of this ETag; the answer is finished then."""
    handler.set_header("Cache-Control", keep)
    handler.set_header("Etag", tag)
    if not handler.check_etag_header():
        return False
    handler.set_status(304)
    handler.finish()
    return True
