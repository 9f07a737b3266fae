"""One hand-in on the desk: what was made, what the checks found, the rubric, the feedback."""

from __future__ import annotations

import asyncio
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from mugalim_answers.pieces import Pieces
from mugalim_answers.store import Store
from mugalim_answers.written import media_type, work_file
from mugalim_checks.artefacts import ENDINGS
from mugalim_courses.model import Exercise, Lesson
from mugalim_school import journal, marking, people
from mugalim_school.desk import DeskPage
from mugalim_school.models import Attempt
from mugalim_school.releases import Published, find_version, published
from mugalim_school.showing import plan_in, shown_answers, shown_checks
from mugalim_school.showing_pieces import DIGEST, give
from mugalim_school.web import Refused

ATTEMPT = "([0-9a-f]{24})"


class AttemptPage(DeskPage):
    """A learner's hand-in; that it was looked at is logged."""

    def release(self, session: Session, attempt: Attempt) -> Published:
        """The version that the attempt belongs to."""
        row = find_version(session, attempt.course, attempt.lesson, attempt.version)
        if row is None:
            raise Refused(404, "school.not_found")
        return published(self.school.config, row)

    def plan(self, session: Session, attempt: Attempt, language: str | None = None) -> Lesson:
        """The lesson's plan in a language; that of this page where none is named."""
        return plan_in(self.release(session, attempt), language or self.language)

    def handed_in(self, attempt: Attempt) -> Path:
        """What was handed in, as it was."""
        return self.school.config.handed_in(attempt.person, attempt.id)


class Look(AttemptPage):
    """The hand-in itself."""

    async def get(self, attempt: str) -> None:
        """Show the work, the checks and the form."""
        with self.school.database.session() as session:
            found = marking.attempt_for(session, self.person.id, attempt)
            journal.note(session, self.person.id, "look_at_work", found.person, found.id)
            learner = people.get(session, found.person)
            plan = self.plan(session, found)
            own = self.plan(session, found, learner.language if learner else None)
            before, after = marking.neighbours(session, found)
            newer = marking.newer_than(session, found)
        store = Store(self.handed_in(found))
        answers = await asyncio.to_thread(shown_answers, plan, own, store, self.language)
        self.render_page(
            "desk_attempt.html",
            attempt=found,
            learner=learner,
            plan=plan,
            checks=shown_checks(plan, marking.reports_of(found), self.language, to_learner=False),
            automatic=marking.automatic_points(found),
            answers=answers,
            before=before,
            after=after,
            newer=newer,
            why=marking.why_not_graded(found, self.language),
            unsent=marking.unsent(found),
            saved=self.get_query_argument("saved", "") == "1",
        )


class Judge(AttemptPage):
    """Keeps the rubric and the comment, and sends the feedback when asked to."""

    async def post(self, attempt: str) -> None:
        """Keep them in nbgrader's gradebook first, then with the attempt."""
        with self.school.database.reading() as session:
            found = marking.attempt_for(session, self.person.id, attempt)
            marking.needs_judging(session, found)
            plan = self.plan(session, found)
            assignment = self.release(session, found).assignment
        chosen = {item.id: self.get_body_argument(item.id, "") for item in plan.rubric}
        points = marking.judged(plan, chosen)
        comment = marking.checked_comment(self.get_body_argument("comment", ""))
        await self.school.worker.judge(
            found.course, assignment, found.person, points, comment, self.person.id,
            handed_in_at=found.handed_in_at.astimezone(UTC).isoformat(),
        )  # fmt: skip
        with self.school.database.session() as session:
            found = marking.attempt_for(session, self.person.id, attempt)
            marking.keep_judgement(session, found, points, comment, self.person.id)
            if self.get_body_argument("send", ""):
                marking.send(session, found, self.person.id)
        self.back_to(f"attempts/{attempt}?saved=1")


class Artefact(AttemptPage):
    """A learner's file, to be downloaded and never shown."""

    async def get(self, attempt: str, exercise: str) -> None:
        """Send the file as it was uploaded, or what the page held as a file."""
        with self.school.database.session() as session:
            found = marking.attempt_for(session, self.person.id, attempt)
            journal.note(session, self.person.id, "download_work", found.person, found.id)
            release = self.release(session, found)
        plan = plan_in(release, self.language).exercises.get(exercise)
        if plan is None or plan.kind not in ENDINGS:
            raise Refused(404, "school.not_found")
        store = Store(self.handed_in(found))
        name, content = await asyncio.to_thread(_handed_in, plan, store, release.folder)
        self.set_header("Content-Type", media_type(name))
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


class Piece(AttemptPage):
    """A picture or a sound of a hand-in, small."""

    async def get(self, attempt: str, digest: str) -> None:
        """Show it to whoever may see the hand-in."""
        with self.school.database.reading() as session:
            found = marking.attempt_for(session, self.person.id, attempt)
            release = self.release(session, found)
        await give(self, Pieces(Store(self.handed_in(found)), release.folder), digest)


def _handed_in(plan: Exercise, store: Store, lesson: Path) -> tuple[str, bytes]:
    answer = store.read().exercises.get(plan.name)
    if answer is None:
        raise Refused(404, "school.not_found")
    return work_file(plan, answer, None, store, lesson)


ROUTES: list[tuple[str, Any]] = [
    (f"/desk/attempts/{ATTEMPT}", Look),
    (f"/desk/attempts/{ATTEMPT}/judge", Judge),
    (f"/desk/attempts/{ATTEMPT}/files/([A-Za-z][A-Za-z0-9_-]{{0,63}})", Artefact),
    (f"/desk/attempts/{ATTEMPT}/pieces/{DIGEST}", Piece),
]
