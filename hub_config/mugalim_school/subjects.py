"""Another start for the same work: the data of the subject that a learner chooses."""

from __future__ import annotations

import asyncio

from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_school.api import NAME, SLUG, Api, exercise_of
from mugalim_school.database import now
from mugalim_school.saving import summary


class Subject(Api):
    """The start of one exercise in the subject of hers."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Begin again with that start; what is the answer now stays in the history."""
        wanted = self.body().get("subject")
        place = self.place(course, lesson)
        self.answer(summary(await asyncio.to_thread(_begin, place, exercise, wanted)))


def _begin(place: Place, name: str, wanted: object) -> Answer:
    plan = exercise_of(place, name)
    offered = [variant.id for variant in plan.variants]
    if wanted not in offered:
        raise AnswerRefused("answers.not_understood")
    start = start_at(place, plan, offered.index(str(wanted)))
    if start is None:
        raise AnswerRefused("answers.no_start")
    return Store(place.answers).begin(name, plan.kind, start, now())


ROUTES = [(f"/api/subject/{SLUG}/{SLUG}/{NAME}", Subject)]
