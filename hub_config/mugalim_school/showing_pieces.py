"""Pictures and sounds of an answer: shown small to her who may see them, and changed for her."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

from mugalim_answers.pieces import Pieces
from mugalim_answers.store import Store
from mugalim_school.api import SLUG, Api, exercise_of, open_place
from mugalim_school.web import Handler, Refused

DIGEST = "([0-9a-f]{64})"
POLICY = "default-src 'none'; sandbox"
KEEP = "private, max-age=31536000, immutable"  # the address holds the digest of what is shown
LARGEST_MEMORY = 48_000_000  # bytes of shown pictures that are remembered
AT_ONCE = 2  # pictures that are made small at the same time, so that saving never waits for them
_Shown = tuple[str, bytes]  # media type and bytes
_threads = ThreadPoolExecutor(AT_ONCE, "pieces")


class Remembered:
    """The small pictures that were shown last, up to a number of bytes."""

    def __init__(self, most: int = LARGEST_MEMORY) -> None:
        self._most, self._size = most, 0
        self._shown: OrderedDict[tuple[str, int], _Shown] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, int]) -> _Shown | None:
        """What was shown; None where it is not remembered."""
        with self._lock:
            if key in self._shown:
                self._shown.move_to_end(key)
            return self._shown.get(key)

    def put(self, key: tuple[str, int], shown: _Shown) -> None:
        """Remember it, and forget what nobody asked for longest."""
        with self._lock:
            if key not in self._shown:
                self._shown[key] = shown
                self._size += len(shown[1])
            while self._size > self._most:
                self._size -= len(self._shown.popitem(last=False)[1][1])


_remembered = Remembered()


class ShownPiece(Api):
    """A piece of her own work, or of the file that it began with."""

    async def get(self, course: str, lesson: str, digest: str) -> None:
        """A small picture, or a sound as it is."""
        place = open_place(self, course, lesson)
        await give(self, Pieces(Store(place.answers), place.lesson), digest)


class ChangedPiece(Api):
    """A new piece made of another one."""

    async def post(self, course: str, lesson: str, digest: str) -> None:
        """Take {name, change: {longest?, crop?, place?}}; gives the new piece."""
        sent, place = self.body(), self.place(course, lesson)
        name = sent.get("name")
        exercise_of(place, str(sent.get("exercise")))
        pieces = Pieces(Store(place.answers), place.lesson)
        shown = name if isinstance(name, str) else ""
        piece = await _aside(pieces.change, digest, shown, sent.get("change"))
        self.answer({"piece": piece.to_json()})


async def give(handler: Handler, pieces: Pieces, digest: str) -> None:
    """Answer with a piece for an `img` or `audio` element; called where she may see it."""
    wanted = handler.get_query_argument("longest", "640")
    key = (digest, int(wanted) if wanted in ("160", "320", "640", "1280") else 0)
    shown = await _aside(_shown, pieces, key)
    if shown is None:
        raise Refused(404, "school.not_found")
    handler.set_header("Content-Type", shown[0])
    handler.set_header("Cache-Control", KEEP)
    handler.set_header("Content-Security-Policy", POLICY)
    handler.finish(shown[1])


def _shown(pieces: Pieces, key: tuple[str, int]) -> _Shown | None:
    """What is shown of a piece that is there for her; a remembered one must be hers, too."""
    digest, longest = key
    found = _remembered.get(key)
    if found is not None and pieces.content(digest) is not None:
        return found
    found = pieces.show(digest, longest)
    if found is not None:
        _remembered.put(key, found)
    return found


async def _aside(function: Callable[..., Any], *values: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, function, *values)


ROUTES: list[tuple[str, Any]] = [
    (f"/piece/{SLUG}/{SLUG}/{DIGEST}", ShownPiece),
    (f"/api/pieces/{SLUG}/{SLUG}/{DIGEST}", ChangedPiece),
]
