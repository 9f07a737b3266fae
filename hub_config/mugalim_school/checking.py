"""A course checked as a whole: the loader's rules with the checks that grade its files."""

from __future__ import annotations

import re
from pathlib import Path

from mugalim_checks.artefacts import Artefact, read_artefact
from mugalim_checks.core import Failure, Report, run
from mugalim_checks.messages import message
from mugalim_checks.registry import trouble_with
from mugalim_courses import LessonError, Problem, load_course
from mugalim_courses.model import Exercise, Lesson
from mugalim_courses.validating import Grading, Work, validate
from mugalim_school.config import SchoolConfig
from mugalim_school.errors import SchoolError
from mugalim_widgets.show import trouble_with_material

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")


def check_course(config: SchoolConfig, slug: str) -> tuple[Problem, ...]:
    """Everything to repair in a course of the working copy; advice is marked as such."""
    folder = config.courses / slug
    if not (folder / "course.yaml").is_file():
        raise SchoolError("school.course_not_found", course=slug)
    try:
        return validate(load_course(folder), GRADING)
    except LessonError as error:
        return (error.problem,)


def file_texts(exercise: Exercise, path: Path) -> tuple[str, ...]:
    """The texts in a start file that need a translation, in their order; numbers need none."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        if not _NUMBER.fullmatch(text):
            found.setdefault(text)
        return text

    open_artefact(exercise.kind, path).translated(note)
    return tuple(found)


def _review(lesson: Lesson, exercise: Exercise, work: Work | None) -> Report:
    if not isinstance(work, Path):
        return run(exercise, work)
    beside = {
        name: open_artefact(lesson.exercises[name].kind, lesson.folder / lesson.solution[name])
        for name in exercise.beside
        if name in lesson.solution
    }
    return run(exercise, open_artefact(exercise.kind, work), beside)


def open_artefact(kind: str, path: Path) -> Artefact:
    """The artefact in a file of an author; LessonError where it cannot be opened."""
    try:
        return read_artefact(kind, path.read_bytes(), path.name)
    except Failure as failure:
        raise LessonError(str(path), message(failure, "en"), "make the file again") from failure


GRADING = Grading(trouble_with, _review, file_texts, trouble_with_material)
