"""The one result of each grade cell, or "did not run": nothing else ever becomes points."""

from __future__ import annotations

import ast
import math
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from mugalim_checks.core import Report, Result
from mugalim_nbgrader.intake import METADATA
from mugalim_nbgrader.outcome import RESULT_TYPE

_CLOSE = 0.005  # points are kept to two decimals


class Guard(NbGraderPreprocessor):
    """Stands between the run and nbgrader's reading of scores; see the module's first line."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave exactly one sound result in every grade cell that is code."""
        about = nb.metadata.get(METADATA, {})
        for cell in nb.cells:
            if cell.cell_type == "code" and is_grade(cell):
                trouble = find_trouble(cell, about.get("digest"))
                if trouble == "grading.no_result" and about.get("stopped"):
                    trouble = "grading.stopped"
                cell.outputs = [did_not_run(cell, trouble)] if trouble else _results(cell)
        return nb, resources


def find_trouble(cell: NotebookNode, digest: str | None) -> str | None:
    """Why the cell's outputs are not to be believed, as a message id; None where they are.

    `digest` is that of the answers which were handed in; None for a hand-in not made by us.
    """
    noise = _noise(cell)
    if noise:
        return noise
    results = _results(cell)
    if not results:
        return "grading.no_result"
    if len(results) > 1:
        return "grading.two_results"
    return _unsound(results[0], float(cell.metadata.nbgrader["points"]), digest)


def _noise(cell: NotebookNode) -> str | None:
    for output in cell.outputs:
        if output.output_type == "error":
            timed_out = output.ename in ("CellTimeoutError", "KeyboardInterrupt")
            return "grading.stopped" if timed_out else "grading.no_result"
        if output.output_type == "stream" and output.name == "stderr":
            return "grading.noise"
    return None


def _results(cell: NotebookNode) -> list[NotebookNode]:
    """What the cell evaluated to; a stray display that claims to be a result counts as one."""
    return [
        output
        for output in cell.outputs
        if output.output_type == "execute_result" or RESULT_TYPE in output.get("data", {})
    ]


def _unsound(output: NotebookNode, most: float, digest: str | None) -> str | None:
    bundle = output.data.get(RESULT_TYPE)
    if output.output_type != "execute_result" or bundle is None:
        return "grading.no_result"
    try:
        shown = float(output.data["text/plain"])
        report = Report.from_json(bundle)
        numbers = [number(result.points) for result in report.results]
    except (KeyError, TypeError, ValueError):
        return "grading.not_a_number"
    if (
        not math.isfinite(shown)
        or not all(map(math.isfinite, numbers))
        or min(numbers, default=0) < 0
    ):
        return "grading.not_a_number"
    if max(shown, report.points) > most + _CLOSE:
        return "grading.too_much"
    if abs(shown - report.points) > _CLOSE:
        return "grading.two_results"
    if digest is not None and bundle.get("digest") != digest:
        return "grading.other_answers"
    return None


def number(value: object) -> float:
    """The value where it is a plain number; TypeError for a truth value or anything else."""
    if type(value) not in (int, float):
        raise TypeError("not a plain number")
    return float(value)  # type: ignore[arg-type]  # its type was looked at above


def did_not_run(cell: NotebookNode, trouble: str) -> NotebookNode:
    """The result that stands for no result: 0 points, and the id of what happened."""
    about = cell.metadata.nbgrader
    result = Result(about["grade_id"], "did_not_run", 0.0, float(about["points"]), trouble)
    report = Report(exercise_of(cell.source) or about["grade_id"], (result,))
    data = {"text/plain": "0.0", RESULT_TYPE: {**report.to_json(), "trouble": trouble}}
    return NotebookNode(output_type="execute_result", execution_count=None, metadata={}, data=data)


def exercise_of(source: str) -> str | None:
    """The exercise that a grade cell names: the argument of its last line's grade(...)."""
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, IndexError, ValueError):
        return None
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call):
        return None
    called, arguments = last.value.func, last.value.args
    if not isinstance(called, ast.Name) or called.id != "grade" or len(arguments) != 1:
        return None
    first = arguments[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
