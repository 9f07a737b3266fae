"""The processes of a running school: who may run it, and that none is left behind (Linux)."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 8.0  # seconds that a process gets to end by itself
_CHILD_SUBREAPER, _PARENT_DEATH = 36, 1  # from linux/prctl.h


def adopt_orphans() -> None:
    """From now on, processes whose parent has died become children of this one."""
    _prctl(_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """Called in a child: it is asked to end when its parent dies, however that dies."""
    _prctl(_PARENT_DEATH, signal.SIGTERM)


def descendants(root: int) -> list[int]:
    """All processes below `root`, the youngest generation last."""
    children: dict[int, list[int]] = {}
    for process, parent in _processes():
        children.setdefault(parent, []).append(process)
    found, waiting = [], [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def end_all_below(root: int, patience: float = PATIENCE) -> None:
    """End every process below `root`: asked first, then made to."""
    for sign, wait in ((signal.SIGTERM, patience), (signal.SIGKILL, patience)):
        for process in descendants(root):
            _send(process, sign)
        end = time.monotonic() + wait
        while time.monotonic() < end:
            _bury_children()
            if not descendants(root):
                return
            time.sleep(0.05)


def end_stale(pid_file: Path, program: str) -> bool:
    """End the process that a file names, if it still runs that program; whether one was ended."""
    try:
        process = int(pid_file.read_text())
        command = Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
    except (OSError, ValueError):
        return False
    if program not in command:
        return False
    _send(process, signal.SIGTERM)
    return True


def service_user(name: str, courses: Path) -> str:
    """The Unix user for the services when this is root; "" where it cannot read what it needs.

    The user is made when it is missing.
    """
    if os.geteuid() != 0 or not make_user(name):
        return ""
    return name if _can_run(name, courses) else ""


def make_user(name: str) -> bool:
    """As root, make a Unix user for a part of the school, if it is missing; whether it is there."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        command = [shutil.which("useradd") or "/usr/sbin/useradd", *options, name]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return True


def give_tree(path: Path, uid: int, gid: int) -> None:
    """Change the owner of a folder and all in it; a link itself, never what it leads to."""
    os.lchown(path, uid, gid)
    if path.is_symlink():
        return
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            os.lchown(Path(folder, name), uid, gid)


def become_owner(data: Path) -> None:
    """As root, become the user who owns the data folder, for good; nothing for anybody else."""
    if os.geteuid() != 0 or not data.exists():
        return
    owner = data.stat()
    os.setgroups([])
    os.setgid(owner.st_gid)
    os.setuid(owner.st_uid)


def _can_run(name: str, courses: Path) -> bool:
    """Whether that user can start this Python, import the school and read the courses."""
    code = f"import os, mugalim_school; os.listdir({str(courses)!r})"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            user=name, group=name, extra_groups=[], cwd="/", capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _processes() -> Iterator[tuple[int, int]]:
    """(process, parent) of all processes that have not ended."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            rest = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if rest[0] != "Z":
            yield int(folder.name), int(rest[1])


def _send(process: int, sign: signal.Signals) -> None:
    try:
        os.kill(process, sign)
    except ProcessLookupError:
        return


def bury_orphans(but: int) -> None:
    """Take the exit codes of ended processes that were left to this one, except of `but`."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid == but:
            return
        os.waitpid(ended.si_pid, os.WNOHANG)


def _bury_children() -> None:
    """Take the exit codes of ended children, so that they do not stay as zombies."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return
