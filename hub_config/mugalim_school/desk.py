"""The facilitator's desk: her cohorts, a cohort's lessons and learners, one lesson's hand-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school import marking, returns, teaching
from mugalim_school.api import SLUG, Api
from mugalim_school.database import now
from mugalim_school.dates import field_value, from_field
from mugalim_school.errors import SchoolError
from mugalim_school.grading import Grading, newest_job
from mugalim_school.models import Cohort, Opening, Release
from mugalim_school.offered import in_order
from mugalim_school.releases import find_version, newest, published
from mugalim_school.releasing import Wanted, open_to_cohort
from mugalim_school.scripts import script_address
from mugalim_school.showing import plan_in
from mugalim_school.showing_questions import waiting
from mugalim_school.web import Page, Refused

COHORT = "([0-9]{1,9})"
PROPOSED = timedelta(days=14)  # until the due date that the form proposes for a new lesson


@dataclass(frozen=True)
class LessonLine:
    """A lesson of a cohort's course as the desk lists it."""

    course: str
    lesson: str
    course_title: str
    title: str
    version: int
    opening: Opening | None
    counts: dict[str, int]
    newer: bool  # a version with other exercises waits to be opened


class DeskPage(Page):
    """A page for facilitators."""

    role = "facilitator"

    @property
    def grading(self) -> Grading:
        """The runs of grading of this service."""
        return cast(Grading, self.settings["grading"])

    def opening(self, session: Session, cohort: str, course: str, lesson: str) -> Opening:
        """The opening of a lesson to one of her cohorts; else as if there were none."""
        return own_opening(session, self.person.id, int(cohort), course, lesson)

    def back_to(self, path: str) -> None:
        """After a change: show the page again, so that a reload changes nothing."""
        self.redirect(f"{self.school.config.prefix}desk/{path}", status=303)


class Desk(DeskPage):
    """All cohorts of a facilitator."""

    async def get(self) -> None:
        """Her cohorts; with only one, that one at once."""
        with self.school.database.reading() as session:
            cohorts = teaching.cohorts_of(session, self.person.id, "facilitator")
            sizes = {each.id: len(teaching.learners(session, each.id)) for each in cohorts}
            asked = waiting(self, session, list(sizes))
        if len(cohorts) == 1:
            self.back_to(f"{cohorts[0].id}/")
            return
        self.render_page("desk.html", cohorts=cohorts, sizes=sizes, asked=asked)


class CohortPage(DeskPage):
    """One cohort: its lessons, its people, the way in for new ones."""

    async def get(self, cohort: str) -> None:
        """The cohort as it stands."""
        with self.school.database.reading() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            lines = [
                line for one in found.courses for line in self._lines(session, found, one.course)
            ]
            learners = teaching.learners(session, found.id)
            asked = waiting(self, session, [found.id])
            tallies = returns.tallies(session, [one.id for one in learners])
        self.render_page(
            "desk_cohort.html",
            cohort=found,
            lines=lines,
            learners=learners,
            asked=asked,
            tallies=tallies,
        )

    def _lines(self, session: Session, cohort: Cohort, course: str) -> list[LessonLine]:
        wanted = select(Release.lesson).where(Release.course == course).distinct()
        found = []
        for lesson in in_order(self.school.config, course, session.scalars(wanted)):
            release = newest(session, course, lesson)
            if release is None:
                continue
            files = published(self.school.config, release)
            opening = teaching.find_opening(session, cohort.id, course, lesson)
            counts = marking.counts(marking.rows(session, opening)) if opening else {}
            found.append(
                LessonLine(
                    course=course,
                    lesson=lesson,
                    course_title=files.course_title(self.language),
                    title=files.title(self.language),
                    version=release.version,
                    opening=opening,
                    counts=counts,
                    newer=newer_waits(session, release, opening),
                )
            )
        return found


class LessonPage(DeskPage):
    """One lesson of a cohort: dates, hand-ins, grading, sending."""

    async def get(self, cohort: str, course: str, lesson: str) -> None:
        """Everybody's line for the lesson; before it is open, the form that opens it."""
        with self.school.database.reading() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            release = newest(session, course, lesson)
            if release is None or course not in {one.course for one in found.courses}:
                raise Refused(404, "school.not_found")
            opening = teaching.find_opening(session, found.id, course, lesson)
            rows = marking.rows(session, opening) if opening else []
            newer = newer_waits(session, release, opening)
            job = newest_job(session, found.id, course, lesson)
            failed = [
                (row, row.attempt)
                for row in rows
                if row.attempt is not None and row.state == "did_not_run"
            ]
        files = published(self.school.config, release)
        self.render_page(
            "desk_lesson.html",
            cohort=found,
            course=course,
            lesson=lesson,
            title=files.title(self.language),
            newer=newer,
            opening=opening,
            rows=rows,
            counts=marking.counts(rows),
            job=job,
            running=job is not None and job.ended_at is None,
            failed=[(row, marking.why_not_graded(one, self.language)) for row, one in failed],
            most=plan_in(files, self.language).points,
            script=script_address(self.school.config.prefix, "desk"),
            proposed=_proposed(opening),
            field_value=field_value,
            at=now(),
        )


class OpenLesson(DeskPage):
    """Opens a lesson to a cohort, or changes its dates."""

    async def post(self, cohort: str, course: str, lesson: str) -> None:
        """Open the newest version from one date to another."""
        opens_at = from_field(self.get_body_argument("opens_at", ""))
        due = self.get_body_argument("due_at", "").strip()
        due_at = from_field(due) if due else None
        with self.school.database.reading() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            if course not in {one.course for one in found.courses}:
                raise Refused(404, "school.not_found")
        wanted = Wanted(int(cohort), course, lesson, opens_at, due_at)
        await open_to_cohort(self.school.database, self.school.worker, wanted, self.person.id)
        self.back_to(f"{cohort}/{course}/{lesson}/")


class Extend(DeskPage):
    """Gives one learner more time."""

    async def post(self, cohort: str, course: str, lesson: str) -> None:
        """Keep her own due date."""
        due_at = from_field(self.get_body_argument("due_at", ""))
        with self.school.database.session() as session:
            opening = self.opening(session, cohort, course, lesson)
            learner = self.get_body_argument("person", "")
            person = marking.own_learner(session, opening.cohort, learner)
            if opening.due_at is None or due_at <= opening.due_at:
                raise SchoolError("school.extension_too_short")
            teaching.extend(session, opening.id, person.id, due_at, self.person.id)
        self.back_to(f"{cohort}/{course}/{lesson}/")


class Grade(DeskPage):
    """Grades all new hand-ins of a lesson."""

    async def post(self, cohort: str, course: str, lesson: str) -> None:
        """Begin in the background; the page shows how far it is."""
        with self.school.database.reading() as session:
            self.opening(session, cohort, course, lesson)
        self.grading.start(int(cohort), course, lesson, self.person.id)
        self.back_to(f"{cohort}/{course}/{lesson}/")


class Progress(Api):
    """How far the grading is, for the page's script."""

    role = "facilitator"

    async def get(self, cohort: str, course: str, lesson: str) -> None:
        """Done, of how many, and whether it has ended."""
        with self.school.database.reading() as session:
            own_opening(session, self.person.id, int(cohort), course, lesson)
            job = newest_job(session, int(cohort), course, lesson)
        if job is None:
            raise Refused(404, "school.not_found")
        self.answer({"done": job.done, "total": job.total, "ended": job.ended_at is not None})


class SendAll(DeskPage):
    """Sends the feedback of everybody whose work is graded and judged."""

    async def post(self, cohort: str, course: str, lesson: str) -> None:
        """Send what is ready; what is not stays."""
        with self.school.database.session() as session:
            rows = marking.rows(session, self.opening(session, cohort, course, lesson))
            sent = [row.attempt for row in rows if row.can_be_sent and row.attempt]
            if not sent:
                raise SchoolError("school.nothing_to_send")
            for attempt in sent:
                marking.send(session, attempt, self.person.id)
        self.back_to(f"{cohort}/{course}/{lesson}/")


def newer_waits(session: Session, release: Release, opening: Opening | None) -> bool:
    """Whether the newest version has other graded exercises, and so waits for a new opening."""
    if opening is None:
        return False
    opened = find_version(session, opening.course, opening.lesson, opening.version)
    return opened is not None and opened.assignment != release.assignment


def own_opening(session: Session, person: str, cohort: int, course: str, lesson: str) -> Opening:
    """The opening of a lesson to one of a facilitator's cohorts; else as if there were none."""
    marking.own_cohort(session, person, cohort)
    found = teaching.find_opening(session, cohort, course, lesson)
    if found is None:
        raise Refused(404, "school.not_found")
    return found


def _proposed(opening: Opening | None) -> dict[str, str]:
    """The dates that the form shows first."""
    opens_at = opening.opens_at if opening else now()
    due_at = opening.due_at if opening else now() + PROPOSED
    return {"opens_at": field_value(opens_at), "due_at": field_value(due_at) if due_at else ""}


_LESSON = f"/desk/{COHORT}/{SLUG}/{SLUG}"
ROUTES: list[tuple[str, Any]] = [
    ("/desk/?", Desk),
    (f"/desk/{COHORT}/?", CohortPage),
    (f"{_LESSON}/?", LessonPage),
    (f"{_LESSON}/open", OpenLesson),
    (f"{_LESSON}/extend", Extend),
    (f"{_LESSON}/grade", Grade),
    (f"{_LESSON}/progress", Progress),
    (f"{_LESSON}/send", SendAll),
]
