from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extensions.nbgrader.small_lesson import DAY, hand_in

from mugalim_nbgrader.client import Worker

EXTENSIONS = {"nbgrader.server_extensions.formgrader": True, "mugalim_nbgrader.formgrader": True}
PERSON = "pformgrd1"


class Formgrader:
    """A Jupyter server with formgrader on one course folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = {
            "ip": "127.0.0.1",
            "port": self.port,
            "root_dir": str(folder),
            "jpserver_extensions": EXTENSIONS,
            "open_browser": False,
            "allow_root": True,
        }
        (home / "settings.py").write_text(
            "".join(f"c.ServerApp.{name} = {value!r}\n" for name, value in options.items())
            + "c.IdentityProvider.token = 'test'\n"
        )
        command = [sys.executable, "-m", "jupyter_server", "--config", str(home / "settings.py")]
        self.process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "HOME": str(home)}, stderr=subprocess.DEVNULL
        )

    def get(self, address: str) -> Any:
        """The JSON at an address of formgrader's, as soon as the server answers."""
        url = f"http://127.0.0.1:{self.port}/formgrader/{address}"
        request = urllib.request.Request(url, headers={"Authorization": "token test"})
        ends = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(request) as reply:  # noqa: S310  our own server
                    return json.loads(reply.read())
            except urllib.error.URLError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)


@pytest.fixture
def formgrader(worker: Worker, release: Path, tmp_path: Path) -> Iterator[Formgrader]:
    """A running formgrader."""
    server = Formgrader(worker.folder("demo"), tmp_path)
    yield server
    server.process.terminate()
    server.process.wait()


async def test_formgrader_shows_what_another_process_has_just_marked(
    worker: Worker, release: Path, tmp_path: Path, formgrader: Formgrader
) -> None:
    """Its own session would show the first score for ever."""
    hand_in(worker, release, PERSON, "2.5", tmp_path)
    await worker.grade("demo", "small", PERSON)
    lines = formgrader.get("api/submitted_notebooks/small/small")
    (line,) = [line for line in lines if line["student"] == PERSON]
    address = f"api/grades?submission_id={line['id']}"
    before = {grade["name"]: grade["manual_score"] for grade in formgrader.get(address)}
    marks = {"judgement": 1.5}
    await worker.judge("demo", "small", PERSON, marks, "", "nurlan", DAY.isoformat())
    after = {grade["name"]: grade["manual_score"] for grade in formgrader.get(address)}
    assert (before["judgement"], after["judgement"]) == (None, 1.5)
