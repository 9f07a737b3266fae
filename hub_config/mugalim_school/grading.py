"""Runs of grading in the background: all new hand-ins of a cohort's lesson, one after the other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mugalim_nbgrader.batch import Graded, grade_all
from mugalim_nbgrader.trouble import NbgraderTrouble
from mugalim_school import journal, marking, people
from mugalim_school.database import Database, now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt, Job
from mugalim_school.releases import find_version
from mugalim_school.web import School

_log = logging.getLogger("mugalim.grading")


class Grading:
    """The runs of this service. One for each cohort's lesson at a time; they outlive the page."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._running: set[asyncio.Task[None]] = set()

    def start(self, cohort: int, course: str, lesson: str, by: str) -> int:
        """Begin to grade all new hand-ins; gives the job. SchoolError where there is nothing."""
        with self.school.database.session() as session:
            running = newest_job(session, cohort, course, lesson)
            if running is not None and running.ended_at is None:
                return running.id
            found = marking.to_grade(session, cohort, course, lesson)
            if not found:
                raise SchoolError("school.nothing_to_grade")
            job = Job(
                course=course, lesson=lesson, cohort=cohort, started_by=by, started_at=now(),
                total=len(found), done=0, failed=[],
            )  # fmt: skip
            session.add(job)
            for attempt in found:
                attempt.state = "grading"
            journal.note(session, by, "grade", f"{course}/{lesson}", f"{len(found)} hand-ins")
            session.flush()
            work = self._by_assignment(session, found)
            identity = job.id
        task = asyncio.get_running_loop().create_task(self._run(identity, course, work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return identity

    def _by_assignment(
        self, session: Session, found: Sequence[Attempt]
    ) -> dict[str, dict[str, str]]:
        """Learner -> attempt, for each assignment among the hand-ins."""
        work: dict[str, dict[str, str]] = defaultdict(dict)
        for attempt in found:
            release = find_version(session, attempt.course, attempt.lesson, attempt.version)
            name = release.assignment if release else attempt.lesson
            work[name][attempt.person] = attempt.id
        return work

    async def _run(self, job: int, course: str, work: dict[str, dict[str, str]]) -> None:
        try:
            for assignment, learners in work.items():

                def keep(
                    graded: Graded, _done: int, _of: int, known: dict[str, str] = learners
                ) -> None:
                    self._keep(job, known[graded.person], graded)

                await self._introduce(course, learners)
                await grade_all(self.school.worker, course, assignment, learners, keep)
        except Exception:  # a run must end, or its hand-ins would wait for ever
            _log.exception("grading of %s ended early", course)
        finally:
            with self.school.database.session() as session:
                _end(session, session.get_one(Job, job))

    async def _introduce(self, course: str, learners: Iterable[str]) -> None:
        """Tell the gradebook their names: some joined after the lesson was opened."""
        with self.school.database.reading() as session:
            known = [people.get(session, learner) for learner in learners]
        for person in filter(None, known):
            with contextlib.suppress(NbgraderTrouble):  # grading itself says what is wrong
                await self.school.worker.enrol(course, person.id, person.name)

    def _keep(self, job: int, attempt: str, graded: Graded) -> None:
        """Called after each hand-in: its own result, or its own trouble."""
        with self.school.database.session() as session:
            row = session.get_one(Job, job)
            started = session.get_one(Attempt, attempt)
            if graded.outcome is not None:
                started = marking.apply_outcome(session, started, graded.outcome)
            elif graded.trouble is not None:
                marking.could_not_grade(started, graded.trouble)
            row.done += 1
            if started.state == "did_not_run":
                row.failed = [*row.failed, started.id]


def newest_job(session: Session, cohort: int, course: str, lesson: str) -> Job | None:
    """The latest run of grading of a cohort's lesson."""
    wanted = select(Job).where(Job.cohort == cohort, Job.course == course, Job.lesson == lesson)
    return session.scalar(wanted.order_by(Job.id.desc()).limit(1))


def recover(database: Database) -> None:
    """End the runs that a stopped service left; their hand-ins are new again."""
    with database.session() as session:
        for job in session.scalars(select(Job).where(Job.ended_at.is_(None))):
            job.ended_at = now()
        left = update(Attempt).where(Attempt.state == "grading").values(state="handed_in")
        session.execute(left)


def _end(session: Session, job: Job) -> None:
    job.ended_at = now()
    left = select(Attempt).where(
        Attempt.state == "grading", Attempt.cohort == job.cohort,
        Attempt.course == job.course, Attempt.lesson == job.lesson,
    )  # fmt: skip
    for attempt in session.scalars(left):
        attempt.state = "handed_in"
