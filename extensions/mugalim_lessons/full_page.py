"""Lessons whose notebooks hold code of their own, shown by Voila's full page in place of ours.

Such a page begins with its kernel: a person stands in the same line for it as for any lesson, and
reads the text meanwhile. It has a policy of its own; that of the light page stays as it is.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from mugalim_answers.place import Place as Surroundings
from mugalim_lessons.attach import PAGE_ID, SOON
from mugalim_lessons.full_writing import FullExporter, run_all
from mugalim_lessons.kernels import LessonKernels
from mugalim_lessons.lessons import OpenLesson
from mugalim_lessons.line import Ticket
from mugalim_lessons.requests import LessonHandler, policy
from mugalim_lessons.run import Attached
from mugalim_lessons.words import RUNTIME, in_language

# What Voila's own scripts and stock widgets need beside what a light page may: style sheets that
# scripts write, fonts of icons, and modules that widgets bring as text.
FULL_POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; connect-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' data: blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True)
class FullLesson:
    """A lesson to be shown by Voila's full page, to one person in one language."""

    course: str
    lesson: str
    language: str
    title: str
    opened: OpenLesson
    place: Surroundings
    files: Path
    prose: Callable[[], Awaitable[str]]  # its steps, to be read while she waits
    version: int = 0
    preview: bool = False

    @property
    def notebook(self) -> NotebookNode:
        """The notebook with the code."""
        return self.opened.own_code


@dataclass(frozen=True)
class Written(Attached):
    """A running lesson whose whole page Voila wrote."""

    html: str = ""


class FullPageHandler(LessonHandler):
    """What both kinds of pages, of a release and of a preview, do where the full one is needed."""

    async def give_full_page(self, lesson: FullLesson) -> None:
        """Answer with the page, or with the text to read and the place in the line."""
        wanted = self.get_query_argument("page", "")
        page = wanted if PAGE_ID.fullmatch(wanted) else str(uuid.uuid4())

        async def start() -> Attached:
            return await self._start(lesson)

        ticket = await self.parts.line.ask(self.person, page, start)
        await asyncio.wait([ticket.done], timeout=SOON)
        if self.get_query_argument("wait", ""):
            self.finish({"ready": ticket.done.done(), "place": self.parts.line.place(ticket)})
        elif ticket.done.done():
            self._give(ticket)
        else:
            await self._give_text(lesson, page, ticket)

    def _give(self, ticket: Ticket[Attached]) -> None:
        self.parts.line.leave(ticket)
        error = ticket.done.exception()
        attached = None if error else ticket.done.result()
        if isinstance(attached, Written):
            self.set_header("Content-Security-Policy", FULL_POLICY)
            self.finish(attached.html)
        else:
            self.log.error("A lesson did not start", exc_info=error)
            self.refuse(503, "lessons.did_not_start")

    async def _give_text(self, lesson: FullLesson, page: str, ticket: Ticket[Attached]) -> None:
        pages, line = self.parts.pages, self.parts.line
        steps = await lesson.prose()
        self.set_status(202)
        self.set_header("Content-Security-Policy", policy(pages.style()))
        self.finish(pages.waiting(lesson, steps, page, line.place(ticket)))

    async def _start(self, lesson: FullLesson) -> Written:
        """Start a kernel, run the lesson in it and write its page; it ends where that fails."""
        manager: LessonKernels = self.kernel_manager
        modules = self.parts.pages.addresses["widgets"]
        kernel_id = await manager.start_for(self.person, lesson.place, modules, lesson.files)
        try:
            kernel = manager.get_kernel(kernel_id)
            done = await run_all(kernel, lesson.notebook, tracebacks=lesson.preview)
            html = await self._write(lesson, kernel_id, done)
        except BaseException:
            await manager.end(kernel_id)
            raise
        manager.handed_over(kernel_id)
        return Written(kernel_id, {}, {}, html)

    async def _write(self, lesson: FullLesson, kernel_id: str, done: NotebookNode) -> str:
        pages = self.parts.pages
        exporter = FullExporter(pages.files, lesson.opened.pictures, lesson.language)
        surfaces = {place.surface for place in lesson.opened.places}
        told = await asyncio.to_thread(getattr, pages.files, "page_config")  # reads all files once
        values = {
            "about": json.dumps(self._about(lesson, kernel_id), ensure_ascii=False),
            "at": pages.addresses,
            "bar": pages.bar(lesson.language),
            "told": {**told, "kernelId": kernel_id},
            "preview": lesson.preview,
            "hand_in": f"{pages.addresses['school']}hand-in/{lesson.course}/{lesson.lesson}",
            "last_step": len(lesson.opened.steps) + 1,
            "style": Markup(pages.assets.full_style(surfaces)),  # noqa: S704  our own files
            "title": lesson.title,
        }
        return await exporter.html(done, f"{lesson.title} · {self.parts.config.name}", values)

    def _about(self, lesson: FullLesson, kernel_id: str) -> dict[str, Any]:
        """What the page's scripts are told."""
        at = self.parts.pages.addresses
        mine = f"mine/{lesson.course}/{lesson.lesson}?version={lesson.version}"
        return {
            "course": lesson.course,
            "lesson": lesson.lesson,
            "version": lesson.version,
            "language": lesson.language,
            "preview": lesson.preview,
            "kernel": kernel_id,
            "mine": f"{mine}&lang={lesson.language}",
            "base": at["base"],
            "school": at["school"],
            "words": in_language(RUNTIME, lesson.language),
        }
