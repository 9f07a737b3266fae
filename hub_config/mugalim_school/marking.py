"""Marking: which hand-ins wait, what grading found, a facilitator's judgement, sending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_checks.core import Report
from mugalim_courses.model import Lesson
from mugalim_nbgrader.outcome import Outcome
from mugalim_nbgrader.trouble import NbgraderTrouble
from mugalim_nbgrader.trouble import sentence as trouble_sentence
from mugalim_school import journal, people
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt, Cohort, Extension, Membership, Opening, Person

TO_GRADE = ("handed_in", "did_not_run")
LONGEST_COMMENT = 4000  # characters


@dataclass(frozen=True)
class Row:
    """One learner's line for a lesson: her newest hand-in, and her own due date."""

    person: Person
    attempt: Attempt | None
    due_at: datetime | None
    extended: bool

    @property
    def state(self) -> str:
        """Where she stands, in one word of the desk's."""
        if self.attempt is None:
            return "nothing"
        return "ready" if self.can_be_sent else self.attempt.state

    @property
    def can_be_sent(self) -> bool:
        """Whether her feedback is ready and not sent yet."""
        return self.attempt is not None and ready(self.attempt)


def own_cohort(session: Session, person: str, cohort: int) -> Cohort:
    """The cohort, when the person facilitates it; else as if there were none."""
    membership = session.get(Membership, (person, cohort))
    if membership is None or membership.role != "facilitator":
        raise SchoolError("school.not_found")
    return membership.cohort_


def own_learner(session: Session, cohort: int, person: str) -> Person:
    """The person, when she learns in that cohort; else as if there were nobody."""
    membership = session.get(Membership, (person, cohort))
    if membership is None or membership.role != "learner":
        raise SchoolError("school.not_found")
    return membership.person_


def own_learner_of(session: Session, facilitator: str, cohort: int, person: str) -> Person:
    """A learner of one of the facilitator's cohorts; else as if there were nobody."""
    own_cohort(session, facilitator, cohort)
    return own_learner(session, cohort, person)


def attempt_for(session: Session, facilitator: str, attempt: str) -> Attempt:
    """A hand-in of one of the facilitator's cohorts; else as if there were none."""
    found = session.get(Attempt, attempt)
    if found is None:
        raise SchoolError("school.not_found")
    own_cohort(session, facilitator, found.cohort)
    return found


def newer_than(session: Session, attempt: Attempt) -> Attempt | None:
    """The learner's newest hand-in where it came after this one."""
    found = _newest(session, attempt.cohort, attempt.course, attempt.lesson).get(attempt.person)
    return found if found is not None and found.number > attempt.number else None


def rows(session: Session, opening: Opening) -> list[Row]:
    """Every learner of the opening's cohort, by name, with her newest hand-in."""
    newest = _newest(session, opening.cohort, opening.course, opening.lesson)
    extensions = {
        one.person: one.due_at
        for one in session.scalars(select(Extension).where(Extension.opening == opening.id))
    }
    wanted = select(Person).join(Membership).where(Membership.cohort == opening.cohort)
    wanted = wanted.where(Membership.role == "learner", Person.erased_at.is_(None))
    return [
        Row(
            person=person,
            attempt=newest.get(person.id),
            due_at=extensions.get(person.id, opening.due_at),
            extended=person.id in extensions,
        )
        for person in session.scalars(wanted.order_by(Person.name))
    ]


def to_grade(session: Session, cohort: int, course: str, lesson: str) -> list[Attempt]:
    """The newest hand-ins that nobody has graded, and those whose grading did not run."""
    newest = _newest(session, cohort, course, lesson).values()
    return [attempt for attempt in newest if attempt.state in TO_GRADE]


def apply_outcome(session: Session, started: Attempt, outcome: Outcome) -> Attempt:
    """Keep what grading found with the attempt that was really graded.

    A learner may hand in again while the older attempt is graded: the outcome's time says which.
    """
    graded = _of_time(session, started, outcome.handed_in_at) or started
    if started is not graded and started.state == "grading":
        started.state = "superseded"
    reports = [report.to_json() for report in outcome.reports]
    graded.automatic = {"reports": reports, "message": outcome.message, "values": {}}
    if graded.state != "superseded":
        graded.state = outcome.state
    graded.score = automatic_points(graded)
    graded.max_score = outcome.max_score
    return graded


def could_not_grade(attempt: Attempt, trouble: NbgraderTrouble) -> None:
    """Keep with an attempt why it has no result, for the desk to say."""
    values = {name: str(value) for name, value in trouble.values.items()}
    attempt.automatic = {"reports": [], "message": trouble.id, "values": values}
    attempt.score = None
    if attempt.state != "superseded":
        attempt.state = "did_not_run"


def why_not_graded(attempt: Attempt, language: str) -> str:
    """What a facilitator reads about a hand-in that could not be graded; else nothing."""
    about = attempt.automatic or {}
    if attempt.state != "did_not_run":
        return ""
    # She has handed in, whatever nbgrader finds: what it was given is gone.
    found = str(about.get("message") or "").replace("grading.nothing", "grading.damaged")
    return trouble_sentence(found, language, **about.get("values", {}))


def automatic_points(attempt: Attempt) -> float:
    """The points of all checks of an attempt."""
    return round(sum(report.points for report in reports_of(attempt)), 2)


def reports_of(attempt: Attempt) -> tuple[Report, ...]:
    """The reports of the checks; empty before grading."""
    found = (attempt.automatic or {}).get("reports", [])
    return tuple(Report.from_json(report) for report in found)


def judged(plan: Lesson, chosen: Mapping[str, str]) -> dict[str, float]:
    """The points of the levels that a facilitator chose, by rubric item; SchoolError for others."""
    points = {}
    for item in plan.rubric:
        levels = {f"{level.points:g}": level.points for level in item.levels}
        if chosen.get(item.id) not in levels:
            raise SchoolError("school.choose_a_level")
        points[item.id] = levels[chosen[item.id]]
    return points


def keep_judgement(
    session: Session, attempt: Attempt, points: Mapping[str, float], comment: str, by: str
) -> None:
    """Keep the levels and the comment of a facilitator."""
    attempt.rubric = dict(points)
    attempt.comment = comment
    attempt.judged_by = by
    attempt.score = round(automatic_points(attempt) + sum(points.values()), 2)
    journal.note(session, by, "judge", attempt.person, attempt.id)


def needs_judging(session: Session, attempt: Attempt) -> None:
    """SchoolError where a judgement would be kept for nobody: not graded, or replaced."""
    if newer_than(session, attempt) is not None:
        raise SchoolError("school.newer_hand_in")
    if attempt.state not in ("graded", "returned"):
        raise SchoolError("school.not_graded")


def checked_comment(comment: str) -> str:
    """The comment without blanks around it; SchoolError when it is too long."""
    comment = comment.strip().replace("\r\n", "\n")
    if len(comment) > LONGEST_COMMENT:
        raise SchoolError("school.comment_too_long", most=LONGEST_COMMENT)
    return comment


def ready(attempt: Attempt) -> bool:
    """Whether an attempt is graded and judged, and its feedback not sent."""
    return attempt.state == "graded" and attempt.judged_by is not None


def send(session: Session, attempt: Attempt, by: str) -> None:
    """Send the feedback: a snapshot that stays until she is sent a corrected one."""
    if attempt.state not in ("graded", "returned") or attempt.judged_by is None:
        raise SchoolError("school.not_judged")
    if not unsent(attempt):
        return
    sender = people.get(session, by)
    attempt.returned_at = now()
    attempt.read_at = None
    attempt.state = "returned"
    attempt.snapshot = {
        **_result(attempt),
        "facilitator": sender.name if sender else "",
        "sent_at": attempt.returned_at.isoformat(),
    }
    journal.note(session, by, "send_feedback", attempt.person, attempt.id)


def unsent(attempt: Attempt) -> bool:
    """Whether there is a judgement that the learner was not sent."""
    if attempt.judged_by is None:
        return False
    sent = attempt.snapshot or {}
    return any(sent.get(name) != value for name, value in _result(attempt).items())


def _result(attempt: Attempt) -> dict[str, Any]:
    return {
        "reports": (attempt.automatic or {}).get("reports", []),
        "rubric": attempt.rubric or {},
        "comment": attempt.comment or "",
        "score": attempt.score,
        "max_score": attempt.max_score,
    }


def neighbours(session: Session, attempt: Attempt) -> tuple[str | None, str | None]:
    """The hand-ins before and after this one, in the order of the learners' names."""
    newest = _newest(session, attempt.cohort, attempt.course, attempt.lesson)
    names = {
        person.id: person.name
        for person in session.scalars(select(Person).where(Person.id.in_(newest)))
    }
    ordered = [newest[one].id for one in sorted(newest, key=lambda one: names.get(one, ""))]
    if attempt.id not in ordered:
        return None, None
    place = ordered.index(attempt.id)
    before = ordered[place - 1] if place else None
    after = ordered[place + 1] if place + 1 < len(ordered) else None
    return before, after


def counts(found: list[Row]) -> dict[str, int]:
    """How many learners stand where, for the desk."""
    states = [row.attempt.state if row.attempt else "nothing" for row in found]
    return {
        "learners": len(found),
        "to_grade": sum(state in TO_GRADE for state in states),
        "to_judge": sum(
            row.attempt is not None and row.attempt.state == "graded" and not row.can_be_sent
            for row in found
        ),
        "to_send": sum(row.can_be_sent for row in found),
        "returned": states.count("returned"),
        "nothing": states.count("nothing"),
    }


def _newest(session: Session, cohort: int, course: str, lesson: str) -> dict[str, Attempt]:
    wanted = select(Attempt).where(
        Attempt.cohort == cohort, Attempt.course == course, Attempt.lesson == lesson
    )
    found = session.scalars(wanted.order_by(Attempt.number))
    return {attempt.person: attempt for attempt in found}


def _of_time(session: Session, started: Attempt, handed_in_at: str | None) -> Attempt | None:
    if handed_in_at is None:
        return None
    wanted = select(Attempt).where(
        Attempt.person == started.person,
        Attempt.course == started.course,
        Attempt.lesson == started.lesson,
    )
    at = datetime.fromisoformat(handed_in_at)
    same: Any = (one for one in session.scalars(wanted) if one.handed_in_at == at)
    return next(same, None)
