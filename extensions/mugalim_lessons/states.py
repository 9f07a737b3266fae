"""The exercises' states as pages fetch them: the first ones of a release, and her own."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tornado.web import HTTPError, authenticated

from mugalim_answers.store import Store
from mugalim_courses.languages import LANGUAGES
from mugalim_lessons.drawer import NotDrawnError
from mugalim_lessons.lessons import as_json
from mugalim_lessons.permit import Permit
from mugalim_lessons.requests import JsonHandler
from mugalim_lessons.sending import NoEtagOfItsOwn, has_it, send

ZONE = ZoneInfo("Asia/Bishkek")
KEPT = "private, max-age=31536000, immutable"
ASKED_FOR = "private, no-cache"
BOOT = uuid.uuid4().hex


class StatesHandler(NoEtagOfItsOwn, JsonHandler):
    """GET states/<course>/<lesson>/<version>/<language>/<digest>: every exercise at its start."""

    @authenticated
    async def get(self, course: str, lesson: str, version: str, language: str, digest: str) -> None:
        """The states of the release; those of the digest as long as our code is the same."""
        permit = await self.permit(course, lesson, version=int(version))
        if permit.release is None:
            raise HTTPError(404)
        self.released(permit.release, language)
        try:
            content = (await self.parts.lessons.states(permit.release, language)).content
        except NotDrawnError:
            raise HTTPError(503) from None
        send(self, content, KEPT if content.tag == f'"{digest}"' else "no-store")


class MineHandler(NoEtagOfItsOwn, JsonHandler):
    """GET mine/<course>/<lesson>: who she is, her dates, and the exercises that she answered."""

    @authenticated
    async def get(self, course: str, lesson: str) -> None:
        """Her own states, drawn from what is stored; the same as before is not sent again."""
        version, language = self.get_query_argument("version", ""), self.language
        known = int(version) if version.isdecimal() and len(version) < 9 else None
        permit = await self.permit(course, lesson, version=known)
        if permit.release is None or permit.answers is None:
            raise HTTPError(404)
        tag = self._tag(permit, language)
        if has_it(self, tag, ASKED_FOR):
            return
        opened = self.released(permit.release, language)
        try:
            drawn = await self.parts.drawer.draw(
                permit.release, language, opened.places, permit.answers, answered=True
            )
        except NotDrawnError:  # a kernel will show them
            drawn = {"cells": {}, "words": {}, "away": True}
            tag = ""
        about = {"person": self.person, **dates(permit)}
        content = as_json({**about, **drawn}, hard=False)
        send(self, replace(content, given_tag=tag), ASKED_FOR if tag else "no-store")

    def _tag(self, permit: Permit, language: str) -> str:
        """An ETag that is another whenever the answer would be; `BOOT` stands for our own code."""
        stored = Store(permit.answers).digest() if permit.answers else ""
        told = [BOOT, self.person, str(permit.version), language, stored, *dates(permit).values()]
        return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:24]}"'

    @property
    def language(self) -> str:
        """The language of the page that asks."""
        wanted = self.get_query_argument("lang", "")
        return wanted if wanted in LANGUAGES else super().language


def dates(permit: Permit) -> dict[str, Any]:
    """When the lesson is due, as teachers write dates, and whether that has passed."""
    return {"due": written_date(permit.due_at), "late": permit.late}


def written_date(moment: str) -> str:
    """An ISO moment as teachers write dates; empty where there is none."""
    try:
        return datetime.fromisoformat(moment).astimezone(ZONE).strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return ""
