"""Questions on the desk: those that wait, one with the work it is about, and its answer."""

from __future__ import annotations

import asyncio
from typing import Any

from mugalim_answers.pieces import Pieces
from mugalim_answers.store import Store
from mugalim_answers.written import media_type, work_file
from mugalim_checks.artefacts import ENDINGS
from mugalim_school import journal, people, questions
from mugalim_school.asking import QUESTION
from mugalim_school.desk import DeskPage
from mugalim_school.errors import SchoolError
from mugalim_school.models import Question
from mugalim_school.releases import Published
from mugalim_school.showing import plan_in, shown_answers
from mugalim_school.showing_pieces import DIGEST, give
from mugalim_school.showing_questions import release_of, waiting_ones


class OneQuestion(DeskPage):
    """A question of a learner; that her work was looked at is logged."""

    async def get(self, question: str) -> None:
        """The check, her words, the work as it was, and the field for the answer."""
        with self.school.database.session() as session:
            found = questions.question_for(session, self.person.id, question)
            journal.note(session, self.person.id, "look_at_work", found.person, found.id)
            release = release_of(self, session, found)
            learner = people.get(session, found.person)
            (about,) = waiting_ones(self, session, [found])
        plan = plan_in(release, self.language)
        own = plan_in(release, learner.language if learner else self.language)
        store = Store(questions.work_of(self.school.config, found))
        answers = await asyncio.to_thread(shown_answers, plan, own, store, self.language)
        exercise = plan.exercises.get(found.exercise)
        self.render_page(
            "desk_question.html",
            one=about,
            cohort=found.cohort,
            exercise=(exercise.title or exercise.question) if exercise else found.exercise,
            answers=answers,
            place=f"{self.school.config.prefix}desk/questions/{found.id}",
            most=questions.LONGEST_ANSWER,
        )


class Answer(DeskPage):
    """The answer to a question."""

    async def post(self, question: str) -> None:
        """Keep it and close the question; the learner sees it in my courses and in the lesson."""
        words = self.get_body_argument("answer", "")
        with self.school.database.session() as session:
            found = questions.question_for(session, self.person.id, question)
            questions.answer(session, found, words, self.person.id)
        self.back_to(f"questions/{question}")


class Work(DeskPage):
    """The work that a question is about, to be downloaded and never shown."""

    async def get(self, question: str, exercise: str) -> None:
        """Send the file as it was uploaded, or what the page held as a file."""
        with self.school.database.session() as session:
            found = questions.question_for(session, self.person.id, question)
            journal.note(session, self.person.id, "download_work", found.person, found.id)
            release = release_of(self, session, found)
        name, content = await asyncio.to_thread(_file, self, found, release, exercise)
        self.set_header("Content-Type", media_type(name))
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


class Piece(DeskPage):
    """A picture or a sound of the work, small."""

    async def get(self, question: str, digest: str) -> None:
        """Show it to whoever may see the question."""
        with self.school.database.reading() as session:
            found = questions.question_for(session, self.person.id, question)
            release = release_of(self, session, found)
        store = Store(questions.work_of(self.school.config, found))
        await give(self, Pieces(store, release.folder), digest)


def _file(
    page: DeskPage, question: Question, release: Published, exercise: str
) -> tuple[str, bytes]:
    plan = plan_in(release, page.language).exercises.get(exercise)
    store = Store(questions.work_of(page.school.config, question))
    answer = store.read().exercises.get(exercise)
    if plan is None or plan.kind not in ENDINGS or answer is None:
        raise SchoolError("school.not_found")
    return work_file(plan, answer, None, store, release.folder)


ROUTES: list[tuple[str, Any]] = [
    (f"/desk/questions/{QUESTION}", OneQuestion),
    (f"/desk/questions/{QUESTION}/answer", Answer),
    (f"/desk/questions/{QUESTION}/files/([A-Za-z][A-Za-z0-9_-]{{0,63}})", Work),
    (f"/desk/questions/{QUESTION}/pieces/{DIGEST}", Piece),
]
