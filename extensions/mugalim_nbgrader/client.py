"""The school's side of the worker: starts it when needed, asks one thing at a time, outlives it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from mugalim_nbgrader.folders import course_folder
from mugalim_nbgrader.outcome import Outcome, Row
from mugalim_nbgrader.trouble import NbgraderTrouble

START = 60.0  # seconds that a fresh worker may take to import nbgrader
SHORT = 60.0  # seconds for anything that runs no kernel
GRADING = 90.0  # seconds that one hand-in may run


class Worker:
    """nbgrader at arm's length. Awaitable from any loop; `asyncio.run(worker.grade(…))` in scripts.

    One request runs at a time, in the order of asking. A worker that dies or exceeds its time is
    started anew by the next request; the request that met it raises NbgraderTrouble.
    """

    def __init__(self, data: Path) -> None:
        self.data = Path(data).absolute()
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    async def generate(
        self, course: str, assignment: str, notebook: Path, extra_files: Mapping[str, Path]
    ) -> Path:
        """Build an assignment from a source notebook; gives the release notebook's path."""
        files = {name: str(path) for name, path in extra_files.items()}
        asked = {"assignment": assignment, "notebook": str(notebook), "extra_files": files}
        return Path(await self._ask("generate", course, asked))

    async def register(self, course: str, assignment: str, due_at: datetime | None) -> None:
        """Make an assignment known, with its due date."""
        due = due_at.isoformat() if due_at else None
        await self._ask("register", course, {"assignment": assignment, "due_at": due})

    async def enrol(self, course: str, person: str, name: str) -> None:
        """Make a learner known by her id and name."""
        await self._ask("enrol", course, {"person": person, "name": name})

    async def grade(
        self, course: str, assignment: str, person: str, deadline: float = GRADING
    ) -> Outcome:
        """Grade her latest hand-in; also a dead or stuck worker gives an outcome with a flag."""
        asked = {"assignment": assignment, "person": person}
        try:
            wanted = {**asked, "deadline": deadline}
            result = await self._ask("grade", course, wanted, wait=deadline + SHORT)
        except NbgraderTrouble as trouble:
            if not trouble.id.startswith("worker."):
                raise
            result = await self._ask("failed", course, {**asked, "trouble": "grading.stopped"})
        return Outcome.from_json(result)

    async def judge(
        self,
        course: str,
        assignment: str,
        person: str,
        points: Mapping[str, float | None],
        comment: str,
        grader: str,
        handed_in_at: str | None = None,
    ) -> None:
        """Keep marks by cell and a comment; refused where `handed_in_at` is an older attempt."""
        about = {"comment": comment, "grader": grader, "handed_in_at": handed_in_at}
        who = {"assignment": assignment, "person": person}
        await self._ask("judge", course, {**who, **about, "points": dict(points)})

    async def scores(self, course: str, assignment: str) -> tuple[Row, ...]:
        """Everybody's line in the gradebook for one assignment."""
        rows = await self._ask("scores", course, {"assignment": assignment})
        return tuple(map(Row.from_json, rows))

    async def erase(self, course: str, person: str) -> None:
        """Forget a learner in one course's gradebook and files."""
        await self._ask("erase", course, {"person": person})

    def folder(self, course: str) -> Path:
        """The course's nbgrader folder, for hand-ins."""
        return course_folder(self.data, course)

    def close(self) -> None:
        """End the worker process, if there is one."""
        with self._one_at_a_time:
            self._end()

    async def _ask(
        self, do: str, course: str, values: Mapping[str, object], wait: float = SHORT
    ) -> Any:
        asked = {"do": do, "data": str(self.data), "course": course, **values}
        return await asyncio.to_thread(self._exchange, asked, wait)

    def _exchange(self, asked: Mapping[str, object], wait: float) -> Any:
        with self._one_at_a_time:
            process, wait = self._running(wait)
            self._asked += 1
            line = json.dumps({"id": self._asked, **asked}, ensure_ascii=False) + "\n"
            try:
                cast(Any, process.stdin).write(line.encode())
                cast(Any, process.stdin).flush()
                reply = json.loads(_read_line(process, wait))
            except (OSError, ValueError, TimeoutError) as trouble:
                self._end()
                late = isinstance(trouble, TimeoutError)
                raise NbgraderTrouble("worker.late" if late else "worker.died") from trouble
        if not reply["ok"]:
            raise NbgraderTrouble(reply["error"], **reply["values"])
        return reply["result"]

    def _running(self, wait: float) -> tuple[subprocess.Popen[bytes], float]:
        """The worker process, with the time for its start added where it is fresh."""
        if self._process is not None and self._process.poll() is None:
            return self._process, wait
        self._end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mugalim_nbgrader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_worker_environment(os.environ, self.data / "nbgrader" / ".worker"),
        )
        return self._process, wait + START

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            cast(Any, process.stdin).close()
        process.kill()
        process.wait()
        cast(Any, process.stdout).close()


def _worker_environment(known: Mapping[str, str], home: Path) -> dict[str, str]:
    """The school's environment without its secrets, and with a home that the worker may write.

    Nobody's own Jupyter or IPython settings, and no start-up code of theirs, reach a grade.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    hidden = ("JUPYTER", "IPYTHON", "XDG_", "MUGALIM_DATABASE", "CONFIGPROXY_")
    kept = {name: value for name, value in known.items() if not name.startswith(hidden)}
    return {**kept, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}


def _read_line(process: subprocess.Popen[bytes], wait: float) -> bytes:
    """One line from the worker; TimeoutError when it is late, OSError when it has ended."""
    ends, line = time.monotonic() + wait, b""
    pipe = cast(Any, process.stdout)
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, ends - time.monotonic())):
                raise TimeoutError
            part = os.read(pipe.fileno(), 65536)
            if not part:
                raise OSError("the worker has ended")
            line += part
    return line
