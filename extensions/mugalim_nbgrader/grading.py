"""Grading one hand-in with nbgrader's Autograde, so that its trouble stays its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc

from mugalim_checks.core import Report
from mugalim_nbgrader.folders import remove
from mugalim_nbgrader.gradebook import gradebook, nbgrader_config, row, stamp
from mugalim_nbgrader.intake import METADATA, take_submission
from mugalim_nbgrader.outcome import RESULT_TYPE, CellScore, Outcome
from mugalim_nbgrader.trouble import NbgraderTrouble

_SNAPSHOT = ".grading"  # what is graded, copied whole: a new hand-in may come meanwhile
_log = logging.getLogger("mugalim.nbgrader")


@dataclass(frozen=True)
class _Before:
    """What the gradebook said before this run: which attempt, and the points of its cells."""

    attempt: str | None
    cells: Mapping[str, CellScore]


def grade(folder: Path, assignment: str, person: str, deadline: float) -> Outcome:
    """Grade the latest hand-in of one learner; raises only where there is nothing to grade."""
    snapshot = folder / _SNAPSHOT / person / assignment
    try:
        take_submission(folder, assignment, person, snapshot)
        _check_notebook(snapshot)
        before = _before(folder, assignment, person)
        _autograde(folder, assignment, person, deadline)
        return _settled(folder, assignment, person, before)
    except NbgraderTrouble as trouble:
        if trouble.id == "grading.nothing":
            raise
        return failed(folder, assignment, person, trouble.id)
    except Exception:
        # One hand-in's trouble, whatever it is, must not end the others: flag it, keep why.
        _log.exception("Grading %s of %s failed", assignment, person)
        return failed(folder, assignment, person, "grading.failed")
    finally:
        remove(snapshot)


def _check_notebook(snapshot: Path) -> None:
    for path in snapshot.glob("*.ipynb"):
        try:
            nbformat.validate(nbformat.read(path, as_version=4))
        except Exception as trouble:  # nbformat lets many kinds of errors through
            raise NbgraderTrouble("grading.damaged", name=path.name) from trouble
        return
    raise NbgraderTrouble("grading.damaged", name="")


def _before(folder: Path, assignment: str, person: str) -> _Before:
    with gradebook(folder) as book:
        try:
            line = row(book.find_submission(assignment, person))
        except MissingEntry:
            return _Before(None, {})
        return _Before(line.handed_in_at, line.cells)


def _autograde(folder: Path, assignment: str, person: str, deadline: float) -> None:
    config = nbgrader_config(folder)
    config.CourseDirectory.submitted_directory = _SNAPSHOT
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = person
    config.CleanExecute.deadline = deadline
    course = CourseDirectory(config=config)
    Autograde(coursedir=course, config=config, force=True).start()


def _settled(folder: Path, assignment: str, person: str, before: _Before) -> Outcome:
    """Bring marks in line with the new result, and read what came out."""
    reports, troubles, digest = _bundles(folder / "autograded" / person / assignment)
    with gradebook(folder) as book:
        submission = book.find_submission(assignment, person)
        again = before.attempt == stamp(submission.timestamp)
        for notebook in submission.notebooks:
            for one in notebook.grades:
                _settle(one, before.cells.get(one.name), again, one.name in troubles)
            for note in () if again else notebook.comments:
                note.manual_comment = None
        book.db.commit()
        trouble = next(iter(troubles.values()), None)
        return _outcome(folder, book, submission, reports, trouble, digest)


def _settle(one: Any, before: CellScore | None, again: bool, flagged: bool) -> None:
    """A mark stands while the automatic result does; on words only while they are the same."""
    same = before is not None and before.automatic == one.auto_score
    if one.manual_score is not None and same and (again or one.cell_type == "code"):
        one.needs_manual_grade = before is not None and before.waits
    else:
        one.manual_score = None
        one.needs_manual_grade = one.auto_score is None or flagged


def _outcome(
    folder: Path,
    book: Gradebook,
    submission: Any,
    reports: tuple[Report, ...],
    trouble: str | None,
    digest: str | None,
) -> Outcome:
    for notebook in submission.notebooks:
        notebook.late_submission_penalty = _penalty(folder, submission, notebook.score) or None
    book.db.commit()
    line = row(submission)
    state = "did_not_run" if trouble else "graded"
    return Outcome(
        state,  # type: ignore[arg-type]  # the two words that the type knows
        reports,
        line.score,
        line.max_score,
        trouble,
        line.penalty,
        line.handed_in_at,
        digest,
    )


def _penalty(folder: Path, submission: Any, score: float) -> float:
    """What lateness costs now, by nbgrader's plug-in: nothing, unless the settings say so."""
    late = submission.total_seconds_late
    if late <= 0:
        return 0.0
    plugin = LateSubmissionPlugin(config=nbgrader_config(folder))
    taken = plugin.late_submission_penalty(submission.student.id, score, late)
    return min(max(taken or 0.0, 0.0), score)


def _bundles(folder: Path) -> tuple[tuple[Report, ...], dict[str, str], str | None]:
    """The reports in a graded notebook, the trouble of each cell that did not run, the digest."""
    reports: list[Report] = []
    troubles: dict[str, str] = {}
    digest = None
    for path in sorted(folder.glob("*.ipynb")):
        notebook = json.loads(path.read_bytes())
        digest = notebook["metadata"].get(METADATA, {}).get("digest")
        for cell in notebook["cells"]:
            for bundle in _results(cell):
                report = Report.from_json(bundle)
                reports.append(report)
                trouble = bundle.get("trouble") or _nothing_ran(report)
                if trouble:
                    troubles[cell["metadata"]["nbgrader"]["grade_id"]] = trouble
    return tuple(reports), troubles, digest


def _results(cell: Mapping[str, Any]) -> list[Any]:
    outputs = cell.get("outputs", ()) if cell["metadata"].get("nbgrader", {}).get("grade") else ()
    return [
        output["data"][RESULT_TYPE] for output in outputs if RESULT_TYPE in output.get("data", {})
    ]


def _nothing_ran(report: Report) -> str | None:
    """Whether not one check of a report could run, which is nobody's 0."""
    ran = [result for result in report.results if result.outcome != "did_not_run"]
    return "grading.no_check_ran" if report.results and not ran else None


def failed(folder: Path, assignment: str, person: str, trouble: str) -> Outcome:
    """Score a hand-in that could not be graded with 0 points and a flag for somebody to look.

    Marks that a person gave to this very attempt stay.
    """
    remove(folder / "autograded" / person / assignment)
    before = _before(folder, assignment, person)
    with gradebook(folder) as book:
        book.update_or_create_student(person)
        submission = book.update_or_create_submission(assignment, person)
        submission.timestamp = _timestamp(folder, assignment, person) or submission.timestamp
        again = before.attempt == stamp(submission.timestamp)
        for notebook in submission.notebooks:
            for one in notebook.grades:
                one.auto_score = 0.0 if one.cell_type == "code" else None
                one.manual_score = one.manual_score if again else None
                one.needs_manual_grade = True
        book.db.commit()
        return _outcome(folder, book, submission, (), trouble, None)


def _timestamp(folder: Path, assignment: str, person: str) -> Any:
    try:
        path = folder / "submitted" / person / assignment / "timestamp.txt"
        return parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
