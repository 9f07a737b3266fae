from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from extensions.nbgrader.small_lesson import DAY

from mugalim_answers.store import Store
from mugalim_checks.artefacts import read_artefact
from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.intake import write_submission

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "gradebook"
EMPTY, SOLVED = "pempty001", "psolved01"


@pytest.fixture(scope="session")
def lesson_release(worker: Worker) -> Path:
    """The school's gradebook lesson, generated as it is published."""
    files = {"lesson.yaml": LESSON / "lesson.yaml", "files": LESSON / "files"}
    notebook = LESSON / "lesson.ipynb"
    return asyncio.run(worker.generate("spreadsheets", "gradebook", notebook, files))


@pytest.fixture(scope="session")
def handed_in(
    worker: Worker, lesson_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The course folder with two hand-ins: an empty one, and the lesson's own solution."""
    folder, answers = worker.folder("spreadsheets"), tmp_path_factory.mktemp("answers")
    content = (LESSON / "solution" / "register.xlsx").read_bytes()
    state = read_artefact("workbook", content, "register.xlsx").to_state()
    Store(answers / SOLVED).attach("register", "workbook", "register.xlsx", content, state, DAY)
    for person in (EMPTY, SOLVED):
        store = Store(answers / person)
        write_submission(folder, "gradebook", person, lesson_release, store, {}, DAY)
    return folder


async def test_an_empty_register_scores_nothing(worker: Worker, handed_in: Path) -> None:
    """Every check is not yet; none failed to run."""
    outcome = await worker.grade("spreadsheets", "gradebook", EMPTY)
    assert (outcome.state, outcome.score, outcome.max_score) == ("graded", 0, 20)
    (report,) = outcome.reports
    assert {result.outcome for result in report.results} == {"not_yet"}


async def test_the_solution_scores_all_automatic_points(worker: Worker, handed_in: Path) -> None:
    """Only the rubric is left, and waits for a person."""
    outcome = await worker.grade("spreadsheets", "gradebook", SOLVED)
    assert (outcome.state, outcome.score) == ("graded", 15)
    (report,) = outcome.reports
    assert {result.outcome for result in report.results} == {"passed"}
    await worker.judge("spreadsheets", "gradebook", SOLVED, {"layout": 5}, "Clear.", "nurlan")
    rows = {row.person: row for row in await worker.scores("spreadsheets", "gradebook")}
    assert (rows[SOLVED].score, rows[SOLVED].waits) == (20, False)


async def test_the_lessons_scores_are_those_of_plain_nbgrader(
    worker: Worker, handed_in: Path
) -> None:
    """Stock `nbgrader autograde` without a setting of ours comes to the same points."""
    plain = handed_in.with_name("spreadsheets-plain")
    shutil.copytree(handed_in, plain, ignore=shutil.ignore_patterns("autograded", "*_config.py"))
    command = [sys.executable, "-m", "nbgrader", "autograde", "gradebook"]
    subprocess.run(
        [*command, "--course", "spreadsheets"], cwd=plain, check=True, capture_output=True
    )
    for person in (EMPTY, SOLVED):
        await worker.grade("spreadsheets", "gradebook", person)
    ours = await worker.scores("spreadsheets", "gradebook")
    stock = await worker.scores(plain.name, "gradebook")
    automatic = [
        [{name: cell.automatic for name, cell in row.cells.items()} for row in rows]
        for rows in (ours, stock)
    ]
    assert automatic[0] == automatic[1]
