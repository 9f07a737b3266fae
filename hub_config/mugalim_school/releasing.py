"""Opening a published lesson to a cohort, in the school's database and in nbgrader's gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mugalim_nbgrader.client import Worker
from mugalim_school import teaching
from mugalim_school.database import Database
from mugalim_school.errors import SchoolError
from mugalim_school.releases import newest


@dataclass(frozen=True)
class Wanted:
    """What a facilitator opens: which lesson to which cohort, and when."""

    cohort: int
    course: str
    lesson: str
    opens_at: datetime
    due_at: datetime | None


async def open_to_cohort(database: Database, worker: Worker, wanted: Wanted, by: str) -> int:
    """Open the newest version of a lesson, or change its dates; gives the opening's id.

    The gradebook learns the assignment, its due date (the last one of all cohorts) and the
    learners. Doing it again repairs whatever was left undone.
    """
    with database.session() as session:
        release = newest(session, wanted.course, wanted.lesson)
        if release is None:
            raise SchoolError("school.not_published")
        opening = teaching.open_lesson(
            session, wanted.cohort, release, wanted.opens_at, wanted.due_at, by
        )
        due_at = teaching.latest_due(session, wanted.course, release.assignment)
        people = [(one.id, one.name) for one in teaching.learners(session, wanted.cohort)]
    await worker.register(wanted.course, release.assignment, due_at)
    for person, name in people:
        await worker.enrol(wanted.course, person, name)
    return opening.id
