"""Batches of spoiled files, each in a limited process of its own, and what went wrong in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograders.hostile.batch import FILES, SECONDS
from autograders.lessons import cases

from mugalim_checks.artefacts import ENDINGS

TESTS = Path(__file__).parents[2]


@dataclass(frozen=True)
class Found:
    """What a run of fuzzing has seen; `troubles` is empty where all was well."""

    files: int
    opened: int  # files that could be read in spite of it all
    peak: int  # bytes of memory of the largest process
    troubles: tuple[str, ...]


def write_seeds(folder: Path) -> Path:
    """Write the artefacts of all lessons' tests into a folder, with what each is."""
    seeds = []
    for lesson in cases.lesson_plans():
        for case in cases.cases(lesson):
            if cases.plan(lesson).exercises[case.exercise].kind in ENDINGS:
                name = f"{len(seeds)}.seed"
                (folder / name).write_bytes(cases.content(case.content))
                plan = str(cases.COURSES / lesson / "lesson.yaml")
                about = {"lesson": lesson, "plan": plan, "exercise": case.exercise}
                seeds.append({**about, "file": case.file, "content": name})
    (folder / "seeds.json").write_text(json.dumps(seeds))
    return folder


def fuzz(seeds: Path, go_on: Callable[[int], bool], first: int = 1) -> Found:
    """Spoil files for as long as `go_on(batches so far)` says; a batch's number is its seed."""
    batches: list[dict[str, Any]] = []
    troubles: list[str] = []
    while go_on(len(batches)):
        number = first + len(batches)
        batches.append(_batch(seeds, number))
        troubles += [f"batch {number}: {each}" for each in batches[-1]["troubles"]]
    opened, peak = sum(each["opened"] for each in batches), max(each["peak"] for each in batches)
    return Found(FILES * len(batches), opened, peak, tuple(troubles))


def _batch(seeds: Path, number: int) -> dict[str, Any]:
    """What one batch says, or how it ended and after which file."""
    command = [sys.executable, "-W", "ignore", "-m", "autograders.hostile.batch"]
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "OPENPYXL_LXML": "False"}
    done = subprocess.run(
        [*command, str(seeds), str(number)],
        cwd=TESTS, env=environment, capture_output=True, text=True, check=False,
        timeout=FILES * SECONDS,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        last = lines[-1] if lines else "nothing"
        why = f"ended with {done.returncode} after {last}: {done.stderr[-400:]}"
        return {"opened": 0, "peak": 0, "troubles": [why]}
    found: dict[str, Any] = json.loads(lines[-1])
    return found
