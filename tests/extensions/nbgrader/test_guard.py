from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mugalim_nbgrader.guard import Guard, exercise_of
from mugalim_nbgrader.outcome import RESULT_TYPE


def result(text: str, points: object, *, digest: str = "d", kind: str = "execute_result") -> Any:
    """An output like that of grade()."""
    values = {"id": "a", "outcome": "passed", "points": points, "max_points": 4.0}
    bundle = {"exercise": "words", "results": [values], "digest": digest}
    return new_output(kind, data={"text/plain": text, RESULT_TYPE: bundle})


def guarded(*outputs: Any, stopped: bool = False) -> Any:
    """The grade cell's only output after the Guard has looked at a notebook with these."""
    about = {"grade": True, "solution": False, "grade_id": "words", "points": 4}
    cell = new_code_cell('grade("words")', metadata={"nbgrader": about}, outputs=list(outputs))
    notebook = new_notebook(cells=[cell], metadata={"mugalim": {"digest": "d"}})
    if stopped:
        notebook.metadata.mugalim["stopped"] = True
    Guard().preprocess(notebook, {})
    (output,) = cell.outputs
    return output


def test_one_sound_result_is_left_as_it_is() -> None:
    """Its text is what nbgrader reads, its data what the school reads."""
    assert guarded(result("2.5", 2.5)) == result("2.5", 2.5)


def test_what_a_cell_prints_is_no_result() -> None:
    """A printed fake score is dropped; the result counts."""
    printed = new_output("stream", name="stdout", text="Score: 100/100")
    assert guarded(printed, result("1.0", 1.0)) == result("1.0", 1.0)


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        ([], "grading.no_result"),
        ([new_output("execute_result", data={"text/plain": "4.0"})], "grading.no_result"),
        ([new_output("error", ename="KeyError", evalue="", traceback=[])], "grading.no_result"),
        ([new_output("error", ename="CellTimeoutError")], "grading.stopped"),
        ([result("1.0", 1.0), result("4.0", 4.0)], "grading.two_results"),
        ([result("1.0", 1.0, kind="display_data"), result("1.0", 1.0)], "grading.two_results"),
        ([result("4.0", 1.0)], "grading.two_results"),
        ([result("1.0", 1.0, kind="display_data")], "grading.no_result"),
        ([result("nan", 1.0)], "grading.not_a_number"),
        ([result("nan", float("nan"))], "grading.not_a_number"),
        ([result("-1.0", -1.0)], "grading.not_a_number"),
        ([result("1.0", True)], "grading.not_a_number"),
        ([result("1.0", "1.0")], "grading.not_a_number"),
        ([result("4.5", 4.5)], "grading.too_much"),
        ([result("inf", 1.0)], "grading.not_a_number"),
        ([new_output("stream", name="stderr", text="w"), result("1.0", 1.0)], "grading.noise"),
        ([result("1.0", 1.0, digest="other")], "grading.other_answers"),
    ],
)
def test_anything_else_did_not_run(outputs: list[Any], message: str) -> None:
    """It scores 0, and says why by a message's id."""
    output = guarded(*outputs)
    (found,) = output.data[RESULT_TYPE]["results"]
    assert output.data["text/plain"] == "0.0"
    assert (found["outcome"], found["message"], found["max_points"]) == ("did_not_run", message, 4)


def test_no_result_after_a_stopped_run_names_the_stop() -> None:
    """A dead kernel is told apart from a cell that evaluates to nothing."""
    (found,) = guarded(stopped=True).data[RESULT_TYPE]["results"]
    assert found["message"] == "grading.stopped"


@pytest.mark.parametrize("source", ["", "x = 1", "grade(", "grade(name)", "other('words')", "\0"])
def test_a_cell_that_grades_nothing_names_no_exercise(source: str) -> None:
    """Only a last line grade("…") names an exercise."""
    assert exercise_of(source) is None
