import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from mugalim_hub import cli, processes, running
from mugalim_hub.settings import Settings

SLEEPER = (
    "import subprocess, sys, time;"
    " subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'],"
    " start_new_session=True); print('up', flush=True); time.sleep(60)"
)


def test_a_busy_port_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever starts a school on a taken port reads which, and what to try instead."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["run", "--port", str(port), "--data", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in said
    assert f"--port {port + 1}" in said


def test_two_schools_never_share_a_data_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second start on the same folder is refused, with the process to look at."""
    settings = Settings(tmp_path / "data", tmp_path)
    with running._only_one(settings):
        assert cli.main(["run", "--data", str(settings.data)]) == 2
    assert f"process {os.getpid()}" in capsys.readouterr().err


def test_nothing_is_left_below_a_process() -> None:
    """A child, and a grandchild in a session of its own, are both ended."""
    child = subprocess.Popen([sys.executable, "-c", SLEEPER], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    started = psutil.Process(child.pid).children(recursive=True)
    assert len(started) == 1
    processes.end_all_below(child.pid, patience=5)
    child.terminate()
    child.wait(10)
    child.stdout.close()
    assert psutil.wait_procs(started, timeout=5)[1] == []


def test_a_stale_proxy_is_ended_and_nothing_else(tmp_path: Path) -> None:
    """A pid file counts only while its process still runs the program that it should."""
    pid_file = tmp_path / "proxy.pid"
    with subprocess.Popen(["/bin/sleep", "60"]) as sleeper:
        pid_file.write_text(str(sleeper.pid))
        while b"60" not in Path(f"/proc/{sleeper.pid}/cmdline").read_bytes():
            time.sleep(0.01)
        assert not processes.end_stale(pid_file, "configurable-http-proxy")
        assert processes.end_stale(pid_file, "/bin/sleep")
    assert not processes.end_stale(pid_file, "/bin/sleep")
    assert not processes.end_stale(tmp_path / "absent.pid", "/bin/sleep")


def test_giving_the_data_away_follows_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link is given away, not what it leads to; the Hub's own folder stays."""
    elsewhere, data = tmp_path / "elsewhere", tmp_path / "data"
    for folder in (elsewhere / "inner", data / "answers" / "p1", data / "hub"):
        folder.mkdir(parents=True)
    (data / "answers" / "link").symlink_to(elsewhere)
    (data / "link").symlink_to(elsewhere)
    given: set[Path] = set()
    monkeypatch.setattr(os, "lchown", lambda path, *_: given.add(Path(path)))
    running._give_to(data, "daemon")
    inside = {"", "link", "answers", "answers/p1", "answers/link"}
    assert given == {data / name for name in inside}
