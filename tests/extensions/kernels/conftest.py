"""A template that really runs, and kernels asked of it as any Jupyter program asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from jupyter_client.manager import AsyncKernelManager
from traitlets.config import Config

from mugalim_kernels import wire
from mugalim_kernels.client import ReadyClient
from mugalim_kernels.places import FOLDER

NAME = "mugalim-forked"
SECONDS = 60.0  # for what takes moments, on a busy machine


@dataclass
class Running:
    """A template process, and the folder of its sockets."""

    folder: Path
    process: subprocess.Popen[str]

    def status(self) -> dict[str, Any]:
        """What the template says of itself."""
        with wire.connect(self.folder / "lessons.sock", SECONDS) as connection:
            wire.send(connection, {"status": True})
            return wire.receive(connection)[0] or {}


@dataclass
class Kernel:
    """A kernel with its manager and a client."""

    manager: AsyncKernelManager
    client: ReadyClient

    async def say(self, code: str) -> str:
        """What the code prints, or how its error is called."""
        said: list[str] = []

        def heard(message: Any) -> None:
            content = message["content"]
            if message["msg_type"] in ("stream", "error"):
                said.append(content.get("text") or content["ename"])

        await self.client.execute_interactive(code, timeout=SECONDS, output_hook=heard)
        return "".join(said).strip()

    @property
    def pid(self) -> int:
        """The process."""
        return int(self.manager.provisioner.pid)

    @property
    def forked(self) -> bool:
        """Whether it is a fork, and no stock kernel."""
        return bool(self.manager.provisioner.forked)


@contextmanager
def running_template(*arguments: str) -> Iterator[Running]:
    """A template that is published; ended afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="k-"))  # short: a socket's path is
    with subprocess.Popen(
        [sys.executable, "-m", "mugalim_kernels", "lessons", *arguments],
        stdout=subprocess.PIPE, text=True, env={**os.environ, FOLDER: str(folder)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            assert "published" in process.stdout.readline()
            yield Running(folder, process)
        finally:
            process.terminate()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["prebuilt", "plain"])
def template(request: pytest.FixtureRequest) -> Iterator[Running]:
    """A template in each of the two modes, with widgets preloaded."""
    with running_template("--mode", request.param, "--preload", "ipywidgets") as running:
        yield running


@asynccontextmanager
async def kernel(folder: Path, at: Path, **given: Any) -> AsyncIterator[Kernel]:
    """A kernel whose program looks for templates in a folder; ended afterwards."""
    manager = AsyncKernelManager(
        kernel_name="python3", transport="ipc", ip=f"{folder}/{uuid4().hex[:8]}",
        client_class="mugalim_kernels.client.ReadyClient",
        config=Config({"ForkProvisioner": {"folder": str(folder)}}),
    )  # fmt: skip
    chosen = {"kernel_provisioner": {"provisioner_name": NAME}}
    manager.kernel_spec.metadata = {**manager.kernel_spec.metadata, **chosen}
    environment = {**os.environ, FOLDER: str(folder), **given.pop("env", {})}
    await manager.start_kernel(cwd=str(at), env=environment, **given)
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(SECONDS)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        await manager.cleanup_resources()


@pytest.fixture
def start(template: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A function that starts a kernel of the template, to be used by `async with`."""
    monkeypatch.setenv(FOLDER, str(template.folder))
    return lambda **given: kernel(template.folder, tmp_path, **given)
