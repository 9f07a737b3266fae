"""The checks of one exercise, run on its stored answer; trouble is an outcome, not an error."""

from __future__ import annotations

from typing import Any

from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused, sentence
from mugalim_answers.store import Store
from mugalim_checks.core import Outcome, Report, Result
from mugalim_courses.model import Exercise


def review(plan: Exercise, answer: Answer | None, store: Store) -> Report:
    """The results of all checks of an exercise on a stored answer; never raises.

    Without an answer every check is "not yet" with no points. Where the answer cannot be looked
    at, every check "did not run", with the reason's id.
    """
    if answer is None or _is_empty(answer):
        return every_check(plan, "not_yet", "answers.nothing_yet")
    try:
        if answer.kind != plan.kind:
            raise AnswerRefused("answers.wrong_kind")
        if answer.file is not None:
            store.content(answer.file.sha256)
        return _run(plan, answer)
    except AnswerRefused as refusal:
        return every_check(plan, "did_not_run", refusal.id)
    except Exception:  # a broken checker is never the learner's fault
        return every_check(plan, "did_not_run", "answers.not_checked")


def every_check(plan: Exercise, outcome: Outcome, message: str) -> Report:
    """A report in which every check of the exercise came out the same, without points."""
    results = (
        Result(use.id, outcome, 0.0, float(use.points), message, shown=use.shown)
        for use in plan.checks
    )
    return Report(plan.name, tuple(results))


def hint(result: Result, language: str) -> str:
    """What a result says to the learner beyond its outcome; empty where there is nothing to say."""
    return sentence(result.message, result.values, language) if result.message else ""


def _run(plan: Exercise, answer: Answer) -> Report:
    from mugalim_checks import run

    return run(plan, _artefact(answer))


def _artefact(answer: Answer) -> Any:
    """What checks look at: a Workbook, the chosen ids, or the text."""
    if answer.kind == "workbook":
        from mugalim_checks.workbook import Workbook

        return Workbook.from_state(answer.state)
    if answer.kind == "choice":
        return tuple(answer.state["chosen"])
    return str(answer.state["text"])


def _is_empty(answer: Answer) -> bool:
    if answer.kind == "choice":
        return not answer.state.get("chosen")
    if answer.kind == "text":
        return not str(answer.state.get("text", "")).strip()
    return False
