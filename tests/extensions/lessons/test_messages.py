"""What a page may send to its kernel, in each of the ways in which a message can be written."""

from __future__ import annotations

import json

import pytest
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from mugalim_lessons.messages import CONTROL, FULL, LIGHT, may_pass, read

COMM = {"comm_id": "0" * 32}


@pytest.mark.parametrize(
    "kind", ["execute_request", "shutdown_request", "comm_close", "input_reply", "", None, 5]
)
def test_nothing_that_runs_or_ends_anything_passes(kind: object) -> None:
    """On neither kind of page."""
    assert not any(may_pass("shell", kind, COMM, full=full) for full in (True, False))


def test_a_light_page_only_speaks_with_models_that_exist() -> None:
    """A full one asks for them, too, by the one comm that opens no model."""
    assert may_pass("shell", "comm_msg", COMM, full=False)
    assert not any(may_pass("shell", kind, COMM, full=False) for kind in set(FULL) - set(LIGHT))
    assert may_pass("shell", "kernel_info_request", {}, full=True)
    assert may_pass("shell", "comm_open", {**COMM, "target_name": CONTROL}, full=True)
    for other in ({**COMM, "target_name": "jupyter.widget"}, COMM, {}, [], None):
        assert not may_pass("shell", "comm_open", other, full=True)


@pytest.mark.parametrize("comm", ["x" * 65, "", "a b", 5, None])
def test_a_comm_is_named_as_comms_are(comm: object) -> None:
    """A kernel would write the name of one that it does not know into its output."""
    assert not may_pass("shell", "comm_msg", {"comm_id": comm}, full=True)


def test_only_the_shell_channel_is_for_pages() -> None:
    """Control and standard input are not."""
    assert not any(may_pass(it, "comm_msg", COMM, full=True) for it in ("control", "stdin", None))


def test_both_protocols_are_read_alike() -> None:
    """Voila's page speaks the newer one, ours the older."""
    said = {"header": {"msg_type": "comm_open"}, "parent_header": {}, "metadata": {},
            "content": {"target_name": "x"}}  # fmt: skip
    newer = serialize_msg_to_ws_v1(said, "shell", pack=lambda part: json.dumps(part).encode())
    older = json.dumps({**said, "channel": "shell"})
    wanted = ("shell", "comm_open", {"target_name": "x"})
    assert read(newer, "v1.kernel.websocket.jupyter.org") == read(older, None) == wanted
