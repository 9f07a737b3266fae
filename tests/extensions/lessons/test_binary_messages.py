"""What a kernel sends with bytes in it, such as a picture, is passed on in each protocol."""

from __future__ import annotations

from typing import Any

import pytest
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)
from tornado.websocket import WebSocketHandler

from mugalim_lessons.kernel_routes import OwnSocket
from mugalim_lessons.messages import SPOKEN

PICTURE: dict[str, Any] = {
    "header": {"msg_type": "comm_msg"},
    "parent_header": {},
    "metadata": {},
    "content": {"data": {"method": "custom"}},
    "buffers": [b"RIFF" * 400],
}


def passed_on(monkeypatch: pytest.MonkeyPatch, protocol: str | None, message: bytes) -> list[bytes]:
    """What a page gets that speaks a protocol of Jupyter's, or none by name."""
    sent: list[bytes] = []

    def write(_self: object, content: bytes, binary: bool = False) -> None:
        sent.append(content)

    monkeypatch.setattr(WebSocketHandler, "write_message", write)
    monkeypatch.setattr(OwnSocket, "selected_subprotocol", protocol)
    OwnSocket.__new__(OwnSocket).write_message(message, binary=True)
    return sent


def test_a_light_page_gets_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Voila would count to its first eight bytes, and nobody else would be answered meanwhile."""
    message = serialize_binary_message(PICTURE)
    assert passed_on(monkeypatch, None, message) == [message]


@pytest.mark.parametrize(("kind", "passes"), [("comm_msg", True), ("execute_input", False)])
def test_voilas_page_gets_all_but_what_was_run(
    monkeypatch: pytest.MonkeyPatch, kind: str, passes: bool
) -> None:
    """As before, in the protocol that it speaks."""
    header = {"msg_type": kind}
    parts = [str(each).replace("'", '"').encode() for each in (header, {}, {}, {})]
    message = serialize_msg_to_ws_v1(parts, "iopub")
    assert passed_on(monkeypatch, SPOKEN, message) == ([message] if passes else [])
