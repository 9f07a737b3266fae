from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from extensions.nbgrader.small_lesson import hand_in

from mugalim_nbgrader.batch import Graded, grade_all
from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.folders import one_writer
from mugalim_nbgrader.trouble import NbgraderTrouble


def test_the_schools_side_never_imports_nbgrader() -> None:
    """Its import costs seconds, and belongs to the worker alone."""
    program = (
        "import sys, mugalim_nbgrader.batch, mugalim_nbgrader.intake;"
        "sys.exit(any(name.split('.')[0] == 'nbgrader' for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


async def test_a_dead_worker_is_started_again(worker: Worker, release: Path) -> None:
    """Whoever asks next is served."""
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert await worker.scores("demo", "nothing-yet") == ()


async def test_a_worker_beyond_its_time_is_ended_and_told(worker: Worker, release: Path) -> None:
    """The one who waited is told; the next one is served by a fresh worker."""
    await worker.scores("demo", "small")
    asked = {"do": "scores", "data": str(worker.data), "course": "demo", "assignment": "small"}
    with pytest.raises(NbgraderTrouble, match=r"worker\.late"):
        worker._exchange(asked, 0.0)
    assert worker._process is None
    assert await worker.scores("demo", "nothing-yet") == ()


async def test_a_worker_killed_while_it_grades_leaves_a_flagged_zero(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """No hand-in stays ungraded in silence, whatever ends the worker."""
    hand_in(worker, release, "pkilled01", "sleep", tmp_path)
    grading = asyncio.create_task(worker.grade("demo", "small", "pkilled01"))
    while not (worker.folder("demo") / "autograded" / "pkilled01" / "small").exists():
        await asyncio.sleep(0.05)
    assert worker._process is not None
    worker._process.kill()
    outcome = await grading
    assert (outcome.state, outcome.score, outcome.message) == ("did_not_run", 0, "grading.stopped")


async def test_one_failure_stays_one_failure(worker: Worker, release: Path, tmp_path: Path) -> None:
    """Those after a dead kernel and after one without a hand-in are graded; each is named."""
    hand_in(worker, release, "pbatch001", "die", tmp_path)
    hand_in(worker, release, "pbatch003", "3.0", tmp_path)
    seen: list[tuple[str, int, int]] = []

    def progress(graded: Graded, done: int, total: int) -> None:
        seen.append((graded.person, done, total))

    people = ["pbatch001", "pbatch002", "pbatch003", "pbatch001"]
    graded = await grade_all(worker, "demo", "small", people, progress)
    assert [one.message for one in graded] == ["grading.stopped", "grading.nothing", None]
    assert graded[2].outcome is not None
    assert graded[2].outcome.score == 3
    assert seen == [("pbatch001", 1, 3), ("pbatch002", 2, 3), ("pbatch003", 3, 3)]


async def test_an_unknown_order_is_an_answer_too(worker: Worker, release: Path) -> None:
    """The worker lives on, and the asker gets a general sentence."""
    with pytest.raises(NbgraderTrouble) as caught:
        await worker._ask("dance", "demo", {})
    assert "operator" in caught.value.sentence("en")
    assert worker._process is not None
    assert worker._process.poll() is None


async def test_two_processes_never_write_one_course_at_once(worker: Worker, release: Path) -> None:
    """Whoever comes second waits until the first is done."""
    with one_writer(worker.folder("demo")):
        waiting = asyncio.create_task(worker.scores("demo", "small"))
        await asyncio.sleep(0.5)
        assert not waiting.done()
    assert isinstance(await waiting, tuple)
