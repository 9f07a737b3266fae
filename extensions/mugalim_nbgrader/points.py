"""The points of each graded cell, derived from the lesson's plan when nbgrader generates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Lesson
from mugalim_nbgrader.guard import exercise_of


class DerivePoints(NbGraderPreprocessor):
    """Runs first: writes `points` into grade cells, so that they stand once, in lesson.yaml."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Derive where a plan lies beside the notebook; leave other notebooks as they are."""
        plan = Path(resources["metadata"]["path"]) / "lesson.yaml"
        if plan.is_file():
            points = points_of(parse_lesson_plan(plan))
            for cell in filter(is_grade, nb.cells):
                known = points.get(exercise_of(cell.source) or cell.metadata.nbgrader["grade_id"])
                if known is not None:
                    cell.metadata.nbgrader["points"] = known
        return nb, resources


def points_of(lesson: Lesson) -> dict[str, float]:
    """The points of every exercise by its name, and of every rubric item by its id."""
    exercises = {name: exercise.points for name, exercise in lesson.exercises.items()}
    return {**exercises, **{item.id: item.points for item in lesson.rubric}}
