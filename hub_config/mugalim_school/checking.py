"""A course checked as a whole: the loader's rules with the checks that grade its files."""

from __future__ import annotations

import re
from pathlib import Path

from mugalim_checks.core import Failure, Report, find_check, message, run
from mugalim_checks.workbook import Workbook, read_workbook
from mugalim_courses import LessonError, Problem, load_course
from mugalim_courses.model import Exercise
from mugalim_courses.validating import Grading, validate
from mugalim_school.config import SchoolConfig
from mugalim_school.errors import SchoolError

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")


def check_course(config: SchoolConfig, slug: str) -> tuple[Problem, ...]:
    """Everything to repair in a course of the working copy; advice is marked as such."""
    folder = config.courses / slug
    if not (folder / "course.yaml").is_file():
        raise SchoolError("school.course_not_found", course=slug)
    try:
        return validate(load_course(folder), Grading(_known, _review, file_texts))
    except LessonError as error:
        return (error.problem,)


def file_texts(path: Path) -> tuple[str, ...]:
    """The texts in a start file that need a translation, in their order; numbers need none."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        if not _NUMBER.fullmatch(text):
            found.setdefault(text)
        return text

    _open(path).translated(note)
    return tuple(found)


def _known(name: str) -> bool:
    try:
        find_check(name)
    except KeyError:
        return False
    return True


def _review(exercise: Exercise, path: Path | None) -> Report:
    return run(exercise, None if path is None else _open(path))


def _open(path: Path) -> Workbook:
    try:
        return read_workbook(path.read_bytes(), path.name)
    except Failure as failure:
        raise LessonError(str(path), message(failure, "en"), "make the file again") from failure
