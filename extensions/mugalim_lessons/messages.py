"""What a page may send to its kernel: nothing that runs code, and only what its widgets need."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

LIGHT = ("comm_msg",)  # a lesson page has every model's id from us
# Voila's page asks the kernel who it is, and for its models by a comm of its own.
FULL = ("comm_msg", "kernel_info_request", "comm_open")
CONTROL = "jupyter.widget.control"  # tells the states of all models, and opens none
ALL = sorted({*LIGHT, *FULL})
_COMM = re.compile(r"[\w-]{1,64}")
SPOKEN = "v1.kernel.websocket.jupyter.org"


class LessonMessages(ZMQChannelsWebsocketConnection):
    """A page's connection to its kernel, which lets pass what that kind of page may send."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Called by Jupyter for every message of a page."""
        full = self.multi_kernel_manager.has_full_page(self.kernel_id)
        if may_pass(*read(incoming_msg, self.subprotocol), full=full):
            super().handle_incoming_message(incoming_msg)
        else:
            self.log.debug("A message that a page may not send was dropped")


def may_pass(channel: object, kind: object, content: object, *, full: bool) -> bool:
    """Whether a message may go to a kernel: its channel, its type and its content.

    `full` says whether Voila's full page shows the kernel's widgets.
    """
    if channel != "shell" or kind not in (FULL if full else LIGHT):
        return False
    if not isinstance(content, Mapping):
        return False
    comm = content.get("comm_id", "")
    if kind != "kernel_info_request" and not (isinstance(comm, str) and _COMM.fullmatch(comm)):
        return False
    return kind != "comm_open" or content.get("target_name") == CONTROL


def read(message: Any, subprotocol: str | None) -> tuple[object, object, object]:
    """The channel, type and content of a page's message; raises where it cannot be read."""
    if subprotocol == SPOKEN:
        channel, parts = deserialize_msg_from_ws_v1(message)
        return channel, json.loads(parts[0])["msg_type"], json.loads(parts[3])
    binary = isinstance(message, bytes)
    said = deserialize_binary_message(message) if binary else json.loads(message)
    return said.get("channel", "shell"), said["header"]["msg_type"], said.get("content")
