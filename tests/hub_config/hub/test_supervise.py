"""A service that ends by accident is started again; one that is asked to end stays ended."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

SERVICE = "import sys, time; open(sys.argv[1], 'a').write('x'); time.sleep(60)"


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[psutil.Process]:
    """A supervisor with a small service that notes each of its starts."""
    command = [sys.executable, "-c", SERVICE, str(tmp_path / "starts")]
    with subprocess.Popen([sys.executable, "-m", "mugalim_hub.supervise", "--", *command]) as one:
        yield psutil.Process(one.pid)
        one.kill()


def wait_for_starts(path: Path, number: int) -> None:
    """Return once the service has started that often."""
    end = time.monotonic() + 30
    while not path.exists() or len(path.read_text()) < number:
        assert time.monotonic() < end, "the service did not start"
        time.sleep(0.05)


def test_a_killed_service_is_started_again(supervisor: psutil.Process, tmp_path: Path) -> None:
    """A kill is an accident."""
    wait_for_starts(tmp_path / "starts", 1)
    supervisor.children()[0].kill()
    wait_for_starts(tmp_path / "starts", 2)


def test_nothing_is_left_when_the_supervisor_ends(
    supervisor: psutil.Process, tmp_path: Path
) -> None:
    """Asked to end, it ends the service too."""
    wait_for_starts(tmp_path / "starts", 1)
    service = supervisor.children()[0]
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(20) == 0
    assert not service.is_running()


def test_a_killed_supervisor_takes_its_service_along(
    supervisor: psutil.Process, tmp_path: Path
) -> None:
    """Nobody would watch over a service that lives on alone."""
    wait_for_starts(tmp_path / "starts", 1)
    service = supervisor.children()[0]
    supervisor.kill()
    gone, alive = psutil.wait_procs([service], timeout=20)
    assert gone
    assert not alive
