"""A question that came back: her answer to it, the reply, and putting it off."""

from __future__ import annotations

from typing import Any

from mugalim_courses.model import RETURNS, Option, Return
from mugalim_school import returns
from mugalim_school.api import SLUG
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.web import Page, Refused

DAY = f"({'|'.join(map(str, RETURNS))})"


class Returned(Page):
    """One question of a lesson that came back to a learner."""

    async def get(self, course: str, lesson: str, day: str) -> None:
        """The reply to what she chose; without an answer my courses asks her."""
        with self.school.database.reading() as session:
            kept = returns.answered(session, self.person.id, course, lesson, int(day))
            plan = returns.newest_plan(session, self.school.config, course, lesson, self.language)
        question = returns.question_of(plan, int(day)) if plan else None
        chosen = _option(question, kept.option) if kept else None
        if plan is None or question is None or chosen is None:
            self._to_my_courses()
            return
        self.render_page(
            "returned.html",
            title=plan.title,
            question=question,
            chosen=chosen,
            answer=_option(question, question.right),
            lesson=f"{self.hub_base}services/lessons/{course}/{lesson}",
        )

    async def post(self, course: str, lesson: str, day: str) -> None:
        """Keep what she chose, or hide the question until tomorrow; twice is once."""
        place, at = (course, lesson, int(day)), now()
        with self.school.database.reading() as session:
            due = returns.find_due(session, self.person.id, *place, at)
            answer = returns.answered(session, self.person.id, *place)
        if self.get_body_argument("later", ""):
            self._put_off(due)
        elif due is not None:
            self._keep(due)
        elif answer is None:
            raise Refused(404, "school.not_found")
        else:
            self.redirect(self.request.path, status=303)

    def _keep(self, due: returns.Due) -> None:
        with self.school.database.session() as session:
            plan = returns.newest_plan(
                session, self.school.config, due.course, due.lesson, self.language
            )
            question = returns.question_of(plan, due.day) if plan else None
            chosen = _option(question, self.get_body_argument("option", ""))
            if question is None or chosen is None:
                raise SchoolError("school.old_page")
            right = chosen.id == question.right
            returns.keep_answer(session, self.person.id, due, chosen.id, right, now())
        self.redirect(self.request.path, status=303)

    def _put_off(self, due: returns.Due | None) -> None:
        if due is not None:
            with self.school.database.session() as session:
                returns.put_off(session, self.person.id, due, now())
        self._to_my_courses()

    def _to_my_courses(self) -> None:
        self.redirect(f"{self.school.config.prefix}courses", status=303)


def _option(question: Return | None, id: str) -> Option | None:
    """The option of that id; None where the question has none of it."""
    options = question.options if question else ()
    return next((option for option in options if option.id == id), None)


ROUTES: list[tuple[str, Any]] = [(f"/returns/{SLUG}/{SLUG}/{DAY}", Returned)]
