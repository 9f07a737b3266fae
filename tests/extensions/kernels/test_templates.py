"""Templates: bounded, replaced, dead or absent; and requests that cannot be understood."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from extensions.kernels.conftest import SECONDS, Running, kernel, running_template

from mugalim_kernels import wire
from mugalim_kernels.keeping import Keeper, fingerprint
from mugalim_kernels.places import FOLDER, address
from mugalim_kernels.provisioner import ForkProvisioner, NotForkedError, arguments_of, forked


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sockets of one's own."""
    found = tmp_path_factory.mktemp("k")
    monkeypatch.setenv(FOLDER, str(found))
    ForkProvisioner._said.clear()
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A template that has room for one kernel."""
    with running_template("--mode", "prebuilt", "--most", "1") as running:
        monkeypatch.setenv(FOLDER, str(running.folder))
        yield running


async def until(true: Any) -> None:
    """Wait until something holds; the test fails where that takes long."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


async def test_without_a_template_a_stock_kernel_comes(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And the log says so once, however many come."""
    for _ in range(2):
        async with kernel(folder, tmp_path) as stock:
            assert not stock.forked
            assert await stock.say("print(1)") == "1"
    assert caplog.text.count("are not forked") == 1


async def test_the_next_kernel_waits_for_room(small: Running, tmp_path: Path) -> None:
    """It is forked when the one before it has ended."""
    async with kernel(small.folder, tmp_path) as first:
        waiting = asyncio.create_task(enter(small, tmp_path))
        await until(lambda: small.status()["waiting"] == 1)
        assert first.forked
    assert await asyncio.wait_for(waiting, SECONDS)


async def enter(running: Running, at: Path) -> bool:
    """Whether a kernel that has come is a fork."""
    async with kernel(running.folder, at) as found:
        return found.forked


async def test_kernels_outlive_their_template(small: Running, tmp_path: Path) -> None:
    """They go on, and end with their program."""
    async with kernel(small.folder, tmp_path) as found:
        small.process.kill()
        small.process.wait(SECONDS)
        assert await found.say("print(2)") == "2"
        pid = found.pid
    await until(lambda: not psutil.pid_exists(pid) or is_zombie(pid))


def is_zombie(pid: int) -> bool:
    """Whether a process has ended, and its new parent has not looked yet."""
    return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    "packet",
    [
        b"", b"[]", b"no", b'{"arguments": 1}', b'{"arguments": ["-f"], "environment": {"A": 1}}',
        b'{"arguments": [], "environment": {}, "cwd": "/nowhere"}', b"\xff" * 1000,
        b'{"status": 1}',
    ],
)  # fmt: skip
async def test_a_strange_request_ends_nothing(small: Running, packet: bytes) -> None:
    """Whatever is sent, the next one is answered."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as other:
        other.connect(str(address("lessons")))
        other.send(packet)
        other.settimeout(SECONDS)
        other.recv(wire.LARGEST)
    assert small.status()["kernels"] == 0


def test_a_kernel_that_does_not_start_is_refused(small: Running, tmp_path: Path) -> None:
    """There is no connection file: the child ends, and nothing waits for it."""
    request = {"arguments": ["-f"], "cwd": str(tmp_path), "environment": dict(os.environ)}
    with pytest.raises(NotForkedError, match="before it was ready"):
        forked(address("lessons"), request, SECONDS)


@pytest.mark.parametrize("cmd", [["bash", "-c", "true"], ["python", "-m", "xeus"], []])
def test_another_program_is_not_forked(cmd: list[str]) -> None:
    """Such as a kernel of another language."""
    with pytest.raises(NotForkedError):
        arguments_of(cmd)


@pytest.mark.parametrize("name", ["../grading", "", "A", "a" * 40])
def test_a_name_stays_in_its_folder(name: str) -> None:
    """It becomes part of a path."""
    with pytest.raises(ValueError, match="no name"):
        address(name)


async def test_a_template_that_dies_is_started_again(folder: Path) -> None:
    """By whoever keeps it."""
    keeping = asyncio.create_task(Keeper("lessons").keep())
    link = address("lessons")
    await until(link.exists)
    first = link.resolve()
    os.kill(int(first.stem.rpartition("-")[2]), signal.SIGKILL)
    await until(lambda: link.exists() and link.resolve() != first)
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    await until(lambda: not link.exists())


async def test_other_packages_bring_another_template(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one leaves; whoever asks meanwhile is answered."""
    monkeypatch.setattr("mugalim_kernels.keeping.LOOK_EVERY", 0.2)
    marks = iter(["a", "a"])
    monkeypatch.setattr("mugalim_kernels.keeping.fingerprint", lambda _: next(marks, "b"))
    keeping = asyncio.create_task(Keeper("lessons").keep())
    link = address("lessons")
    await until(link.exists)
    first = link.resolve()
    await until(lambda: link.exists() and link.resolve() != first)
    await until(lambda: not psutil.pid_exists(int(first.stem.rpartition("-")[2])))
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping


async def test_what_cannot_be_imported_leaves_stock_kernels(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A template is published only when it works; the log says what does not."""
    keeping = asyncio.create_task(Keeper("lessons", ["no_such_module"]).keep())
    await until(lambda: "forked plainly" in caplog.text)
    assert not address("lessons").exists()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping


def test_a_fingerprint_sees_an_edited_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that is installed beside it."""
    package = tmp_path / "lately"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    first = fingerprint(["lately"])
    os.utime(package / "__init__.py", (1, 1))
    second = fingerprint(["lately"])
    (tmp_path / "other-1.dist-info").mkdir()
    assert len({first, second, fingerprint(["lately"])}) == 3
