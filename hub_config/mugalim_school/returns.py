"""Questions that come back: which of a lesson's wait for a learner, and what she answered.

A lesson has one question for each of the days 2, 7 and 21 after her first hand-in. On the later
days those before come back too, as long as she has not answered them right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mugalim_courses import LessonError
from mugalim_courses.model import RETURNS, Lesson, Return
from mugalim_school.config import SchoolConfig
from mugalim_school.dates import tomorrow
from mugalim_school.models import Attempt, PutOff, ReturnedAnswer
from mugalim_school.releases import newest, published
from mugalim_school.showing import plan_in

MOST = 3  # cards at once


@dataclass(frozen=True)
class Due:
    """A question that waits: `day` names it, on day `asked` it came back, at the moment `since`."""

    course: str
    lesson: str
    day: int
    asked: int
    since: datetime


@dataclass(frozen=True)
class Card:
    """A question that waits, in the words of a language."""

    due: Due
    lesson_title: str
    question: Return


@dataclass(frozen=True)
class Tally:
    """How many questions of a lesson somebody answered when they came back, and how many right."""

    right: int
    answered: int


def cards(
    session: Session, config: SchoolConfig, person: str, language: str, at: datetime
) -> list[Card]:
    """What my courses asks now: the oldest first, never more than MOST."""
    found: list[Card] = []
    for due in waiting(session, person, at):
        plan = newest_plan(session, config, due.course, due.lesson, language)
        question = question_of(plan, due.day) if plan else None
        if plan is not None and question is not None:
            found.append(Card(due, plan.title, question))
        if len(found) == MOST:
            break
    return found


def waiting(session: Session, person: str, at: datetime) -> list[Due]:
    """The days' questions that a learner has not answered yet, and has not put off."""
    off = {
        (one.course, one.lesson, one.day)
        for one in session.scalars(select(PutOff).where(PutOff.person == person))
        if one.until > at
    }
    found = [
        one for one in _due(session, person, at) if (one.course, one.lesson, one.day) not in off
    ]
    return sorted(found, key=lambda one: (one.since, one.course, one.lesson, one.day))


def find_due(
    session: Session, person: str, course: str, lesson: str, day: int, at: datetime
) -> Due | None:
    """One question as it waits for a learner, put off or not; None where it does not."""
    wanted = (course, lesson, day)
    found = _due(session, person, at)
    return next((one for one in found if (one.course, one.lesson, one.day) == wanted), None)


def newest_plan(
    session: Session, config: SchoolConfig, course: str, lesson: str, language: str
) -> Lesson | None:
    """The plan of a lesson's newest release; None where it cannot be read."""
    release = newest(session, course, lesson)
    try:
        return plan_in(published(config, release), language) if release else None
    except (LessonError, OSError):
        return None


def question_of(plan: Lesson, day: int) -> Return | None:
    """The question that a lesson asks on a day; None where it has none."""
    return next((each for each in plan.later if each.day == day), None)


def keep_answer(
    session: Session, person: str, due: Due, option: str, right: bool, at: datetime
) -> None:
    """Keep what she chose; of two answers at the same time the first one stays."""
    row = ReturnedAnswer(
        person=person, course=due.course, lesson=due.lesson, day=due.day, asked=due.asked,
        option=option, is_right=right, at=at,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return


def put_off(session: Session, person: str, due: Due, at: datetime) -> None:
    """Hide a question until tomorrow."""
    row = PutOff(
        person=person, course=due.course, lesson=due.lesson, day=due.day, until=tomorrow(at)
    )
    session.merge(row)


def answered(
    session: Session, person: str, course: str, lesson: str, day: int
) -> ReturnedAnswer | None:
    """Her newest answer to a question; None before the first one."""
    wanted = select(ReturnedAnswer).where(
        ReturnedAnswer.person == person,
        ReturnedAnswer.course == course,
        ReturnedAnswer.lesson == lesson,
        ReturnedAnswer.day == day,
    )
    return session.scalar(wanted.order_by(ReturnedAnswer.asked.desc()).limit(1))


def tallies(session: Session, people: Iterable[str]) -> dict[tuple[str, str, str], Tally]:
    """How these people answered what came back, by (person, course, lesson)."""
    key = (ReturnedAnswer.person, ReturnedAnswer.course, ReturnedAnswer.lesson)
    right = func.sum(cast(ReturnedAnswer.is_right, Integer))
    wanted = select(*key, right, func.count()).where(ReturnedAnswer.person.in_(list(people)))
    return {
        (person, course, lesson): Tally(int(right), int(all_of_them))
        for person, course, lesson, right, all_of_them in session.execute(wanted.group_by(*key))
    }


def _due(session: Session, person: str, at: datetime) -> Iterator[Due]:
    answers = defaultdict(list)
    for one in session.scalars(select(ReturnedAnswer).where(ReturnedAnswer.person == person)):
        answers[one.course, one.lesson].append(one)
    key = (Attempt.course, Attempt.lesson)
    first = select(*key, func.min(Attempt.handed_in_at)).where(Attempt.person == person)
    for course, lesson, begun in session.execute(first.group_by(*key)):
        passed = [day for day in RETURNS if begun + timedelta(days=day) <= at]
        if passed:
            since = begun + timedelta(days=passed[-1])
            for day in _open_days(passed, answers[course, lesson]):
                yield Due(course, lesson, day, passed[-1], since)


def _open_days(passed: list[int], answers: list[ReturnedAnswer]) -> list[int]:
    """The questions of the last of these days: its own, and those before not answered right yet."""
    asked = passed[-1]
    right = {one.day for one in answers if one.is_right}
    done = {one.day for one in answers if one.asked == asked}
    return [day for day in passed if day not in done and (day == asked or day not in right)]
