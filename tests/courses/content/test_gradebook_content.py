"""spreadsheets/gradebook does what it promises: files, checks, and steps in each language."""

from __future__ import annotations

import re
import runpy
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.formulas import normalise
from mugalim_checks.formulas.moving import moved
from mugalim_checks.workbook import Workbook
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import NotYet
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog

COURSE = Path(__file__).parents[3] / "courses" / "spreadsheets"
LESSON = load_course(COURSE).lesson("gradebook")
MAKER = Path(__file__).with_name("make_gradebook_files.py")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


@cache
def book(file: str) -> Workbook:
    """A workbook of the lesson, read as a learner's upload is read."""
    return read_artefact("workbook", (LESSON.folder / file).read_bytes(), Path(file).name)


def report(exercise: str, workbook: Workbook | None) -> Report:
    """What the checks of an exercise say of a workbook."""
    return run(LESSON.exercises[exercise], workbook)


def not_passed(found: Report) -> tuple[str, ...]:
    """The ids of the checks that did not pass."""
    return tuple(result.id for result in found.results if result.outcome != "passed")


def test_checks_carry_three_quarters_of_the_points() -> None:
    """20 points, 15 of them by eight checks, the rest by the facilitator."""
    assert LESSON.points == 20
    assert LESSON.exercises["register"].points == 15
    assert len(LESSON.exercises["register"].checks) == 8


def test_the_solution_earns_every_point() -> None:
    """Nothing is asked that the lesson's own solution does not do."""
    assert report("register", book(LESSON.solution["register"])).points == 15


def test_an_empty_register_earns_nothing() -> None:
    """Neither no answer at all nor an empty sheet has anything to be paid for."""
    assert report("register", None).points == 0
    empty = Workbook.from_state({"sheets": [{"name": "Marks", "cells": {}}]})
    assert report("register", empty).points == 0


def test_the_start_register_meets_no_check() -> None:
    """All the work is left to do."""
    exercise = LESSON.exercises["register"]
    found = report("register", book(exercise.start or ""))
    assert not_passed(found) == tuple(check.id for check in exercise.checks)
    assert found.points == 0


def test_every_practice_has_something_to_do() -> None:
    """A practice sheet is read without trouble and is not finished from the start."""
    for exercise in LESSON.exercises.values():
        if exercise.instant:
            found = report(exercise.name, book(exercise.start or ""))
            assert not_passed(found), exercise.name
            assert all(result.outcome != "did_not_run" for result in found.results)


@pytest.mark.parametrize("proof", LESSON.not_yet, ids=lambda proof: Path(proof.file).stem)
def test_each_not_yet_file_fails_exactly_its_check(proof: NotYet) -> None:
    """Every check can fail, and fails alone, so that a hint never sends anyone elsewhere."""
    found = report(proof.exercise, book(proof.file))
    assert not_passed(found) == proof.fails
    assert all(result.outcome != "did_not_run" for result in found.results)


def test_every_check_of_the_register_is_shown_to_fail() -> None:
    """There is a not-yet file for each of the eight."""
    shown = {name for proof in LESSON.not_yet for name in proof.fails}
    assert shown == {check.id for check in LESSON.exercises["register"].checks}


def test_the_office_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
    kept = {p.relative_to(LESSON.folder): p.read_bytes() for p in LESSON.folder.rglob("*.xlsx")}
    assert made == kept


def test_values_in_the_files_are_what_their_formulas_give() -> None:
    """A phone's preview shows the stored values, so they must be right."""
    for path in sorted(LESSON.folder.rglob("*.xlsx")):
        sheet = load_workbook(path, data_only=True).worksheets[0]
        calculation = book(str(path.relative_to(LESSON.folder))).calculate()
        for row in sheet:
            for cell in row:
                counted = calculation.value(sheet.title, cell.coordinate)
                stored = float(cell.value) if isinstance(cell.value, int | float) else cell.value
                assert str(counted or "") == str(stored or ""), cell


def catalog(language: str) -> Catalog:
    """The lesson's words in a language; none are needed in English."""
    return lesson_catalog(LESSON, language)


def formulas_in(cell: str, language: str) -> list[str]:
    """The formulas that a step tells its reader to type, as they stand in that language."""
    source = next(c.source for c in read_notebook(LESSON).cells if c.id == cell and is_prose(c))
    return re.findall(r"`(=[^`]+)`", catalog(language).text(source, cell))


def start(exercise: str, language: str) -> Workbook:
    """The workbook that a learner of that language begins with."""
    words = catalog(language)
    file = LESSON.exercises[exercise].start or ""
    return book(file).translated(lambda text: words.text(text, "files"))


def typed(workbook: Workbook, inputs: dict[str, str]) -> Workbook:
    """The workbook after inputs into cells of its first sheet."""
    for cell, text in inputs.items():
        operation = {"op": "set", "sheet": workbook.sheets[0].name, "cell": cell, "input": text}
        workbook = workbook.apply(operation)
    return workbook


def down(formula: str, first: str, last_row: int) -> dict[str, str]:
    """A formula filled down from its first cell."""
    column, row = first[0], int(first[1:])
    cells = [f"{column}{number}" for number in range(row, last_row + 1)]
    return {cell: moved(normalise(formula), first, cell) for cell in cells}


def guarded(workbook: Workbook, marks: str, letter: str) -> Workbook:
    """The workbook with its marks limited and its first row frozen."""
    sheet = workbook.sheets[0].name
    rule = {"type": "list", "values": ["2", "3", "4", "5", letter]}
    workbook = workbook.apply({"op": "validate", "sheet": sheet, "range": marks, "rule": rule})
    return workbook.apply({"op": "freeze", "sheet": sheet, "rows": 1, "columns": 0})


@languages
@pytest.mark.parametrize(
    ("cell", "exercise", "first", "others"),
    [
        ("average-intro", "practice_average", "F2", {}),
        ("empty-intro", "practice_empty", "F2", {"C3": ""}),
        ("round-intro", "practice_round", "F2", {}),
        ("level-intro", "practice_level", "C2", {}),
        ("error-intro", "practice_error", "F2", {}),
    ],
)
def test_a_practice_step_is_met_by_what_its_text_says(
    language: str, cell: str, exercise: str, first: str, others: dict[str, str]
) -> None:
    """Whoever types the formula as it is printed, and fills it down, sees every check pass."""
    formula = formulas_in(cell, language)[-1]
    done = typed(start(exercise, language), {**down(formula, first, 5), **others})
    assert not_passed(report(exercise, done)) == ()


@languages
def test_limits_and_a_frozen_row_meet_the_last_practice(language: str) -> None:
    """The letter of an absence is the one that registers in that language use."""
    letter = catalog(language).text("a", "files")
    done = guarded(start("practice_rule", language), "B2:E5", letter)
    assert not_passed(report("practice_rule", done)) == ()


@languages
def test_the_register_can_be_done_as_the_lesson_says(language: str) -> None:
    """Average, thresholds, level as printed, limits and a frozen row: full points."""
    average = '=IFERROR(ROUND(AVERAGE(C2:N2),2),"")'
    level = formulas_in("register-intro", language)[-1]
    thresholds = {"S2": "4.5", "S3": "3.5", "S4": "2.5"}
    inputs = {**thresholds, **down(average, "O2", 41), **down(level, "P2", 41)}
    done = typed(start("register", language), inputs)
    letter = catalog(language).text("a", "files")
    assert report("register", guarded(done, "C2:N41", letter)).points == 15


def test_a_lesson_of_steps_that_fit_a_phone() -> None:
    """8 to 14 steps; a step begins with a heading, and its own text stays short."""
    prose = [cell.source for cell in read_notebook(LESSON).cells if is_prose(cell)]
    assert all(text.startswith("## ") and text.count("\n## ") == 0 for text in prose)
    assert 8 <= len(prose) <= 14
    said = [re.sub(r"```press.*?```", "", text, flags=re.DOTALL) for text in prose]
    assert max(len(text.split()) for text in said) <= 140
