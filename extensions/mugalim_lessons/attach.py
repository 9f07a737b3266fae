"""Attaching: an open page asks for a kernel, waits in line if need be, and gets its exercises."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any

from tornado.web import HTTPError, authenticated

from mugalim_answers.place import Place as Surroundings
from mugalim_courses.languages import LANGUAGES
from mugalim_lessons.kernels import LessonKernels
from mugalim_lessons.lessons import OpenLesson
from mugalim_lessons.line import Ticket
from mugalim_lessons.requests import JsonHandler
from mugalim_lessons.run import Attached, run_exercises

SOON = 2.0  # seconds that a request in line is kept, before it is told its place
STARTING = 25.0  # seconds that a request is kept while its kernel starts
PAGE_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")


@dataclass(frozen=True)
class Wanted:
    """What a page asks for: its own id, and the version and language that it shows.

    `drawn` pages have the words of their surfaces already.
    """

    page: str
    version: int | None
    language: str
    drawn: bool = False

    @classmethod
    def read(cls, body: Any) -> Wanted:
        """What the request's body says; HTTPError 400 where it cannot be understood."""
        said = body if isinstance(body, dict) else {}
        page, version, language = said.get("page"), said.get("version"), said.get("language")
        if not isinstance(page, str) or not PAGE_ID.fullmatch(page) or language not in LANGUAGES:
            raise HTTPError(400)
        if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
            raise HTTPError(400)
        return cls(page, version, str(language), said.get("drawn") is True)


class Attaching(JsonHandler):
    """Standing in line with an open page, and what it gets at the end."""

    async def attach(self, wanted: Wanted, opened: OpenLesson, place: Surroundings) -> None:
        """Stand in line with the page, and answer with its exercises or its place."""
        manager: LessonKernels = self.kernel_manager
        person = self.person

        async def start() -> Attached:
            return await start_lesson(manager, person, opened, place)

        ticket = await self.parts.line.ask(person, wanted.page, start)
        await asyncio.wait([ticket.done], timeout=STARTING if ticket.started else SOON)
        if ticket.done.done():
            self._give(ticket, wanted)
        else:
            line = self.parts.line
            self.set_status(202)
            self.finish_json({"place": line.place(ticket), "wait": line.wait(ticket)})

    def _give(self, ticket: Ticket[Attached], wanted: Wanted) -> None:
        self.parts.line.leave(ticket)
        error = ticket.done.exception()
        if error:
            self.log.error("A lesson did not start", exc_info=error)
            self.refuse(503, "lessons.did_not_start")
        else:
            self.finish_json(ticket.done.result().to_json(words=not wanted.drawn))


class AttachHandler(Attaching):
    """POST attach/<course>/<lesson>: 200 with a kernel, or 202 with a place in the line."""

    @authenticated
    async def post(self, course: str, lesson: str) -> None:
        """Attach an open page of a published lesson."""
        wanted = Wanted.read(self.get_json_body())
        permit = await self.permit(course, lesson, version=wanted.version)
        if permit.release is None or permit.answers is None:
            raise HTTPError(404)
        opened = self.released(permit.release, wanted.language)
        place = Surroundings("app", permit.release, permit.answers, wanted.language)
        await self.attach(wanted, opened, place)


async def start_lesson(
    manager: LessonKernels, person: str, opened: OpenLesson, place: Surroundings
) -> Attached:
    """Start a kernel and show the lesson's exercises in it; it ends again where that fails."""
    kernel_id = await manager.start_for(person, place)
    try:
        kernel = manager.get_kernel(kernel_id)
        attached = await run_exercises(kernel_id, kernel, opened.places)
    except BaseException:
        await manager.end(kernel_id)
        raise
    manager.handed_over(kernel_id)
    return attached
