"""The tables of the school's database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

PERSON = String(16)
SLUG = String(64)


class Moment(TypeDecorator[datetime]):
    """A point in time: aware of its zone in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Called by SQLAlchemy before a value is written."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Called by SQLAlchemy after a value was read; SQLite forgets the zone."""
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        return None


class Table(DeclarativeBase):
    """What all tables share: the kinds of their columns and the names of their constraints."""

    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  read by SQLAlchemy
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Person(Table):
    """Somebody with an account. `id` is opaque: it is all that files and gradebooks know."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(PERSON, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    login: Mapped[str | None] = mapped_column(String(120), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="ky")
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    notice: Mapped[str | None] = mapped_column(Text)
    roles: Mapped[list[Role]] = relationship(cascade="all, delete-orphan")
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person_", cascade="all, delete-orphan"
    )


class Role(Table):
    """What a person may do in the whole school: designer or operator."""

    __tablename__ = "roles"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)


class Cohort(Table):
    """Learners and facilitators who take courses together."""

    __tablename__ = "cohorts"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    courses: Mapped[list[CohortCourse]] = relationship(cascade="all, delete-orphan")
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="cohort_", cascade="all, delete-orphan"
    )


class CohortCourse(Table):
    """A course that a cohort takes."""

    __tablename__ = "cohort_courses"
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    course: Mapped[str] = mapped_column(SLUG, primary_key=True)


class Membership(Table):
    """Who is in which cohort, as learner or facilitator."""

    __tablename__ = "memberships"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    person_: Mapped[Person] = relationship(back_populates="memberships")
    cohort_: Mapped[Cohort] = relationship(back_populates="memberships")


class Invitation(Table):
    """A code that lets people sign up into a cohort; for designers and operators without one."""

    __tablename__ = "invitations"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    cohort: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    role: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime]
    uses_left: Mapped[int]
    made_by: Mapped[str] = mapped_column(PERSON)


class ResetCode(Table):
    """A one-use, short-lived code for a new password; only its hash is kept."""

    __tablename__ = "reset_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    issued_by: Mapped[str] = mapped_column(PERSON)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Release(Table):
    """A published version of a lesson. `assignment` is its name in nbgrader."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("course", "lesson", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(SLUG)
    lesson: Mapped[str] = mapped_column(SLUG)
    version: Mapped[int]
    assignment: Mapped[str] = mapped_column(String(80))
    path: Mapped[str] = mapped_column(Text)  # below the data folder
    digest: Mapped[str] = mapped_column(String(64))
    structure: Mapped[str] = mapped_column(
        String(64)
    )  # digest of the graded cells' names and kinds
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(PERSON)


class Opening(Table):
    """A published lesson opened to a cohort, with its dates."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("cohort", "course", "lesson"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    course: Mapped[str] = mapped_column(SLUG)
    lesson: Mapped[str] = mapped_column(SLUG)
    version: Mapped[int]
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime | None]


class Extension(Table):
    """A later due date for one learner."""

    __tablename__ = "extensions"
    opening: Mapped[int] = mapped_column(ForeignKey("openings.id"), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    due_at: Mapped[datetime]


class Attempt(Table):
    """One hand-in. What was handed in never changes; what came of it is filled in later."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("person", "course", "lesson", "number"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    course: Mapped[str] = mapped_column(SLUG)
    lesson: Mapped[str] = mapped_column(SLUG)
    version: Mapped[int]
    number: Mapped[int]
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    handed_in_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    late: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(64))  # of answers.json
    files: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(String(16), default="handed_in", index=True)
    automatic: Mapped[dict[str, Any] | None]  # the reports of the checks
    score: Mapped[float | None]
    max_score: Mapped[float | None]
    rubric: Mapped[dict[str, Any] | None]
    comment: Mapped[str | None] = mapped_column(Text)
    judged_by: Mapped[str | None] = mapped_column(PERSON)
    returned_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]  # when she first opened the feedback
    snapshot: Mapped[dict[str, Any] | None]  # the feedback as it was sent


class Job(Table):
    """A run of grading: how far it is, and whose hand-ins did not run."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(SLUG)
    lesson: Mapped[str] = mapped_column(SLUG)
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    started_by: Mapped[str] = mapped_column(PERSON)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[list[Any]] = mapped_column(default=list)  # attempt ids


class LogLine(Table):
    """Something that was done and by whom; never erased."""

    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(PERSON)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120), index=True)
    detail: Mapped[str] = mapped_column(Text, default="")


class Visit(Table):
    """The step of a lesson where a learner was last."""

    __tablename__ = "visits"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course: Mapped[str] = mapped_column(SLUG, primary_key=True)
    lesson: Mapped[str] = mapped_column(SLUG, primary_key=True)
    step: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


class Question(Table):
    """What a learner asks her facilitator about a check that is not passed yet, and the answer.

    `work` names the folder with her answer to the exercise as it was when she asked.
    """

    __tablename__ = "questions"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    cohort: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    course: Mapped[str] = mapped_column(SLUG)
    lesson: Mapped[str] = mapped_column(SLUG)
    version: Mapped[int]
    exercise: Mapped[str] = mapped_column(SLUG)
    about: Mapped[str] = mapped_column(SLUG)  # the check's id
    hint: Mapped[str] = mapped_column(Text)  # as she saw it
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    work: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(PERSON)
    answered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]  # when she first opened the answer


class Pulse(Table):
    """What a learner says about a lesson after her hand-in, in two taps and a line."""

    __tablename__ = "pulses"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course: Mapped[str] = mapped_column(SLUG, primary_key=True)
    lesson: Mapped[str] = mapped_column(SLUG, primary_key=True)
    in_class: Mapped[str] = mapped_column(String(16))
    felt: Mapped[str | None] = mapped_column(String(16))
    line: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class ReturnedAnswer(Table):
    """What she answered when a question of a lesson came back; `day` names the question.

    `asked` is the day on which it came back: its own, or a later one of the lesson's while she
    has not answered it right.
    """

    __tablename__ = "returned_answers"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course: Mapped[str] = mapped_column(SLUG, primary_key=True)
    lesson: Mapped[str] = mapped_column(SLUG, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[int] = mapped_column(primary_key=True)
    option: Mapped[str] = mapped_column(SLUG)
    is_right: Mapped[bool]
    at: Mapped[datetime]


class PutOff(Table):
    """A question that came back and that she does not want to see before a time."""

    __tablename__ = "put_off_returns"
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course: Mapped[str] = mapped_column(SLUG, primary_key=True)
    lesson: Mapped[str] = mapped_column(SLUG, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[datetime]
