"""The checks of one exercise, run on its stored answer; trouble is an outcome, not an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mugalim_answers.record import Answer, Answers
from mugalim_answers.store import Store
from mugalim_checks.artefacts import ENDINGS, artefact_class
from mugalim_checks.core import Report, Result, run
from mugalim_checks.messages import message
from mugalim_courses.model import ARRANGED, Exercise


def review(plan: Exercise, answers: Answers, store: Store) -> Report:
    """The results of all checks of an exercise on its stored answer; never raises.

    Without an answer every check is "not yet" with no points. Where the answer cannot be looked
    at, every check "did not run". Answers beside it that cannot be looked at count as not given.
    """
    answer = answers.exercises.get(plan.name)
    try:
        if answer is not None and answer.kind != plan.kind:
            return did_not_run(plan)
        artefact = None if answer is None else _whole(answer, store)
    except Exception:  # whatever is stored, looking at it must end in an outcome
        return did_not_run(plan)
    others = {name: answers.exercises[name] for name in plan.beside if name in answers.exercises}
    beside = {name: found for name, one in others.items() if (found := _try(one, store))}
    return look_at(plan, artefact, beside)


def look_at(plan: Exercise, artefact: Any, beside: Mapping[str, object] | None = None) -> Report:
    """The results of all checks of an exercise on an artefact; never raises."""
    try:
        return run(plan, artefact, beside)
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


def _try(answer: Answer, store: Store) -> Any:
    try:
        return _whole(answer, store)
    except Exception:  # the checks then say what is missing
        return None


def _whole(answer: Answer, store: Store) -> Any:
    """What checks look at, once the file it came from is seen to be there."""
    if answer.file is not None:
        store.content(answer.file.sha256)
    return _artefact(answer)


def _artefact(answer: Answer) -> Any:
    """An artefact of the answer's kind, the chosen ids, what is where, or the text."""
    if answer.kind in ENDINGS:
        return artefact_class(answer.kind).from_state(answer.state)
    if answer.kind == "choice":
        return tuple(answer.state["chosen"])
    if answer.kind in ARRANGED:
        return dict(answer.state["placed"])
    return str(answer.state["text"]).strip()
