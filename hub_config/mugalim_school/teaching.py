"""Cohorts and what is open to them: lessons, dates, and more time for one learner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school import journal
from mugalim_school.database import now
from mugalim_school.dates import shown
from mugalim_school.errors import SchoolError
from mugalim_school.models import (
    Cohort,
    CohortCourse,
    Extension,
    Membership,
    Opening,
    Person,
    Release,
    Visit,
)
from mugalim_school.releases import find_version, newest


@dataclass(frozen=True)
class OpenLesson:
    """A lesson as it stands open to one learner; `due_at` is her own, extension included."""

    opening: int
    cohort: int
    course: str
    lesson: str
    version: int
    opens_at: datetime
    due_at: datetime | None
    extended: bool

    def late(self, at: datetime) -> bool:
        """Whether the due date is over."""
        return self.due_at is not None and at > self.due_at


def make_cohort(session: Session, title: str, courses: Sequence[str], by: str) -> Cohort:
    """A new cohort that takes these courses."""
    cohort = Cohort(title=title, courses=[CohortCourse(course=course) for course in courses])
    session.add(cohort)
    session.flush()
    journal.note(session, by, "make_cohort", str(cohort.id), title)
    return cohort


def cohorts_of(session: Session, person: str, role: str) -> list[Cohort]:
    """The cohorts in which a person has a role, by title."""
    wanted = select(Cohort).join(Membership).where(Membership.person == person)
    return list(session.scalars(wanted.where(Membership.role == role).order_by(Cohort.title)))


def learners(session: Session, cohort: int) -> list[Person]:
    """The learners of a cohort, by name."""
    wanted = select(Person).join(Membership).where(Membership.cohort == cohort)
    wanted = wanted.where(Membership.role == "learner", Person.erased_at.is_(None))
    return list(session.scalars(wanted.order_by(Person.name)))


def open_lesson(
    session: Session,
    cohort: int,
    release: Release,
    opens_at: datetime,
    due_at: datetime | None,
    by: str,
) -> Opening:
    """Open a published lesson to a cohort, or change the dates of one that is open."""
    if due_at is not None and due_at <= opens_at:
        raise SchoolError("school.due_before_opening")
    opening = find_opening(session, cohort, release.course, release.lesson)
    if opening is None:
        opening = Opening(cohort=cohort, course=release.course, lesson=release.lesson)
        session.add(opening)
    opening.version, opening.opens_at, opening.due_at = release.version, opens_at, due_at
    session.flush()
    dates = f"{shown(opens_at)} to {shown(due_at) if due_at else 'no date'}"
    subject = f"{release.course}/{release.lesson}"
    journal.note(session, by, "open_lesson", subject, f"cohort {cohort}, {dates}")
    return opening


def find_opening(session: Session, cohort: int, course: str, lesson: str) -> Opening | None:
    """The opening of a lesson to a cohort."""
    wanted = select(Opening).where(
        Opening.cohort == cohort, Opening.course == course, Opening.lesson == lesson
    )
    return session.scalar(wanted)


def extend(session: Session, opening: int, person: str, due_at: datetime, by: str) -> None:
    """Give one learner a due date of her own."""
    known = session.get(Extension, (opening, person))
    if known is None:
        session.add(Extension(opening=opening, person=person, due_at=due_at))
    else:
        known.due_at = due_at
    journal.note(session, by, "extend", person, f"opening {opening}, {shown(due_at)}")
    session.flush()


def latest_due(session: Session, course: str, assignment: str) -> datetime | None:
    """The last due date of an assignment over all cohorts; None where one has none."""
    wanted = select(Opening.due_at).join(
        Release,
        (Release.course == Opening.course)
        & (Release.lesson == Opening.lesson)
        & (Release.version == Opening.version),
    )
    dates = list(
        session.scalars(wanted.where(Release.course == course, Release.assignment == assignment))
    )
    known = [date for date in dates if date is not None]
    return max(known) if known and len(known) == len(dates) else None


def lessons_for(session: Session, person: str) -> list[OpenLesson]:
    """Everything that is or will be open to a learner, in the order of opening."""
    wanted = (
        select(Opening, Extension.due_at)
        .join(Membership, Membership.cohort == Opening.cohort)
        .outerjoin(
            Extension, (Extension.opening == Opening.id) & (Extension.person == Membership.person)
        )
        .where(Membership.person == person, Membership.role == "learner")
        .order_by(Opening.opens_at, Opening.id)
    )
    found: dict[tuple[str, str], OpenLesson] = {}
    for opening, extended in session.execute(wanted):
        own = _own(opening, extended)
        key = (own.course, own.lesson)
        found[key] = _better(found[key], own) if key in found else own
    return list(found.values())


def open_for(session: Session, person: str, course: str, lesson: str, at: datetime) -> OpenLesson:
    """The lesson as it is open to a learner now; SchoolError where it is not."""
    for found in lessons_for(session, person):
        if (found.course, found.lesson) == (course, lesson) and found.opens_at <= at:
            return found
    raise SchoolError("school.not_open")


def release_for(session: Session, found: OpenLesson, version: int | None = None) -> Release:
    """The version that a learner works on: the one her page began with, else the newest.

    A version with other graded cells is another assignment, and waits for a new opening.
    """
    opened = find_version(session, found.course, found.lesson, found.version)
    if opened is None:
        raise SchoolError("school.not_published")
    if version is not None:
        asked = find_version(session, found.course, found.lesson, version)
        if asked is None or asked.assignment != opened.assignment:
            raise SchoolError("school.old_page")
        return asked
    return newest(session, found.course, found.lesson, opened.assignment) or opened


def visit(session: Session, person: str, course: str, lesson: str, step: int) -> None:
    """Remember where in a lesson a learner is."""
    known = session.get(Visit, (person, course, lesson))
    if known is None:
        known = Visit(person=person, course=course, lesson=lesson, at=now(), step=step)
        session.add(known)
    known.step, known.at = step, now()


def _own(opening: Opening, extended: datetime | None) -> OpenLesson:
    due_at = opening.due_at
    longer = extended is not None and due_at is not None and extended > due_at
    return OpenLesson(
        opening=opening.id,
        cohort=opening.cohort,
        course=opening.course,
        lesson=opening.lesson,
        version=opening.version,
        opens_at=opening.opens_at,
        due_at=extended if longer else due_at,
        extended=longer,
    )


def _better(one: OpenLesson, other: OpenLesson) -> OpenLesson:
    """Of two openings of one lesson the one that leaves a learner more time."""
    if one.due_at is None or other.due_at is None:
        return one if one.due_at is None else other
    return one if one.due_at >= other.due_at else other
