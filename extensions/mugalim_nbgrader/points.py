"""The points of each graded cell, derived from the lesson's plan when nbgrader generates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from mugalim_nbgrader.guard import exercise_of


class DerivePoints(NbGraderPreprocessor):
    """Runs first: writes `points` into grade cells, so that they stand once, in lesson.yaml."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Derive where a plan lies beside the notebook; leave other notebooks as they are."""
        plan_path = Path(resources["metadata"]["path"]) / "lesson.yaml"
        if plan_path.is_file():
            points = points_of(yaml.safe_load(plan_path.read_text(encoding="utf-8")))
            for cell in filter(is_grade, nb.cells):
                known = points.get(exercise_of(cell.source) or cell.metadata.nbgrader["grade_id"])
                if known is not None:
                    cell.metadata.nbgrader["points"] = known
        return nb, resources


def points_of(plan: dict[str, Any]) -> dict[str, float]:
    """The points of every exercise by its name, and of every rubric item by its id."""
    exercises = {
        name: sum(float(check.get("points", 0)) for check in exercise.get("checks") or ())
        for name, exercise in (plan.get("exercises") or {}).items()
    }
    rubric = {
        item["id"]: max(float(level["points"]) for level in item["levels"])
        for item in plan.get("rubric") or ()
    }
    return {**exercises, **rubric}
