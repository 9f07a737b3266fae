"""A forked kernel as its program sees it: Popen's verbs for a process that is not its child."""

from __future__ import annotations

import os
import select
import signal
import socket
from contextlib import suppress

from mugalim_kernels import wire

LOST = 255  # the exit code where the template has gone, and nobody knows


class ForkedProcess:
    """A kernel that a template has forked. Closing the connection ends it.

    `pid` and `returncode` are as Popen's. Its streams are the template's.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, descriptor: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._descriptor = descriptor  # of the process: readable once it has ended
        self._connection = connection

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.returncode is None and self._has_ended(0):
            self._ended()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended; TimeoutError where that takes longer (seconds)."""
        if self.returncode is None:
            if not self._has_ended(timeout):
                raise TimeoutError(f"kernel {self.pid} runs on")
            self._ended()
        return LOST if self.returncode is None else self.returncode

    def fileno(self) -> int:
        """A descriptor that can be read once the process has ended."""
        return self._descriptor

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, and to no other that may have its number by now."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, timeout: float | None) -> bool:
        waiting = select.poll()  # select() itself breaks beyond descriptor 1024
        waiting.register(self._descriptor, select.POLLIN)
        return bool(waiting.poll(None if timeout is None else timeout * 1000))

    def _ended(self) -> None:
        self.returncode = self._code()
        os.close(self._descriptor)
        self._connection.close()

    def _code(self) -> int:
        """The exit code as the template tells it."""
        self._connection.settimeout(1.0)
        with suppress(OSError, ValueError):
            while True:
                message, descriptors = wire.receive(self._connection)
                for descriptor in descriptors:
                    os.close(descriptor)
                if message is None:
                    break
                if isinstance(message.get("exit"), int):
                    return int(message["exit"])
        return LOST
