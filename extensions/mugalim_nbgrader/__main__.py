"""The worker: the one process of the school that imports nbgrader, asked over JSON lines.

A line {"id", "do", …} on standard input is answered by {"id", "ok": true, "result"} or
{"id", "ok": false, "error", "values"} on standard output.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from mugalim_nbgrader import generate, gradebook, grading
from mugalim_nbgrader.folders import course_folder, one_writer
from mugalim_nbgrader.trouble import NbgraderTrouble

Request = Mapping[str, Any]
_log = logging.getLogger("mugalim.nbgrader")


def _generate(folder: Path, asked: Request) -> object:
    files = {name: Path(path) for name, path in asked["extra_files"].items()}
    return str(generate.generate(folder, asked["assignment"], Path(asked["notebook"]), files))


def _register(folder: Path, asked: Request) -> None:
    due_at = datetime.fromisoformat(asked["due_at"]) if asked["due_at"] else None
    gradebook.register(folder, asked["assignment"], due_at)


def _enrol(folder: Path, asked: Request) -> None:
    gradebook.enrol(folder, asked["person"], asked["name"])


def _grade(folder: Path, asked: Request) -> object:
    outcome = grading.grade(folder, asked["assignment"], asked["person"], asked["deadline"])
    return outcome.to_json()


def _failed(folder: Path, asked: Request) -> object:
    return grading.failed(folder, asked["assignment"], asked["person"], asked["trouble"]).to_json()


def _judge(folder: Path, asked: Request) -> None:
    names = ("assignment", "person", "points", "comment", "grader", "handed_in_at")
    gradebook.judge(folder, **{name: asked[name] for name in names})


def _scores(folder: Path, asked: Request) -> object:
    return [line.to_json() for line in gradebook.scores(folder, asked["assignment"])]


def _erase(folder: Path, asked: Request) -> None:
    gradebook.erase(folder, asked["person"])


ORDERS: Mapping[str, Callable[[Path, Request], object]] = {
    "generate": _generate,
    "register": _register,
    "enrol": _enrol,
    "grade": _grade,
    "failed": _failed,
    "judge": _judge,
    "scores": _scores,
    "erase": _erase,
}


def answer(asked: Request) -> dict[str, Any]:
    """Do one request and say how it went; never raises."""
    try:
        folder = course_folder(Path(asked["data"]), asked["course"])
        with one_writer(folder):
            result = ORDERS[asked["do"]](folder, asked)
        return {"id": asked["id"], "ok": True, "result": result}
    except NbgraderTrouble as trouble:
        reply = {"error": trouble.id, "values": trouble.values}
    except Exception:
        # The asker gets an id; the operator gets the reason in the log.
        _log.exception("A request failed: %s", asked.get("do"))
        reply = {"error": "grading.failed", "values": {}}
    return {"id": asked.get("id"), "ok": False, **reply}


def serve(requests: Iterator[str], replies: TextIO) -> None:
    """Answer every line until there are no more."""
    for line in requests:
        replies.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")
        replies.flush()


def main() -> None:
    """Start the worker; called by the client as `python -m mugalim_nbgrader`."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    logging.getLogger("traitlets").setLevel(logging.WARNING)  # nbgrader tells of every file
    # nbgrader starts `alembic` by name: let it be found beside this Python.
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    # What a kernel prints to its standard output must not end up among the replies.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies:
        os.dup2(2, 1)
        serve(iter(sys.stdin.readline, ""), replies)


if __name__ == "__main__":
    main()
