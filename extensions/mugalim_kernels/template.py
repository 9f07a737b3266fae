"""The template: a warm process with one thread that forks itself for each kernel that is wanted."""

from __future__ import annotations

import logging
import os
import selectors
import signal
import socket
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from mugalim_kernels import child, wire

_log = logging.getLogger("mugalim_kernels")


@dataclass
class Kernel:
    """A kernel that lives: its process, and the program that asked for it."""

    pid: int
    descriptor: int
    connection: socket.socket


@dataclass
class Template:
    """The loop that answers requests. A fault of one request never ends it."""

    listening: socket.socket
    run: Callable[[Mapping[str, Any], socket.socket], int]  # what a child does; its exit code
    most: int = 1000
    _waiting: deque[tuple[socket.socket, Mapping[str, Any]]] = field(default_factory=deque)
    _kernels: dict[int, Kernel] = field(default_factory=dict)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _leaving: bool = False

    def serve(self) -> None:
        """Answer until asked to leave and the last kernel has ended."""
        self._selector.register(self.listening, selectors.EVENT_READ, self._accept)
        while not (self._leaving and not self._kernels):
            for key, _ in self._selector.select(timeout=1.0):
                try:
                    key.data()
                except Exception:  # the others' kernels are not to end by it
                    _log.exception("a request failed")

    def leave(self) -> None:
        """Take no more requests; called when a newer template has come."""
        if not self._leaving:
            self._leaving = True
            self._selector.unregister(self.listening)
            self.listening.close()
            for connection, _ in tuple(self._waiting):
                self._forget(connection)  # who asked will ask the newer one

    def watch(self, process: int, ended: Callable[[], None]) -> None:
        """Call a function once a process of this one's own has ended."""
        descriptor = os.pidfd_open(process)

        def heard() -> None:
            self._selector.unregister(descriptor)
            os.close(descriptor)
            ended()

        self._selector.register(descriptor, selectors.EVENT_READ, heard)

    def _accept(self) -> None:
        connection, _ = self.listening.accept()
        if wire.user_of(connection) not in (os.getuid(), 0):
            connection.close()
            return
        connection.setblocking(False)
        self._selector.register(connection, selectors.EVENT_READ, lambda: self._heard(connection))

    def _heard(self, connection: socket.socket) -> None:
        """A request, or the end of the program that made one."""
        try:
            message, descriptors = wire.receive(connection)
        except BlockingIOError:
            return
        except (OSError, ValueError):
            message, descriptors = None, []
        for descriptor in descriptors:
            os.close(descriptor)
        owned = next((it for it in self._kernels.values() if it.connection is connection), None)
        if message is None:
            self._forget(connection)
            if owned is not None:
                self._end(owned)
        elif message.get("status"):
            self._answer(connection, self.status())
        elif owned is None:
            self._wanted(connection, message)

    def status(self) -> dict[str, Any]:
        """How many kernels live and wait."""
        return {
            "pid": os.getpid(), "kernels": len(self._kernels), "waiting": len(self._waiting),
            "most": self.most, "mode": getattr(self.run, "mode", "plain"),
        }  # fmt: skip

    def _wanted(self, connection: socket.socket, request: Mapping[str, Any]) -> None:
        trouble = child.trouble_with(request)
        if trouble:
            self._answer(connection, {"refused": trouble})
        elif len(self._kernels) >= self.most:
            self._waiting.append((connection, request))
            self._answer(connection, {"place": len(self._waiting)})
        else:
            self._fork(connection, request)

    def _fork(self, connection: socket.socket, request: Mapping[str, Any]) -> None:
        pid = os.fork()
        if pid == 0:
            self._be_a_kernel(connection, request)
        descriptor = os.pidfd_open(pid)
        kernel = Kernel(pid, descriptor, connection)
        self._kernels[pid] = kernel
        self._selector.register(descriptor, selectors.EVENT_READ, lambda: self._ended(kernel))
        try:
            wire.send(connection, {"pid": pid}, [descriptor])
        except OSError:
            self._end(kernel)

    def _be_a_kernel(self, connection: socket.socket, request: Mapping[str, Any]) -> None:
        """Called in the child, which never comes back."""
        code = 1
        try:
            self._selector.close()
            code = self.run(request, connection)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except BaseException:  # nothing of a child may go on as its template
            logging.getLogger("mugalim_kernels").exception("a kernel did not start")
        finally:
            with suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _ended(self, kernel: Kernel) -> None:
        self._selector.unregister(kernel.descriptor)
        self._kernels.pop(kernel.pid, None)
        code = os.waitstatus_to_exitcode(os.waitpid(kernel.pid, 0)[1])
        os.close(kernel.descriptor)
        self._answer(kernel.connection, {"exit": code})
        self._forget(kernel.connection)
        if self._waiting and len(self._kernels) < self.most:
            self._fork(*self._waiting.popleft())

    def _end(self, kernel: Kernel) -> None:
        """End a kernel whose program has gone, with all that it has started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(kernel.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(kernel.descriptor, signal.SIGKILL)

    def _forget(self, connection: socket.socket) -> None:
        self._waiting = deque(it for it in self._waiting if it[0] is not connection)
        with suppress(KeyError, ValueError):
            self._selector.unregister(connection)
        connection.close()

    @staticmethod
    def _answer(connection: socket.socket, message: Mapping[str, Any]) -> None:
        with suppress(OSError):
            wire.send(connection, message)
