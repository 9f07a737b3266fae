"""A file turned into plain data by a limited child of a warm template process."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from threading import Lock
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.opening.limits import LARGEST_ANSWER, SECONDS
from mugalim_checks.opening.refusals import refuse_size

DEADLINE = 30.0  # seconds by the clock
_GRACE = 2.0  # seconds in which an ended child's pipe is surely closed
_LONGEST_NAME = 200


def open_file(
    kind: str, content: bytes, name: str, *, deadline: float = DEADLINE, **asked: Any
) -> object:
    """The state of the artefact in a file; Failure with a "file." id where it cannot be had.

    `asked` holds plain JSON values that the kind's reader wants beside the file.
    """
    refuse_size(content)
    started = time.monotonic()
    request = {"kind": kind, "name": name[-_LONGEST_NAME:], "deadline": deadline, "asked": asked}
    text = _OPENER.ask(request, content)
    if not text:  # the child was ended: by its limits, or by what the file did to a library
        spent = time.monotonic() - started
        raise Failure("file.too_slow" if spent >= min(deadline, SECONDS) else "file.damaged")
    try:
        answer = json.loads(text)
    except ValueError:
        raise Failure("file.damaged") from None
    if "failure" in answer:
        raise Failure(str(answer["failure"]), **answer["values"])
    return answer["state"]


@dataclass
class _Opener:
    """The template of this process, started when the first file comes."""

    _lock: Any = field(default_factory=Lock)
    _socket: socket.socket | None = None
    _process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], content: bytes) -> bytes:
        """The child's answer; b"" where it was ended before it could give one."""
        answer = self._try(request, content)
        if not answer and self._process is not None and self._process.poll() is not None:
            answer = self._try(request, content)  # it was the template that ended
        return answer

    def _try(self, request: dict[str, Any], content: bytes) -> bytes:
        with TemporaryFile() as file:
            file.write(content)
            file.flush()
            reading, writing = os.pipe()
            try:
                self._send(json.dumps(request).encode(), [file.fileno(), writing])
            except OSError:
                os.close(reading)
                raise
            finally:
                os.close(writing)
            return _read(reading, time.monotonic() + request["deadline"] + _GRACE)

    def _send(self, request: bytes, descriptors: list[int]) -> None:
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):  # the template was killed: a new one takes its place
                    socket.send_fds(self._socket, [request], descriptors)
                    return
            socket.send_fds(self._start(), [request], descriptors)

    def _start(self) -> socket.socket:
        self.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-W", "ignore", "-m", _TEMPLATE],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"OPENPYXL_LXML": "False"},
            )
        self._socket = ours
        return ours

    def close(self) -> None:
        """End the template; the next file starts another."""
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._socket = self._process = None

    def forget(self) -> None:
        """Leave the template to the process that started it; called in a fork of it."""
        self._lock = Lock()
        if self._socket is not None:
            self._socket.close()
        self._socket = self._process = None


_TEMPLATE = "mugalim_checks.opening.template"
_OPENER = _Opener()
os.register_at_fork(after_in_child=_OPENER.forget)


def _read(pipe: int, until: float) -> bytes:
    """All that comes through a pipe until it is closed, a clock time or a bound."""
    parts: list[bytes] = []
    size = 0
    with os.fdopen(pipe, "rb", buffering=0) as source:
        while size <= LARGEST_ANSWER:
            left = until - time.monotonic()
            if left <= 0 or not select.select([source], [], [], left)[0]:
                return b""
            part = source.read(1 << 20)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
    return b""
