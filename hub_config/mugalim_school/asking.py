"""Asking the facilitator: from a lesson's checks, from the page before a hand-in; her answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from mugalim_courses.model import Lesson
from mugalim_school import questions
from mugalim_school.api import NAME, SLUG, Api
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Question
from mugalim_school.questions import Asked
from mugalim_school.releases import Published, published
from mugalim_school.showing import plan_in
from mugalim_school.showing_questions import ShownQuestion, shown_questions
from mugalim_school.teaching import OpenLesson, open_for, release_for
from mugalim_school.web import Handler, Page, Refused

QUESTION = "([0-9a-f]{24})"


@dataclass(frozen=True)
class Asking:
    """What the checks of a page need for questions: where to send them, and those that are."""

    address: str
    has_facilitator: bool
    questions: tuple[ShownQuestion, ...]

    def waiting(self, exercise: str, check: str) -> ShownQuestion | None:
        """Her open question about a check."""
        found = (one for one in self._about(exercise, check) if one.answered_at is None)
        return next(found, None)

    def answered(self, exercise: str, check: str) -> ShownQuestion | None:
        """The newest of her questions about a check that has an answer."""
        found = (one for one in self._about(exercise, check) if one.answered_at is not None)
        return next(found, None)

    def _about(self, exercise: str, check: str) -> list[ShownQuestion]:
        return [one for one in self.questions if (one.exercise, one.check) == (exercise, check)]


class Questions(Api):
    """Her questions about a lesson, for its page."""

    async def get(self, course: str, lesson: str) -> None:
        """Those that are open and those that were answered; and whether somebody would answer."""
        with self.school.database.reading() as session:
            found, release = open_lesson(self, session, course, lesson)
            asking = asking_of(self, session, found, plan_in(release, self.language))
        asked = [one.to_json() for one in asking.questions]
        self.answer({"facilitator": asking.has_facilitator, "questions": asked})


class Ask(Api):
    """A question about a check of an exercise."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Take {check, hint, words}; gives the question."""
        body = self.body()
        fields = (body.get(name, "") for name in ("check", "hint", "words"))
        question = await take(self, course, lesson, Asked.of(exercise, *fields))
        self.answer({"question": question.to_json()})


class Read(Api):
    """An answer that she opened."""

    async def post(self, question: str) -> None:
        """Remember that she read it."""
        with self.school.database.session() as session:
            found = session.get(Question, question)
            if found is None or found.person != self.person.id:
                raise Refused(404, "school.not_found")
            questions.mark_read(found)
        self.answer({"read": True})


class MyQuestions(Page):
    """Her questions about a lesson with their answers; opening it reads them."""

    async def get(self, course: str, lesson: str) -> None:
        """All of them, the newest first."""
        with self.school.database.session() as session:
            found, release = open_lesson(self, session, course, lesson)
            plan = plan_in(release, self.language)
            asking = asking_of(self, session, found, plan)
            for one in questions.of_lesson(session, self.person.id, course, lesson):
                questions.mark_read(one)
        self.render_page(
            "questions.html",
            title=plan.title,
            questions=asking.questions,
            lesson=f"{self.hub_base}services/lessons/{course}/{lesson}",
        )


class AskOnPage(Page):
    """A question from the page before a hand-in, by its form."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Keep it, and show that page again where she was."""
        fields = {name: self.get_body_argument(name, "") for name in ("check", "hint", "words")}
        await take(self, course, lesson, Asked.of(exercise, **fields))
        place = f"hand-in/{course}/{lesson}?asked={exercise}#ask-{exercise}-{fields['check']}"
        self.redirect(f"{self.school.config.prefix}{place}", status=303)


def open_lesson(
    handler: Handler, session: Session, course: str, lesson: str
) -> tuple[OpenLesson, Published]:
    """The lesson as it is open to the person who asks, and its release."""
    found = open_for(session, handler.person.id, course, lesson, now())
    return found, published(handler.school.config, release_for(session, found))


async def take(handler: Handler, course: str, lesson: str, asked: Asked) -> ShownQuestion:
    """Keep a question about a check that the lesson shows; a refusal where it has none such."""
    school = handler.school
    with school.database.reading() as session:
        found, release = open_lesson(handler, session, course, lesson)
    plan = plan_in(release, handler.language)
    exercise = plan.exercises.get(asked.exercise)
    if exercise is None:
        raise Refused(404, "school.no_exercise")
    if asked.check not in {use.id for use in exercise.checks if use.shown}:
        raise SchoolError("school.old_page")
    kept = await asyncio.to_thread(
        questions.ask, school.config, school.database, handler.person.id, found,
        release.version, asked,
    )  # fmt: skip
    with school.database.reading() as session:
        return shown_questions(session, [kept], plan, handler.language)[0]


def asking_of(handler: Handler, session: Session, found: OpenLesson, plan: Lesson) -> Asking:
    """What a page of a lesson shows of the questions of the person who asks."""
    asked = questions.of_lesson(session, handler.person.id, found.course, found.lesson)
    return Asking(
        address=f"{handler.school.config.prefix}questions/{found.course}/{found.lesson}",
        has_facilitator=questions.has_facilitator(session, found.cohort),
        questions=tuple(shown_questions(session, asked, plan, handler.language)),
    )


ROUTES: list[tuple[str, Any]] = [
    (f"/api/questions/{QUESTION}/read", Read),
    (f"/api/questions/{SLUG}/{SLUG}", Questions),
    (f"/api/questions/{SLUG}/{SLUG}/{NAME}", Ask),
    (f"/questions/{SLUG}/{SLUG}", MyQuestions),
    (f"/questions/{SLUG}/{SLUG}/{NAME}", AskOnPage),
]
