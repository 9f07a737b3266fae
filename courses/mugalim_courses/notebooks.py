"""A lesson's notebook: the rules its cells keep, and what is made of it.

`lesson.ipynb` holds prose (markdown), exercises and grade cells (one line each), rubric cells and,
where an author wants other widgets, code of her own. The source for nbgrader, the translated pages
and the steps are all made from it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mugalim_courses.code_cells import (
    CALLS,
    SETUP,
    call_of,
    imports_calls,
    is_known,
    is_own_code,
    is_setup,
    problems_of_other_code,
)
from mugalim_courses.fields import check_name
from mugalim_courses.model import Lesson
from mugalim_courses.problems import LessonError, Problem

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from mugalim_courses.languages import Catalog

_HEADING = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


def read_notebook(lesson: Lesson) -> NotebookNode:
    """The lesson's notebook as its file says it; LessonError where it is none.

    Nothing is repaired: a new id for a cell would lose that cell's translations.
    """
    from nbformat import v4
    from nbformat.validator import iter_validate

    path, todo = lesson.folder / "lesson.ipynb", "open it in the Lab and save it again"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise LessonError(_where(lesson), f"it cannot be read ({error})", todo) from None
    for fault in iter_validate(data, version=4, version_minor=5):
        at = "/".join(str(part) for part in fault.absolute_path)
        what = f"{at or 'it'} is not as in a notebook of version 4.5"
        raise LessonError(_where(lesson), what, todo)
    notebook: NotebookNode = v4.to_notebook(data)
    return notebook


def is_prose(cell: Any) -> bool:
    """Whether a cell is text for learners: markdown that nbgrader knows nothing of."""
    return bool(cell.cell_type == "markdown" and "nbgrader" not in cell.metadata)


def is_rubric(cell: Any) -> bool:
    """Whether a cell is one that a facilitator judges."""
    return bool(cell.cell_type == "markdown" and "nbgrader" in cell.metadata)


def built_notebook(lesson: Lesson) -> NotebookNode:
    """The whole lesson, with nbgrader's metadata and points derived from lesson.yaml.

    LessonError where its cells break a rule that grading leans on.
    """
    notebook = read_notebook(lesson)
    for problem in _problems(lesson, notebook):
        if not problem.advice:
            raise LessonError(problem.where, problem.what, problem.todo)
    for cell in notebook.cells:
        call = call_of(cell.source) if cell.cell_type == "code" else None
        if is_rubric(cell):
            points = {item.id: item.points for item in lesson.rubric}.get(cell.id, 0.0)
            cell.metadata.nbgrader = _graded(cell.id, points, cell.cell_type, locked=False)
        elif call and call[0] == "grade":
            points = lesson.exercises[call[1]].points
            cell.metadata.nbgrader = _graded(cell.id, points, cell.cell_type, locked=True)
        elif cell.cell_type == "code":
            cell.metadata.pop("nbgrader", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def source_notebook(lesson: Lesson) -> NotebookNode:
    """The notebook for nbgrader's source/: the lesson without code of its author's own.

    No grade hangs on such code, so it never runs where hand-ins are graded.
    """
    notebook = built_notebook(lesson)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type != "code" or is_known(cell)]
    return notebook


def with_own_code(release: NotebookNode, lesson: Lesson) -> NotebookNode:
    """A release that nbgrader made of the source, with the lesson's own code put back into it."""
    released = {cell.id: cell for cell in release.cells}
    page = copy.deepcopy(release)
    page.cells = [
        copy.deepcopy(released.get(cell.id, cell))
        for cell in built_notebook(lesson).cells
        if cell.id in released or is_own_code(cell)
    ]
    return page


def translate_notebook(notebook: NotebookNode, catalog: Catalog) -> NotebookNode:
    """The notebook with its prose in the catalog's language; all other cells as they are."""
    translated = copy.deepcopy(notebook)
    for cell in translated.cells:
        if is_prose(cell):
            cell.source = catalog.text(cell.source, cell.id)
    return translated


def learner_notebook(notebook: NotebookNode) -> NotebookNode:
    """The notebook as a learner's page needs it: without the cells that a facilitator judges."""
    page = copy.deepcopy(notebook)
    page.cells = [cell for cell in page.cells if not is_rubric(cell)]
    return page


def step_titles(notebook: NotebookNode) -> tuple[str, ...]:
    """The titles of the lesson's steps: its second-level headings, in order."""
    prose = (cell.source for cell in notebook.cells if is_prose(cell))
    return tuple(title for source in prose for title in _HEADING.findall(source))


def check_notebook(lesson: Lesson) -> tuple[Problem, ...]:
    """Everything about the cells that would go wrong later, each with what to do."""
    return tuple(_problems(lesson, read_notebook(lesson)))


def _problems(lesson: Lesson, notebook: NotebookNode) -> Iterator[Problem]:
    where = _where(lesson)
    names = [cell.id for cell in notebook.cells]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(where, f"the cell id {name!r} stands twice", "give each cell its own")
    graded = []
    yield from _problems_of_setup(notebook, where)
    for cell in notebook.cells:
        place = f"{where}, cell {cell.id}"
        if cell.cell_type == "raw":
            yield Problem(place, "a raw cell is shown to nobody", "make it Markdown, or remove it")
        if cell.cell_type == "code" and not is_setup(cell):
            call = call_of(cell.source)
            if call is None:
                yield from problems_of_other_code(cell, place)
            else:
                yield from _problems_of_call(lesson, cell, call, place)
                graded += [call[1]] if call[0] == "grade" else []
    yield from _problems_of_grading(lesson, notebook, graded)
    if (lesson.folder / "answers").exists():
        yield Problem(str(lesson.folder), "somebody's answers lie beside the lesson", "remove them")
    if len(step_titles(notebook)) < 2:
        todo = "begin each step with a '## ' heading"
        yield Problem(where, "the lesson has no steps", todo, advice=True)


def _problems_of_setup(notebook: NotebookNode, where: str) -> Iterator[Problem]:
    """One cell, before all other code, imports what the others call, and nothing else."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    setups = [cell for cell in code if is_setup(cell)]
    if code and setups != code[:1]:
        todo = f"tag the cell with the import '{SETUP}', and put it first"
        yield Problem(where, "the first code cell, and no other, is the setup", todo)
    for cell in setups:
        if not imports_calls(cell.source):
            todo = f"write: from mugalim_widgets import {', '.join(CALLS)}"
            yield Problem(f"{where}, cell {cell.id}", "the setup is not that one import", todo)


def _problems_of_call(
    lesson: Lesson, cell: Any, call: tuple[str, str], place: str
) -> Iterator[Problem]:
    if call[1] not in lesson.exercises:
        todo = f"use one of {', '.join(lesson.exercises)}, or add it to lesson.yaml"
        yield Problem(place, f"there is no exercise {call[1]!r}", todo)
    elif lesson.exercises[call[1]].kind not in CALLS[call[0]]:
        what = f"{call[0]}() does not fit {call[1]!r}, a {lesson.exercises[call[1]].kind}"
        yield Problem(place, what, f"it is for {' or '.join(CALLS[call[0]])}")
    elif call[0] == "grade":
        try:
            check_name(cell.id, place)
        except LessonError as error:
            yield error.problem
        if not cell.metadata.get("nbgrader", {}).get("locked"):
            yield Problem(place, "the grade cell is not locked", "make it an autograder test")


def _problems_of_grading(
    lesson: Lesson, notebook: NotebookNode, graded: list[str]
) -> Iterator[Problem]:
    where = _where(lesson)
    for exercise in lesson.exercises.values():
        wanted = 1 if exercise.points else 0
        if graded.count(exercise.name) != wanted:
            todo = f'have {wanted} cell with grade("{exercise.name}")'
            yield Problem(where, f"{exercise.name} has {graded.count(exercise.name)} grades", todo)
    rubric = {item.id for item in lesson.rubric}
    cells = {cell.id for cell in notebook.cells if is_rubric(cell)}
    for name in sorted(rubric ^ cells):
        todo = "have one manually graded cell with this id, and one rubric item"
        yield Problem(where, f"the rubric item {name} stands in one place only", todo)


def _graded(name: str, points: float, kind: str, *, locked: bool) -> dict[str, Any]:
    """The metadata of nbgrader (schema 3) for a grade cell or a cell that a person judges."""
    return {
        "schema_version": 3,
        "grade": True,
        "grade_id": name,
        "locked": locked,
        "solution": not locked,
        "task": False,
        "points": points,
        "cell_type": kind,
    }


def _where(lesson: Lesson) -> str:
    return f"courses/{lesson.course}/{lesson.slug}/lesson.ipynb"
