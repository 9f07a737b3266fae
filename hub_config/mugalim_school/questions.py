"""Questions to a facilitator about a check that is not passed yet: asked, answered, read."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mugalim_answers.store import Store
from mugalim_school import journal, marking
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Membership, Person, Question
from mugalim_school.teaching import OpenLesson

MOST_OPEN = 20  # of a learner
LONGEST_WORDS, LONGEST_HINT, LONGEST_ANSWER = 1000, 600, 2000  # characters
MOST_SHOWN = 60  # of a learner's questions about a lesson


@dataclass(frozen=True)
class Asked:
    """What a learner sends: the check that is not passed yet, its hint as she saw it, her words."""

    exercise: str
    check: str
    hint: str
    words: str

    @classmethod
    def of(cls, exercise: str, check: object, hint: object, words: object) -> Asked:
        """What came from a page; SchoolError where it is nothing of ours, or too long."""
        if not (isinstance(check, str) and isinstance(hint, str) and isinstance(words, str)):
            raise SchoolError("school.old_page")
        words = words.strip().replace("\r\n", "\n")
        if len(words) > LONGEST_WORDS:
            raise SchoolError("school.question_too_long", most=LONGEST_WORDS)
        return cls(exercise, check, hint.strip()[:LONGEST_HINT], words)


def has_facilitator(session: Session, cohort: int) -> bool:
    """Whether there is somebody in a cohort who would read a question."""
    wanted = select(Membership.person).where(
        Membership.cohort == cohort, Membership.role == "facilitator"
    )
    return session.scalar(wanted.limit(1)) is not None


def ask(
    config: SchoolConfig,
    database: Database,
    person: str,
    found: OpenLesson,
    version: int,
    asked: Asked,
) -> Question:
    """Keep a question with her answer as it is now; one that is open about the check is replaced.

    SchoolError where nobody would read it, or too many of hers are open.
    """
    store = Store(config.answers(person, found.course, found.lesson))
    work = secrets.token_hex(12)
    kept = config.asked(person, work)
    try:
        store.export(kept, [asked.exercise])
        with database.session() as session:
            question, before = _note(session, person, found, version, asked, work)
    except BaseException:
        rmtree(kept, ignore_errors=True)
        raise
    if before:
        rmtree(config.asked(person, before), ignore_errors=True)
    return question


def _note(
    session: Session, person: str, found: OpenLesson, version: int, asked: Asked, work: str
) -> tuple[Question, str]:
    """The question as a row, and the folder of the work that it had before; "" where it is new."""
    session.get_one(Person, person, with_for_update=True)  # two taps make one question
    if not has_facilitator(session, found.cohort):
        raise SchoolError("school.no_facilitator")
    lesson = {"course": found.course, "lesson": found.lesson}
    check = {"exercise": asked.exercise, "about": asked.check}
    same = select(Question).filter_by(person=person, answered_at=None, **lesson, **check)
    question = session.scalar(same.limit(1))
    before = question.work if question else ""
    if question is None:
        _refuse_too_many(session, person)
        question = Question(id=secrets.token_hex(12), person=person, **lesson, **check)
        session.add(question)
    question.cohort, question.version, question.work = found.cohort, version, work
    question.hint, question.words, question.asked_at = asked.hint, asked.words, now()
    journal.note(session, person, "ask", f"{found.course}/{found.lesson}", question.id)
    session.flush()
    return question, before


def _refuse_too_many(session: Session, person: str) -> None:
    wanted = select(func.count()).select_from(Question)
    opened = session.scalar(wanted.filter_by(person=person, answered_at=None)) or 0
    if opened >= MOST_OPEN:
        raise SchoolError("school.too_many_questions", most=MOST_OPEN)


def of_lesson(session: Session, person: str, course: str, lesson: str) -> list[Question]:
    """A learner's questions about a lesson, the newest first."""
    wanted = select(Question).filter_by(person=person, course=course, lesson=lesson)
    return list(session.scalars(wanted.order_by(Question.asked_at.desc()).limit(MOST_SHOWN)))


def counts(session: Session, person: str) -> dict[tuple[str, str], tuple[int, int]]:
    """How many questions a learner has, and how many answers she has not read, by lesson."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for one in session.scalars(select(Question).filter_by(person=person)):
        asked, unread = found.get((one.course, one.lesson), (0, 0))
        found[one.course, one.lesson] = (asked + 1, unread + is_news(one))
    return found


def is_news(question: Question) -> bool:
    """Whether there is an answer that she has not opened yet."""
    return question.answered_at is not None and question.read_at is None


def mark_read(question: Question) -> None:
    """Remember that she opened the answer, the first time."""
    if is_news(question):
        question.read_at = now()


def open_in(session: Session, cohorts: Collection[int]) -> list[Question]:
    """The questions of these cohorts that wait for an answer, the oldest first."""
    wanted = select(Question).where(Question.cohort.in_(cohorts), Question.answered_at.is_(None))
    return list(session.scalars(wanted.order_by(Question.asked_at)))


def question_for(session: Session, facilitator: str, question: str) -> Question:
    """A question of one of the facilitator's cohorts; else as if there were none."""
    found = session.get(Question, question)
    if found is None:
        raise SchoolError("school.not_found")
    marking.own_cohort(session, facilitator, found.cohort)
    return found


def answer(session: Session, question: Question, words: str, by: str) -> None:
    """Answer a question, which closes it; SchoolError where the words are none or too many."""
    words = words.strip().replace("\r\n", "\n")
    if not words:
        raise SchoolError("school.answer_missing")
    if len(words) > LONGEST_ANSWER:
        raise SchoolError("school.answer_too_long", most=LONGEST_ANSWER)
    if question.answered_at is not None:
        raise SchoolError("school.answered_already")
    question.answer, question.answered_by, question.answered_at = words, by, now()
    journal.note(session, by, "answer_question", question.person, question.id)


def work_of(config: SchoolConfig, question: Question) -> Path:
    """Her answer to the exercise as it was when she asked; readable as a Store."""
    return config.asked(question.person, question.work)
