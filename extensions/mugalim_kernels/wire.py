"""What a program and a template say to each other: one JSON object a packet, descriptors beside it.

The socket lies in a folder that only its owner reaches, and who speaks is asked of the system.
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LARGEST = 200_000  # bytes of a packet; a request brings an environment along
MOST_DESCRIPTORS = 4
_CREDENTIALS = struct.Struct("3i")  # of the one who speaks: process, user, group


def bind(path: Path) -> socket.socket:
    """A listening socket at a path, in a folder that is made for its owner alone."""
    path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    path.unlink(missing_ok=True)
    listening = _socket()
    listening.bind(str(path))
    path.chmod(0o600)
    listening.listen(128)
    return listening


def connect(path: Path, seconds: float) -> socket.socket:
    """A connection to whoever listens at a path; OSError where nobody does."""
    made = _socket()
    made.settimeout(seconds)
    try:
        made.connect(str(path))
    except OSError:
        made.close()
        raise
    return made


def user_of(connection: socket.socket) -> int:
    """The Unix user at the other end."""
    found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(found)[1])


def send(
    connection: socket.socket, message: Mapping[str, Any], descriptors: Sequence[int] = ()
) -> None:
    """Send a message; OSError where the other end has gone."""
    packet = json.dumps(message).encode()
    if len(packet) > LARGEST:
        raise OSError(f"a message of {len(packet)} bytes is too long")
    passed = array.array("i", descriptors)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, passed)] if descriptors else []
    connection.sendmsg([packet], rights, socket.MSG_NOSIGNAL)


def receive(connection: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and its descriptors; None where the other end has gone.

    ValueError where it cannot be understood; its descriptors are closed then.
    """
    room = socket.CMSG_SPACE(MOST_DESCRIPTORS * array.array("i").itemsize)
    packet, rights, flags, _ = connection.recvmsg(LARGEST, room)
    descriptors = _descriptors(rights)
    if not packet:
        return None, descriptors
    try:
        if flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
            raise ValueError("the message is too long")
        message = json.loads(packet)
        if not isinstance(message, dict):
            raise ValueError("the message is no object")
    except ValueError:
        for descriptor in descriptors:
            os.close(descriptor)
        raise
    return message, descriptors


def _socket() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET | socket.SOCK_CLOEXEC)


def _descriptors(rights: Sequence[tuple[int, int, bytes]]) -> list[int]:
    found = array.array("i")
    for level, kind, data in rights:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            found.frombytes(data[: len(data) - len(data) % found.itemsize])
    return list(found)
