"""Questions that come back: what was answered, and what was put off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mugalim_school.models import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Called by Alembic on the way up."""
    op.create_table(
        "returned_answers",
        sa.Column("person", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("lesson", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("option", sa.String(length=64), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_returned_answers_person_people")
        ),
        sa.PrimaryKeyConstraint(
            "person", "course", "lesson", "day", "asked", name=op.f("pk_returned_answers")
        ),
    )
    op.create_table(
        "put_off_returns",
        sa.Column("person", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("lesson", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_put_off_returns_person_people")
        ),
        sa.PrimaryKeyConstraint(
            "person", "course", "lesson", "day", name=op.f("pk_put_off_returns")
        ),
    )


def downgrade() -> None:
    """Called by Alembic on the way down."""
    op.drop_table("put_off_returns")
    op.drop_table("returned_answers")
