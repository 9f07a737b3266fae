"""Asking for exercises drawn without a kernel, by a process that may be ended and replaced."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mugalim_lessons.cells import Place
from mugalim_lessons.kernels import KEPT

SECONDS = 8.0  # for all exercises of a lesson
FIRST = 60.0  # seconds for the first answer of a new process, on a busy machine
LARGEST = 64 * 1024 * 1024  # bytes of one answer
_LOG = logging.getLogger("mugalim_lessons")


class NotDrawnError(Exception):
    """The exercises could not be drawn; a kernel will do it."""


@dataclass
class Drawer:
    """One process that draws, started when the first page wants it; requests wait their turn."""

    folder: Path  # where the process may write
    _process: asyncio.subprocess.Process | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _warm: bool = False

    async def draw(
        self,
        lesson: Path,
        language: str,
        places: Sequence[Place],
        answers: Path | None = None,
        *,
        answered: bool = False,
    ) -> dict[str, Any]:
        """The states of surfaces as `drawing.drawn` gives them; NotDrawnError where there are none.

        `answers` None draws everything at its start; `answered` leaves out what has no answer.
        """
        request = {
            "lesson": str(lesson),
            "answers": str(answers) if answers else None,
            "language": language,
            "places": [[place.cell, place.function, place.exercise] for place in places],
            "answered": answered,
        }
        async with self._turn:
            try:
                said = await self._ask(json.dumps(request).encode() + b"\n")
            except (OSError, ValueError, EOFError, TimeoutError, asyncio.LimitOverrunError) as gone:
                await self._replace()
                raise NotDrawnError(repr(gone)) from gone
        if "error" in said:
            _LOG.error("Exercises were not drawn: %s", said["error"])
            raise NotDrawnError(said["error"])
        return said

    async def _ask(self, line: bytes) -> dict[str, Any]:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(line)
        await process.stdin.drain()
        answer = await asyncio.wait_for(process.stdout.readline(), SECONDS if self._warm else FIRST)
        if not answer.endswith(b"\n"):
            raise EOFError
        self._warm = True
        found: dict[str, Any] = json.loads(answer)
        return found

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._warm = False
            kept = {name: os.environ[name] for name in KEPT if name in os.environ}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "mugalim_lessons.drawing",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                cwd=self.folder, env={**kept, "HOME": str(self.folder)}, limit=LARGEST,
            )  # fmt: skip
        return self._process

    def end(self) -> asyncio.subprocess.Process | None:
        """End the process; the next request starts another."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
        return process

    async def _replace(self) -> None:
        process = self.end()
        if process is not None:
            await process.wait()
