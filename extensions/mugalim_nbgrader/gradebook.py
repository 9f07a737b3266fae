"""One course's gradebook, always through nbgrader's own Gradebook."""

from __future__ import annotations

import logging
import math
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from traitlets.config import Config

from mugalim_nbgrader.folders import check_names, remove, settings
from mugalim_nbgrader.outcome import CellScore, Row
from mugalim_nbgrader.trouble import NbgraderTrouble

_log = logging.getLogger("mugalim.nbgrader")


def nbgrader_config(folder: Path) -> Config:
    """The course's settings for nbgrader's classes, the same as its command-line tools read."""
    config = Config({name: dict(values) for name, values in settings(folder.name).items()})
    config.CourseDirectory.root = str(folder)
    return config


def gradebook(folder: Path) -> Gradebook:
    """The open gradebook of a course; to be used in a `with`."""
    return Gradebook(f"sqlite:///{folder / 'gradebook.db'}", folder.name)


def register(folder: Path, assignment: str, due_at: datetime | None) -> None:
    """Make the assignment known, with its due date."""
    check_names(assignment)
    due = None if due_at is None else due_at.astimezone(UTC).replace(tzinfo=None)
    with gradebook(folder) as book:
        book.update_or_create_assignment(assignment, duedate=due)


def enrol(folder: Path, person: str, name: str) -> None:
    """Make a learner known under her id; her name is what formgrader shows."""
    check_names("any", person)
    first, _, last = name.strip().partition(" ")
    with gradebook(folder) as book:
        book.update_or_create_student(person, first_name=first, last_name=last)


def judge(
    folder: Path,
    assignment: str,
    person: str,
    points: Mapping[str, float | None],
    comment: str,
    grader: str,
    handed_in_at: str | None = None,
) -> None:
    """Keep a facilitator's marks by cell, and her comment on the first manual cell.

    A mark of None takes a mark back. With `handed_in_at` the marks are refused where the
    gradebook holds another attempt by now.
    """
    with gradebook(folder) as book:
        submission = _submission(book, assignment, person)
        if handed_in_at is not None and not _same_moment(handed_in_at, submission.timestamp):
            raise NbgraderTrouble("judge.other_attempt", assignment=assignment)
        grades = {grade.name: grade for each in submission.notebooks for grade in each.grades}
        for cell, mark in points.items():
            _mark(grades, cell, mark)
        for note in _comments(submission, points)[:1]:
            note.manual_comment = comment.strip() or None
        book.db.commit()
    _log.info("%s judged %s of %s", grader, assignment, person)


def _mark(grades: Mapping[str, Any], cell: str, mark: float | None) -> None:
    if cell not in grades:
        raise NbgraderTrouble("judge.no_such_cell", cell=cell)
    grade = grades[cell]
    if mark is not None and not (math.isfinite(mark) and 0 <= mark <= grade.max_score):
        raise NbgraderTrouble("judge.too_much", cell=cell, most=grade.max_score)
    grade.manual_score = mark
    grade.needs_manual_grade = mark is None and grade.auto_score is None


def _comments(submission: Any, points: Mapping[str, float | None]) -> list[Any]:
    """The places for a comment, first the marked cells', then by name."""
    places = [note for each in submission.notebooks for note in each.comments]
    return sorted(places, key=lambda note: (note.name not in points, note.name))


def scores(folder: Path, assignment: str) -> list[Row]:
    """Everybody's line for one assignment, by learner's id; empty before the first grading."""
    check_names(assignment)
    with gradebook(folder) as book:
        try:
            submissions = book.find_assignment(assignment).submissions
        except MissingEntry:
            return []
        return sorted(map(row, submissions), key=lambda line: line.person)


def row(submission: Any) -> Row:
    """One submission of nbgrader's as a line of plain values."""
    cells = {
        grade.name: CellScore(
            grade.auto_score, grade.manual_score, grade.max_score, grade.needs_manual_grade
        )
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    return Row(
        person=submission.student.id,
        score=round(submission.score, 2),
        max_score=round(submission.max_score, 2),
        penalty=round(submission.late_submission_penalty or 0.0, 2),
        waits=any(cell.waits for cell in cells.values()),
        handed_in_at=stamp(submission.timestamp),
        cells=cells,
    )


def stamp(moment: datetime | None) -> str | None:
    """A naive UTC time of nbgrader's as ISO text with its zone; it names an attempt."""
    return None if moment is None else moment.replace(tzinfo=UTC).isoformat()


def _same_moment(named: str, kept: datetime | None) -> bool:
    return kept is not None and datetime.fromisoformat(named) == kept.replace(tzinfo=UTC)


def erase(folder: Path, person: str) -> None:
    """Forget a learner: her lines in the gradebook, her files, and what the database file kept."""
    check_names("any", person)
    with gradebook(folder) as book:
        try:
            book.remove_student(person)
        except MissingEntry:
            _log.info("%s had no line in this gradebook", person)
    for step in ("submitted", "autograded", "feedback", ".intake", ".grading"):
        remove(folder / step / person)
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        database.execute("VACUUM")


def _submission(book: Gradebook, assignment: str, person: str) -> Any:
    check_names(assignment, person)
    try:
        return book.find_submission(assignment, person)
    except MissingEntry as trouble:
        raise NbgraderTrouble("judge.nothing", assignment=assignment) from trouble
