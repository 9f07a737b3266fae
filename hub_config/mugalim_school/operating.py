"""The operator's page: how the school is, its cohorts, invitations for its staff, the log."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Course
from mugalim_school import journal, people, teaching
from mugalim_school.designing import load_courses
from mugalim_school.errors import SchoolError
from mugalim_school.inviting import shown_on, usable, withdraw
from mugalim_school.marking import TO_GRADE
from mugalim_school.models import (
    Attempt,
    Cohort,
    CohortCourse,
    Invitation,
    LogLine,
    Membership,
    Person,
    Release,
)
from mugalim_school.web import Page

LINES = 50  # of the log
DAYS = 7  # that an invitation for one of those who run the school works
STAFF = ("facilitator", "designer", "operator")
LONGEST_TITLE = 120  # characters
GIGABYTE = 1_000_000_000
ACTIONS = {
    "add_course": "One more course for a cohort",
    "answer_question": "Question answered",
    "ask": "Question to the facilitator",
    "download_work": "Work downloaded",
    "erase": "All data erased",
    "extend": "More time",
    "grade": "Grading",
    "hand_in": "Hand-in",
    "invite": "Invitation",
    "issue_reset": "Code for a new password",
    "judge": "Judgement",
    "look_at_work": "Work looked at",
    "make_cohort": "New cohort",
    "open_lesson": "Lesson opened or dates changed",
    "publish": "Lesson published",
    "send_feedback": "Feedback sent",
    "sign_up": "Sign-up",
    "use_reset": "New password set",
    "withdraw": "Invitation withdrawn",
}
# Their subject is an invitation's code or a number; the detail says more.
HIDDEN_SUBJECTS = ("invite", "withdraw", "make_cohort", "add_course")


@dataclass(frozen=True)
class Said:
    """A line of the log with names in place of ids."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: str


class OperatingPage(Page):
    """A page for operators."""

    role = "operator"

    async def courses(self) -> dict[str, str]:
        """The courses of the working copy with lessons to open, their titles in her language."""
        found = await asyncio.to_thread(load_courses, self.school.config)
        return {
            slug: _title(course, self.language)
            for slug, course in found.items()
            if isinstance(course, Course) and course.lessons
        }

    def back(self) -> None:
        """After a change: show the page again, so that a reload changes nothing."""
        self.redirect(f"{self.school.config.prefix}operating/", status=303)


class Operating(OperatingPage):
    """All of it on one page."""

    async def get(self) -> None:
        """The school as it is now."""
        disk = await asyncio.to_thread(shutil.disk_usage, self.school.config.data)
        courses = await self.courses()
        with self.school.database.reading() as session:
            cohorts = list(session.scalars(select(Cohort).order_by(Cohort.title)))
            self.render_page(
                "operating.html",
                counts=counts(session),
                free=self.number(round(disk.free / GIGABYTE, 1)),
                cohorts=cohorts,
                facilitators={one.id: _facilitators(session, one.id) for one in cohorts},
                courses=courses,
                links=shown_on(self, usable(session, STAFF)),
                titles={one.id: one.title for one in cohorts},
                log=said(session),
                actions=ACTIONS,
                days=DAYS,
            )


class MakeCohort(OperatingPage):
    """Makes a cohort."""

    async def post(self) -> None:
        """With a title and at least one course."""
        title = " ".join(self.get_body_argument("title", "").split())
        chosen = [one for one in await self.courses() if one in self.get_body_arguments("course")]
        if not title or len(title) > LONGEST_TITLE:
            raise SchoolError("school.title_missing", most=LONGEST_TITLE)
        if not chosen:
            raise SchoolError("school.choose_a_course")
        with self.school.database.session() as session:
            if session.scalar(select(Cohort.id).where(Cohort.title == title)):
                raise SchoolError("school.cohort_exists", title=title)
            teaching.make_cohort(session, title, chosen, self.person.id)
        self.back()


class AddCourse(OperatingPage):
    """Gives a cohort one more course."""

    async def post(self) -> None:
        """Doing it twice is doing it once."""
        course = self.get_body_argument("course", "")
        if course not in await self.courses():
            raise SchoolError("school.choose_a_course")
        with self.school.database.session() as session:
            cohort = _cohort(session, self.get_body_argument("cohort", ""))
            if session.get(CohortCourse, (cohort.id, course)) is None:
                session.add(CohortCourse(cohort=cohort.id, course=course))
                detail = f"{cohort.title}: {course}"
                journal.note(session, self.person.id, "add_course", str(cohort.id), detail)
        self.back()


class Invite(OperatingPage):
    """Invites one person who will teach, design or operate."""

    async def post(self) -> None:
        """The wanted role comes as "designer", "operator", or a cohort's number."""
        wanted = self.get_body_argument("wanted", "")
        with self.school.database.session() as session:
            if wanted in people.IN_SCHOOL:
                role, cohort = wanted, None
            else:
                role, cohort = "facilitator", _cohort(session, wanted).id
            people.invite(session, self.person.id, role, cohort, DAYS, uses=1)
        self.back()


class Withdraw(OperatingPage):
    """Ends an invitation."""

    async def post(self) -> None:
        """From now on nobody can use it."""
        with self.school.database.session() as session:
            invitation = session.get(Invitation, self.get_body_argument("code", ""))
            if invitation is None or invitation.role not in STAFF:
                raise SchoolError("school.not_found")
            withdraw(session, invitation, self.person.id)
        self.back()


def counts(session: Session) -> dict[str, int]:
    """How many people, cohorts, published lessons, and hand-ins that wait there are."""
    lessons = select(Release.course, Release.lesson).distinct().subquery()
    alive, waiting = Person.erased_at.is_(None), Attempt.state.in_(TO_GRADE)
    wanted = {
        "people": select(func.count()).select_from(Person).where(alive),
        "cohorts": select(func.count()).select_from(Cohort),
        "lessons": select(func.count()).select_from(lessons),
        "waiting": select(func.count()).select_from(Attempt).where(waiting),
    }
    return {name: session.scalar(count) or 0 for name, count in wanted.items()}


def said(session: Session) -> list[Said]:
    """The last lines of the log, the newest first."""
    lines = list(session.scalars(select(LogLine).order_by(LogLine.id.desc()).limit(LINES)))
    ids = {word for line in lines for word in _words(line)}
    wanted = select(Person).where(Person.id.in_(ids))
    names = {person.id: person.name for person in session.scalars(wanted)}
    return [
        Said(
            at=line.at,
            actor=names.get(line.actor, line.actor),
            action=line.action,
            subject=_subject(line, names),
            detail=" ".join(names.get(word, word) for word in line.detail.split()),
        )
        for line in lines
    ]


def _words(line: LogLine) -> list[str]:
    return [line.actor, line.subject, *line.detail.split()]


def _subject(line: LogLine, names: dict[str, str]) -> str:
    if line.action in HIDDEN_SUBJECTS or line.subject == line.actor:
        return ""
    return names.get(line.subject, line.subject)


def _facilitators(session: Session, cohort: int) -> list[str]:
    wanted = select(Person.name).join(Membership).where(Membership.cohort == cohort)
    return list(session.scalars(wanted.where(Membership.role == "facilitator")))


def _cohort(session: Session, number: str) -> Cohort:
    found = session.get(Cohort, int(number)) if number.isascii() and number.isdigit() else None
    if found is None:
        raise SchoolError("school.choose_a_cohort")
    return found


def _title(course: Course, language: str) -> str:
    catalog = load_catalog(course.folder / "locale" / language, language, "course")
    return catalog.text(course.title, context="course.yaml")


ROUTES: list[tuple[str, Any]] = [
    ("/operating/?", Operating),
    ("/operating/cohorts", MakeCohort),
    ("/operating/courses", AddCourse),
    ("/operating/invitations", Invite),
    ("/operating/withdraw", Withdraw),
]
