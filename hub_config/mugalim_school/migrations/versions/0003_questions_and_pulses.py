"""Questions to facilitators, and what learners say about a lesson after their hand-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mugalim_school.models import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Called by Alembic on the way up."""
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=16), nullable=False),
        sa.Column("cohort", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("lesson", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("work", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=16), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("read_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort"], ["cohorts.id"], name=op.f("fk_questions_cohort_cohorts")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_questions_person_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_cohort"), ["cohort"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_person"), ["person"], unique=False)

    op.create_table(
        "pulses",
        sa.Column("person", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("lesson", sa.String(length=64), nullable=False),
        sa.Column("in_class", sa.String(length=16), nullable=False),
        sa.Column("felt", sa.String(length=16), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_pulses_person_people")),
        sa.PrimaryKeyConstraint("person", "course", "lesson", name=op.f("pk_pulses")),
    )


def downgrade() -> None:
    """Called by Alembic on the way down."""
    op.drop_table("pulses")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_person"))
        batch_op.drop_index(batch_op.f("ix_questions_cohort"))

    op.drop_table("questions")
