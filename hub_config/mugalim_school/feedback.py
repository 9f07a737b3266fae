"""The feedback that a facilitator sent, as the learner reads it in her language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mugalim_checks.core import Report
from mugalim_school import attempts
from mugalim_school.database import now
from mugalim_school.models import Attempt
from mugalim_school.releases import find_version, published
from mugalim_school.showing import plan_in, shown_checks, shown_rubric
from mugalim_school.web import Page, Refused


class Feedback(Page):
    """One attempt's feedback; hers alone, once it was sent."""

    async def get(self, attempt: str) -> None:
        """Every check, the rubric, the comment and the points, as they were sent."""
        with self.school.database.session() as session:
            found = attempts.own_attempt(session, self.person.id, attempt)
            if found is None or found.snapshot is None:
                raise Refused(404, "school.not_found")
            found.read_at = found.read_at or now()
            row = find_version(session, found.course, found.lesson, found.version)
            newest = attempts.history(session, self.person.id, found.course, found.lesson)[0]
        if row is None:
            raise Refused(404, "school.not_found")
        self.render_page(
            "feedback.html",
            again=newest.id != found.id,
            lesson=f"{self.hub_base}services/lessons/{found.course}/{found.lesson}",
            **feedback_of(self, found, published(self.school.config, row)),
        )


def feedback_of(page: Page, attempt: Attempt, release: Any) -> dict[str, Any]:
    """What the page shows of an attempt's snapshot."""
    snapshot = attempt.snapshot or {}
    plan = plan_in(release, page.language)
    reports = tuple(Report.from_json(report) for report in snapshot["reports"])
    return {
        "attempt": attempt,
        "title": plan.title,
        "checks": shown_checks(plan, reports, page.language, to_learner=True),
        "rubric": shown_rubric(plan, snapshot["rubric"]),
        "comment": snapshot["comment"],
        "score": snapshot["score"] or 0,
        "max_score": snapshot["max_score"] or 0,
        "facilitator": snapshot["facilitator"],
        "sent_at": datetime.fromisoformat(snapshot["sent_at"]),
    }


ROUTES: list[tuple[str, Any]] = [("/feedback/([0-9a-f]{24})", Feedback)]
