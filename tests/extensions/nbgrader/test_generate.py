from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from extensions.nbgrader.small_lesson import beside, hand_in, write_source

from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.trouble import NbgraderTrouble


def graded_cells(notebook: Path) -> dict[str, Any]:
    """The nbgrader metadata of a notebook's cells by name."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    about = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
    return {one["grade_id"]: one for one in about}


def test_points_are_derived_from_the_lessons_plan(release: Path) -> None:
    """The source says 1 point everywhere; lesson.yaml says 4 and 2."""
    points = {name: about["points"] for name, about in graded_cells(release).items()}
    assert points == {"words": 4.0, "judgement": 2.0}
    assert release.name == "small.ipynb"
    assert (release.parent / "lesson.yaml").is_file()


async def test_a_source_that_nbgrader_refuses_keeps_the_old_release(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """Learners go on with what they have open; the gradebook keeps its points."""
    before = release.read_bytes()
    source = write_source(tmp_path, "words", "words")
    with pytest.raises(NbgraderTrouble, match=r"generate\.failed"):
        await worker.generate("demo", "small", source, beside(source))
    assert release.read_bytes() == before
    assert not (worker.folder("demo") / ".staging").exists()


async def test_other_cells_after_a_hand_in_want_a_new_assignment(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The refusal names that; under a numbered name the lesson can be built."""
    hand_in(worker, release, "pgood0001", "2.5", tmp_path)
    await worker.grade("demo", "small", "pgood0001")
    source = write_source(tmp_path / "changed", "words", "more")
    with pytest.raises(NbgraderTrouble, match=r"generate\.other_cells"):
        await worker.generate("demo", "small", source, beside(source))
    made = await worker.generate("demo", "small@2", source, beside(source))
    assert made.parts[-2:] == ("small@2", "small.ipynb")


@pytest.mark.parametrize("name", ["answers/answers.json", "../up", "other.ipynb", "/etc/passwd"])
async def test_a_file_that_would_reach_learners_answers_is_refused(
    worker: Worker, release: Path, tmp_path: Path, name: str
) -> None:
    """A designer's own answers beside the source would become everybody's."""
    source = write_source(tmp_path, "words")
    with pytest.raises(NbgraderTrouble, match=r"generate\.refused_file"):
        await worker.generate("demo", "small", source, {name: source})


async def test_a_due_date_makes_a_later_hand_in_late_without_a_penalty(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """Lateness costs nothing unless the settings say so."""
    await worker.register("demo", "small", datetime(2026, 8, 1, tzinfo=UTC))
    hand_in(worker, release, "plate0001", "2.5", tmp_path)
    outcome = await worker.grade("demo", "small", "plate0001")
    assert (outcome.score, outcome.penalty) == (2.5, 0)
