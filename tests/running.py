"""A school that really runs: `mugalim run` in a temporary folder, for end-to-end tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
MUGALIM = [sys.executable, "-m", "mugalim_hub"]
STARTS_WITHIN = 600.0  # seconds, on a machine that is busy with other tests


@dataclass
class RunningSchool:
    """A school process, its address, its data and the passwords of its demo accounts."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    passwords: dict[str, str] = field(default_factory=dict)

    def command(self, *words: str) -> str:
        """What `mugalim WORDS` answers for this school; CalledProcessError when it refuses."""
        port = self.url.rpartition(":")[2]
        more = ["--port", port] if "invite" in words else []
        done = mugalim(*words, "--data", str(self.data), *more)
        done.check_returncode()
        return done.stdout.strip()

    def processes(self) -> list[psutil.Process]:
        """Everything the school has started, itself included."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def service(self, module: str) -> psutil.Process:
        """The process of one service, by its module; LookupError when it is not running."""
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):  # it has ended meanwhile
                command = process.cmdline()
                if module in command and "mugalim_hub.supervise" not in command:
                    return process
        raise LookupError(module)

    def stop(self) -> list[psutil.Process]:
        """Stop it as Ctrl-C does; what is still alive after that (and is then ended)."""
        started = self.processes()
        os.killpg(self.process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        self.process.wait(60)
        _, alive = psutil.wait_procs(started, timeout=10)
        for process in alive:
            process.kill()
        return alive


def mugalim(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command `mugalim WORDS` to its end, with more in its environment."""
    return subprocess.run(
        [*MUGALIM, *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONWARNINGS": "", **environment},
    )  # fmt: skip


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_school(data: Path, port: int | None = None) -> Iterator[RunningSchool]:
    """A school on a free port with its data in the folder; stopped when the block ends."""
    port = port or free_port()
    command = [*MUGALIM, "run", "--port", str(port), "--data", str(data)]
    with started_school(command, data, port, cwd=ROOT) as school:
        yield school


@contextmanager
def started_school(
    command: list[str], data: Path, port: int, within: float = STARTS_WITHIN, **more: Any
) -> Iterator[RunningSchool]:
    """A school that this command serves, once it answers; `more` is for Popen."""
    log = data.parent / f"{data.name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            **{"env": {**os.environ, "PYTHONWARNINGS": ""}, **more},
        )  # fmt: skip
    school = RunningSchool(f"http://127.0.0.1:{port}", data, process, log)
    try:
        _wait_until_it_answers(school, within)
        school.passwords = read_accounts(data / "demo-accounts.txt")
        yield school
    finally:
        if process.poll() is None:
            school.stop()


def read_accounts(path: Path) -> dict[str, str]:
    """Login and password of each demo account, as `mugalim run` keeps them."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0]: row[1] for row in rows if len(row) >= 2 and not row[0].startswith("#")}


def _wait_until_it_answers(school: RunningSchool, within: float) -> None:
    """Return once all of the school is there; RuntimeError with its log when it is not."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if school.process.poll() is not None:
            break
        if (
            _answers(f"{school.url}/hub/login")
            and "demo accounts" in school.log.read_text().lower()
        ):
            return
        time.sleep(0.3)
    raise RuntimeError(f"The school did not start:\n{school.log.read_text()[-4000:]}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
