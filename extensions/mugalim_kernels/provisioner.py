"""A kernel's provisioner that asks a template for a fork, and starts a stock kernel where none is.

Chosen by a kernelspec's metadata, {"kernel_provisioner": {"provisioner_name": "mugalim-forked"}},
as Jupyter's documentation of kernel provisioners says.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Float, Unicode

from mugalim_kernels import wire
from mugalim_kernels.places import address
from mugalim_kernels.process import ForkedProcess

GONE_WITHIN = 0.5  # seconds; a killed process takes about 0.02
LAUNCHER = ("-m", "ipykernel_launcher")


class NotForkedError(Exception):
    """A template did not give a kernel; the message says why."""


class GoneError(NotForkedError):
    """The template went away before it answered."""


class ForkProvisioner(LocalProvisioner):
    """Asks the template of its name for a kernel; a stock kernel is started where it has none."""

    template = Unicode("lessons", help="the name of the template").tag(config=True)
    folder = Unicode(help="of the program's own templates; else the user's").tag(config=True)
    ready_within = Float(30.0, help="seconds in which a kernel must be bound").tag(config=True)

    _said: ClassVar[set[str]] = set()  # why kernels are not forked, each once in the log
    forked = False
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Called by Jupyter's kernel manager."""
        self.forked = False
        try:
            self.process = await self._fork(cmd, **kwargs)
        except (NotForkedError, OSError, ValueError) as error:
            self._say_once(f"Kernels of {self.template} are not forked: {error}")
            return await super().launch_kernel(cmd, **kwargs)
        self.forked = True
        self.pid = self.pgid = self.process.pid  # a group of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def wait(self) -> int | None:
        """The exit code, once the kernel has ended; called by Jupyter, which sets the limit."""
        if not isinstance(self.process, ForkedProcess):
            code: int | None = await super().wait()
            return code
        process = self.process
        await ended(process)
        self.process = None
        return process.wait()

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it has started; called by Jupyter."""
        if not isinstance(self.process, ForkedProcess):
            await super().send_signal(signum)
        elif self.process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signum)
                return
            self.process.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel; called by Jupyter, which looks only every 0.1 s whether it has gone."""
        await self.send_signal(signal.SIGKILL)
        if isinstance(self.process, ForkedProcess):
            with suppress(TimeoutError):
                await asyncio.wait_for(ended(self.process), GONE_WITHIN)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end; called by Jupyter."""
        await self.send_signal(signal.SIGTERM)

    async def _fork(self, cmd: Sequence[str], **kwargs: Any) -> ForkedProcess:
        request = {
            "arguments": arguments_of(cmd),
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "environment": environment_of(kwargs.get("env")),
        }
        path = address(self.template, self.folder)
        try:
            return await asyncio.to_thread(forked, path, request, self.ready_within)
        except GoneError:  # a newer template has taken its place meanwhile
            return await asyncio.to_thread(forked, path, request, self.ready_within)

    def _say_once(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self.log.warning("%s", sentence)


async def ended(process: ForkedProcess) -> None:
    """Return once a kernel has ended."""
    if process.poll() is not None:
        return
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    own = os.dup(process.fileno())  # a loop watches a descriptor for one of those who wait
    loop.add_reader(own, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(own)
        os.close(own)


def arguments_of(cmd: Sequence[str]) -> list[str]:
    """What the kernel is told on its command line; NotForkedError for a program of another kind."""
    for at in range(len(cmd) - 1):
        if tuple(cmd[at : at + 2]) == LAUNCHER:
            return list(cmd[at + 2 :])
    raise NotForkedError("the kernelspec starts another program than ipykernel_launcher")


def environment_of(given: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of the kernel."""
    return dict(os.environ if given is None else given)


def forked(path: Path, request: Mapping[str, Any], seconds: float) -> ForkedProcess:
    """A kernel that is bound to its addresses.

    NotForkedError where the template refuses, or the kernel is not ready in time: it is ended.
    OSError where nobody listens at the path.
    """
    connection = wire.connect(path, seconds)
    process: ForkedProcess | None = None
    try:
        wire.send(connection, request)
        while True:
            message, descriptors = wire.receive(connection)
            if message is None:
                raise GoneError("the template has gone")
            if "refused" in message:
                raise NotForkedError(str(message["refused"]))
            if "pid" in message and descriptors:
                process = ForkedProcess(int(message["pid"]), descriptors[0], connection)
            if message.get("ready") and process:
                connection.settimeout(None)
                return process
            if "exit" in message:
                raise NotForkedError(f"the kernel ended with {message['exit']} before it was ready")
    except (NotForkedError, OSError, ValueError):
        _give_up(process, connection)
        raise


def _give_up(process: ForkedProcess | None, connection: socket.socket) -> None:
    if process is not None:
        process.kill()
        os.close(process.fileno())
    connection.close()
