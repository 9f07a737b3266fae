"""The real pictures of a file that is written: whole where there is room, else made smaller."""

from __future__ import annotations

from collections.abc import Iterable

from mugalim_checks.core import Failure
from mugalim_checks.pieces import Lookup
from mugalim_checks.pieces.opened import plainer_piece

ROOM = 9_000_000  # bytes of all pictures: a file of 10 MB can be handed in again
_SMALLEST = 40_000  # bytes for which a picture is always worth it


class Album:
    """Pictures by their digests, as every office program and browser shows them.

    `largest` is the most bytes that one may have, `room` the most for all of them.
    """

    def __init__(
        self, pieces: Lookup | None, digests: Iterable[str], largest: int = ROOM, room: int = ROOM
    ) -> None:
        self._pieces = pieces
        self._most = largest
        found = [] if pieces is None else [pieces(each) for each in set(digests) if each]
        sizes = [min(len(content), largest) for content in found if content is not None]
        if sum(sizes) > room:
            self._most = min(largest, max(room // len(sizes), _SMALLEST))

    def picture(self, digest: str) -> bytes | None:
        """The bytes of a picture; None where it is not there, or is none."""
        content = self._pieces(digest) if self._pieces is not None and digest else None
        if content is None:
            return None
        try:
            return plainer_piece(content, self._most)
        except Failure:
            return None
