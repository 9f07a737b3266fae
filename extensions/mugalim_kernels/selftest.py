"""Whether a template gives kernels that work: run by the template itself before it is published.

`python -m mugalim_kernels.selftest SOCKET` ends with 0 where code runs and a widget answers.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from mugalim_kernels.provisioner import forked

SECONDS = 30.0
WIDGET = """\
import ipywidgets
_slider = ipywidgets.IntSlider()
print(_slider.model_id)
"""


class NotWorkingError(Exception):
    """A kernel did not do what it should; the message says what."""


def try_out(path: Path, seconds: float = SECONDS) -> None:
    """Fork a kernel, run code, and have a widget answer; NotWorkingError where it does not."""
    with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
        file, _ = write_connection_file(f"{folder}/kernel.json", ip=f"{folder}/k", transport="ipc")
        request = {"arguments": ["-f", file], "cwd": folder, "environment": dict(os.environ)}
        process = forked(path, request, seconds)
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=seconds)
            _expect(_said(client, "print(6 * 7)"), "42")
            if find_spec("ipywidgets"):
                _widget(client)
        finally:
            client.stop_channels()
            process.kill()
            process.wait(seconds)


def _widget(client: BlockingKernelClient) -> None:
    """Change a slider as a page does; its kernel must see it."""
    model = _said(client, WIDGET)
    data = {"method": "update", "state": {"value": 5}, "buffer_paths": []}
    message = client.session.msg("comm_msg", {"comm_id": model, "data": data})
    client.shell_channel.send(message)
    _expect(_said(client, "print(_slider.value)"), "5")


def _said(client: BlockingKernelClient, code: str) -> str:
    said: list[str] = []

    def heard(message: Any) -> None:
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])
        elif message["msg_type"] == "error":
            raise NotWorkingError(str(message["content"]["evalue"]))

    client.execute_interactive(code, timeout=SECONDS, output_hook=heard)
    return "".join(said).strip()


def _expect(said: str, wanted: str) -> None:
    if said != wanted:
        raise NotWorkingError(f"a kernel said {said!r} instead of {wanted!r}")


if __name__ == "__main__":
    try:
        try_out(Path(sys.argv[1]))
    except Exception as error:  # whatever it is: this template is not to be used
        sys.exit(f"the self-test failed: {error!r}")
