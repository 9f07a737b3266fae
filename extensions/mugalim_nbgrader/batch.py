"""Grading many hand-ins one after the other: each one's trouble stays its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.outcome import Outcome
from mugalim_nbgrader.trouble import NbgraderTrouble


@dataclass(frozen=True)
class Graded:
    """How one learner's grading went: an outcome, or the trouble that left none."""

    person: str
    outcome: Outcome | None
    trouble: NbgraderTrouble | None = None

    @property
    def message(self) -> str | None:
        """The id of what somebody has to look at; None where all went well."""
        if self.trouble is not None:
            return self.trouble.id
        return self.outcome.message if self.outcome else None


async def grade_all(
    worker: Worker,
    course: str,
    assignment: str,
    people: Iterable[str],
    on_progress: Callable[[Graded, int, int], None],
) -> tuple[Graded, ...]:
    """Grade the latest hand-ins of these people in order; never stops for one of them.

    `on_progress` is called after each with how it went, how many are done, and of how many.
    """
    names = tuple(dict.fromkeys(people))
    done: list[Graded] = []
    for name in names:
        done.append(await _grade_one(worker, course, assignment, name))
        on_progress(done[-1], len(done), len(names))
    return tuple(done)


async def _grade_one(worker: Worker, course: str, assignment: str, person: str) -> Graded:
    try:
        return Graded(person, await worker.grade(course, assignment, person))
    except NbgraderTrouble as trouble:
        return Graded(person, None, trouble)
