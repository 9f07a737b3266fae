"""Grades: points to nbgrader, a report to people, and never an error."""

import json
import subprocess
import sys
import textwrap

import nbformat
import pytest
from nbgrader.utils import determine_grade

from mugalim_answers import review as reviewing
from mugalim_answers.grade import RESULT_TYPE, Grade, grade, report_page
from mugalim_answers.place import Place
from mugalim_answers.record import Answer, Answers
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_checks.core import Report, Result
from mugalim_checks.messages import title
from mugalim_courses.model import CheckUse, Exercise

LESSON = """
title: A lesson
summary: A table.
minutes: 10
competences: {digcompedu: ["4.2"]}
exercises:
  table:
    kind: workbook
    title: A table
    start: files/start.xlsx
    checks:
      - id: formula
        check: workbook.cell_is_formula
        points: 3
        parameters: {sheet: Marks, cell: A1}
      - id: value
        check: workbook.cell_value_is
        points: 1
        parameters: {sheet: Marks, cell: A1, value: 5}
"""
START = {"sheets": [{"name": "Marks", "cells": {"B1": {"input": "2"}}}]}
PLAN = Exercise(
    "table", "workbook", checks=(CheckUse("a", "workbook.x", 2), CheckUse("b", "workbook.y", 1))
)


@pytest.fixture
def place(tmp_path):
    """A lesson with one table, as it lies where nbgrader runs it."""
    (tmp_path / "lesson.yaml").write_text(LESSON)
    return Place("grade", tmp_path, tmp_path / "answers", "ru")


def put(place, text, noon):
    """Put an input into A1."""
    edit = [{"op": "set", "sheet": "Marks", "cell": "A1", "input": text}]
    return Store(place.answers).apply("table", "workbook", edit, base=None, start=START, now=noon)


def test_a_right_answer_earns_its_points(place, noon):
    """All checks pass: the text is the float that nbgrader reads, the data says the rest."""
    put(place, "=B1+3", noon)
    bundle = grade("table", place)._repr_mimebundle_()
    assert bundle["text/plain"] == "4.0"
    assert [result["outcome"] for result in bundle[RESULT_TYPE]["results"]] == ["passed", "passed"]
    assert bundle[RESULT_TYPE]["digest"] == Store(place.answers).digest()


def test_half_an_answer_earns_a_part(place, noon):
    """A typed number has the right value and no formula."""
    put(place, "5", noon)
    assert float(grade("table", place)) == 1.0


def test_no_answer_earns_nothing(place):
    """An empty hand-in is 0, and every check says that there is nothing yet."""
    found = grade("table", place)
    assert repr(found) == "0.0"
    assert {result.outcome for result in found.report.results} == {"not_yet"}


@pytest.mark.parametrize("name", ["unknown", "", None, 3, "../x"])
def test_an_unknown_exercise_is_no_error(place, name, capfd):
    """Any trouble is an outcome; stderr stays silent, for nbgrader would score 0 for it."""
    found = grade(name, place)
    assert (repr(found), found.report.results[0].outcome) == ("0.0", "did_not_run")
    assert capfd.readouterr().err == ""


def test_damaged_answers_did_not_run(place, noon):
    """A changed record is not graded as if it were hers."""
    put(place, "=B1+3", noon)
    (place.answers / "answers.json").write_text("{")
    found = grade("table", place)
    assert (repr(found), found.report.results[0].outcome) == ("0.0", "did_not_run")


def test_a_checker_that_breaks_or_warns_is_never_heard(place, noon, monkeypatch, capfd):
    """Whatever a check does, the grade is a number and stderr is empty."""

    def noisy(plan, artefact):
        sys.stderr.write("noise")
        raise SystemError("broken")

    put(place, "5", noon)
    monkeypatch.setattr(reviewing, "run", noisy)
    assert repr(grade("table", place)) == "0.0"
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("points", "shown"),
    [(99.0, "3.0"), (-1.0, "0.0"), (float("nan"), "0.0"), (float("inf"), "0.0"), (2.5, "2.5")],
)
def test_points_are_always_a_sane_number(points, shown):
    """Nbgrader raises above the maximum and gives full marks for nan."""
    results = (Result("a", "passed", points, 3.0),)
    assert repr(Grade(Report("table", results), "")) == shown


def test_a_lost_file_did_not_run(store, noon, tmp_path):
    """Where the uploaded file is gone, no check pretends to have seen it."""
    answer = store.attach("table", "workbook", "a.xlsx", b"mine", START, noon)
    (store.folder / "files" / answer.file.sha256).unlink()
    assert {one.outcome for one in review(PLAN, Answers({"table": answer}), store).results} == {
        "did_not_run"
    }


@pytest.mark.parametrize("state", [{"sheet": 1}, {"sheets": 3}, {"sheets": [{"name": None}]}])
def test_a_state_of_no_sense_did_not_run(store, noon, state):
    """A state that is no workbook is an outcome for every check."""
    answer = Answer("table", "workbook", "surface", 1, state, None, noon)
    report = review(PLAN, Answers({"table": answer}), store)
    assert [(one.outcome, one.max_points) for one in report.results] == [
        ("did_not_run", 2.0),
        ("did_not_run", 1.0),
    ]


def test_an_answer_of_another_kind_did_not_run(store, noon):
    """A text cannot be graded as a table."""
    answer = Answer("table", "text", "surface", 1, {"text": "x"}, None, noon)
    assert review(PLAN, Answers({"table": answer}), store).results[0].outcome == "did_not_run"


def test_the_report_is_text_in_her_language():
    """What stands in a file never becomes HTML."""
    result = Result("<b>", "not_yet", 0.5, 2.0, "core.broken", {"check": "<script>"})
    page = report_page(Report("table", (result,)), "ru")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "Баллы: 0,5 из 2" in page
    assert "Пока нет" in page


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_titles_are_there_in_each_language(language):
    """A title names its cell and is translated."""
    use = CheckUse("a", "workbook.cell_is_formula", 0, {"cell": "F2", "value": 4.25})
    assert "F2" in title(use, language)
    assert title(use, language) != title(use, "en")
    assert title(CheckUse("a", "text.unknown"), language) == ""


def test_nbgrader_reads_the_points_from_a_real_kernel(place, noon, tmp_path):
    """In IPython the cell's result carries all three forms, and nbgrader takes the float."""
    put(place, "5", noon)
    code = """
    import json
    from IPython.core.interactiveshell import InteractiveShell
    shell = InteractiveShell.instance()
    from mugalim_answers.grade import grade
    data, _ = shell.display_formatter.format(grade("table"))
    print(json.dumps(data))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    data = json.loads(ran.stdout)
    cell = nbformat.v4.new_code_cell('grade("table")')
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 4}
    cell.outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=1)]
    assert determine_grade(cell) == (1.0, 4.0)
    assert set(data) == {"text/plain", "text/html", RESULT_TYPE}
