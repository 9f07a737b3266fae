"""A lesson's notebook: the rules its cells keep, and what is made of it.

`lesson.ipynb` holds prose (markdown), exercises and grade cells (one line each) and rubric cells.
The source for nbgrader, the translated pages and the steps are all made from it.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mugalim_courses.fields import check_slug
from mugalim_courses.model import Lesson
from mugalim_courses.problems import LessonError, Problem

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from mugalim_courses.languages import Catalog

CALLS = ("choice", "grade", "spreadsheet", "text", "upload")
SETUP = "setup"  # the tag of the one cell that imports them
_HEADING = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


def read_notebook(lesson: Lesson) -> NotebookNode:
    """The lesson's notebook; LessonError where it is none."""
    import nbformat

    path = lesson.folder / "lesson.ipynb"
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        return notebook
    except (OSError, ValueError, nbformat.ValidationError) as error:
        todo = "open it in the Lab and save it again"
        raise LessonError(_where(lesson), f"it cannot be read ({error})", todo) from None


def call_of(source: str) -> tuple[str, str] | None:
    """What a one-line cell calls, such as ("grade", "register"); None for any other code."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    match body:
        case [ast.Expr(ast.Call(ast.Name(name), [ast.Constant(str(exercise))], []))]:
            return (name, exercise) if name in CALLS and ";" not in source else None
    return None


def is_prose(cell: Any) -> bool:
    """Whether a cell is text for learners: markdown that nbgrader knows nothing of."""
    return bool(cell.cell_type == "markdown" and "nbgrader" not in cell.metadata)


def is_rubric(cell: Any) -> bool:
    """Whether a cell is one that a facilitator judges."""
    return bool(cell.cell_type == "markdown" and "nbgrader" in cell.metadata)


def source_notebook(lesson: Lesson) -> NotebookNode:
    """The notebook for nbgrader's source/: its metadata and points derived from lesson.yaml."""
    notebook = copy.deepcopy(read_notebook(lesson))
    for cell in notebook.cells:
        cell.pop("attachments", None) if cell.cell_type == "code" else None
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
    names = [cell.get("id", "") for cell in notebook.cells]
    for name in sorted({name for name in names if not name or names.count(name) > 1}):
        yield Problem(where, f"the cell id {name!r} is empty or stands twice", "give it its own")
    graded = []
    for cell in notebook.cells:
        place = f"{where}, cell {cell.get('id')}"
        if cell.cell_type == "code" and SETUP not in cell.metadata.get("tags", []):
            yield from _problems_of_call(lesson, cell, place)
            call = call_of(cell.source)
            graded += [call[1]] if call and call[0] == "grade" else []
    yield from _problems_of_grading(lesson, notebook, graded)
    if (lesson.folder / "answers").exists():
        yield Problem(str(lesson.folder), "somebody's answers lie beside the lesson", "remove them")
    if len(step_titles(notebook)) < 2:
        yield Problem(where, "the lesson has no steps", "begin each step with a '## ' heading")


def _problems_of_call(lesson: Lesson, cell: Any, place: str) -> Iterator[Problem]:
    call = call_of(cell.source)
    if call is None:
        todo = f'write one call, such as spreadsheet("register"); known are {", ".join(CALLS)}'
        yield Problem(place, f"the code {cell.source[:40]!r} is not one known call", todo)
    elif call[1] not in lesson.exercises:
        todo = f"use one of {', '.join(lesson.exercises)}, or add it to lesson.yaml"
        yield Problem(place, f"there is no exercise {call[1]!r}", todo)
    elif call[0] == "grade":
        try:
            check_slug(cell.id, place)
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
