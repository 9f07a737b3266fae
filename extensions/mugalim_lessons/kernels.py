"""The kernels of lessons in use: whose they are, what surrounds them, and when they end."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.websocket import WebSocketClosedError
from traitlets import Instance as InstanceTrait
from traitlets import Int

from mugalim_answers.place import Place
from mugalim_lessons.config import KERNELS_OF_ONE_PERSON
from mugalim_widgets.modules import MODULES_AT

ASLEEP = 4001  # the websocket's closing code when a kernel was put to sleep
GRACE = 10.0  # seconds that a page has to come (back) to its kernel when others wait
# All that a kernel knows of the service's environment. Nothing of the Hub, the database, nbgrader.
KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE",
        "PYTHONPATH", "VIRTUAL_ENV")  # fmt: skip
PROGRAM = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=ERROR"]


@dataclass(frozen=True)
class Owner:
    """Whose kernel it is, and when it was started (seconds of a clock that never goes back)."""

    person: str
    started: float
    folder: Path
    full_page: bool = False  # whether Voila's full page shows it


class LessonKernels(AsyncMappingKernelManager):
    """Voila's kernel manager for lessons; an explicit owner and place for every kernel."""

    scratch = InstanceTrait(Path, help="the folder in which every kernel gets one of its own")
    most = Int(60, help="how many kernels may live at once").tag(config=True)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._owners: dict[str, Owner] = {}
        self._sockets: dict[str, set[Any]] = {}
        self._held: dict[str, float] = {}  # since when a kernel is its page's, or was left by it
        self.when_one_ends: Callable[[], None] = lambda: None

    def owner(self, kernel_id: str) -> str | None:
        """The person whose kernel it is; None for one that does not exist."""
        found = self._owners.get(kernel_id)
        return found.person if found else None

    def of(self, person: str) -> list[str]:
        """The live kernels of one person, the oldest first."""
        own = [(it.started, id_) for id_, it in self._owners.items() if it.person == person]
        return [kernel_id for _, kernel_id in sorted(own)]

    def has_full_page(self, kernel_id: str) -> bool:
        """Whether Voila's full page shows a kernel's widgets, and not our light one."""
        found = self._owners.get(kernel_id)
        return found is not None and found.full_page

    async def start_for(
        self, person: str, place: Place, modules: str = "", files: Path | None = None
    ) -> str:
        """Start a kernel for one person's lesson; her oldest goes when she has too many.

        For a kernel of Voila's full page, `modules` is the address of the surfaces' modules, and
        `files` a folder that the lesson's own code finds beside it.
        """
        for kernel_id in self.of(person)[: -(KERNELS_OF_ONE_PERSON - 1)]:
            await self.end(kernel_id)
        kernel_id = str(uuid4())
        folder = self.scratch / kernel_id
        (folder / "here").mkdir(parents=True, mode=0o700)
        self._owners[kernel_id] = Owner(person, time.monotonic(), folder, bool(modules))
        try:
            if files is not None and files.is_dir():
                await asyncio.to_thread(shutil.copytree, files, folder / "here" / "files")
            await self.start_kernel(
                kernel_id=kernel_id, kernel_name="python3", cwd=str(folder / "here"),
                env=surroundings(os.environ, place, folder, modules), extra_arguments=PROGRAM,
            )  # fmt: skip
        except BaseException:
            self._forget(kernel_id)
            raise
        return kernel_id

    async def end(self, kernel_id: str) -> None:
        """End a kernel at once; nothing happens where it has gone already."""
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)

    def handed_over(self, kernel_id: str) -> None:
        """Its page has it from now on; a kernel that is not held for long may make room."""
        self._held[kernel_id] = time.monotonic()

    async def make_room(self) -> bool:
        """Whether one more kernel may start; the one that no page holds for longest goes first."""
        if len(self._owners) >= self.most:
            now = time.monotonic()
            free = [
                (since, kernel_id)
                for kernel_id, since in self._held.items()
                if not self._sockets.get(kernel_id) and now - since > GRACE
            ]
            if free:
                await self.end(min(free)[1])
        return bool(len(self._owners) < self.most)

    def joined(self, kernel_id: str, socket: Any) -> None:
        """Remember a page's websocket, so that it hears when the kernel ends."""
        self._sockets.setdefault(kernel_id, set()).add(socket)

    def left(self, kernel_id: str, socket: Any) -> None:
        """Forget a websocket that has closed."""
        self._sockets.get(kernel_id, set()).discard(socket)
        if kernel_id in self._held:
            self._held[kernel_id] = time.monotonic()

    def remove_kernel(self, kernel_id: str) -> Any:
        """Called by Jupyter for every kernel that has ended, however it ended."""
        removed = super().remove_kernel(kernel_id)
        self._forget(kernel_id)
        return removed

    def _forget(self, kernel_id: str) -> None:
        owner = self._owners.pop(kernel_id, None)
        if owner:
            shutil.rmtree(owner.folder, ignore_errors=True)
        self._held.pop(kernel_id, None)
        for socket in self._sockets.pop(kernel_id, set()):
            _close(socket)
        self.when_one_ends()


def surroundings(
    environment: Mapping[str, str], place: Place, folder: Path, modules: str = ""
) -> dict[str, str]:
    """A kernel's environment: a few words of the service's own, and the lesson's place."""
    kept = {name: environment[name] for name in KEPT if name in environment}
    return {
        **kept,
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "MUGALIM_FACE": place.face,
        "MUGALIM_LESSON": str(place.lesson),
        "MUGALIM_ANSWERS": str(place.answers),
        "MUGALIM_LANGUAGE": place.language,
        **({MODULES_AT: modules} if modules else {}),
    }


def _close(socket: Any) -> None:
    try:
        socket.close(ASLEEP, "asleep")
    except WebSocketClosedError:
        return
