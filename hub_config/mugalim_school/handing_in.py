"""Handing in: what will be handed in, the hand-in itself, and its receipt."""

from __future__ import annotations

import asyncio
import errno
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from mugalim_answers.disk import locked
from mugalim_answers.record import Answer
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_checks.core import Report
from mugalim_courses import localised, parse_lesson_plan
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Lesson
from mugalim_nbgrader.folders import course_folder
from mugalim_nbgrader.intake import write_submission
from mugalim_school import attempts, pulse
from mugalim_school.api import SLUG
from mugalim_school.asking import asking_of
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt
from mugalim_school.releases import Published, find_version, published
from mugalim_school.scripts import script_address
from mugalim_school.showing import ShownCheck, shown_checks
from mugalim_school.teaching import OpenLesson, open_for, release_for
from mugalim_school.web import Page, Refused, School


@dataclass(frozen=True)
class Part:
    """One exercise as the hand-in page lists it."""

    name: str
    title: str
    answer: Answer | None
    points: float | None  # None where no points are to be had
    max_points: float
    open_checks: tuple[ShownCheck, ...] = ()  # those that she is told of and that are not passed


@dataclass(frozen=True)
class Work:
    """What a learner is about to hand in, and to what."""

    person: str
    open: OpenLesson
    release: Published
    store: Store


class HandIn(Page):
    """The page before the hand-in, and the hand-in."""

    async def get(self, course: str, lesson: str) -> None:
        """What will be handed in, with the points so far."""
        work = self.work(course, lesson)
        plan = _plan(work.release, self.language)
        parts = await asyncio.to_thread(parts_of, plan, work.store, self.language)
        digest = await asyncio.to_thread(work.store.digest)
        with self.school.database.reading() as session:
            earlier = attempts.history(session, self.person.id, course, lesson)
            same = attempts.same_again(session, self.person.id, course, lesson, digest)
            asking = asking_of(self, session, work.open, plan)
        self.render_page(
            "hand_in.html",
            title=plan.title,
            parts=parts,
            open=work.open,
            late=work.open.late(now()),
            newest=earlier[0] if earlier else None,
            unchanged=same is not None,
            asking=asking,
            asked=self.get_query_argument("asked", ""),
            script=script_address(self.school.config.prefix, "ask"),
            lesson=f"{self.hub_base}services/lessons/{course}/{lesson}",
        )

    async def post(self, course: str, lesson: str) -> None:
        """Hand in what is stored now, by the school's clock; gives the receipt."""
        work = self.work(course, lesson)
        attempt = await asyncio.to_thread(hand_in, self.school, work, now())
        self.redirect(f"{self.school.config.prefix}receipts/{attempt.id}", status=303)

    def work(self, course: str, lesson: str) -> Work:
        """Her work on a lesson that is open to her."""
        config = self.school.config
        with self.school.database.reading() as session:
            found = open_for(session, self.person.id, course, lesson, now())
            release = published(config, release_for(session, found))
        store = Store(config.answers(self.person.id, course, lesson))
        return Work(self.person.id, found, release, store)


class Receipt(Page):
    """What was handed in and when; hers alone."""

    async def get(self, attempt: str) -> None:
        """The receipt, to print or to photograph."""
        with self.school.database.reading() as session:
            found = attempts.own_attempt(session, self.person.id, attempt)
            if found is None:
                raise Refused(404, "school.not_found")
            row = find_version(session, found.course, found.lesson, found.version)
            said = pulse.pulse_of(session, found)
        if row is None:
            raise Refused(404, "school.not_found")
        title = published(self.school.config, row).title(self.language)
        self.render_page(
            "receipt.html",
            attempt=found,
            title=title,
            said=said,
            in_class=pulse.IN_CLASS,
            felt=pulse.FELT,
            longest=pulse.LONGEST_LINE,
        )


def hand_in(school: School, work: Work, at: datetime) -> Attempt:
    """Make an attempt of what is stored; the same answers once more give the same attempt.

    The files come first and the attempt last: a hand-in that she was told about is there whole.
    """
    if not work.store.read().exercises:
        raise SchoolError("school.nothing_to_hand_in")
    who, course, lesson = work.person, work.open.course, work.open.lesson
    with locked(work.store.folder / "hand-in"):
        with school.database.reading() as session:
            again = attempts.same_again(session, who, course, lesson, work.store.digest())
        return again or _record(school, work, at)


def _record(school: School, work: Work, at: datetime) -> Attempt:
    folder = course_folder(school.config.data, work.open.course)
    submission = write_submission(
        folder,
        work.release.assignment,
        work.person,
        work.release.notebook,
        work.store,
        _rubric_texts(work.release, work.store),
        at,
    )
    source = folder / "submitted" / work.person / work.release.assignment / "answers"
    files = [asdict(file) for file in submission.files]
    with school.database.session() as session:
        attempt = attempts.record(
            session, work.person, work.open, work.release.version, at, submission.digest, files
        )
        _keep(source, school.config.handed_in(work.person, attempt.id))
    return attempt


def _keep(source: Path, target: Path) -> None:
    """Keep what was handed in as it was; called before the attempt is committed."""
    try:
        copytree(source, target)
    except OSError as trouble:
        rmtree(target, ignore_errors=True)
        full = trouble.errno in (errno.ENOSPC, errno.EDQUOT)
        raise SchoolError("school.disk_full" if full else "school.failed") from trouble


def parts_of(plan: Lesson, store: Store, language: str) -> list[Part]:
    """The exercises that count, and those that she answered, with what is not there yet."""
    stored = store.read()
    found = []
    for name, exercise in plan.exercises.items():
        answer = stored.exercises.get(name)
        if exercise.instant or (answer is None and not exercise.points):
            continue
        report = review(exercise, stored, store) if exercise.points else None
        shown = [result for result in report.results if result.shown] if report else []
        points = sum(result.points for result in shown) if report else None
        most = sum(result.max_points for result in shown)
        title = exercise.title or exercise.question
        waiting = tuple(result for result in shown if result.outcome != "passed")
        seen = shown_checks(plan, (Report(name, waiting),), language, to_learner=True)
        found.append(Part(name, title, answer, points, most, tuple(seen)))
    return found


def _plan(release: Published, language: str) -> Lesson:
    lesson = parse_lesson_plan(release.folder / "lesson.yaml")
    return localised(lesson, load_catalog(release.folder / "locale", language))


def _rubric_texts(release: Published, store: Store) -> dict[str, str]:
    """The learner's words, for every manual cell of the lesson."""
    plan = _plan(release, "en")
    stored = store.read().exercises
    said = [
        f"{exercise.title}\n{stored[name].state['text']}"
        for name, exercise in plan.exercises.items()
        if exercise.kind == "text" and name in stored
    ]
    return {item.id: "\n\n".join(said) for item in plan.rubric}


ROUTES: list[tuple[str, Any]] = [
    (f"/hand-in/{SLUG}/{SLUG}", HandIn),
    ("/receipts/([0-9a-f]{24})", Receipt),
]
