"""Keeping a template: started, begun again when it dies, replaced when packages change.

A program runs `Keeper(...).keep()` beside its own work; the template ends with the program.
"""

from __future__ import annotations

import asyncio
import ctypes
import hashlib
import importlib.util
import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mugalim_kernels.places import FOLDER, address

LOOK_EVERY = 10.0  # seconds between looks at the packages
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0  # seconds before a template is started again
PUBLISHED_WITHIN = 90.0  # seconds, the self-test included
_PARENT_DEATH = 1  # from linux/prctl.h
_log = logging.getLogger("mugalim_kernels")


@dataclass
class Keeper:
    """Keeps the template of a name. Where none can be had, kernels are started as ever."""

    name: str
    preload: Sequence[str] = ()
    most: int = 1000
    folder: str = ""  # of the sockets; else the user's
    environment: Mapping[str, str] | None = None  # of the template; else this program's
    _modes: list[str] = field(default_factory=lambda: ["prebuilt", "plain"])
    _process: asyncio.subprocess.Process | None = None
    _leaving: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def keep(self) -> None:
        """Keep a template until cancelled; called as a task of its own."""
        if not can_fork():
            _log.warning("Kernels are started afresh: this system cannot fork a warm one")
            return
        pause = FIRST_PAUSE
        try:
            while True:
                if await self._begin():
                    pause = FIRST_PAUSE
                    await self._stay()
                else:
                    pause = min(2 * pause, LONGEST_PAUSE)
                await asyncio.sleep(pause)
        finally:
            await self._end()

    async def _begin(self) -> bool:
        """Start a template; whether it was published. A mode that fails is not tried again."""
        process = await self._start(self._modes[0])
        self._leaving.append(process)  # should this be cancelled meanwhile
        published = await _published(process)
        self._leaving.remove(process)
        if published:
            self._let_go()
            self._process = process
            return True
        _send(process, signal.SIGKILL)
        await process.wait()
        if len(self._modes) > 1:
            _log.warning("Kernels built ahead do not work here; they are forked plainly")
            self._modes.pop(0)
        return False

    async def _stay(self) -> None:
        """Return when the template has died, or other packages are installed."""
        process, known = self._process, fingerprint(self.preload)
        while process is not None:
            try:
                await asyncio.wait_for(process.wait(), LOOK_EVERY)
            except TimeoutError:
                if await asyncio.to_thread(fingerprint, self.preload) != known:
                    _log.info("Packages have changed; %s begins anew", self.name)
                    return
                continue
            _log.warning("The template of %s ended with %s", self.name, process.returncode)
            self._process = None
            return

    async def _start(self, mode: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mugalim_kernels", self.name, "--mode", mode,
            "--most", str(self.most), "--preload", *self.preload,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            env=self._surroundings(), preexec_fn=_end_with_parent,
        )  # fmt: skip

    def _surroundings(self) -> dict[str, str]:
        own = os.environ if self.environment is None else self.environment
        return {**own, FOLDER: str(address(self.name, self.folder).parent)}

    def _let_go(self) -> None:
        """Let the template before this one leave with the last of its kernels."""
        self._leaving = [each for each in self._leaving if each.returncode is None]
        if self._process is not None:
            _send(self._process, signal.SIGUSR1)
            self._leaving.append(self._process)

    async def _end(self) -> None:
        """End every template."""
        with suppress(OSError):
            address(self.name, self.folder).unlink(missing_ok=True)
        for process in (*self._leaving, *([self._process] if self._process else [])):
            _send(process, signal.SIGTERM)
            await process.wait()


def _send(process: asyncio.subprocess.Process, number: int) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.send_signal(number)


def can_fork() -> bool:
    """Whether this system offers what a template needs."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def fingerprint(preload: Sequence[str]) -> str:
    """A digest that changes when a package is installed or removed, or one of `preload` edited."""
    seen = hashlib.sha256()
    for path in _looked_at(preload):
        with suppress(OSError):
            seen.update(f"{path}:{path.stat().st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _looked_at(preload: Sequence[str]) -> Iterator[Path]:
    for entry in sys.path:
        yield from sorted(Path(entry or ".").glob("*.dist-info"))
    for name in dict.fromkeys(module.partition(".")[0] for module in preload):
        found = importlib.util.find_spec(name)
        for place in (found.submodule_search_locations or ()) if found else ():
            yield from sorted(Path(place).rglob("*.py"))


async def _published(process: asyncio.subprocess.Process) -> bool:
    """Whether the template says that it is published; False where it ends, or says nothing."""
    if process.stdout is None:
        return False
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PUBLISHED_WITHIN)
    except TimeoutError:
        return False
    return line.startswith(b'{"published"')


def _end_with_parent() -> None:
    """Called in the child: it is ended when the program that keeps it dies, however that dies."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)
