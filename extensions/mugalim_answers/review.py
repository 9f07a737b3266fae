"""The checks of one exercise, run on its stored answer; trouble is an outcome, not an error."""

from __future__ import annotations

from typing import Any

from mugalim_answers.record import Answer
from mugalim_answers.store import Store
from mugalim_checks.core import Report, Result, message, run
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import Exercise


def review(plan: Exercise, answer: Answer | None, store: Store) -> Report:
    """The results of all checks of an exercise on a stored answer; never raises.

    Without an answer every check is "not yet" with no points. Where the answer cannot be looked
    at, every check "did not run".
    """
    try:
        if answer is not None and answer.kind != plan.kind:
            return did_not_run(plan)
        if answer is not None and answer.file is not None:
            store.content(answer.file.sha256)
        artefact = None if answer is None else _artefact(answer)
    except Exception:  # whatever is stored, looking at it must end in an outcome
        return did_not_run(plan)
    return look_at(plan, artefact)


def look_at(plan: Exercise, artefact: Any) -> Report:
    """The results of all checks of an exercise on an artefact; never raises."""
    try:
        return run(plan, artefact)
    except Exception:  # a broken checker is never the learner's fault
        return did_not_run(plan)


def did_not_run(plan: Exercise) -> Report:
    """A report in which no check of the exercise ran."""
    return Report(plan.name, tuple(_broken(use.id, use.points, use.shown) for use in plan.checks))


def unknown_exercise(name: str) -> Report:
    """The report where not even the plan of the exercise could be read."""
    return Report(name, (_broken(name, 0.0, shown=True),))


def _broken(check: str, points: float, shown: bool) -> Result:
    return Result(check, "did_not_run", 0.0, float(points), "core.broken", {"check": check}, shown)


def hint(result: Result, language: str) -> str:
    """What a result says to the learner beyond its outcome; empty where there is nothing to say."""
    return message(result, language) if result.message else ""


def _artefact(answer: Answer) -> Any:
    """What checks look at: a Workbook, the chosen ids, or the text."""
    if answer.kind == "workbook":
        return Workbook.from_state(answer.state)
    if answer.kind == "choice":
        return tuple(answer.state["chosen"])
    return str(answer.state["text"]).strip()
