"""Questions to facilitators as pages show them, in a language: to whom asks, and on the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mugalim_checks.messages import title
from mugalim_courses.model import Lesson
from mugalim_school import people, questions
from mugalim_school.dates import shown
from mugalim_school.models import Question
from mugalim_school.releases import Published, find_version, published
from mugalim_school.showing import plan_in
from mugalim_school.web import Handler, Refused


@dataclass(frozen=True)
class ShownQuestion:
    """A question as pages show it: to whom asks, and to whom answers."""

    id: str
    exercise: str
    check: str
    title: str  # what the check looks for; "" where the lesson has it no more
    hint: str
    words: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None
    by: str  # the name of whoever answered; "" where there is nobody of that name any more
    news: bool

    def to_json(self) -> dict[str, Any]:
        """What the lesson's page is told; moments as people read them."""
        return {
            **{name: getattr(self, name) for name in ("id", "exercise", "check", "title", "words")},
            "asked": shown(self.asked_at),
            "answer": self.answer or "",
            "answered": shown(self.answered_at) if self.answered_at else "",
            "by": self.by,
            "news": self.news,
        }


@dataclass(frozen=True)
class Waiting:
    """A question that waits for an answer: whose it is, about which lesson, and what it says."""

    who: str
    lesson: str
    question: ShownQuestion


def waiting(handler: Handler, session: Session, cohorts: Collection[int]) -> list[Waiting]:
    """The open questions of these cohorts as the desk lists them, the oldest first."""
    return list(waiting_ones(handler, session, questions.open_in(session, cohorts)))


def waiting_ones(handler: Handler, session: Session, found: list[Question]) -> Iterator[Waiting]:
    """Questions with the names of those who asked and of their lessons, in the desk's language."""
    plans: dict[tuple[str, str, int], Lesson] = {}  # reading one takes some 30 ms
    for one in found:
        version = (one.course, one.lesson, one.version)
        if version not in plans:
            plans[version] = plan_in(release_of(handler, session, one), handler.language)
        plan, learner = plans[version], people.get(session, one.person)
        (question,) = shown_questions(session, [one], plan, handler.language)
        yield Waiting(learner.name if learner else "—", plan.title, question)


def release_of(handler: Handler, session: Session, question: Question) -> Published:
    """The version of the lesson on which it was asked."""
    row = find_version(session, question.course, question.lesson, question.version)
    if row is None:
        raise Refused(404, "school.not_found")
    return published(handler.school.config, row)


def shown_questions(
    session: Session, asked: Iterable[Question], plan: Lesson, language: str
) -> list[ShownQuestion]:
    """Questions about a lesson as a page shows them in a language."""
    titles = {
        (exercise.name, use.id): title(use, language)
        for exercise in plan.exercises.values()
        for use in exercise.checks
    }
    return [
        ShownQuestion(
            id=one.id,
            exercise=one.exercise,
            check=one.about,
            title=titles.get((one.exercise, one.about), ""),
            hint=one.hint,
            words=one.words,
            asked_at=one.asked_at,
            answer=one.answer,
            answered_at=one.answered_at,
            by=_name(session, one.answered_by),
            news=questions.is_news(one),
        )
        for one in asked
    ]


def _name(session: Session, person: str | None) -> str:
    found = people.get(session, person) if person else None
    return found.name if found else ""
