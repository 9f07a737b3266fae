"""Hand-ins: numbered, never changed, each with what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mugalim_school import journal
from mugalim_school.models import Attempt
from mugalim_school.teaching import OpenLesson


def history(session: Session, person: str, course: str, lesson: str) -> list[Attempt]:
    """A learner's attempts at a lesson, the newest first."""
    wanted = select(Attempt).where(
        Attempt.person == person, Attempt.course == course, Attempt.lesson == lesson
    )
    return list(session.scalars(wanted.order_by(Attempt.number.desc())))


def newest_attempts(session: Session, person: str) -> dict[tuple[str, str], Attempt]:
    """A learner's newest attempt at every lesson, by (course, lesson)."""
    wanted = select(Attempt).where(Attempt.person == person).order_by(Attempt.number)
    return {(one.course, one.lesson): one for one in session.scalars(wanted)}


def newest_returned(session: Session, person: str) -> dict[tuple[str, str], Attempt]:
    """A learner's newest attempt that came back, at every lesson."""
    wanted = select(Attempt).where(Attempt.person == person, Attempt.returned_at.is_not(None))
    found = session.scalars(wanted.order_by(Attempt.number))
    return {(one.course, one.lesson): one for one in found}


def own_attempt(session: Session, person: str, attempt: str) -> Attempt | None:
    """A learner's own attempt; None for another's, as for one that does not exist."""
    found = session.get(Attempt, attempt)
    return found if found is not None and found.person == person else None


def same_again(
    session: Session, person: str, course: str, lesson: str, digest: str
) -> Attempt | None:
    """The newest attempt where it holds these very answers and has not come back yet.

    One that could not be graded does not count: the same answers may be handed in again.
    """
    known = history(session, person, course, lesson)
    if not known or known[0].digest != digest or known[0].returned_at is not None:
        return None
    return None if known[0].state == "did_not_run" else known[0]


def record(
    session: Session,
    person: str,
    found: OpenLesson,
    version: int,
    at: datetime,
    digest: str,
    files: Sequence[dict[str, Any]],
) -> Attempt:
    """Add an attempt; the ones before it that did not come back stay, superseded."""
    taken = select(func.max(Attempt.number)).where(
        Attempt.person == person, Attempt.course == found.course, Attempt.lesson == found.lesson
    )
    attempt = Attempt(
        id=secrets.token_hex(12),
        person=person,
        course=found.course,
        lesson=found.lesson,
        version=version,
        number=(session.scalar(taken) or 0) + 1,
        cohort=found.cohort,
        handed_in_at=at,
        due_at=found.due_at,
        late=found.late(at),
        digest=digest,
        files=list(files),
        state="handed_in",
    )
    session.add(attempt)
    _supersede(session, attempt)
    journal.note(session, person, "hand_in", f"{found.course}/{found.lesson}", attempt.id)
    session.flush()
    return attempt


def _supersede(session: Session, newest: Attempt) -> None:
    for earlier in history(session, newest.person, newest.course, newest.lesson):
        if earlier is not newest and earlier.state != "returned":
            earlier.state = "superseded"
