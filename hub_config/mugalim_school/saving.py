"""Saving over HTTP: answers, files, her step; and the permit for the lessons service."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy.orm import Session
from tornado.web import stream_request_body

from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import LARGEST_FILE, Store
from mugalim_answers.written import media_type, work_file
from mugalim_checks.artefacts import ENDINGS, read_artefact
from mugalim_school import people
from mugalim_school.api import NAME, SLUG, Api, exercise_of, open_place
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Person
from mugalim_school.releases import published
from mugalim_school.teaching import open_for, release_for, visit
from mugalim_school.web import Page, Refused

READ_TO_THE_END = 300_000_000  # bytes of a too large upload that are taken, so that she is answered
MOST_STEPS = 200


class Answers(Api):
    """All her answers to a lesson."""

    async def get(self, course: str, lesson: str) -> None:
        """What is stored, by exercise."""
        store = Store(self.place(course, lesson).answers)
        stored = await asyncio.to_thread(store.read)
        exercises = {name: _with_state(one) for name, one in stored.exercises.items()}
        self.answer({"exercises": exercises})


class OneAnswer(Api):
    """Her answer to one exercise."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Do the operations to the stored state; answered only when the result is on disk."""
        sent = self.body()
        base = sent.get("base")
        if base is not None and (not isinstance(base, int) or isinstance(base, bool)):
            raise AnswerRefused("answers.not_understood")
        place = self.place(course, lesson)
        answer = await asyncio.to_thread(_save, place, exercise, sent.get("operations"), base)
        seen = answer.version in (base, (base or 0) + 1)
        self.answer(_summary(answer) if seen else _with_state(answer))


@stream_request_body
class File(Api):
    """A file of hers as the answer to an exercise."""

    async def prepare(self) -> None:
        """Called by tornado before the body is read: a refusal waits until all has come.

        After an early answer the connection is closed, and the proxy would tell of that instead.
        """
        connection: Any = self.request.connection
        connection.set_max_body_size(READ_TO_THE_END)
        self.parts, self.size = bytearray(), 0
        self.refused: Exception | None = None
        try:
            await super().prepare()
        except Exception as refused:
            self.refused = refused

    def data_received(self, chunk: bytes) -> None:
        """Called by tornado for each piece; what is too much is counted and dropped."""
        self.size += len(chunk)
        if self.size <= LARGEST_FILE:
            self.parts += chunk

    async def put(self, course: str, lesson: str, exercise: str) -> None:
        """Read the file in a process of its own, and keep it with the state that was read."""
        if self.refused is not None:
            raise self.refused
        _check_size(self.size)
        name = self.get_query_argument("name", "")
        place = self.place(course, lesson)
        answer = await asyncio.to_thread(_attach, place, exercise, name, bytes(self.parts))
        self.answer(_with_state(answer))


class Artefact(Page):
    """Her work as a file to download, or the file to begin with."""

    async def get(self, course: str, lesson: str, exercise: str) -> None:
        """Her work as a file; never shown by the browser itself."""
        place = open_place(self, course, lesson)
        from_start = self.get_query_argument("start", "") == "1"
        name, content = await asyncio.to_thread(_artefact, place, exercise, from_start)
        self.set_header("Content-Type", media_type(name))
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


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


def _save(place: Place, exercise: str, operations: object, base: int | None) -> Answer:
    plan = exercise_of(place, exercise)
    start = start_at(place, plan)
    store = Store(place.answers)
    return store.apply(exercise, plan.kind, operations, base=base, start=start, now=now())


def _attach(place: Place, exercise: str, name: str, content: bytes) -> Answer:
    plan = exercise_of(place, exercise)
    if plan.kind not in ENDINGS:
        raise SchoolError("school.takes_no_file")
    state = read_artefact(plan.kind, content, name).to_state()
    return Store(place.answers).attach(exercise, plan.kind, name, content, state, now())


def _artefact(place: Place, exercise: str, from_start: bool) -> tuple[str, bytes]:
    """The name and the bytes of her work: her own file, or what the page holds."""
    plan = exercise_of(place, exercise)
    if plan.kind not in ENDINGS:
        raise Refused(404, "school.not_found")
    store = Store(place.answers)
    answer = None if from_start else store.read().exercises.get(exercise)
    return work_file(plan, answer, start_at(place, plan), store)


def _check_size(size: int) -> None:
    if size > LARGEST_FILE:
        raise Refused(413, "school.too_big", limit=LARGEST_FILE // 1_000_000)


def _summary(answer: Answer) -> dict[str, Any]:
    return {
        "version": answer.version,
        "saved_at": answer.saved_at.isoformat(),
        "way": answer.way,
        "file": None if answer.file is None else vars(answer.file),
    }


def _with_state(answer: Answer) -> dict[str, Any]:
    return {**_summary(answer), "state": answer.state}


ROUTES = [
    (f"/api/answers/{SLUG}/{SLUG}", Answers),
    (f"/api/answers/{SLUG}/{SLUG}/{NAME}", OneAnswer),
    (f"/api/files/{SLUG}/{SLUG}/{NAME}", File),
    (f"/artefact/{SLUG}/{SLUG}/{NAME}", Artefact),
    (f"/api/step/{SLUG}/{SLUG}", Step),
    ("/api/permit", Permit),
]
