"""Earlier versions of an answer: what there is, and bringing one back."""

from __future__ import annotations

import asyncio
from itertools import islice

from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_school.api import NAME, SLUG, Api, exercise_of
from mugalim_school.database import now
from mugalim_school.saving import summary

MOST_SHOWN = 60


class History(Api):
    """The versions of her answer to one exercise."""

    async def get(self, course: str, lesson: str, exercise: str) -> None:
        """The newest first, each with when and how it was saved."""
        place = self.place(course, lesson)
        exercise_of(place, exercise)
        store = Store(place.answers)
        found = await asyncio.to_thread(lambda: list(islice(store.history(exercise), MOST_SHOWN)))
        self.answer({"versions": [summary(answer) for answer in found]})

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Make one of them the answer again; what is the answer now stays in the history."""
        version = self.body().get("version")
        if not isinstance(version, int) or isinstance(version, bool):
            raise AnswerRefused("answers.not_understood")
        place = self.place(course, lesson)
        exercise_of(place, exercise)
        store = Store(place.answers)
        self.answer(summary(await asyncio.to_thread(store.bring_back, exercise, version, now())))


ROUTES = [(f"/api/history/{SLUG}/{SLUG}/{NAME}", History)]
