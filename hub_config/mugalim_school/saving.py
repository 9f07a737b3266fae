"""Saving over HTTP: answers, her step; and the permit for the lessons service."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Kept, Store
from mugalim_school import people
from mugalim_school.api import NAME, SLUG, Api, exercise_of
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Person
from mugalim_school.releases import published
from mugalim_school.teaching import open_for, release_for, visit
from mugalim_school.web import Refused

MOST_STEPS = 200
OLDEST = 30 * 24 * 3600.0  # seconds that a change may have been kept on a device


class Answers(Api):
    """All her answers to a lesson."""

    async def get(self, course: str, lesson: str) -> None:
        """What is stored, by exercise."""
        store = Store(self.place(course, lesson).answers)
        stored = await asyncio.to_thread(store.read)
        exercises = {name: with_state(one) for name, one in stored.exercises.items()}
        self.answer({"exercises": exercises})


class OneAnswer(Api):
    """Her answer to one exercise."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Do the operations to the stored state; answered only when the result is on disk.

        The page says which version it shows, how many seconds ago the change was made (no clock of
        hers is trusted), and its own id.
        """
        sent = Sent.read(self.body())
        place = self.place(course, lesson)
        kept = await asyncio.to_thread(_save, place, exercise, sent)
        own = bool(sent.by) and kept.answer.by == sent.by and not (kept.late or kept.replaced)
        known = own or kept.answer.version in (sent.base, (sent.base or 0) + 1)
        said = summary(kept.answer) if known else with_state(kept.answer)
        aside = {"late": kept.late, "replaced": kept.replaced}
        self.answer({**said, **{name: summary(it) for name, it in aside.items() if it is not None}})


@dataclass(frozen=True)
class Sent:
    """What a page sends to be saved."""

    operations: object
    base: int | None
    age: float  # seconds
    by: str

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Sent:
        """The body of a request; AnswerRefused where it cannot be understood."""
        base, age, page = body.get("base"), body.get("age", 0), body.get("page", "")
        whole = base is None or (isinstance(base, int) and not isinstance(base, bool))
        counted = isinstance(age, int | float) and not isinstance(age, bool) and math.isfinite(age)
        if not whole or not counted or not isinstance(page, str):
            raise AnswerRefused("answers.not_understood")
        return cls(body.get("operations"), base, min(max(float(age), 0.0), OLDEST), page[:64])


class Step(Api):
    """The step of a lesson where she is."""

    async def post(self, course: str, lesson: str) -> None:
        """Remember it for my courses."""
        step = self.body().get("step")
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= MOST_STEPS:
            raise AnswerRefused("answers.not_understood")
        with self.school.database.session() as session:
            open_for(session, self.person.id, course, lesson, now())
            visit(session, self.person.id, course, lesson, step)
        self.answer({"step": step})


class Permit(Api):
    """Whether a person may work on a lesson, and where; asked by the lessons service alone."""

    async def prepare(self) -> None:
        """Called by tornado: whoever asks must be a service with a token of its own."""
        model = await self.hub_auth.get_user(self, sync=False)
        known = model and self.hub_auth.check_scopes(self.hub_scopes, model)
        if not known or model.get("kind") != "service":
            raise Refused(404, "school.not_found")

    async def get(self) -> None:
        """The release, the answers' folder, and what the page says about the lesson."""
        asked = {name: self.get_query_argument(name, "") for name in ("person", "course", "lesson")}
        with self.school.database.reading() as session:
            person = people.get(session, asked["person"])
            if person is None:
                raise Refused(403, "school.not_open")
            if self.get_query_argument("preview", "") == "1":
                self.answer(self._preview(session, person))
            else:
                self.answer(self._permit(session, person, asked["course"], asked["lesson"]))

    def _preview(self, session: Session, person: Person) -> dict[str, Any]:
        if "designer" not in people.roles(session, person.id):
            raise Refused(403, "school.not_allowed")
        return {"name": person.name, "language": person.language}

    def _permit(self, session: Session, person: Person, course: str, lesson: str) -> dict[str, Any]:
        config, at = self.school.config, now()
        version = self.get_query_argument("version", "")
        try:
            found = open_for(session, person.id, course, lesson, at)
            wanted = int(version) if version.isdecimal() else None
            release = published(config, release_for(session, found, wanted))
        except SchoolError as refused:
            raise Refused(403, refused.id) from refused
        return {
            "release": str(release.folder),
            "version": release.version,
            "answers": str(config.answers(person.id, course, lesson)),
            "language": person.language,
            "name": person.name,
            "title": release.title(person.language),
            "due_at": found.due_at.isoformat() if found.due_at else None,
            "late": found.late(at),
            "address": f"{self.hub_base}services/lessons/{course}/{lesson}",
        }


def _save(place: Place, exercise: str, sent: Sent) -> Kept:
    plan = exercise_of(place, exercise)
    start = start_at(place, plan)
    return Store(place.answers).apply(
        exercise, plan.kind, sent.operations, base=sent.base, start=start, now=now(), age=sent.age,
        by=sent.by,
    )  # fmt: skip


def summary(answer: Answer) -> dict[str, Any]:
    """What a page is told about an answer, without its state."""
    return {
        "version": answer.version,
        "saved_at": answer.saved_at.isoformat(),
        "way": answer.way,
        "file": None if answer.file is None else vars(answer.file),
    }


def with_state(answer: Answer) -> dict[str, Any]:
    """What a page is told about an answer that it does not show yet."""
    return {**summary(answer), "state": answer.state}


ROUTES = [
    (f"/api/answers/{SLUG}/{SLUG}", Answers),
    (f"/api/answers/{SLUG}/{SLUG}/{NAME}", OneAnswer),
    (f"/api/step/{SLUG}/{SLUG}", Step),
    ("/api/permit", Permit),
]
