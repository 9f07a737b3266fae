from __future__ import annotations

from pathlib import Path

from extensions.nbgrader.small_lesson import hand_in

from mugalim_nbgrader.client import Worker


async def test_the_words_of_an_answer_become_points(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The points of the bundle reach the outcome."""
    hand_in(worker, release, "pgood0001", "2.5", tmp_path)
    outcome = await worker.grade("demo", "small", "pgood0001")
    assert (outcome.state, outcome.score, outcome.max_score) == ("graded", 2.5, 6)
